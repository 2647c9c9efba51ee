import {createBrowser} from './browser.js';
import {h, messageOf, record} from './dom.js';
import {ANSWER_TIMEOUT, createMicrosoftHost} from './microsoft-host.js';
import {createMicrosoftViews} from './microsoft-views.js';

/** @type {import('./types.js').MicrosoftSetup} */
const setup = JSON.parse(document.querySelector('meta[name=picker-setup]')?.getAttribute('content') ?? '{}');
// The page is the user's to look into; a token has no place in it any longer.
document.querySelector('meta[name=picker-setup]')?.remove();
const place = document.getElementById('picker');

/** @param {string} text */
function fail(text) {
  place?.replaceChildren(
    h('div', {class: 'pk'}, h('div', {class: 'pk-alert', role: 'alert'}, `Something went wrong. ${text}`)),
  );
}

/** @param {import('./types.js').MicrosoftOptions} options */
async function start(options) {
  const host = createMicrosoftHost(options.messaging);
  if (!host)
    return fail('This page was not opened by one that it can reach. Close it and try again from your app.');
  place?.replaceChildren(h('div', {class: 'pk'}, h('p', {class: 'pk-state', role: 'status'}, 'Loading…')));
  const silence = setTimeout(
    () => fail('The app that has opened this page does not answer.'),
    ANSWER_TIMEOUT,
  );
  await host.isActive;
  clearTimeout(silence);
  host.notify('page-loaded');
  let {token} = setup;
  await renew().catch((error) => {
    // The token that was posted may do; a page that hands none out says so.
    if (token === undefined) throw error;
  });

  async function renew() {
    const {origin} = new URL(setup.site);
    const answer = await host?.command({command: 'authenticate', resource: origin, type: 'SharePoint'});
    if (typeof answer?.['token'] === 'string') token = answer['token'];
  }

  /** @param {string} url @param {AbortSignal} signal */
  const fetchWithToken = (url, signal) =>
    fetch(url, {headers: {Authorization: `Bearer ${token ?? ''}`}, signal}).catch((error) => {
      throw signal.aborted ? error : new Error('Microsoft cannot be reached.');
    });

  /** @param {string} url @param {AbortSignal} signal */
  async function ask(url, signal) {
    let response = await fetchWithToken(url, signal);
    if (response.status === 401) {
      await renew().catch((error) => {
        throw new Error(
          `Your sign-in has expired. Close this window and open it again. (${messageOf(error)})`,
        );
      });
      response = await fetchWithToken(url, signal);
    }
    if (response.status === 401)
      throw new Error('Your sign-in has expired. Close this window and open it again.');
    const body = record(await response.json().catch(() => undefined));
    if (response.ok) return body;
    const {message} = record(body['error']);
    throw new Error(`Microsoft answered: ${typeof message === 'string' ? message : response.status}`);
  }

  const {mode, maximumCount} = options.selection ?? {};
  const browser = createBrowser({
    title: options.title ?? (setup.kind === 'site' ? 'SharePoint' : 'OneDrive'),
    views: createMicrosoftViews(setup, options, ask),
    max: mode === 'multiple' ? (maximumCount ?? Infinity) : 1,
    chooseLabel: options.commands?.pick?.label ?? 'Select',
    cancelLabel: options.commands?.close?.label ?? 'Cancel',
    canSearch: options.search?.enabled !== false,
    onChoose: (items) =>
      host
        .command({command: 'pick', items: items.map(({raw}) => raw)})
        .catch((error) => fail(`The app did not take the files: ${messageOf(error)}`)),
    onCancel: () => host.command({command: 'close'}).catch(() => undefined),
  });
  place?.replaceChildren(browser.element);
  browser.start();
}

if (setup.problem !== undefined || !setup.options) fail(setup.problem ?? 'The options are missing.');
else start(setup.options).catch((error) => fail(messageOf(error)));
