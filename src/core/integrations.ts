import {atom, readonlyType} from 'nanostores';
import {IntegrationNotFoundError, ParagonError} from './errors.js';
import {deepFreeze, isRecord, own} from './data.js';
import {overrideActionAlias} from './names/constants.js';
import type {ServiceUrls} from './service-urls.js';
import type {DataSource} from './types/data-sources.js';
import type {SerializedConnectInput} from './types/input.js';
import type {
  AccountType,
  IntegrationConfig,
  IntegrationMetadata,
  IntegrationRecord,
  IntegrationWorkflow,
} from './types/integration.js';

let credentialInputs: readonly SerializedConnectInput[] | undefined;

/** What a custom integration with client credentials asks for; the service sends no inputs for it. Always the same list. */
const clientCredentialInputs = () =>
  (credentialInputs ??= deepFreeze<SerializedConnectInput[]>([
    {id: 'clientId', type: 'TEXT_NO_VARS', title: 'Client ID', required: true},
    {id: 'clientSecret', type: 'PASSWORD', title: 'Client Secret', required: true},
  ]));

export interface FoundWorkflow {
  readonly type: string;
  readonly record: IntegrationRecord;
  /** What the service says beyond the portal's configuration. */
  readonly workflow: NonNullable<IntegrationRecord['workflows']>[number] | undefined;
}

/** The project's integrations. */
export function createIntegrations(getServiceUrls: () => ServiceUrls) {
  const $integrations = atom<ReadonlyMap<string, IntegrationRecord>>(new Map());
  const $metadata = atom<readonly IntegrationMetadata[]>([]);

  function set(records: ReadonlyMap<string, IntegrationRecord>): void {
    const active = [...records].filter(([, {isActive}]) => isActive);
    // First what follows from the other: a view that draws on a change of the records reads both.
    $metadata.set(deepFreeze(active.map(([type, record]) => metadataOf(type, record))));
    $integrations.set(records);
  }

  /** Takes over an answer of `GET /sdk/integrations`. */
  function load(answer: unknown): void {
    if (!Array.isArray(answer)) {
      throw new ParagonError('protocol_error', 'The service answered with something else than integrations.');
    }
    const records = (answer as unknown[]).filter(isRecord) as unknown as IntegrationRecord[];
    // One that cannot be read must not cost the others; without a portal configuration it cannot be shown.
    const shown = records.filter(
      ({id, type, name, configs}) =>
        [id, type, name].every((text) => typeof text === 'string') &&
        Array.isArray(configs) &&
        configs.length > 0,
    );
    set(new Map(deepFreeze(shown).map((record) => [typeOf(record), record])));
  }

  function clear(): void {
    set(new Map());
  }

  /** An integration by its type. Throws `IntegrationNotFoundError`. */
  function get(type: string): IntegrationRecord {
    const record = $integrations.get().get(type);
    if (!record) throw new IntegrationNotFoundError(type);
    return record;
  }

  /** As `get`, but only if the project has switched it on. */
  function getActive(type: string): IntegrationRecord {
    const record = get(type);
    if (!record.isActive) throw new IntegrationNotFoundError(type);
    return record;
  }

  /** A workflow by its id, with its integration. Throws `not_found`. */
  function findWorkflow(workflowId: string): FoundWorkflow {
    for (const [type, record] of $integrations.get()) {
      const workflow = record.workflows?.find(({id}) => id === workflowId);
      const meta = Object.values(record.configs[0]?.values.workflowMeta ?? {});
      if (workflow ?? meta.find(({id}) => id === workflowId)) return {type, record, workflow};
    }
    throw new ParagonError('not_found', `The project has no workflow "${workflowId}".`);
  }

  function metadataOf(type: string, record: IntegrationRecord): IntegrationMetadata {
    return {type, name: nameOf(record), brandColor: record.brandColor ?? '', icon: iconOf(type, record)};
  }

  function iconOf(type: string, {customIntegration}: IntegrationRecord): string {
    const base = getServiceUrls().cdn;
    const icon =
      customIntegration?.icon ??
      (customIntegration
        ? `${base}/images/icons/byo-placeholder.svg`
        : `${base}/integrations/${overrideActionAlias[type] ?? type}.svg`);
    // Whatever stands behind the ending is not part of the file's name.
    return icon.replace(/(\.svg).*$/s, '$1');
  }

  function getMetadata(): IntegrationMetadata[];
  function getMetadata(type: string): IntegrationMetadata;
  function getMetadata(type?: string): IntegrationMetadata | IntegrationMetadata[] {
    // A list of the page's own: pages like to sort it.
    if (type === undefined) return [...$metadata.get()];
    getActive(type);
    return $metadata.get().find((entry) => entry.type === type) as IntegrationMetadata;
  }

  return Object.freeze({
    $integrations: readonlyType($integrations),
    $metadata: readonlyType($metadata),
    load,
    clear,
    get,
    getActive,
    findWorkflow,
    getMetadata,
    getConfig: (type: string) => configOf(get(type)),
    getAccountTypes: (type: string) => [...accountTypesOf(get(type))],
    getPreOptions: (type: string, accountType?: string) => [...preOptionsOf(get(type), accountType)],
    getPostOptions: (type: string) => [...postOptionsOf(get(type))],
    getDataSource: (type: string, key: string): DataSource | undefined =>
      own(get(type).sdkIntegrationConfig?.dataSources, key),
  });
}

export type Integrations = ReturnType<typeof createIntegrations>;

/** The name under which a record is known: that of `connect()` and of the user's integrations. */
function typeOf({type, name, customIntegration}: IntegrationRecord): string {
  if (type !== 'custom') return type;
  return customIntegration?.slug ?? `custom.${name.replace(/[\W_]/g, '').toLowerCase()}`;
}

const nameOf = ({name, customIntegration}: IntegrationRecord): string => customIntegration?.name ?? name;

/** What has been worked out for `getIntegrationConfig()`. */
const configs = new WeakMap<IntegrationRecord, IntegrationConfig>();

/** Worked out once for each record: neither changes. */
function configOf(record: IntegrationRecord): IntegrationConfig {
  const config = configs.get(record) ?? readConfig(record);
  configs.set(record, config);
  return config;
}

function readConfig(record: IntegrationRecord): IntegrationConfig {
  const values = record.configs[0]?.values ?? {};
  const withoutPermission = new Set(
    (record.noPermissionWorkflows ?? []).map((entry) => (typeof entry === 'string' ? entry : entry.id)),
  );
  const workflows = new Map((record.workflows ?? []).map(({id, description}) => [id, description]));
  const known = Object.values(values.workflowMeta ?? {})
    .filter(({id}) => workflows.has(id) || withoutPermission.has(id))
    .map((meta): IntegrationWorkflow => ({...meta, description: workflows.get(meta.id)}))
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const isHidden = ({id, hidden, permissions}: IntegrationWorkflow) =>
    hidden === true || (permissions !== undefined && withoutPermission.has(id));
  return deepFreeze({
    shortDescription: values.description ?? '',
    longDescription: values.overview ?? '',
    availableUserSettings: values.sharedMeta?.inputs ?? [],
    availableWorkflows: known.filter((workflow) => !isHidden(workflow)),
    hiddenWorkflows: known.filter(isHidden),
  });
}

/** What has an id, of a list of the service. One entry that cannot be read must not cost the others. */
const listOf = <T extends {readonly id: string}>(list: readonly T[] | undefined): readonly T[] =>
  Array.isArray(list)
    ? (list as readonly T[]).filter((entry) => isRecord(entry) && typeof entry.id === 'string')
    : [];

export const accountTypesOf = (record: IntegrationRecord): readonly AccountType[] =>
  listOf(record.sdkIntegrationConfig?.accountTypes);

/** What is connected if nobody chooses: the only account type, or the usual one beside an app of the user's own. */
export function usualAccountType(record: IntegrationRecord): AccountType | undefined {
  const [first, second, third] = accountTypesOf(record);
  const isUsual = first?.id === 'default' && second?.id === 'user-configured-oauth' && !third;
  return second && !isUsual ? undefined : first;
}

/** The inputs that come before signing in: those of a custom integration, of the account type, or of the integration. */
export function preOptionsOf(
  record: IntegrationRecord,
  accountType = 'default',
): readonly SerializedConnectInput[] {
  if (record.customIntegration) {
    return record.authenticationType === 'oauth_client_credential'
      ? clientCredentialInputs()
      : listOf(record.customIntegration.inputFields);
  }
  const own = listOf(accountTypesOf(record).find(({id}) => id === accountType)?.endUserSuppliedValues);
  return own.length ? own : listOf(record.sdkIntegrationConfig?.authConfigInputs);
}

export const postOptionsOf = (record: IntegrationRecord): readonly SerializedConnectInput[] =>
  listOf(record.sdkIntegrationConfig?.postOauthInputs);
