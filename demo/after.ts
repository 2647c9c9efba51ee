import {SDK_EVENT, paragon} from 'paragon-elements/core';
import './account.js';
import {log} from './event-log.js';

// A page that draws everything itself and asks the SDK for the rest. `before.ts` and `after.ts` differ in their first line.

const PROJECT = '5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90';
const SLACK = 'slack';

const connect = find<HTMLButtonElement>('#connect');
const disconnect = find<HTMLButtonElement>('#disconnect');
const channels = find<HTMLButtonElement>('#channels');
const status = find('#status');

function find<T extends HTMLElement>(selector: string): T {
  const element = document.querySelector<T>(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
}

async function signIn(): Promise<void> {
  const sandbox = import.meta.env.VITE_SANDBOX_URL;
  paragon.configureGlobal(
    {host: 'localhost'},
    {
      ...{ZEUS_PUBLIC_URL: sandbox, CONNECT_PUBLIC_URL: sandbox, DASHBOARD_PUBLIC_URL: sandbox},
      ...{PASSPORT_PUBLIC_URL: sandbox, HERMES_PUBLIC_URL: sandbox, WORKER_PROXY_PUBLIC_URL: sandbox},
      ...{CDN_PUBLIC_URL: sandbox, API_TRIGGER_KIT_PUBLIC_URL: sandbox},
    },
  );
  paragon.setHeadless(true);
  const response = await fetch('/api/paragon-token');
  const {token} = (await response.json()) as {token: string};
  await paragon.authenticate(PROJECT, token);
}

function showState(): void {
  const user = paragon.getUser();
  const isConnected = user.authenticated && user.integrations[SLACK]?.enabled === true;
  const name = paragon.getIntegrationMetadata(SLACK).name;
  status.textContent = isConnected ? `${name} is connected.` : `${name} is not connected.`;
  connect.disabled = isConnected;
  channels.disabled = disconnect.disabled = !isConnected;
}

connect.addEventListener('click', () => {
  void paragon.installFlow.start(SLACK, {
    onNext: ({stage}) => log(`stage  ${stage}`),
    onComplete: ({integrationType}) => {
      log(`complete  ${integrationType}`);
      showState();
    },
    onError: ({message}) => log(`failed  ${message}`),
  });
});

channels.addEventListener('click', async () => {
  const answer = await paragon.request(SLACK, '/conversations.list?limit=2', {method: 'GET'});
  const list = (answer as {channels: {name: string}[]}).channels;
  log(`channels  ${list.map(({name}) => name).join(', ')}`);
});

disconnect.addEventListener('click', async () => {
  await paragon.uninstallIntegration(SLACK);
  showState();
});

const note =
  (text: string) =>
  ({integrationType}: {integrationType: string}): void =>
    log(`${text}  ${integrationType}`);
paragon.subscribe(SDK_EVENT.ON_INTEGRATION_INSTALL, note('installed'));
paragon.subscribe(SDK_EVENT.ON_INTEGRATION_UNINSTALL, note('uninstalled'));

await signIn();
showState();
