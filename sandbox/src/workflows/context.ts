import type {Account, Accounts, Values} from '../accounts/accounts.js';
import type {Catalog} from '../catalog/index.js';
import type {Input, Integration, Workflow} from '../catalog/schema.js';
import {ApiError, badRequest, errorCodes} from '../errors.js';
import type {Proxy} from '../proxy/forward.js';
import type {Persons} from '../users/persons.js';
import {unreachable} from '../accounts/fresh-tokens.js';
import {mapRecord} from './field-mapping.js';
import type {Journal, RunContent, StoredRun} from './journal.js';
import {isPermitted} from './permissions.js';
import {missingIn, withDefaults, workflowState} from './settings.js';
import type {WorkflowContext, WorkflowFunction} from './types.js';

/** A run that is ready to go. */
export interface PreparedRun {
  readonly workflow: WorkflowFunction;
  readonly context: WorkflowContext;
  /** Must not appear in logs, results and errors. */
  readonly secrets: readonly string[];
}

export interface RunTools {
  readonly signal: AbortSignal;
  log(line: string): void;
}

/** Gathers what a workflow gets, and finds out why one cannot run. */
export function createContextBuilder(deps: {
  accounts: Accounts;
  catalog: Catalog;
  persons: Persons;
  journal: Journal;
  proxy: Pick<Proxy, 'request'>;
}) {
  const {accounts, catalog, persons, journal, proxy} = deps;

  async function find(run: StoredRun) {
    const [person, account] = await Promise.all([
      persons.byId(run.personId),
      accounts.findAny(run.credentialId),
    ]);
    const integration = catalog.byId(run.integrationId);
    const workflow = integration?.workflows.find(({id}) => id === run.workflowId);
    if (!integration || !workflow?.run) throw badRequest('The catalogue has no such workflow any more.');
    const configuration = account?.configurations.find(({id}) => id === run.configurationId);
    if (!person || !account || !configuration)
      throw badRequest(`The ${integration.name} account, or its configuration, was removed.`);
    if (account.status !== 'VALID') throw notUsable(integration, account);
    if (!isPermitted(workflow, person.meta)) throw notPermitted(workflow);
    return {person, account, integration, workflow, configuration, run: workflow.run};
  }

  return async function prepare(
    stored: StoredRun,
    content: RunContent,
    tools: RunTools,
  ): Promise<PreparedRun> {
    const {person, account, integration, workflow, configuration, run} = await find(stored);
    const state = workflowState(configuration, workflow.id);
    const sharedSettings = withDefaults(integration.userSettings, configuration.sharedSettings);
    const settings = withDefaults(workflow.inputs, state.settings);
    const missing = [
      ...missingIn(integration.userSettings, sharedSettings),
      ...missingIn(workflow.inputs, settings),
    ];
    if (missing.length)
      throw badRequest(`These settings are needed and not filled in: ${missing.join(', ')}.`);

    const {payload, query, headers} = content;
    const name = stored.eventId ? await journal.eventName(stored.eventId) : undefined;
    const type = stored.trigger as WorkflowContext['trigger']['type'];
    const context: WorkflowContext = {
      trigger: {type, ...(name !== undefined && {name}), payload, query, headers},
      user: {id: person.userId, meta: person.meta},
      account: {
        id: account.id,
        ...(account.externalId !== null && {externalId: account.externalId}),
        providerId: account.providerId,
        providerData: account.providerData,
      },
      configuration: {
        id: configuration.id,
        ...(configuration.externalId !== null && {externalId: configuration.externalId}),
        meta: configuration.meta,
      },
      sharedSettings,
      settings,
      mapFields(inputId, record) {
        const input = [...workflow.inputs, ...integration.userSettings].find(({id}) => id === inputId);
        if (input?.type !== 'FIELD_MAPPER')
          throw new TypeError(`The workflow has no field mapping named "${inputId}".`);
        return mapRecord(
          workflow.inputs.includes(input) ? settings[inputId] : sharedSettings[inputId],
          record,
        );
      },
      request: async (path, init = {}) => {
        tools.signal.throwIfAborted();
        // Tokens are refreshed and accounts become invalid while a workflow runs.
        const current = await accounts.get(person, account.id);
        return proxy.request(person, current, integration, {...init, path, signal: tools.signal});
      },
      log: tools.log,
      signal: tools.signal,
    };
    return {
      workflow: run,
      context: Object.freeze(context),
      secrets: [
        ...(await secretsOf(account, integration)),
        ...passwords(integration.userSettings, sharedSettings),
        ...passwords(workflow.inputs, settings),
      ],
    };
  };

  async function secretsOf(account: Account, integration: Integration): Promise<string[]> {
    const [inputs, tokens] = await Promise.all([accounts.inputsOf(account), accounts.tokensOf(account)]);
    const asked = [
      ...integration.inputs,
      ...integration.postOauthInputs,
      ...integration.accountTypes.flatMap(({endUserSuppliedValues}) => endUserSuppliedValues ?? []),
    ];
    return [tokens?.accessToken, tokens?.refreshToken, ...passwords(asked, inputs)].filter(
      (secret) => secret !== undefined,
    );
  }
}

const passwords = (inputs: readonly Input[], values: Readonly<Values>): string[] =>
  inputs
    .filter(({type}) => type === 'PASSWORD' || type === 'FILE')
    .map(({id}) => values[id])
    .filter((value) => typeof value === 'string')
    .filter((value) => value.length >= 4);

export const notPermitted = ({description}: Workflow) =>
  badRequest(`The workflow "${description}" is not available to this user.`);

export const notUsable = (integration: Integration, {status}: Account) =>
  status === 'PENDING'
    ? new ApiError(
        400,
        errorCodes.setupIncomplete,
        `The ${integration.name} account has to be connected completely first.`,
        {integration: integration.type},
      )
    : unreachable(integration);
