import {hasSameAccounts} from './client-sync.js';
import {dataSourcesOf} from './host-sources.js';

/** @typedef {'portal' | 'install' | 'resume' | 'wait'} Mode */

/** What the user may have done on purpose is no failure of the host's call. */
const NO_FAILURES = ['oauth_cancelled', 'aborted', 'portal_closed'];
/** Where an error of the elements is about connecting, and so the business of whoever has called `connect()`. */
const INSTALL_STAGES = ['start', 'accountType', 'instruction', 'preOptions', 'oauth', 'postOptions'];

/**
 * Shows what the host asks for until the user or the host closes it.
 *
 * @param {import('./types.js').Wish} wish
 * @param {import('./types.js').HostUser} user
 * @param {{
 *   host: import('./types.js').Host,
 *   view: import('./types.js').View,
 *   session: import('./types.js').Session,
 *   onEnd: () => void,
 * }} deps
 * @returns {import('./types.js').Showing}
 */
export function createShowing(wish, user, {host, view, session, onEnd}) {
  const {type, name, options} = wish;
  const before = user.integrations[type];
  let known = before;
  let isOver = false;
  let isOpen = false;
  /** @type {Mode} */
  let mode = firstMode();
  /** @type {import('./types.js').ConnectElement | undefined} */
  let connect;
  /** @type {import('./types.js').Client | undefined} */
  let client;
  let stopSources = () => {};
  if (mode !== 'wait') void open(mode);

  /** @returns {Mode} */
  function firstMode() {
    if (!wish.isInstall) return 'portal';
    if (pendingAccount(before)) return 'resume';
    return wish.hostSignsIn ? 'wait' : 'install';
  }

  /** An account of this wish that lacks what is asked after signing in. @param {typeof before} state */
  function pendingAccount(state) {
    if (wish.skipsPostOptions) return undefined;
    const {selectedCredentialId: selected = state?.credentialId} = options;
    const account = state?.allCredentials?.find(
      ({id, externalId}) =>
        id === selected || (externalId && `ext:${externalId}` === selected) || externalId === selected,
    );
    return account?.status === 'PENDING' ? account : undefined;
  }

  /** @param {Mode} wanted */
  async function open(wanted) {
    mode = wanted;
    // Nothing in a frame that is not shown can have the focus.
    await host.call('updateContainerStyle', {isModalShown: true}).catch(() => undefined);
    if (isOver) return;
    view.waiting(name, close);
    try {
      const opened = await session.open();
      client = opened.client;
      if (isOver) return;
      stopSources();
      stopSources = client.useDataSources(type, dataSourcesOf(wish, host));
      if (mode === 'portal') showPortal(opened);
      else await showStages(opened);
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** @param {import('./types.js').OpenSession} opened */
  function showPortal({provider}) {
    const element = /** @type {import('./types.js').ConnectElement} */ (
      document.createElement('paragon-connect')
    );
    connect = Object.assign(element, options, {integration: type});
    element.addEventListener('paragon-portal-open', () => {
      view.clear();
      announce();
    });
    element.addEventListener('paragon-portal-close', close);
    element.addEventListener('paragon-error', onError);
    provider.append(element);
    element.show();
  }

  /** @param {import('./types.js').OpenSession} opened */
  async function showStages({client}) {
    const flow = /** @type {import('./types.js').InstallFlowElement} */ (
      document.createElement('paragon-install-flow')
    );
    Object.assign(flow, options, {integration: type, client});
    flow.addEventListener('paragon-complete', () =>
      wish.showsPortalAfterwards ? void open('portal') : close(),
    );
    // What is taken away to show something else was not given up.
    flow.addEventListener('paragon-cancel', () => mode !== 'portal' && close());
    flow.addEventListener('paragon-error', onError);
    view.stages({name, icon: client.getIntegrationMetadata(type).icon, element: flow, onClose: close});
    await flow.updateComplete;
    if (isOver) return;
    const account = mode === 'resume' ? pendingAccount(client.getUser().integrations?.[type]) : undefined;
    if (account) flow.resume(account.id);
    else flow.start();
    announce();
  }

  /** Once per call: whoever has made it hears that the portal is open. */
  function announce() {
    if (isOpen) return;
    isOpen = true;
    host.tell('onOpen');
  }

  /** @param {Event} event */
  function onError(event) {
    const {error, stage} = /** @type {CustomEvent} */ (event).detail;
    if (stage === 'portal' && !isOpen) fail(error);
    else if (INSTALL_STAGES.includes(stage) && !NO_FAILURES.includes(error.code)) reject(error.message);
  }

  /** The call at the host ends badly, so that nobody waits for it. @param {string} message */
  function reject(message) {
    host.tell('emitError', new Error(message), type);
  }

  /** @param {Error} error */
  function fail(error) {
    if (isOver) return;
    // It would show its own notice, behind this one.
    connect?.remove();
    connect = undefined;
    reject(error.message);
    view.trouble(name, error.message, close);
    announce();
  }

  function close() {
    if (isOver) return;
    end();
    host.tell('onClose', true);
  }

  function end() {
    if (isOver) return;
    isOver = true;
    view.clear();
    connect?.hide();
    connect?.remove();
    stopSources();
    onEnd();
    if (mode === 'wait') return;
    host.tell('updateContainerStyle', {isModalShown: false});
    // Keys that are pressed next are for the page that is seen then.
    window.parent.focus();
  }

  /** The host signs the user in itself; what is left to do here shows when it is done. @param {typeof before} state */
  function onHostSignIn(state) {
    if (pendingAccount(state)) void open('resume');
    else if (wish.showsPortalAfterwards && hasNewAccount(before, state)) void open('portal');
  }

  return Object.freeze({
    key: wish.key,
    /** @param {import('./types.js').HostUser} user */
    follow({integrations}) {
      const state = integrations[type];
      const hasChanged = !hasSameAccounts(known, state);
      known = state;
      if (!hasChanged) return;
      if (mode === 'wait') onHostSignIn(state);
      // Somebody has changed something behind the portal.
      else if (client && !hasSameAccounts(client.getUser().integrations?.[type], state))
        client.refresh().catch(() => undefined);
    },
    end,
  });
}

/**
 * @param {import('./types.js').IntegrationState | undefined} before
 * @param {import('./types.js').IntegrationState | undefined} after
 */
function hasNewAccount(before, after) {
  const known = (before?.allCredentials ?? []).map((account) => JSON.stringify(account));
  return !!after?.allCredentials?.some(
    (account) => account.status === 'VALID' && !known.includes(JSON.stringify(account)),
  );
}
