import type {Catalog} from '../catalog/index.js';
import type {Integration} from '../catalog/schema.js';
import type {Account} from './accounts.js';
import type {Configuration} from './configurations.js';

/** A configuration as clients see it. */
function viewConfiguration(configuration: Configuration, credentialId: string) {
  return {
    id: configuration.id,
    connectCredentialId: credentialId,
    isDefault: configuration.isDefault,
    ...(configuration.externalId !== null && {externalId: configuration.externalId}),
    configMeta: configuration.meta,
    meta: configuration.meta,
    sharedSettings: configuration.sharedSettings,
    workflowSettings: configuration.workflowSettings,
    dateCreated: configuration.dateCreated.toISOString(),
    dateUpdated: configuration.dateUpdated.toISOString(),
  };
}

const defaultOf = (account: Account) =>
  account.configurations.find(({isDefault}) => isDefault) ?? account.configurations[0];

/** A credential as clients see it: no token, no key. */
export function viewAccount(account: Account) {
  const main = defaultOf(account);
  return {
    id: account.id,
    projectId: account.projectId,
    integrationId: account.integrationId,
    personaId: account.personId,
    status: account.status,
    ...(account.externalId !== null && {externalId: account.externalId}),
    isPreviewCredential: false,
    providerId: account.providerId,
    providerData: account.providerData,
    refreshFailureCount: account.refreshFailureCount,
    isRefreshing: account.refreshingUntil !== null && account.refreshingUntil > new Date(),
    dateCreated: account.dateCreated.toISOString(),
    dateUpdated: account.dateUpdated.toISOString(),
    dateDeleted: null,
    dateRefreshed: account.dateRefreshed.toISOString(),
    ...(account.dateValidUntil && {dateValidUntil: account.dateValidUntil.toISOString()}),
    config: {configuredWorkflows: main?.workflowSettings ?? {}, sharedSettings: main?.sharedSettings ?? {}},
    configurations: account.configurations.map((configuration) =>
      viewConfiguration(configuration, account.id),
    ),
  };
}

/** The state of one integration in `GET /sdk/me`. The account that was connected first is the current one. */
export function viewIntegrationState(integration: Integration, accounts: readonly Account[]) {
  const own = accounts.filter(
    ({integrationId, resourceId}) => integrationId === integration.id && resourceId === null,
  );
  const [current] = own;
  if (!current) return {enabled: false, configuredWorkflows: {}, allCredentials: []};
  const main = defaultOf(current);
  return {
    enabled: current.status === 'VALID',
    credentialId: current.id,
    credentialConfigId: main?.id,
    credentialStatus: current.status,
    providerId: current.providerId,
    providerData: current.providerData,
    ...(main?.externalId != null && {externalId: main.externalId}),
    sharedSettings: main?.sharedSettings ?? {},
    workflowSettings: main?.workflowSettings ?? {},
    configuredWorkflows: main?.workflowSettings ?? {},
    configMeta: main?.meta ?? {},
    allCredentials: own.map(viewAccount),
  };
}

/** The resources of the project, each with the account that was connected for it. */
export const viewResources = (catalog: Catalog, accounts: readonly Account[]) =>
  catalog.resources.flatMap(({id, slug, integration}) => {
    const account = accounts.find(({resourceId}) => resourceId === id);
    const integrationId = catalog.byType(integration)?.id;
    if (!integrationId) return [];
    return {
      id,
      slug,
      integrationId,
      ...(account && {credentialId: account.id, credentialStatus: account.status}),
    };
  });
