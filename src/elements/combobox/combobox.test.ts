import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {expectAccessible, findPart, focused, part, textOf, until} from '../../../test/helpers/elements.js';
import type {OptionEntry, OptionQuery, OptionSource} from '../../internal/option-source.js';
import type {ParagonCombobox} from './combobox.js';
import './combobox.define.js';

const FRUIT = ['Apple', 'Apricot', 'Banana', 'Cherry', 'Éclair pear', 'Green apple', 'Pineapple'];
const options = (labels: readonly string[]): OptionEntry[] =>
  labels.map((label) => ({label, value: label.toLowerCase().replaceAll(' ', '-')}));

let keys = 0;
const listOf = (entries: readonly OptionEntry[], more: Partial<OptionSource> = {}): OptionSource => ({
  key: `list-${++keys}`,
  isPaged: false,
  load: async () => ({options: entries, nextCursor: null}),
  ...more,
});

const mount = (more: Partial<ParagonCombobox> = {}) => {
  const element = document.createElement('paragon-combobox');
  Object.assign(element, {label: 'Fruit', source: listOf(options(FRUIT)), ...more});
  return fixture<ParagonCombobox>(html`${element}`);
};

const inputOf = (element: Element) => element.shadowRoot!.querySelector('input')!;
const isOpen = (element: Element) => inputOf(element).ariaExpanded === 'true';
const labelsOf = (element: Element) =>
  [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=option] .option-label')].map(
    (label) => label.textContent?.trim() ?? '',
  );
/** The label of the row that the field points to. */
const activeOf = (element: Element) => {
  const id = inputOf(element).getAttribute('aria-activedescendant');
  return id
    ? (element.shadowRoot!.getElementById(id)?.querySelector('.option-label')?.textContent ?? '')
    : '';
};
const untilActive = (element: Element, label: string) =>
  until(() => activeOf(element).trim() === label, `"${label}" to be active, not "${activeOf(element)}"`);
const untilLabels = (element: Element, labels: readonly string[]) =>
  until(
    () => labelsOf(element).join() === labels.join(),
    `${labels.join()} instead of ${labelsOf(element).join()}`,
  );
async function pressWithAlt(key: string): Promise<void> {
  await sendKeys({down: 'Alt'});
  await sendKeys({press: key});
  await sendKeys({up: 'Alt'});
}
async function openList(element: ParagonCombobox): Promise<void> {
  element.focus();
  await pressWithAlt('ArrowDown');
  await until(() => labelsOf(element).length, 'options');
}

describe('<paragon-combobox>', () => {
  it('chooses by keyboard', async () => {
    const element = await mount();
    const heard: string[] = [];
    for (const type of ['input', 'change']) {
      element.addEventListener(type, () => heard.push(`${type} ${element.value}`));
    }
    element.focus();
    await sendKeys({press: 'ArrowDown'});
    await untilActive(element, 'Apple');
    await sendKeys({press: 'ArrowDown'});
    await untilActive(element, 'Apricot');
    await sendKeys({press: 'Enter'});
    await until(() => !isOpen(element), 'the list to close');
    expect(element.value).to.equal('apricot');
    expect(element.selectedOption?.label).to.equal('Apricot');
    expect(inputOf(element).value).to.equal('Apricot');
    expect(heard.join()).to.equal('input apricot,change apricot');
  });

  it('filters what is typed: beginnings first, without case and accents', async () => {
    const element = await mount();
    element.focus();
    await sendKeys({type: 'apple'});
    await untilLabels(element, ['Apple', 'Green apple', 'Pineapple']);
    inputOf(element).select();
    await sendKeys({type: 'eclair'});
    await untilLabels(element, ['Éclair pear']);
    await sendKeys({press: 'Enter'});
    await until(() => element.value === 'éclair-pear', 'the only one that fits');
    expect(focused().part).to.equal('input');
  });

  it('is accessible in each state, light and dark', async () => {
    const element = await mount({description: 'Your favourite'});
    await expectAccessible(element);
    await openList(element);
    await sendKeys({press: 'ArrowDown'});
    await untilActive(element, 'Apple');
    await expectAccessible(element);
    element.value = 'cherry';
    element.invalid = true;
    await element.updateComplete;
    await expectAccessible(element);
    element.disabled = true;
    await element.updateComplete;
    await expectAccessible(element);
    expect(isOpen(element)).to.equal(false);
  });
});
export {findPart, part, textOf, type OptionQuery};
