import {expect, fixture, html} from '@open-wc/testing';
import {emulateMedia, sendKeys} from '@web/test-runner-commands';
import {
  click,
  createWorld,
  expectAccessible,
  findPart,
  focused,
  hasState,
  part,
  partsOf,
  textOf,
  until,
  untilText,
  warningsOf,
} from '../../../test/helpers/elements.js';
import {INTEGRATIONS, json} from '../../../test/helpers/fake-service.js';
import {ParagonError} from '../../core/errors.js';
import type {
  Credential,
  FilePickerInitOptions,
  FilePickerOptions,
  ParagonClient,
  PickedFile,
} from '../../core/types/index.js';
import type {ParagonFilePicker} from './file-picker.js';
import './file-picker.define.js';

/** Every picker that a client has made, moved by hand. */
function fakePickers() {
  const made: FakePicker[] = [];
  /** What `init()` waits for, and what `open()` answers. */
  const state = {init: Promise.resolve() as Promise<unknown>, isBlocked: false};
  const ExternalFilePicker = (type: string, options: FilePickerOptions) => {
    const picker: FakePicker = {
      type,
      options,
      given: [],
      opened: 0,
      closed: 0,
      isOpen: false,
      async init(given = {}) {
        picker.given.push(given);
        await state.init;
        return true;
      },
      open() {
        picker.opened++;
        if (state.isBlocked) {
          options.onError?.(new ParagonError('picker_blocked', 'The window was blocked.'));
          return false;
        }
        picker.isOpen = true;
        options.onOpen?.();
        return true;
      },
      getInstance: () => picker,
      close() {
        picker.closed++;
        if (picker.isOpen) picker.end(options.onCancel);
      },
      end(tell) {
        picker.isOpen = false;
        tell?.();
        options.onClose?.();
      },
      pick: (...files) =>
        picker.end(() => options.onFileSelect?.([], {integration: type, files, raw: {answer: files.length}})),
    };
    made.push(picker);
    return picker;
  };
  return {made, state, ExternalFilePicker, last: () => made.at(-1)!};
}

interface FakePicker {
  readonly type: string;
  readonly options: FilePickerOptions;
  readonly given: FilePickerInitOptions[];
  opened: number;
  closed: number;
  isOpen: boolean;
  init(given?: FilePickerInitOptions): Promise<boolean>;
  open(): boolean;
  getInstance(): unknown;
  close(): void;
  end(tell?: () => void): void;
  pick(...files: PickedFile[]): void;
}

const NAMES: Record<string, string> = {
  googledrive: 'Google Drive',
  onedrive: 'OneDrive',
  sharepoint: 'SharePoint',
  box: 'Box',
};

/** A signed-in client of the fake service in which Slack has become the integration of a picker. */
async function createDrive(type = 'googledrive', accounts: readonly Partial<Credential>[] = [{}]) {
  const world = createWorld();
  const entry = INTEGRATIONS.find((one) => one.type === 'slack')!;
  const described = [{...entry, type, name: NAMES[type]}, ...INTEGRATIONS.filter((one) => one !== entry)];
  const ofUser = () => ({[type]: {allCredentials: world.service.accountsOf('alice', 'slack')}});
  world.service.answer('GET', '/sdk/integrations', () => json(described), 99);
  world.service.answer(
    'GET',
    '/sdk/me',
    () => json({authenticated: true, userId: 'alice', meta: {}, resources: [], integrations: ofUser()}),
    99,
  );
  const credentials = accounts.map((more) => world.service.install('alice', 'slack', more));
  const pickers = fakePickers();
  const client = {
    ...world.client,
    ExternalFilePicker: pickers.ExternalFilePicker,
  } as unknown as ParagonClient;
  return {...world, client, pickers, credentials};
}

interface Heard {
  readonly type: string;
  readonly detail: Record<string, unknown>;
}

function listen(element: Element): Heard[] {
  const heard: Heard[] = [];
  const names = ['input', 'change'];
  for (const name of ['picker-open', 'picker-close', 'picker-cancel', 'files-select', 'error'])
    names.push(`paragon-${name}`);
  for (const name of ['portal-open', 'portal-close', 'integration-install']) names.push(`paragon-${name}`);
  for (const name of names) {
    element.addEventListener(name, (event) =>
      heard.push({
        type: name.replace('paragon-', ''),
        detail: (event as CustomEvent<Record<string, unknown>>).detail,
      }),
    );
  }
  return heard;
}

const typesOf = (heard: readonly Heard[]): string => heard.map(({type}) => type).join(' ');

async function mount(
  more: Partial<ParagonFilePicker> = {},
  drive: Awaited<ReturnType<typeof createDrive>> | undefined = undefined,
) {
  const world = drive ?? (await createDrive(more.integration));
  await world.signIn();
  const element = document.createElement('paragon-file-picker');
  Object.assign(element, {client: world.client, integration: 'googledrive', ...more});
  const heard = listen(element);
  await fixture(html`${element}`);
  await until(() => part(element, 'button') ?? part(element, 'notice'), 'the button');
  return {...world, element, heard};
}

/** The pointer comes near, and what a click needs is loaded. */
async function prepare(element: ParagonFilePicker, isReady = true): Promise<void> {
  (await findPart(element, 'button')).dispatchEvent(new PointerEvent('pointerenter'));
  const {made} = pickersOf(element);
  const before = made.length;
  await until(() => made.length > before || made.at(-1)?.given.length, 'the preparation');
  if (isReady) await new Promise((resolve) => setTimeout(resolve));
}

/** The fake behind an element. */
function pickersOf(element: ParagonFilePicker) {
  const found = known.get(element.client);
  if (!found) throw new Error('no fake client');
  return found;
}
const known = new Map<unknown, ReturnType<typeof fakePickers>>();

async function mountPrepared(more: Partial<ParagonFilePicker> = {}) {
  const world = await mount(more);
  known.set(world.client, world.pickers);
  await prepare(world.element);
  return world;
}

async function mountOpen(more: Partial<ParagonFilePicker> = {}) {
  const world = await mountPrepared(more);
  await click(world.element, 'button');
  await until(() => hasState(world.element, 'open'), 'the picker');
  return world;
}

const file = (id: string, more: Partial<PickedFile> = {}): PickedFile => ({
  id,
  name: `${id}.pdf`,
  mimeType: 'application/pdf',
  size: 1_500_000,
  url: `https://drive.example/${id}`,
  isFolder: false,
  raw: {id, secret: 'x'},
  ...more,
});

/** As if the last click or key was long ago; keys of other tests count, too. */
function forgetGestures(): void {
  Object.defineProperty(navigator, 'userActivation', {value: {isActive: false}, configurable: true});
}

const rows = (element: Element): string[] => partsOf(element, 'file').map(textOf);
const status = (element: ParagonFilePicker): string =>
  element.shadowRoot!.querySelector('[role=status]')!.textContent.trim();
const button = (element: Element) => findPart<HTMLButtonElement>(element, 'button');

afterEach(() => {
  // The browser's own is on the prototype.
  Reflect.deleteProperty(navigator, 'userActivation');
});

describe('<paragon-file-picker>: opening', () => {
  it('is a button that says what it does', async () => {
    const {element} = await mount();
    expect(textOf(element)).to.equal('Choose a file from Google Drive');
    expect(hasState(element, 'empty')).to.equal(true);
    await expectAccessible(element);
    element.multiple = true;
    await untilText(element, 'Choose files from Google Drive');
    element.folders = true;
    await untilText(element, 'Choose from Google Drive');
  });

  it('loads the code of the provider for a hover, and opens within the click', async () => {
    const {element, pickers, heard} = await mount({
      developerKey: 'key',
      appId: '42',
      scriptUrl: '/api.js',
      selectedCredentialId: undefined,
      allowedTypes: ['image/*'],
      multiple: true,
      integrationOptions: {googledrive: {viewMode: 'grid'}},
    });
    known.set(element.client, pickers);
    element.nonce = 'n0nce';
    // Nothing of the provider's is loaded for a page that is only read.
    await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
    expect(pickers.made.length).to.equal(0);
    await prepare(element);
    const [picker] = pickers.made;
    expect(picker?.type).to.equal('googledrive');
    expect(JSON.parse(JSON.stringify(picker?.given))).to.deep.equal([
      {developerKey: 'key', appId: '42', scriptUrl: '/api.js', nonce: 'n0nce'},
    ]);
    expect(JSON.parse(JSON.stringify(picker?.options))).to.deep.equal({
      allowedTypes: ['image/*'],
      allowMultiSelect: true,
      allowFolderSelect: false,
      integrationOptions: {googledrive: {viewMode: 'grid'}},
    });
    (await button(element)).click();
    expect(picker?.opened).to.equal(1);
    expect(element.getInstance() === picker).to.equal(true);
    await element.updateComplete;
    expect(hasState(element, 'open')).to.equal(true);
    expect(typesOf(heard)).to.equal('picker-open');
    expect(heard[0]?.detail).to.deep.equal({integration: 'googledrive'});
  });

  it('is prepared by the focus, too, and once', async () => {
    const {element, pickers} = await mount();
    element.focus();
    await until(() => pickers.made.length, 'the preparation');
    (await button(element)).dispatchEvent(new PointerEvent('pointerenter'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(pickers.made.length).to.equal(1);
    element.allowedTypes = ['text/plain'];
    await element.updateComplete;
    (await button(element)).dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => pickers.made.length === 2, 'another picker');
  });

  it('says that it is opening, and opens once it is there', async () => {
    const world = await createDrive();
    let go = () => undefined as void;
    world.pickers.state.init = new Promise<void>((resolve) => (go = resolve));
    const {element, pickers} = await mount({}, world);
    await click(element, 'button');
    expect((await button(element)).getAttribute('aria-busy')).to.equal('true');
    await until(() => status(element) === 'Opening Google Drive…', 'the status');
    expect(hasState(element, 'opening')).to.equal(true);
    await expectAccessible(element);
    await click(element, 'button');
    go();
    await until(() => pickers.last().opened, 'the picker');
    expect(pickers.made.length).to.equal(1);
    expect(pickers.last().opened).to.equal(1);
    expect((await button(element)).getAttribute('aria-busy')).to.equal('false');
  });

  it('asks for another click for a window that no longer belongs to the first one', async () => {
    forgetGestures();
    const world = await createDrive('onedrive');
    let go = () => undefined as void;
    world.pickers.state.init = new Promise<void>((resolve) => (go = resolve));
    const {element, pickers} = await mount({integration: 'onedrive'}, world);
    await click(element, 'button');
    await until(() => status(element) === 'Opening OneDrive…', 'the status');
    go();
    await untilText(element, 'OneDrive is ready');
    expect(hasState(element, 'ready')).to.equal(true);
    expect(pickers.last().opened).to.equal(0);
    await until(() => focused().part === 'button', 'the focus');
    expect(focused().text).to.equal('Open OneDrive');
    expect(status(element)).to.equal('OneDrive is ready. Press the button to open its window.');
    await expectAccessible(element);
    (await button(element)).click();
    expect(pickers.last().opened).to.equal(1);
    await untilText(element, 'Choose in the OneDrive window');
    await expectAccessible(element);
    // Once more brings the window to the front.
    (await button(element)).click();
    expect(pickers.last().opened).to.equal(2);
    await click(element, 'cancel-button');
    await until(() => !hasState(element, 'open'), 'closing');
    expect(focused().part).to.equal('button');
  });

  it('opens by a label, by the keyboard and by a method', async () => {
    const world = await createDrive();
    await world.signIn();
    const form = await fixture<HTMLFormElement>(
      html`<form>
        <label for="p">Attachments</label>
        <paragon-file-picker id="p" integration="googledrive" .client=${world.client}></paragon-file-picker>
      </form>`,
    );
    const element = form.querySelector('paragon-file-picker')!;
    await expectAccessible(form);
    form.querySelector('label')!.click();
    await until(() => world.pickers.made[0]?.opened === 1, 'by the label');
    world.pickers.last().end();
    element.focus();
    await sendKeys({press: 'Enter'});
    await until(() => world.pickers.last().opened === 2, 'by the keyboard');
    world.pickers.last().end();
    element.open();
    expect(world.pickers.last().opened).to.equal(3);
    world.pickers.last().end();
    element.disabled = true;
    element.open();
    element.click();
    expect(world.pickers.last().opened).to.equal(3);
    await element.updateComplete;
    element.disabled = false;
    await until(() => part<HTMLButtonElement>(element, 'button')?.disabled === false, 'the button');
    element.click();
    expect(world.pickers.last().opened).to.equal(4);
  });

  it('waits for the session', async () => {
    const world = await createDrive();
    const element = document.createElement('paragon-file-picker');
    Object.assign(element, {client: world.client, integration: 'googledrive'});
    await fixture(html`${element}`);
    await click(element, 'button');
    await until(() => hasState(element, 'opening'), 'the wait');
    await world.signIn();
    await until(() => world.pickers.made[0]?.opened, 'the picker');
  });
});

describe('<paragon-file-picker>: what was chosen', () => {
  it('tells it once, lists it, and gives the focus back', async () => {
    const {element, pickers, heard} = await mountOpen();
    pickers.last().pick(file('a'));
    expect(typesOf(heard)).to.equal('picker-open input change files-select picker-close');
    const {detail} = heard[3]!;
    expect(detail['raw']).to.deep.equal({answer: 1});
    expect(detail['integration']).to.equal('googledrive');
    expect((detail['files'] as PickedFile[])[0]).to.deep.equal(file('a'));
    expect(element.files).to.deep.equal([file('a')]);
    await element.updateComplete;
    expect(rows(element)).to.deep.equal(['a.pdf PDF · 1.5 MB']);
    expect(status(element)).to.equal('1 item is chosen.');
    expect(hasState(element, 'empty')).to.equal(false);
    await until(() => focused().part === 'button', 'the focus');
    await expectAccessible(element);
  });

  it('replaces it, or with `multiple` adds it without doubles', async () => {
    const {element, pickers} = await mountOpen();
    pickers.last().pick(file('a'), file('z'));
    await click(element, 'button');
    pickers.last().pick(file('b'));
    expect(element.files.map(({id}) => id)).to.deep.equal(['b']);
    element.multiple = true;
    await click(element, 'button');
    await until(() => pickers.last().isOpen, 'the picker for several');
    pickers.last().pick(file('c'), file('b', {name: 'renamed.pdf'}), file('c'));
    expect(element.files.map(({id, name}) => `${id} ${name}`)).to.deep.equal(['b renamed.pdf', 'c c.pdf']);
    await element.updateComplete;
    expect(status(element)).to.equal('2 items are chosen.');
  });

  it('is removed by keyboard, and the focus moves on', async () => {
    const files = ['a', 'b', 'c'].map((id) => file(id));
    const {element, heard} = await mount({files, multiple: true});
    await until(() => rows(element).length === 3, 'the list');
    partsOf(element, 'remove-button')[1]?.focus();
    expect(focused().part).to.equal('remove-button');
    const label = () => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label');
    for (const [next, left] of [
      ['Remove c.pdf', 'a c'],
      ['Remove a.pdf', 'a'],
    ]) {
      await sendKeys({press: 'Enter'});
      await until(() => label() === next, next);
      expect(element.files.map(({id}) => id).join(' ')).to.equal(left);
    }
    expect(status(element)).to.equal('c.pdf was removed.');
    await sendKeys({press: 'Enter'});
    await until(() => focused().part === 'button', 'the focus on the button');
    expect(typesOf(heard)).to.equal('input change input change input change');
    expect(part(element, 'files')).to.equal(undefined);
  });

  it('is cancelled without a change', async () => {
    const {element, pickers, heard} = await mountOpen({files: [file('a')]});
    const {options} = pickers.last();
    pickers.last().end(options.onCancel);
    expect(typesOf(heard)).to.equal('picker-open picker-cancel picker-close');
    expect(element.files.length).to.equal(1);
    await element.updateComplete;
    expect(status(element)).to.equal('Nothing was chosen.');
  });

  it('shows hostile texts as texts, and links only to pages', async () => {
    const files = [
      file('__proto__', {name: '<img src=x onerror=alert(1)>', url: 'javascript:alert(1)', size: NaN}),
      file('constructor', {name: '', url: '/relative', mimeType: undefined, size: -1}),
      file('toString', {name: 'x'.repeat(300), url: 'data:text/html,x', mimeType: 'text/plain', size: 3e9}),
    ];
    const {element} = await mount({files, multiple: true, name: 'files'});
    await until(() => rows(element).length === 3, 'the list');
    expect(rows(element)[0]).to.contain('<img src=x onerror=alert(1)>');
    expect(rows(element)[1]).to.equal('constructor File');
    expect(rows(element)[2]).to.contain('Document · 3 GB');
    expect(element.shadowRoot!.querySelectorAll('.files a').length).to.equal(0);
    expect(element.shadowRoot!.querySelectorAll('.files img').length).to.equal(0);
    await expectAccessible(element);
  });

  it('takes only files from a page', async () => {
    const wrong = [null, 'a', {id: 7}, {id: ''}, {id: 'only an id'}, {id: 'only an id', name: 'twice'}];
    const {element} = await mount({files: wrong as unknown as PickedFile[]});
    await until(() => rows(element).length === 1, 'the list');
    expect(rows(element)).to.deep.equal(['twice File']);
    element.files = undefined as unknown as PickedFile[];
    await until(() => !rows(element).length, 'nothing');
  });

  it('says kinds and sizes as the reader writes them', async () => {
    const kinds: readonly [Partial<PickedFile>, string][] = [
      [{isFolder: true, name: 'Plans'}, 'Plans Ordner'],
      [{mimeType: 'image/png', name: 'p'}, 'p Bild · 1,5 MB'],
      [{mimeType: 'application/vnd.google-apps.spreadsheet', size: undefined, name: 's'}, 's Tabelle'],
      [{mimeType: undefined, name: 'talk.PPTX'}, 'talk.PPTX Präsentation · 1,5 MB'],
      [{mimeType: 'application/zip', name: 'z', size: 12}, 'z Archiv · 12 Byte'],
    ];
    const files = kinds.map(([more], index) => file(`f${index}`, more));
    const world = await createDrive();
    await world.signIn();
    const element = document.createElement('paragon-file-picker');
    Object.assign(element, {client: world.client, integration: 'googledrive', files, lang: 'de'});
    await fixture(html`${element}`);
    await untilText(element, 'Datei aus Google Drive auswählen');
    await until(() => rows(element)[0]?.includes('Ordner'), 'the list');
    expect(rows(element)).to.deep.equal(kinds.map(([, text]) => text));
  });
});

describe('<paragon-file-picker> in a form', () => {
  async function mountForm(more: Partial<ParagonFilePicker> = {}) {
    const world = await createDrive();
    await world.signIn();
    const element = document.createElement('paragon-file-picker');
    Object.assign(element, {client: world.client, integration: 'googledrive', name: 'files', ...more});
    const form = await fixture<HTMLFormElement>(html`<form><fieldset>${element}</fieldset></form>`);
    await findPart(element, 'button');
    const ids = () => new FormData(form).getAll('files').join();
    return {...world, element, form, ids};
  }

  it('gives an entry for each file', async () => {
    const {element, ids} = await mountForm({multiple: true});
    expect(ids()).to.equal('');
    element.files = [file('a'), file('b')];
    await element.updateComplete;
    expect(ids()).to.equal('a,b');
    await click(element, 'remove-button');
    expect(ids()).to.equal('b');
  });

  it('is required, and says what is missing', async () => {
    const {element, form} = await mountForm({required: true});
    expect(form.checkValidity()).to.equal(false);
    expect(part(element, 'error')).to.equal(undefined);
    expect(element.validity.valueMissing).to.equal(true);
    expect(form.reportValidity()).to.equal(false);
    await untilText(element, 'Choose something first.');
    expect(hasState(element, 'invalid')).to.equal(true);
    await until(() => focused().part === 'button', 'the focus');
    await expectAccessible(element);
    element.files = [file('a')];
    await element.updateComplete;
    expect(element.checkValidity()).to.equal(true);
    expect(part(element, 'error')).to.equal(undefined);
  });

  it('is reset, restored and switched off with it', async () => {
    const {element, form, ids} = await mountForm({files: [file('a')]});
    await until(() => rows(element).length, 'the list');
    form.reset();
    await element.updateComplete;
    expect(ids()).to.equal('');
    element.formStateRestoreCallback('{');
    element.formStateRestoreCallback(JSON.stringify([{id: 'r', name: 'restored.pdf'}]));
    await untilText(element, 'restored.pdf');
    expect(ids()).to.equal('r');
    form.querySelector('fieldset')!.disabled = true;
    await until(() => !part(element, 'remove-button'), 'the list without buttons');
    expect((await button(element)).disabled).to.equal(true);
    expect(ids()).to.equal('');
    await expectAccessible(element);
  });
});

describe('<paragon-file-picker>: the account', () => {
  it('is connected first, and the picker opens by itself', async () => {
    const world = await createDrive('googledrive', []);
    const {element, heard, pickers, service} = await mount({}, world);
    (await button(element)).dispatchEvent(new PointerEvent('pointerenter'));
    await click(element, 'button');
    await click(element, 'connect-button');
    await until(() => service.requestsOf('GET', '/v2/sdk/actions/build-oauth').length, 'the attempt');
    expect(pickers.made.length).to.equal(0);
    service.finishOAuth();
    await until(() => pickers.made[0]?.opened, 'the picker');
    expect(element.shadowRoot!.querySelector('paragon-portal') === null).to.equal(true);
    expect(typesOf(heard)).to.equal('portal-open integration-install portal-close picker-open');
  });

  it('is connected first, and a window waits for its own click', async () => {
    forgetGestures();
    const world = await createDrive('onedrive', []);
    const {element, pickers, service} = await mount({integration: 'onedrive'}, world);
    await click(element, 'button');
    await click(element, 'connect-button');
    await until(() => service.requestsOf('GET', '/v2/sdk/actions/build-oauth').length, 'the attempt');
    service.finishOAuth();
    await untilText(element, 'OneDrive is ready');
    await until(() => focused().text === 'Open OneDrive', 'the focus');
    expect(pickers.last().opened).to.equal(0);
    (await button(element)).click();
    expect(pickers.last().opened).to.equal(1);
  });

  it('is left unconnected when the portal is closed', async () => {
    const world = await createDrive('googledrive', []);
    const {element, heard} = await mount({}, world);
    await click(element, 'button');
    await findPart(element, 'connect-button');
    await sendKeys({press: 'Escape'});
    await until(() => focused().part === 'button', 'the focus');
    expect(typesOf(heard)).to.equal('portal-open portal-close');
    expect((await button(element)).getAttribute('aria-busy')).to.equal('false');
    await click(element, 'button');
    await findPart(element, 'connect-button');
  });

  it('is reconnected if it no longer works', async () => {
    const world = await createDrive('googledrive', [{status: 'INVALID'}]);
    const {element, service, pickers} = await mount({}, world);
    await click(element, 'button');
    await untilText(element, 'This connection no longer works');
    await click(element, 'reconnect-button');
    await until(() => service.requestsOf('GET', '/v2/sdk/actions/build-oauth').length, 'the attempt');
    const query = service.requestsOf('GET', '/v2/sdk/actions/build-oauth')[0]?.query;
    const options = JSON.parse(query?.get('installOptions') ?? '{}') as {selectedCredentialId?: string};
    expect(options.selectedCredentialId).to.equal(world.credentials[0]?.id);
    service.finishOAuth();
    await until(() => pickers.made[0]?.opened, 'the picker');
  });

  it('is the chosen one of several; one that is not there is said', async () => {
    const world = await createDrive('googledrive', [{}, {externalId: 'second'}]);
    const {element, pickers} = await mount({selectedCredentialId: 'second'}, world);
    await click(element, 'button');
    await until(() => pickers.made[0]?.opened, 'the picker');
    expect(pickers.last().given[0]?.selectedCredentialId).to.equal('second');
    pickers.last().end();
    element.selectedCredentialId = 'nobody';
    await element.updateComplete;
    await click(element, 'button');
    await untilText(element, 'This Google Drive account is not connected');
    await expectAccessible(element);
  });

  it('is disconnected meanwhile: the picker closes, and connecting goes on', async () => {
    const {element, pickers, client, heard, service} = await mountOpen({});
    const picker = pickers.last();
    service.answer('DELETE', '/sdk/integrations', () => {
      service.accountsOf('alice', 'slack').length = 0;
      return json({});
    });
    await client.uninstallIntegration('googledrive');
    await untilText(element, 'Google Drive is no longer connected');
    expect(picker.isOpen).to.equal(false);
    expect(typesOf(heard)).to.equal('picker-open picker-close error');
    expect((heard[2]?.detail['error'] as ParagonError).code).to.equal('integration_not_installed');
    expect(heard[2]?.detail['stage']).to.equal('picker');
    await expectAccessible(element);
    expect(textOf(await findPart(element, 'retry-button'))).to.equal('Connect Google Drive again');
    await click(element, 'retry-button');
    await findPart(element, 'connect-button');
  });
});

describe('<paragon-file-picker>: trouble', () => {
  it('says that the code of the provider is out of reach, and tries again', async () => {
    const world = await createDrive();
    const blocked = Promise.reject(new ParagonError('picker_script_failed', 'blocked'));
    blocked.catch(() => undefined);
    world.pickers.state.init = blocked;
    const {element, pickers, heard} = await mount({}, world);
    known.set(element.client, pickers);
    // Ahead of a click it is nobody's concern.
    await prepare(element);
    expect(typesOf(heard)).to.equal('');
    await click(element, 'button');
    await untilText(element, 'Google Drive could not be loaded');
    expect(typesOf(heard)).to.equal('error');
    expect(hasState(element, 'failed')).to.equal(true);
    expect(element.shadowRoot!.querySelectorAll('[role=alert]').length).to.equal(1);
    await expectAccessible(element);
    pickers.state.init = Promise.resolve();
    await click(element, 'retry-button');
    await until(() => pickers.last().opened, 'the picker');
    await element.updateComplete;
    expect(part(element, 'notice')).to.equal(undefined);
    expect(focused().part).to.equal('button');
  });

  it('says that its window was blocked, and tries again', async () => {
    const {element, pickers, heard} = await mountPrepared({integration: 'onedrive'});
    pickers.state.isBlocked = true;
    await click(element, 'button');
    await untilText(element, 'The OneDrive window was blocked');
    expect(typesOf(heard)).to.equal('error');
    expect(hasState(element, 'opening')).to.equal(false);
    pickers.state.isBlocked = false;
    await click(element, 'retry-button');
    expect(pickers.last().isOpen).to.equal(true);
  });

  it('says that the picker failed while it was open', async () => {
    const {element, pickers, heard} = await mountOpen();
    const {options} = pickers.last();
    pickers.last().end(() => options.onError?.(new ParagonError('picker_failed', 'no')));
    await untilText(element, 'Google Drive could not show your files');
    expect(typesOf(heard)).to.equal('picker-open error picker-close');
    await click(element, 'retry-button');
    await until(() => hasState(element, 'open'), 'the picker');
  });

  it('closes with the element, but not when it is moved', async () => {
    const {element, pickers, heard} = await mountOpen();
    const picker = pickers.last();
    const elsewhere = await fixture<HTMLElement>(html`<div></div>`);
    elsewhere.append(element);
    await new Promise((resolve) => setTimeout(resolve));
    expect(picker.isOpen).to.equal(true);
    element.remove();
    await until(() => !picker.isOpen, 'closing');
    expect(typesOf(heard)).to.equal('picker-open picker-cancel picker-close');
    elsewhere.append(element);
    await click(element, 'button');
    await until(() => pickers.last().isOpen, 'the picker again');
  });

  it('drops what a former integration answers', async () => {
    const world = await createDrive();
    let go = () => undefined as void;
    world.pickers.state.init = new Promise<void>((resolve) => (go = resolve));
    const {element, pickers, heard} = await mount({files: [file('a')]}, world);
    await click(element, 'button');
    await until(() => pickers.made.length, 'the picker');
    element.integration = 'box';
    await element.updateComplete;
    go();
    await untilText(element, 'This integration is not available');
    expect(pickers.last().opened).to.equal(0);
    pickers.last().pick(file('late'));
    expect(element.files.length).to.equal(0);
    expect(typesOf(heard)).to.equal('error');
  });

  it('keeps two on a page apart', async () => {
    const one = await mountOpen();
    const other = await mountOpen();
    one.pickers.last().pick(file('a'));
    other.pickers.last().pick(file('b'));
    expect(one.element.files.map(({id}) => id)).to.deep.equal(['a']);
    expect(other.element.files.map(({id}) => id)).to.deep.equal(['b']);
  });

  it('says once what the page does wrong', async () => {
    const warnings = await warningsOf(async () => {
      const {element, heard} = await mount({integration: 'slack'}, await createDrive());
      await untilText(element, 'This is not set up correctly');
      expect((heard[0]?.detail['error'] as ParagonError).code).to.equal('invalid_argument');
      await expectAccessible(element);
      element.requestUpdate();
      await element.updateComplete;
      expect(heard.length).to.equal(1);
      await mount({integration: ''}, await createDrive());
    });
    expect(warnings.length).to.equal(2);
    expect(warnings[0]).to.contain('paragon-file-picker');
  });

  it('keeps what is chosen in forced colours, from right to left, in 320 px', async function () {
    const {element} = await mount({files: [file('a', {name: 'a'.repeat(200)})], multiple: true});
    await until(() => rows(element).length, 'the list');
    element.dir = 'rtl';
    element.style.inlineSize = '280px';
    await element.updateComplete;
    expect(element.scrollWidth).to.equal(280);
    if (!/Chrome/.test(navigator.userAgent)) this.skip();
    await emulateMedia({forcedColors: 'active'});
    const {stroke} = getComputedStyle(await findPart(element, 'file-icon'));
    await emulateMedia({forcedColors: 'none'});
    expect(stroke).not.to.equal('none');
  });
});
