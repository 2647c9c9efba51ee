import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {
  findPart,
  hasState,
  part,
  textOf,
  until,
  untilText,
  warningsOf,
} from '../../../test/helpers/elements.js';
import type {ConnectInputValue, SerializedConnectInput} from '../../core/types/index.js';
import {ParagonInput} from './input.js';
import './input.define.js';

const TEXT = {id: 'shop', type: 'TEXT_NO_VARS', title: 'Shop'};

async function mount(input: SerializedConnectInput, more: Partial<ParagonInput> = {}): Promise<ParagonInput> {
  const element = document.createElement('paragon-input');
  Object.assign(element, {input, ...more});
  await fixture(html`<div>${element}</div>`);
  await element.updateComplete;
  return element;
}

/** What a screen reader says of a control after its name. */
function descriptionOf(control: HTMLElement): string {
  const root = control.getRootNode() as ShadowRoot;
  const ids = control.getAttribute('aria-describedby')?.split(' ') ?? [];
  const texts = ids.map((id) => root.getElementById(id)?.textContent ?? '');
  return texts.join(' ').replace(/\s+/g, ' ').replaceAll(' .', '.').trim();
}

/** An input in a form with a reset and a submit button, and what the form would send. */
async function mountInForm(input: SerializedConnectInput, more: Partial<ParagonInput> = {}) {
  const element = document.createElement('paragon-input');
  Object.assign(element, {input, name: 'key', ...more});
  const form = await fixture<HTMLFormElement>(
    html`<form>
      <fieldset>${element}</fieldset>
      <button type="reset">Reset</button>
      <button>Send</button>
    </form>`,
  );
  const submits: Record<string, unknown>[] = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submits.push(Object.fromEntries(new FormData(form)));
  });
  await element.updateComplete;
  const data = () => [...new FormData(form)].map(([key, value]) => `${key}=${String(value)}`);
  return {element, form, data, submits};
}

const field = (element: ParagonInput): HTMLInputElement =>
  element.shadowRoot!.querySelector<HTMLInputElement>('#field')!;

async function type(element: ParagonInput, text: string): Promise<void> {
  const control = await until(() => field(element), 'the field');
  control.value = text;
  control.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
  await element.updateComplete;
}

describe('<paragon-input> in a form', () => {
  it('sends strings as they are, booleans as words, objects as JSON, and nothing for what is not set', async () => {
    const cases: readonly (readonly [string, ConnectInputValue, string[]])[] = [
      ['TEXT_NO_VARS', undefined, []],
      ['TEXT_NO_VARS', 'north', ['key=north']],
      ['TEXTAREA_NO_VARS', ' one\ntwo ', ['key=one\ntwo']],
      ['NUMBER', 3, ['key=3']],
      ['NUMBER', '4', ['key=4']],
      ['SWITCH', undefined, ['key=false']],
      ['BOOLEAN_INPUT', true, ['key=true']],
      ['PASSWORD', 'pass', ['key=pass']],
      ['COMBO_INPUT', {mainInput: 'a'}, ['key={"mainInput":"a"}']],
      ['HOLOGRAM', ['x'], ['key=["x"]']],
    ];
    for (const [inputType, value, expected] of cases) {
      const {data} = await mountInForm({id: 'x', type: inputType, title: 'X'}, {value});
      expect(data(), `${inputType} ${JSON.stringify(value)}`).to.deep.equal(expected);
    }
  });

  it('stops the form until what is required is there, and says so at the first wrong field', async () => {
    const {element, form, submits} = await mountInForm(TEXT);
    form.querySelector<HTMLElement>('button:not([type])')!.click();
    await untilText(element, 'Enter a value for “Shop”.');
    expect(submits).to.deep.equal([]);
    await until(() => element.shadowRoot?.activeElement?.id === 'field', 'the focus');
    expect(field(element).getAttribute('aria-invalid')).to.equal('true');
    expect(field(element).getAttribute('aria-describedby')).to.equal('field-error');
    expect(hasState(element, 'invalid')).to.equal(true);
    expect(element.validity.valueMissing).to.equal(true);
    await sendKeys({type: 'north '});
    expect(hasState(element, 'invalid')).to.equal(false);
    await sendKeys({press: 'Enter'});
    expect(submits).to.deep.equal([{key: 'north'}]);
    expect(field(element).value).to.equal('north ');
  });

  it('goes back to the default value, and forgets what was wrong', async () => {
    const {element, form, data} = await mountInForm({...TEXT, defaultValue: 'south'});
    expect(data()).to.deep.equal(['key=south']);
    await type(element, '');
    expect(data()).to.deep.equal([]);
    expect(element.value).to.equal(undefined);
    element.reportValidity();
    await untilText(element, 'Enter a value');
    form.reset();
    await element.updateComplete;
    expect(data()).to.deep.equal(['key=south']);
    expect(field(element).value).to.equal('south');
    expect(textOf(element)).not.to.contain('Enter a value');
  });

  it('is disabled by itself and by a fieldset, and then neither sent nor checked', async () => {
    const {element, form, data} = await mountInForm(TEXT, {value: 'north'});
    form.querySelector('fieldset')!.disabled = true;
    await element.updateComplete;
    expect(field(element).disabled).to.equal(true);
    expect(hasState(element, 'disabled')).to.equal(true);
    expect(data()).to.deep.equal([]);
    form.querySelector('fieldset')!.disabled = false;
    element.toggleAttribute('disabled', true);
    element.value = undefined;
    await element.updateComplete;
    expect(field(element).disabled).to.equal(true);
    expect(element.checkValidity()).to.equal(true);
  });

  it('comes back with what it held, but not with a secret', async () => {
    for (const [input, value] of [
      [TEXT, 'north'],
      [{...TEXT, type: 'SWITCH'}, true],
      [{...TEXT, type: 'COMBO_INPUT'}, {mainInput: 'a'}],
    ] as const) {
      const element = await mount(input);
      element.formStateRestoreCallback(JSON.stringify(value), 'restore');
      await element.updateComplete;
      expect(element.value).to.deep.equal(value);
    }
    const states: unknown[] = [];
    const {setFormValue} = ElementInternals.prototype;
    ElementInternals.prototype.setFormValue = function (value, state) {
      states.push(state);
      setFormValue.call(this, value, state);
    };
    try {
      const {element} = await mountInForm({...TEXT, type: 'PASSWORD'});
      await type(element, 'sentinel-secret');
    } finally {
      ElementInternals.prototype.setFormValue = setFormValue;
    }
    expect(JSON.stringify(states)).not.to.contain('sentinel');
  });

  it('tells the kind of a mistake', async () => {
    const cases = [
      ['EMAIL', 'nobody', 'typeMismatch'],
      ['EMAIL', 'a@b.example', ''],
      ['URL', 'http://', 'typeMismatch'],
      ['URL', 'example.com', ''],
      ['NUMBER', 'many', 'badInput'],
      ['NUMBER', '-1.5', ''],
    ] as const;
    for (const [inputType, value, flaw] of cases) {
      const {element} = await mountInForm({...TEXT, type: inputType}, {value});
      const found = (['valueMissing', 'typeMismatch', 'badInput', 'customError'] as const).filter(
        (name) => element.validity[name],
      );
      expect(found.join(), `${inputType} ${value}`).to.equal(flaw);
      expect(element.checkValidity()).to.equal(!flaw);
      expect(!!element.validationMessage).to.equal(!!flaw);
    }
  });

  it('a number field keeps what is no number yet, and says so when asked', async () => {
    const {element} = await mountInForm({...TEXT, type: 'NUMBER', required: false});
    field(element).focus();
    await sendKeys({type: '12e'});
    expect(element.value).to.equal(undefined);
    expect(element.reportValidity()).to.equal(false);
    await untilText(element, 'Enter a number.');
    await sendKeys({type: '2'});
    expect(element.value).to.equal('12e2');
    expect(element.checkValidity()).to.equal(true);
  });

  it("shows the service's error until the value is changed", async () => {
    const {element} = await mountInForm(TEXT, {value: 'north', error: 'This shop is closed.'});
    expect(textOf(element)).to.contain('This shop is closed.');
    expect(element.validity.customError).to.equal(true);
    expect(element.validationMessage).to.equal('This shop is closed.');
    await type(element, 'south');
    expect(textOf(element)).not.to.contain('This shop is closed.');
    expect(element.error).to.equal(undefined);
    expect(element.checkValidity()).to.equal(true);
  });
});

describe('<paragon-input>', () => {
  it('fires input and change, once each, from itself, without the value', async () => {
    const element = await mount(TEXT);
    const heard: string[] = [];
    for (const name of ['input', 'change']) {
      document.body.addEventListener(
        name,
        (event) => heard.push(`${name} ${(event.target as Element).localName} ${String(event.composed)}`),
        {once: true},
      );
      element.parentElement!.addEventListener(name, () => heard.push(name));
    }
    field(element).focus();
    await sendKeys({type: 'a'});
    field(element).blur();
    expect(heard).to.deep.equal(['input', 'input paragon-input true', 'change', 'change paragon-input true']);
    expect(element.value).to.equal('a');
  });

  it('takes the input as an attribute, and says what is wrong with it', async () => {
    const element = await fixture<ParagonInput>(
      html`<paragon-input
        input='{"id": "a", "type": "URL", "title": "Site"}'
        required="false"
      ></paragon-input>`,
    );
    expect(textOf(element)).to.contain('Site (optional)');
    const warnings = await warningsOf(async () => {
      const wrong = await fixture<ParagonInput>(html`<paragon-input input="{no"></paragon-input>`);
      expect(wrong.checkVisibility()).to.equal(false);
    });
    expect(warnings.join()).to.contain('<paragon-input>');
  });

  it('takes properties that were set before it was defined', async () => {
    const element = document.createElement('late-input') as ParagonInput;
    Object.assign(element, {input: TEXT, value: 'north', name: 'shop', required: false});
    const form = await fixture<HTMLFormElement>(html`<form>${element}</form>`);
    class LateInput extends ParagonInput {}
    LateInput.define('late-input');
    await element.updateComplete;
    expect([...new FormData(form)]).to.deep.equal([['shop', 'north']]);
    expect(textOf(element)).to.contain('(optional)');
  });

  it('draws nothing for a hidden input, keeps its value and never stops a form', async () => {
    for (const key of ['hidden', 'hiddenInConnect']) {
      const {element, data} = await mountInForm({...TEXT, [key]: true, defaultValue: 'x'});
      expect(element.checkVisibility()).to.equal(false);
      expect(data()).to.deep.equal(['key=x']);
      element.input = {...TEXT, [key]: true};
      await element.updateComplete;
      expect(element.checkValidity()).to.equal(true);
    }
  });

  it('what a page hands back disturbs nothing, and does not bring back a deleted default value', async () => {
    const element = await mount({...TEXT, defaultValue: 'south'});
    await type(element, 'no ');
    element.value = 'no';
    await element.updateComplete;
    expect(field(element).value).to.equal('no ');
    await type(element, '');
    element.value = undefined;
    await element.updateComplete;
    expect(field(element).value).to.equal('');
    element.value = 'east';
    await element.updateComplete;
    expect(field(element).value).to.equal('east');
  });

  it('a page can take a change back at once', async () => {
    const element = await mount({...TEXT, type: 'SWITCH'});
    element.addEventListener('change', () => (element.value = false));
    field(element).click();
    await element.updateComplete;
    expect(field(element).checked).to.equal(false);
  });

  it('shows a mistake once the user is done, if there is no form that asks', async () => {
    const element = await mount({...TEXT, type: 'EMAIL'});
    field(element).focus();
    await sendKeys({type: 'nobody'});
    expect(textOf(element)).not.to.contain('Enter an e-mail');
    field(element).blur();
    await untilText(element, 'Enter an e-mail');
    expect(element.shadowRoot!.querySelector('[role=status]')!.textContent).to.contain('Enter an e-mail');
  });

  it('forgets a secret at once, and keeps it out of attributes', async () => {
    const element = await mount({...TEXT, type: 'PASSWORD'});
    await type(element, 'sentinel-secret');
    (await findPart(element, 'reveal-button')).click();
    await until(() => field(element).type === 'text', 'showing it');
    expect(element.outerHTML + element.shadowRoot!.innerHTML).not.to.contain('sentinel');
    element.wipe();
    expect(field(element).value).to.equal('');
    expect(element.value).to.equal(undefined);
    await element.updateComplete;
    expect(field(element).type).to.equal('password');
    const other = await mount(TEXT, {value: 'north'});
    other.wipe();
    expect(other.value).to.equal('north');
  });

  it('a type that is not known says so and keeps its value', async () => {
    const {element, data} = await mountInForm({...TEXT, type: 'HOLOGRAM', defaultValue: 'blue'});
    expect(textOf(element)).to.contain('This setting cannot be changed here yet.');
    expect(data()).to.deep.equal(['key=blue']);
    expect(element.checkValidity()).to.equal(true);
    expect(part(element, 'unsupported')?.textContent).to.contain('cannot be changed');
  });

  it('draws what a service may send in place of texts as nothing', async () => {
    const strange = {_$litType$: 1, strings: ['<b>']};
    const element = await mount({
      id: 'x',
      type: 'TEXT_NO_VARS',
      title: strange,
      subtitle: strange,
      tooltip: [strange],
      placeholder: strange,
      prefixLabel: strange,
      documentationLink: 'javascript:alert(1)',
      defaultValue: strange,
    } as unknown as SerializedConnectInput);
    expect(textOf(element)).to.equal('x');
    expect(element.shadowRoot!.querySelector('a') === null).to.equal(true);
  });

  it('another input does not get the value that was typed into the former one', async () => {
    const element = await mount(TEXT);
    await type(element, 'north');
    element.input = {...TEXT, title: 'Store'};
    await element.updateComplete;
    expect(element.value).to.equal('north');
    element.input = {...TEXT, id: 'other'};
    await element.updateComplete;
    expect(element.value).to.equal(undefined);
    expect(field(element).value).to.equal('');
  });

  describe('reads its help and its mistake', () => {
    const help = {
      subtitle: 'Without the ending',
      tooltip: 'Is it yours?',
      documentationLink: 'https://a.example',
    };
    const kinds = {
      'a text': {...TEXT, ...help},
      'a list': {...TEXT, ...help, type: 'ENUM', values: [{label: 'North', value: 'n'}]},
    };
    for (const [name, input] of Object.entries(kinds)) {
      it(`one sentence after the other, each of them once: ${name}`, async () => {
        const element = await mount(input as SerializedConnectInput, {error: 'Not this one'});
        const control = await findPart(element, 'input');
        await untilText(element, 'Not this one');
        expect(textOf(element).split('Not this one').length - 1, 'times').to.equal(1);
        expect(descriptionOf(control)).to.match(
          /^Without the ending\. Is it yours\? (Learn more\. )?Not this one\.?$/,
        );
      });
    }
  });
});
