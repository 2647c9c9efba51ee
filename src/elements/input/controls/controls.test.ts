import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {
  findPart,
  hasState,
  part,
  partsOf,
  textOf,
  until,
  untilText,
} from '../../../../test/helpers/elements.js';
import type {SerializedConnectInput} from '../../../core/types/index.js';
import type {ParagonInput} from '../input.js';
import '../input.define.js';

async function mount(input: Partial<SerializedConnectInput>, more: Partial<ParagonInput> = {}) {
  const element = document.createElement('paragon-input');
  Object.assign(element, {input: {id: 'x', title: 'Title', ...input}, ...more});
  await fixture(html`<form>${element}</form>`);
  await until(() => element.hasUpdated && !hasState(element, 'busy'), 'the control');
  const heard: string[] = [];
  for (const name of ['input', 'change']) element.addEventListener(name, () => heard.push(name));
  return {element, heard};
}

const field = (element: ParagonInput): HTMLInputElement =>
  element.shadowRoot!.querySelector<HTMLInputElement>('#field')!;

describe('a text to copy', () => {
  const INPUT = {type: 'COPYABLE_BUTTON_INPUT', defaultValue: '203.0.113.7/32'};

  async function withClipboard(clipboard: unknown, run: () => Promise<void>): Promise<void> {
    Object.defineProperty(navigator, 'clipboard', {value: clipboard, configurable: true});
    try {
      await run();
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
  }

  it('is copied, and says so for two seconds', async () => {
    const texts: string[] = [];
    await withClipboard({writeText: async (text: string) => void texts.push(text)}, async () => {
      const {element} = await mount(INPUT);
      const button = await findPart(element, 'copy-button');
      button.click();
      await until(() => button.textContent.trim() === 'Copied', 'the confirmation');
      expect(texts).to.deep.equal(['203.0.113.7/32']);
      const began = Date.now();
      await until(() => button.textContent.trim() === 'Copy', 'its end');
      expect(Date.now() - began).to.be.within(1500, 3000);
    });
  });

  it('is selected, with a word how to copy it, where there is no clipboard or it refuses', async () => {
    for (const clipboard of [undefined, {writeText: () => Promise.reject(new Error('no'))}]) {
      await withClipboard(clipboard, async () => {
        const {element} = await mount(INPUT);
        const button = await findPart(element, 'copy-button');
        button.click();
        await until(() => button.textContent.includes('Ctrl+C'), 'the way on');
        await until(() => field(element).selectionEnd === INPUT.defaultValue.length, 'the selection');
      });
    }
  });
});

describe('permissions', () => {
  const INPUT = {
    type: 'PERMISSION',
    requiredScopes: ['select'],
    scopes: {
      values: [
        {name: 'insert', label: 'Add', description: 'Add orders'},
        {name: 'select', label: 'Read', description: 'Read orders', required: true},
        {name: 'update', description: 'Change orders'},
        {name: '__proto__'},
        {name: {}},
        null,
      ],
    },
  };

  it('begins with the required ones, which cannot be taken away and can be folded', async () => {
    const {element} = await mount(INPUT);
    expect(element.value).to.equal('select');
    const fixed = (await findPart<HTMLDetailsElement>(element, 'fixed-scopes')) as HTMLDetailsElement;
    expect(fixed.open).to.equal(false);
    expect(fixed.querySelectorAll('input').length).to.equal(0);
    fixed.querySelector('summary')!.click();
    await until(() => fixed.open, 'the list');
    expect(textOf(fixed)).to.contain('1 permission is always needed').and.contain('Read orders');
    element.value = 'insert';
    expect(element.value).to.equal('select insert');
  });

  it('joins the names with a space, in the order of the service', async () => {
    const {element, heard} = await mount(INPUT);
    const box = (name: string) =>
      partsOf(element, 'scope')
        .find((scope) => textOf(scope).startsWith(name))
        ?.querySelector('input') as HTMLInputElement;
    box('update').click();
    await element.updateComplete;
    box('Add').click();
    await element.updateComplete;
    expect(element.value).to.equal('select insert update');
    expect(heard).to.deep.equal(['input', 'change', 'input', 'change']);
    box('__proto__').click();
    expect(element.value).to.equal('select insert update __proto__');
    box('Add').click();
    await element.updateComplete;
    expect(element.value).to.equal('select update __proto__');
    expect(box('Add').checked).to.equal(false);
  });

  it('works by keyboard, and keeps names that are not known', async () => {
    const {element} = await mount(INPUT, {value: 'select delete'});
    element.focus();
    await sendKeys({press: 'Tab'});
    await sendKeys({press: ' '});
    expect(element.value).to.equal('select insert delete');
  });

  it('can be drawn whatever the service sends', async () => {
    for (const strange of [{}, {scopes: null}, {scopes: {values: {}}}, {requiredScopes: 'select'}]) {
      const {element} = await mount({type: 'PERMISSION', ...strange});
      expect(textOf(element)).to.equal('Title');
    }
  });
});

describe('a file', () => {
  const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

  function choose(element: ParagonInput, ...files: File[]): void {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    field(element).files = transfer.files;
    field(element).dispatchEvent(new Event('change', {bubbles: true}));
  }

  async function drop(element: ParagonInput, file: File): Promise<void> {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    const zone = await findPart(element, 'drop-zone');
    for (const name of ['dragover', 'drop']) {
      const event = new DragEvent(name, {dataTransfer, bubbles: true, cancelable: true});
      zone.dispatchEvent(event);
      expect(event.defaultPrevented, name).to.equal(true);
    }
  }

  it('gives its text, as it is, and shows name and size', async () => {
    const {element, heard} = await mount({type: 'FILE'});
    choose(element, new File([PEM], 'ca.pem'));
    await until(() => element.value === PEM, 'the text');
    expect(heard).to.deep.equal(['input', 'change']);
    await untilText(element, 'ca.pem was chosen.');
    expect(textOf(part(element, 'file')!))
      .to.contain('ca.pem')
      .and.contain(`${PEM.length} byte`);
    expect(textOf(element)).to.contain('Choose another file');
    choose(element, new File(['other'], 'other.pem'));
    await until(() => element.value === 'other', 'the other one');
  });

  it('can be dropped, and removed again', async () => {
    const {element} = await mount({type: 'FILE'});
    await drop(element, new File([PEM], 'ca.pem'));
    await until(() => element.value === PEM, 'the text');
    const button = await findPart(element, 'remove-button');
    expect(button.getAttribute('aria-label')).to.equal('Remove ca.pem');
    button.click();
    expect(element.value).to.equal(undefined);
    await until(() => element.shadowRoot!.activeElement?.id === 'field', 'the focus');
    expect(textOf(element)).not.to.contain('ca.pem');
  });

  it('is refused if it is too large, no text or of another type; what was there stays', async () => {
    const {element} = await mount({type: 'FILE', accept: '.pem,text/*'}, {value: 'before'});
    const cases: readonly (readonly [File, string])[] = [
      [new File(['x'.repeat(5_000_001)], 'big.pem'), 'big.pem is too large. A file may have up to 5 MB.'],
      [new File([new Uint8Array([0xff, 0xfe, 0x00])], 'photo.pem'), 'photo.pem is no text file.'],
      [new File(['a\0b'], 'zero.pem'), 'zero.pem is no text file.'],
      [new File(['a'], 'a.png', {type: 'image/png'}), 'a.png is of another type.'],
    ];
    for (const [file, text] of cases) {
      choose(element, file);
      await untilText(element, text);
      expect(element.value).to.equal('before');
      await expect(element).to.be.accessible();
    }
    choose(element, new File(['fine'], 'a.txt', {type: 'text/plain'}));
    await until(() => element.value === 'fine', 'the next one');
    expect(textOf(element)).not.to.contain('another type');
  });

  it('that cannot be read says so', async () => {
    const {element} = await mount({type: 'FILE'});
    const file = new File(['x'], 'gone.pem');
    file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    const transfer = {files: [file]} as unknown as DataTransfer;
    const event = new DragEvent('drop', {bubbles: true, cancelable: true});
    Object.defineProperty(event, 'dataTransfer', {value: transfer});
    (await findPart(element, 'drop-zone')).dispatchEvent(event);
    await untilText(element, 'gone.pem could not be read.');
  });

  it('that comes late does not replace the one that was chosen after it', async () => {
    const {element} = await mount({type: 'FILE'});
    let finish: (buffer: ArrayBuffer) => void = () => undefined;
    const slow = new File(['slow'], 'slow.pem');
    slow.arrayBuffer = () => new Promise((resolve) => (finish = resolve));
    const event = new DragEvent('drop', {bubbles: true, cancelable: true});
    Object.defineProperty(event, 'dataTransfer', {value: {files: [slow]}});
    (await findPart(element, 'drop-zone')).dispatchEvent(event);
    await untilText(element, 'Reading slow.pem');
    choose(element, new File(['fast'], 'fast.pem'));
    await until(() => element.value === 'fast', 'the fast one');
    finish(new TextEncoder().encode('slow').buffer as ArrayBuffer);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(element.value).to.equal('fast');
    expect(textOf(element)).not.to.contain('slow.pem');
  });

  it('is not taken while nothing may be changed, nor opened by the browser', async () => {
    const {element} = await mount({type: 'FILE'}, {disabled: true});
    await drop(element, new File([PEM], 'ca.pem'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(element.value).to.equal(undefined);
  });

  it('is a secret: it can be wiped', async () => {
    const {element} = await mount({type: 'FILE'});
    choose(element, new File([PEM], 'ca.pem'));
    await until(() => element.value === PEM, 'the text');
    element.wipe();
    await element.updateComplete;
    expect(element.value).to.equal(undefined);
    expect(textOf(element)).not.to.contain('ca.pem');
  });
});
