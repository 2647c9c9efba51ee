import {syncClient} from './client-sync.js';
import {createHost} from './host.js';
import {createSession} from './session.js';
import {createShowing} from './showing.js';
import {createView} from './view.js';

/** @type {import('./types.js').PortalSetup} */
const setup = JSON.parse(document.querySelector('meta[name=portal-setup]')?.getAttribute('content') ?? '{}');

/** @type {import('./types.js').Showing | undefined} */
let showing;
/** What is shown or was shown last. */
let type = '';
/** @type {import('./types.js').Integrations} */
let hostIntegrations = {};
/** @type {Promise<unknown> | undefined} */
let elements;

const view = createView();
const host = createHost(setup.origins, onState);
const session = createSession(loadElements, ({client}) =>
  syncClient(client, {
    host,
    type: () => (showing ? type : undefined),
    hostIntegrations: () => hostIntegrations,
  }),
);

if (window.parent === window) document.getElementById('about')?.removeAttribute('hidden');

async function loadElements() {
  if (setup.problem) throw new Error(setup.problem);
  elements ??= import(setup.elements);
  await elements;
}

/** @param {import('./types.js').HostState} state */
function onState({user, wish}) {
  hostIntegrations = user?.integrations ?? {};
  if (showing && showing.key !== wish?.key) showing.end();
  session.setUser(user);
  if (!user || !wish) return;
  if (showing) return showing.follow(user);
  type = wish.type;
  showing = createShowing(wish, user, {host, view, session, onEnd: () => (showing = undefined)});
}
