import {expect} from '@open-wc/testing';
import {rejection} from '../../../test/helpers/client.js';
import {createPickers} from '../../../test/helpers/file-pickers.js';
import {waitFor} from '../../../test/helpers/wait-for.js';
import type {FilePickerOptions} from '../types/file-picker.js';
import {preloadFilePicker} from './preload.js';

const here = (name: string) => new URL(name, import.meta.url).href;
const given = {
  folderId: '0',
  scriptUrl: here('./box-script.fixture.ts'),
  styleUrl: here('./box-style.fixture.css'),
};

interface FakeBox {
  readonly listeners: ReadonlyMap<string, (value: unknown) => void>;
  readonly shown: readonly [string, () => Promise<string>, Record<string, unknown> & {container: Element}];
  readonly isHidden: boolean;
  readonly constructor: unknown;
}

async function ready(options: FilePickerOptions = {}) {
  const pickers = createPickers('box');
  const one = pickers.create(options);
  await one.picker.init(given);
  const box = () => one.picker.getInstance() as FakeBox;
  return {...one, pickers, box};
}

describe('picker of Box', () => {
  const children = () => document.body.children.length;
  let before = 0;
  beforeEach(() => (before = children()));

  it('needs a folder', async () => {
    const {picker} = createPickers('box').create();
    expect((await rejection(picker.init({}))).code).to.equal('invalid_argument');
  });

  it('shows itself in a frame, tells what was chosen, and leaves nothing behind', async () => {
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    const {picker, box, told, selections} = await ready({allowedTypes: ['application/pdf', '.docx']});
    expect(picker.open()).to.equal(true);
    await waitFor(() => told.includes('open'));
    const shown = box();
    const [folder, token, {container, extensions, maxSelectable}] = shown.shown;
    expect([folder, await token(), extensions, maxSelectable]).to.deep.equal([
      '0',
      'token-1',
      ['pdf', 'docx'],
      1,
    ]);
    expect(container.ownerDocument === document).to.equal(false);
    expect(getComputedStyle(document.body).color).to.not.equal('rgb(1, 2, 3)');
    expect('Box' in globalThis).to.equal(false);
    expect(document.activeElement === button).to.equal(false);
    shown.listeners.get('choose')!([
      {id: 'a', name: 'Plan.pdf', type: 'file', size: 12, shared_link: {url: 'https://box.example/a'}},
      {id: 'b', name: 'Old', type: 'folder', shared_link: null},
    ]);
    await waitFor(() => told.includes('close'));
    expect(told).to.deep.equal(['open', 'select a,b', 'close']);
    expect(
      selections[0]!.files.map(({mimeType, size, url, isFolder}) => [mimeType, size, url, isFolder]),
    ).to.deep.equal([
      ['application/pdf', 12, 'https://box.example/a', false],
      [undefined, undefined, undefined, true],
    ]);
    expect([shown.isHidden, document.activeElement === button]).to.deep.equal([true, true]);
    button.remove();
    expect(children()).to.equal(before);
  });

  it('can be cancelled by its own button, by Escape in the frame, and opened again', async () => {
    const {picker, box, told} = await ready({allowFolderSelect: true, allowMultiSelect: true});
    picker.open();
    await waitFor(() => told.length === 1);
    expect(box().shown[2]['maxSelectable']).to.equal(undefined);
    box().listeners.get('cancel')!(undefined);
    await waitFor(() => told.length === 3);
    expect(told).to.deep.equal(['open', 'cancel', 'close']);
    expect(picker.open()).to.equal(true);
    await waitFor(() => told.length === 4);
    const {container} = box().shown[2];
    container.firstElementChild!.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
    expect(told.slice(3)).to.deep.equal(['open', 'cancel', 'close']);
    expect(children()).to.equal(before);
  });

  it('closed before it is there, it does not appear', async () => {
    const {picker, told} = await ready();
    picker.open();
    picker.close();
    await new Promise((resolve) => setTimeout(resolve));
    expect([told.join(), children()]).to.deep.equal(['cancel,close', before]);
  });

  it('closed before it was opened, nothing waits in the page, and it can be opened still', async () => {
    const {picker, told} = await ready();
    picker.close();
    await waitFor(() => children() === before);
    expect([told.join(), picker.getInstance()]).to.deep.equal(['', null]);
    picker.open();
    await waitFor(() => told.includes('open'));
    picker.close();
    await waitFor(() => children() === before);
    expect(told.join()).to.equal('open,cancel,close');
  });

  it('an address without its script is an error, and leaves nothing behind', async () => {
    const {picker} = createPickers('box').create();
    const scriptUrl = here('./no-such-script.js');
    const error = await rejection(picker.init({...given, scriptUrl}));
    expect([error.code, children()]).to.deep.equal(['picker_script_failed', before]);
    await picker.init(given);
    expect(picker.open()).to.equal(true);
    picker.close();
    await waitFor(() => children() === before);
  });

  it('loaded ahead of init(), its script is not loaded again', async () => {
    await preloadFilePicker('box', given);
    expect(children()).to.equal(before + 1);
    const {picker, told} = createPickers('box').create();
    await picker.init(given);
    expect(children()).to.equal(before + 1);
    picker.open();
    await waitFor(() => told.includes('open'));
    picker.close();
    await waitFor(() => children() === before);
  });

  it('two calls of init at the same time both succeed with one frame at the end', async () => {
    const {picker, told} = createPickers('box').create();
    await Promise.all([picker.init(given), picker.init(given)]);
    picker.open();
    await waitFor(() => told.includes('open'));
    picker.close();
    await waitFor(() => children() === before);
  });
});
