import {expect} from '@open-wc/testing';
import {rejection} from '../../../test/helpers/client.js';
import {createPickers} from '../../../test/helpers/file-pickers.js';
import {waitFor} from '../../../test/helpers/wait-for.js';
import type {FilePickerOptions} from '../types/file-picker.js';

interface Built {
  readonly calls: Record<string, unknown[]>;
  visible: boolean;
  disposed: boolean;
  tell(response: object): void;
}

/** What Google's scripts leave in a page, as far as it is used. */
function installGoogle() {
  const built: Built[] = [];
  class Recorder {
    readonly calls: Record<string, unknown[]> = {};
    constructor() {
      return new Proxy(this, {
        get: (target, name: string) =>
          name === 'calls' || name === 'build'
            ? Reflect.get(target, name)
            : (value: unknown) => void (target.calls[name] ??= []).push(value),
      });
    }
    build() {
      const one: Built & {setVisible(on: boolean): void; dispose(): void} = {
        calls: this.calls,
        visible: false,
        disposed: false,
        tell: (response) => (this.calls['setCallback']![0] as (response: object) => void)(response),
        setVisible: (on) => void (one.visible = on),
        dispose: () => void (one.disposed = true),
      };
      built.push(one);
      return one;
    }
  }
  const page = globalThis as {google?: unknown};
  page.google = {
    picker: {
      PickerBuilder: Recorder,
      DocsView: Recorder,
      Feature: {MULTISELECT_ENABLED: 'multi', SUPPORT_DRIVES: 'drives'},
    },
  };
  return {built, latest: () => built.at(-1)!, remove: () => delete page.google};
}

describe('picker of Google Drive', () => {
  let google: ReturnType<typeof installGoogle>;
  const {now} = Date;
  beforeEach(() => (google = installGoogle()));
  afterEach(() => {
    google.remove();
    Date.now = now;
  });

  async function ready(options: FilePickerOptions = {}, given = {}) {
    const pickers = createPickers('googledrive');
    const one = pickers.create(options);
    await one.picker.init({developerKey: 'key', ...given});
    return {...one, pickers};
  }

  it('needs a developer key', async () => {
    const {picker} = createPickers('googledrive').create();
    expect((await rejection(picker.init({}))).code).to.equal('invalid_argument');
  });

  it('is built with what the page wants', async () => {
    const {picker} = await ready(
      {
        allowedTypes: ['application/pdf', 'audio/*'],
        allowMultiSelect: true,
        allowFolderSelect: true,
        integrationOptions: {googledrive: {viewMode: 'list', enableSharedDrives: true}},
      },
      {appId: 'app'},
    );
    const {calls} = google.latest();
    expect([calls['setDeveloperKey'], calls['setOAuthToken'], calls['setAppId']]).to.deep.equal([
      ['key'],
      ['token-1'],
      ['app'],
    ]);
    expect(calls['enableFeature']).to.deep.equal(['drives', 'multi']);
    const types = String(calls['setSelectableMimeTypes']![0]).split(',');
    expect(types[0]).to.equal('application/pdf');
    expect(types).to.include.members(['audio/mpeg', 'application/vnd.google-apps.folder']);
    const views = (calls['addView'] as {calls: Record<string, unknown[]>}[]).map((view) => view.calls);
    expect(views[0]).to.deep.equal({
      setIncludeFolders: [true],
      setSelectFolderEnabled: [true],
      setMode: ['list'],
    });
    expect(views[1]).to.deep.include({setEnableDrives: [true]});
    expect(picker.getInstance() === google.latest()).to.equal(true);
  });

  it('tells that it is shown, what was picked, and that it is closed', async () => {
    const {picker, told, selections} = await ready();
    expect(picker.open()).to.equal(true);
    const shown = google.latest();
    expect([shown.visible, told.length]).to.deep.equal([true, 0]);
    shown.tell({action: 'loaded'});
    const docs = [
      {id: 'a', name: 'Plan', mimeType: 'application/pdf', sizeBytes: '12', url: 'https://drive.example/a'},
      {id: 'b', name: 'Old', mimeType: 'application/vnd.google-apps.folder', url: 'javascript:alert(1)'},
    ];
    shown.tell({action: 'picked', docs});
    shown.tell({action: 'cancel'});
    expect(told).to.deep.equal(['open', 'select a,b', 'close']);
    expect(selections[0]!.raw).to.deep.equal({action: 'picked', docs});
    expect(selections[0]!.files.map(({size, url, isFolder}) => [size, url, isFolder])).to.deep.equal([
      [12, 'https://drive.example/a', false],
      [undefined, undefined, true],
    ]);
    await waitFor(() => shown.disposed);
  });

  it('a picker that is cancelled can be opened again', async () => {
    const {picker, told} = await ready();
    picker.open();
    google.latest().tell({action: 'cancel'});
    expect(told).to.deep.equal(['cancel', 'close']);
    expect([picker.open(), google.built.length]).to.deep.equal([true, 2]);
    google.latest().tell({action: 'error'});
    expect(told.slice(2)).to.deep.equal(['error picker_failed', 'close']);
  });

  it('has a fresh token at each opening', async () => {
    const {picker, pickers} = await ready();
    const later = now() + 61_000;
    Date.now = () => later;
    expect(picker.open()).to.equal(true);
    await waitFor(() => google.built.length === 2);
    expect(google.latest().calls['setOAuthToken']).to.deep.equal(['token-2']);
    expect([google.built[0]!.disposed, google.latest().visible, pickers.state.tokens]).to.deep.equal([
      true,
      true,
      2,
    ]);
  });

  it('closed while its token is on its way, it is not shown', async () => {
    const {picker, told} = await ready();
    const later = now() + 61_000;
    Date.now = () => later;
    picker.open();
    picker.close();
    await new Promise((resolve) => setTimeout(resolve));
    expect(google.built.some(({visible}) => visible)).to.equal(false);
    expect(told).to.deep.equal(['cancel', 'close']);
  });

  it('says why there is no token', async () => {
    const {picker, pickers, told} = await ready();
    const later = now() + 61_000;
    Date.now = () => later;
    pickers.state.failure = new Error('gone');
    expect(picker.open()).to.equal(true);
    await waitFor(() => told.includes('close'));
    expect(told).to.deep.equal(['error unknown', 'close']);
  });

  it('two calls of init at the same time both succeed', async () => {
    const {picker} = createPickers('googledrive').create();
    await Promise.all([picker.init({developerKey: 'one'}), picker.init({developerKey: 'two'})]);
    picker.open();
    const visible = google.built.filter((one) => one.visible);
    expect(visible.map(({calls}) => calls['setDeveloperKey'])).to.deep.equal([['two']]);
  });

  it('does not begin with an account that has to be connected again', async () => {
    const pickers = createPickers('googledrive');
    pickers.setStatus('INVALID');
    const {picker} = pickers.create();
    expect((await rejection(picker.init({developerKey: 'key'}))).code).to.equal('account_not_valid');
    pickers.disconnect();
    expect((await rejection(picker.init({developerKey: 'key'}))).code).to.equal('integration_not_installed');
    expect(
      (await rejection(picker.init({developerKey: 'key', selectedCredentialId: 'other'}))).code,
    ).to.equal('not_found');
  });

  it('an empty choice is none', async () => {
    const pickers = createPickers('googledrive');
    const one = pickers.create();
    await one.picker.init({developerKey: 'key'});
    one.picker.open();
    google.latest().tell({action: 'picked', docs: []});
    expect(one.told).to.deep.equal(['cancel', 'close']);
  });
});
