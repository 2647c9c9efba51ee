/** What the host's client hears of ours, under the same names. */
const EVENTS = ['onIntegrationInstall', 'onIntegrationUninstall', 'onWorkflowChange'];

/**
 * Hands on to the host's client what happens through ours: first what the user has now, then the event, so that whoever
 * listens there finds the account that it is about.
 *
 * @param {import('./types.js').Client} client
 * @param {{
 *   host: import('./types.js').Host,
 *   type: () => string | undefined,
 *   hostIntegrations: () => import('./types.js').Integrations,
 * }} deps
 */
export function syncClient(client, {host, type, hostIntegrations}) {
  /** @param {string} changed */
  function push(changed) {
    const state = client.getUser().integrations?.[changed];
    if (!state) return;
    host.tell('updateAuthenticatedUser', {integrations: {...hostIntegrations(), [changed]: state}});
    host.tell('saveState');
  }

  client.$user.listen(() => {
    const shown = type();
    if (!shown) return;
    const state = client.getUser().integrations?.[shown];
    // Only accounts matter: which of them is the current one is the host's own choice.
    if (state && !hasSameAccounts(state, hostIntegrations()[shown])) push(shown);
  });

  for (const name of EVENTS)
    client.subscribe(name, (event) => {
      const changed = type();
      if (!changed) return;
      push(changed);
      const {integrationId, workflowId, workflowStateChange} = event;
      host.tell('triggerSDKEvent', {
        type: name,
        integrationId,
        integrationType: changed,
        workflowId,
        workflowStateChange,
      });
    });
}

/**
 * @param {import('./types.js').IntegrationState | undefined} one
 * @param {import('./types.js').IntegrationState | undefined} other
 */
export const hasSameAccounts = (one, other) =>
  JSON.stringify(one?.allCredentials ?? []) === JSON.stringify(other?.allCredentials ?? []);
