import {isData} from './data.js';
import {readSources} from './host-sources.js';

/** @typedef {import('./data.js').Data} Data */

/**
 * Reads a `UI_UPDATE` message; `undefined` if it is none. What the host wants is told apart by what it has asked for, not
 * by when: it repeats everything each time that anything changes.
 *
 * @param {unknown} message
 * @returns {import('./types.js').HostState | undefined}
 */
export function readHostState(message) {
  if (!isData(message) || message['messageType'] !== 'UI_UPDATE') return undefined;
  const {nextContext: context, nextModalState: modal} = message;
  if (!isData(context) || !isData(modal)) return undefined;
  const user = readUser(context);
  return {user, wish: user && readWish(modal, context, user)};
}

/** @param {Data} context @returns {import('./types.js').HostUser | undefined} */
function readUser({user, projectId}) {
  if (!isData(user) || user['authenticated'] !== true || typeof projectId !== 'string') return undefined;
  const {token, userId, integrations} = user;
  if (typeof token !== 'string' || !token) return undefined;
  return {
    projectId,
    userId: String(userId),
    token,
    integrations: /** @type {import('./types.js').Integrations} */ (isData(integrations) ? integrations : {}),
  };
}

/**
 * @param {Data} modal
 * @param {Data} context
 * @param {import('./types.js').HostUser} user
 * @returns {import('./types.js').Wish | undefined}
 */
function readWish(modal, context, {projectId, userId}) {
  const {integration, selectedCredentialId} = modal;
  if (!isData(integration) || typeof integration['id'] !== 'string') return undefined;
  const given = isData(modal['apiInstallationOptions']) ? modal['apiInstallationOptions'] : {};
  const config = isData(context['endUserIntegrationConfig']) ? context['endUserIntegrationConfig'] : {};
  const {custom, type, name} = nameOf(integration);
  const options = {
    accountType: texts(given['selectedMultipleAccountTypes']) ?? text(given['accountType']),
    externalId: text(given['externalId']),
    selectedCredentialId: text(given['selectedCredentialId'] ?? selectedCredentialId),
    selectedConfigurationId: text(given['selectedConfigurationId']),
    allowMultipleCredentials: given['allowMultipleCredentials'] === true,
    overrideRedirectUrl: text(config['overrideRedirectUrl']),
  };
  const sources = readSources(modal['config'], config['mapObjectFields']);
  const isInstall = given['isApiInstallation'] === true;
  const showsPortalAfterwards = given['showPortalAfterInstall'] === true;
  const skipsPostOptions = given['bypassPostOAuthPrompt'] === true;
  return {
    key: JSON.stringify([
      [projectId, userId, integration['id']],
      options,
      sources,
      [isInstall, showsPortalAfterwards, skipsPostOptions],
    ]),
    integrationId: integration['id'],
    type,
    name: custom ?? name,
    options,
    sources,
    isInstall,
    hostSignsIn: isInstall && hostSignsIn(integration, given['selectedAccountConfig']),
    showsPortalAfterwards,
    skipsPostOptions,
  };
}

/**
 * The name under which clients know an integration. Custom ones have theirs in a record of their own.
 *
 * @param {Data} integration
 */
function nameOf({type, name, customIntegration}) {
  const label = String(name ?? type);
  const custom = isData(customIntegration) ? customIntegration : undefined;
  if (type !== 'custom') return {type: String(type), name: label, custom: text(custom?.['name'])};
  const slug = text(custom?.['slug']) ?? `custom.${label.replace(/[\W_]/g, '').toLowerCase()}`;
  return {type: slug, name: label, custom: text(custom?.['name'])};
}

/**
 * Clients open the provider's window themselves if nothing has to be asked before.
 *
 * @param {Data} integration
 * @param {unknown} accountType
 */
function hostSignsIn({needPreOauthInputs}, accountType) {
  if (!needPreOauthInputs) return true;
  if (!isData(accountType) || accountType['scheme'] !== 'oauth') return false;
  const {endUserSuppliedValues: asked} = accountType;
  return !Array.isArray(asked) || asked.length === 0;
}

/** @param {unknown} value @returns {string | undefined} */
const text = (value) => (typeof value === 'string' && value.trim() ? value.trim() : undefined);

/** @param {unknown} value @returns {string[] | undefined} */
function texts(value) {
  const list = Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : [];
  return list.length ? list : undefined;
}
