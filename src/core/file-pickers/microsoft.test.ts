import {expect} from '@open-wc/testing';
import {rejection} from '../../../test/helpers/client.js';
import {createPickers} from '../../../test/helpers/file-pickers.js';
import {waitFor} from '../../../test/helpers/wait-for.js';
import type {FilePickerOptions} from '../types/file-picker.js';

const ORIGIN = 'https://vega-my.sharepoint.com';
const business = () => createPickers('onedrive', {accountAuth: {DOMAIN: ORIGIN}});

interface Answer {
  readonly type: string;
  readonly id?: string;
  readonly data?: {
    readonly result?: string;
    readonly token?: string;
    readonly error?: {readonly code: string};
  };
}

/** An open picker, and Microsoft's side of it. */
async function opened(options: FilePickerOptions = {}, pickers = business()) {
  const one = pickers.create(options);
  await one.picker.init({});
  expect(one.picker.open()).to.equal(true);
  const popup = pickers.windows.at(-1)!;
  await waitFor(() => popup.form, 'the form');
  const url = new URL(popup.form!.action);
  const settings = JSON.parse(url.searchParams.get('filePicker')!) as {
    messaging: {origin: string; channelId: string};
    typesAndSources: object;
    selection: object;
    entry: object;
  };
  const {channelId} = settings.messaging;
  const {port1, port2} = new MessageChannel();
  const heard: Answer[] = [];
  port1.onmessage = ({data}: MessageEvent<Answer>) => heard.push(data);
  const hello = {source: popup, origin: url.origin, data: {type: 'initialize', channelId}, ports: [port2]};
  const say = (command: object, id = '1') => port1.postMessage({type: 'command', id, data: command});
  const until = (type: string, id?: string) =>
    waitFor(() => heard.some((one) => one.type === type && one.id === id), type);
  return {...one, pickers, popup, url, settings, hello, port1, heard, say, until};
}

describe('picker of OneDrive and SharePoint', () => {
  it('posts the token in a form, and speaks once the window has said hello', async () => {
    const {popup, url, settings, hello, pickers, told, until} = await opened();
    expect(url.origin + url.pathname).to.equal(`${ORIGIN}/_layouts/15/FilePicker.aspx`);
    expect(popup.token).to.equal('token-1');
    expect(url.href.includes('token-1')).to.equal(false);
    expect(settings.messaging.origin).to.equal('https://app.example');
    expect(told).to.deep.equal([]);
    pickers.hear(hello);
    await until('activate');
    expect(told).to.deep.equal(['open']);
  });

  for (const [domain, expected] of [
    ['', 'https://onedrive.live.com/picker'],
    ['https://onedrive.live.com', 'https://onedrive.live.com/picker'],
    ['https://vega-my.sharepoint.com/', `${ORIGIN}/_layouts/15/FilePicker.aspx`],
  ] as const) {
    it(`finds the picker of the domain "${domain}"`, async () => {
      const {url} = await opened({}, createPickers('onedrive', {accountAuth: {DOMAIN: domain}}));
      expect(url.origin + url.pathname).to.equal(expected);
    });
  }

  it('finds the picker of a site', async () => {
    const pickers = createPickers('sharepoint', {providerData: {webUrl: 'vega.sharepoint.com/sites/team'}});
    const {url, settings} = await opened({}, pickers);
    const site = 'https://vega.sharepoint.com/sites/team';
    expect(url.origin + url.pathname).to.equal(`${site}/_layouts/15/FilePicker.aspx`);
    expect(settings.entry).to.deep.equal({
      sharePoint: {byPath: {list: `${site}/Shared Documents`, fallbackToRoot: true}},
    });
  });

  it('sends no token to an address that is not safe', async () => {
    const pickers = createPickers('onedrive', {accountAuth: {DOMAIN: 'http://files.example'}});
    const error = await rejection(pickers.create().picker.init({}));
    expect(error.code).to.equal('protocol_error');
  });

  it('translates types into the filters of the picker', async () => {
    const allowedTypes = ['application/pdf', 'image/*', 'text/plain', 'docx', '.csv', 'document'];
    const {settings} = await opened({allowedTypes, allowMultiSelect: true});
    expect(settings.typesAndSources).to.deep.include({
      mode: 'files',
      filters: ['.pdf', 'photo', '.txt', '.text', '.log', '.docx', '.csv', 'document'],
    });
    expect(settings.selection).to.deep.equal({mode: 'multiple'});
    const folders = await opened({allowFolderSelect: true});
    expect(folders.settings.typesAndSources).to.deep.include({mode: 'folders'});
  });

  it('picks files, says so, and closes the window', async () => {
    const {hello, pickers, popup, say, told, heard, until, selections} = await opened();
    pickers.hear(hello);
    const file = {id: 'a', name: 'Plan.pdf', size: 12, webUrl: 'https://vega.example/a', file: {}};
    say({command: 'pick', items: [file, {id: 'b', name: 'Old', folder: {childCount: 0}}, 'nothing']});
    await until('result', '1');
    await waitFor(() => told.includes('close'));
    expect(told).to.deep.equal(['open', 'select a,b', 'close']);
    expect(heard.map(({type, data}) => data?.result ?? type)).to.deep.equal([
      'activate',
      'acknowledge',
      'success',
    ]);
    expect(popup.closed).to.equal(true);
    expect(pickers.listenerCount()).to.equal(0);
    const [plan, old] = selections[0]!.files;
    expect({...plan, raw: 0}).to.deep.equal({
      id: 'a',
      name: 'Plan.pdf',
      mimeType: 'application/pdf',
      size: 12,
      url: 'https://vega.example/a',
      isFolder: false,
      raw: 0,
    });
    expect([old!.isFolder, old!.mimeType]).to.deep.equal([true, undefined]);
  });

  it('answers for a token with a fresh one, and refuses what it does not know', async () => {
    const {hello, pickers, say, heard, until} = await opened();
    pickers.hear(hello);
    say({command: 'authenticate', resource: ORIGIN}, 'one');
    await until('result', 'one');
    say({command: 'dance'}, 'two');
    await until('result', 'two');
    expect(heard.find(({type, id}) => type === 'result' && id === 'one')?.data).to.deep.equal({
      result: 'token',
      token: 'token-2',
    });
    expect(heard.find(({type, id}) => type === 'result' && id === 'two')?.data?.error?.code).to.equal(
      'unsupportedCommand',
    );
  });

  it('ends if there is no fresh token', async () => {
    const {hello, pickers, popup, say, told} = await opened();
    pickers.hear(hello);
    pickers.state.failure = new Error('gone');
    say({command: 'authenticate'});
    await waitFor(() => told.includes('close'));
    expect(told).to.deep.equal(['open', 'error unknown', 'close']);
    expect(popup.closed).to.equal(true);
  });

  it('a closed window is a cancelled picker, and so is the command', async () => {
    const first = await opened();
    first.pickers.hear(first.hello);
    first.popup.closed = true;
    await waitFor(() => first.told.includes('close'));
    expect(first.told).to.deep.equal(['open', 'cancel', 'close']);
    const second = await opened();
    second.pickers.hear(second.hello);
    second.say({command: 'close'});
    await waitFor(() => second.told.includes('close'));
    expect([second.told, second.popup.closed]).to.deep.equal([['open', 'cancel', 'close'], true]);
  });

  for (const [policy, expected] of [
    ['same-origin', ['error picker_unreachable', 'close']],
    ['same-origin-allow-popups', ['cancel', 'close']],
    ['', ['cancel', 'close']],
  ] as const) {
    it(`a window that seems closed before its hello, on a page with the opener policy "${policy}"`, async () => {
      const {pickers, popup, told} = await opened();
      pickers.state.openerPolicy = policy;
      popup.closed = true;
      await waitFor(() => told.includes('close'));
      expect(told).to.deep.equal(expected);
    });
  }

  it('a blocked window is an error at once', async () => {
    const pickers = business();
    const {picker, told} = pickers.create();
    await picker.init({});
    pickers.state.isBlocked = true;
    expect(picker.open()).to.equal(false);
    expect(told).to.deep.equal(['error picker_blocked']);
    pickers.state.isBlocked = false;
    expect(picker.open()).to.equal(true);
    picker.close();
    expect(told.slice(1)).to.deep.equal(['cancel', 'close']);
  });

  it('a window that never says hello is not waited for longer than a minute', async () => {
    const {setTimeout: wait} = window;
    const waits: unknown[] = [];
    window.setTimeout = ((call: () => void, time?: number) => {
      waits.push(time);
      return wait(call, time === 60_000 ? 10 : time);
    }) as typeof wait;
    try {
      const {told, popup} = await opened();
      await waitFor(() => told.length, 'the end');
      expect([told.join(), popup.closed]).to.deep.equal(['error picker_unreachable,close', true]);
      expect(waits).to.include(60_000);
    } finally {
      window.setTimeout = wait;
    }
  });

  it('two pickers have windows of their own; the same one opens once', async () => {
    const pickers = business();
    const one = await opened({}, pickers);
    const other = await opened({}, pickers);
    expect(new Set(pickers.state.targets).size).to.equal(2);
    expect(one.picker.open()).to.equal(true);
    expect([pickers.windows.length, one.popup.focusCount]).to.deep.equal([2, 1]);
    pickers.hear(other.hello);
    expect([one.told, other.told]).to.deep.equal([[], ['open']]);
  });

  const invalid: Readonly<Record<string, (given: Awaited<ReturnType<typeof opened>>) => object>> = {
    'another origin': () => ({origin: 'https://evil.example'}),
    'another window': () => ({source: window}),
    'no window': () => ({source: null}),
    'another channel': () => ({data: {type: 'initialize', channelId: 'other'}}),
    'no channel': () => ({data: {type: 'initialize'}}),
    'another type': ({settings}) => ({data: {type: 'activate', channelId: settings.messaging.channelId}}),
    'a text': () => ({data: 'initialize'}),
    'a list': () => ({data: ['initialize']}),
    nothing: () => ({data: null}),
    'no port': () => ({ports: []}),
    'no ports at all': () => ({ports: undefined}),
  };
  for (const [name, change] of Object.entries(invalid)) {
    it(`a hello with ${name} does not count`, async () => {
      const given = await opened();
      given.pickers.hear({...given.hello, ...change(given)});
      expect(given.told).to.deep.equal([]);
      given.pickers.hear(given.hello);
      expect(given.told).to.deep.equal(['open']);
    });
  }

  it('only the first hello counts', async () => {
    const {hello, pickers, say, told} = await opened();
    pickers.hear(hello);
    const {port1, port2} = new MessageChannel();
    pickers.hear({...hello, ports: [port2]});
    port1.postMessage({type: 'command', id: '9', data: {command: 'pick', items: [{id: 'x'}]}});
    say({command: 'pick', items: [{id: 'a'}]});
    await waitFor(() => told.includes('close'));
    expect(told).to.deep.equal(['open', 'select a', 'close']);
  });

  it('what has another shape on the port is ignored', async () => {
    const {hello, pickers, port1, say, told, heard, until} = await opened();
    pickers.hear(hello);
    for (const message of [
      null,
      'pick',
      {type: 'command'},
      {type: 'command', id: '1'},
      {type: 'command', id: {}, data: {command: 'close'}},
      {type: 'command', id: '1', data: {command: ['close']}},
      {type: 'notification', data: {notification: 'page-loaded'}},
    ]) {
      port1.postMessage(message);
    }
    say({command: 'pick', items: 'all'}, 'last');
    await until('result', 'last');
    expect(told).to.deep.equal(['open']);
    expect(heard.map(({type}) => type)).to.deep.equal(['activate', 'acknowledge', 'result']);
  });

  it('ends with the session, and with the account', async () => {
    const first = await opened();
    first.pickers.hear(first.hello);
    first.pickers.signOut();
    expect(first.told).to.deep.equal(['open', 'error session_changed', 'close']);
    expect(first.popup.closed).to.equal(true);
    expect(first.picker.open()).to.equal(false);
    const second = await opened();
    second.pickers.disconnect();
    expect(second.told).to.deep.equal(['error integration_not_installed', 'close']);
    expect(second.popup.closed).to.equal(true);
  });

  it('nothing that is said after close() counts', async () => {
    const {hello, pickers, picker, say, told} = await opened();
    picker.close();
    pickers.hear(hello);
    say({command: 'pick', items: [{id: 'a'}]});
    await Promise.resolve();
    expect(told).to.deep.equal(['cancel', 'close']);
  });
});
