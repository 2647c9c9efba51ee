import {createParagon, type IntegrationInstallEvent} from '../src/paragon.js';
import './account.js';
import {log} from './event-log.js';

const paragon = createParagon({host: import.meta.env.VITE_SANDBOX_URL});
const buttons = document.querySelectorAll<HTMLButtonElement>('.plain-button');
const status = document.querySelector('#status');

async function fetchToken(): Promise<string> {
  const response = await fetch('/api/paragon-token');
  if (!response.ok) throw new Error(`The token endpoint answered ${response.status}.`);
  return ((await response.json()) as {token: string}).token;
}

function showState(): void {
  const user = paragon.getUser();
  if (!status || !user.authenticated) return;
  status.textContent = user.integrations['slack']?.enabled
    ? 'Slack is connected.'
    : 'Slack is not connected.';
}

paragon.subscribe('onIntegrationInstall', ({integrationType}) =>
  log(`onIntegrationInstall  ${integrationType}`),
);
paragon.subscribe('onIntegrationUninstall', ({integrationType}) =>
  log(`onIntegrationUninstall  ${integrationType}`),
);
paragon.subscribe('onPortalOpen', ({integrationType}) => log(`onPortalOpen  ${integrationType}`));
paragon.subscribe('onPortalClose', ({integrationType}) => log(`onPortalClose  ${integrationType}`));
paragon.$user.subscribe(showState);

onClick('#connect', () => report('connect()', paragon.connect('slack')));
onClick('#install', () => report('installIntegration()', paragon.installIntegration('hubspot')));
onClick('#same-tab', () => {
  paragon.createInstallFlow().start('box', {
    sameTab: true,
    // The provider sends the user back to this page, which passes the answer on.
    overrideRedirectUrl: location.origin + location.pathname,
    onError: ({message}) => log(`installFlow failed  ${message}`),
  });
});

function onClick(selector: string, listener: () => void): void {
  document.querySelector(selector)?.addEventListener('click', listener);
}

function report(call: string, result: Promise<IntegrationInstallEvent | undefined>): void {
  result.then(
    (event) => event && log(`${call} resolved  ${event.credentialId}`),
    (error: Error) => log(`${call} rejected  ${error.message}`),
  );
}

try {
  await paragon.authenticate('5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90', fetchToken);
  for (const button of buttons) button.disabled = false;
  report('resumeInstall()', paragon.resumeInstall());
} catch (error) {
  if (status) status.textContent = `Signing in failed: ${(error as Error).message}`;
}
