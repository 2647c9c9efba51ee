import {externalIdOf, type Account, type Accounts} from '../accounts/accounts.js';
import type {Configuration} from '../accounts/configurations.js';
import type {OwnAccounts} from '../accounts/own-accounts.js';
import type {Catalog} from '../catalog/index.js';
import type {Integration, Workflow} from '../catalog/schema.js';
import {ApiError, badRequest, errorCodes, notFound} from '../errors.js';
import {tokenLacks, type Capability} from '../users/permissions.js';
import type {Person, Persons} from '../users/persons.js';
import {notPermitted, notUsable} from './context.js';
import type {Journal, PlannedRun, RunStart} from './journal.js';
import {isPermitted} from './permissions.js';
import {createRateLimit} from './rate-limit.js';
import type {Runner} from './runner.js';
import {isSwitchedOn} from './settings.js';

/** The account and the configuration that a request names by its headers. */
export interface Named {
  readonly credential?: string;
  readonly configuration?: string;
}

/** What the token of a request allows. */
type Permitted = Pick<OwnAccounts, 'allows' | 'permissions'>;

/** One workflow, switched on in one configuration of one account. */
interface Candidate {
  readonly integration: Integration;
  readonly workflow: Workflow;
  readonly account: Account;
  readonly configuration: Configuration;
}

/** For one account; more is refused, so that no third party can fill the database. */
const WEBHOOKS = {times: 300, within: 60_000};

/** Finds out which workflows something starts, and starts them. */
export function createWorkflows(deps: {
  accounts: Accounts;
  catalog: Catalog;
  persons: Persons;
  journal: Journal;
  runner: Runner;
}) {
  const {accounts, catalog, persons, journal, runner} = deps;
  const webhooks = createRateLimit(WEBHOOKS);

  /** The workflows of some kind that are on, in the named accounts and configurations of a user. */
  function switchedOn(own: readonly Account[], named: Named, isWanted: (workflow: Workflow) => boolean) {
    const candidates: Candidate[] = [];
    for (const account of own) {
      const integration = catalog.byId(account.integrationId);
      if (!integration) continue;
      for (const configuration of account.configurations.filter((one) => isNamed(one, named.configuration)))
        for (const workflow of integration.workflows)
          if (isWanted(workflow) && isSwitchedOn(configuration, workflow.id))
            candidates.push({integration, workflow, account, configuration});
    }
    return candidates;
  }

  /** The user's accounts that a request is about; one that is named and not there is a mistake. */
  async function meant(person: Person, {credential, configuration}: Named): Promise<Account[]> {
    const own = (await accounts.list(person)).filter((account) => isNamed(account, credential));
    if (credential !== undefined && !own.length) throw notFound('There is no such connected account.');
    if (
      configuration !== undefined &&
      !own.some(({configurations}) => configurations.some((one) => isNamed(one, configuration)))
    )
      throw notFound('This account has no such configuration.');
    return own;
  }

  /** Takes out what the token does not permit; if nothing is left of something, that is an error. */
  function usable(
    all: readonly Account[],
    named: Named,
    {allows, permissions}: Permitted,
    capability: Capability,
  ): Account[] {
    const narrowed = (some: readonly Account[], fits: (account: Account, one: Configuration) => boolean) =>
      some
        .map((account) => ({
          ...account,
          configurations: account.configurations.filter((one) => fits(account, one)),
        }))
        .filter(({configurations}) => configurations.length > 0);
    const asked = narrowed(all, (_, one) => isNamed(one, named.configuration));
    const left = narrowed(asked, (account, one) => allows(capability, account, one));
    if ((asked.length > 0 && !left.length) || !permissions.couldAllow(capability))
      throw tokenLacks(capability, permissions);
    return left;
  }

  return Object.freeze({
    /** Stores an event of the app and starts the workflows that wait for it. Nobody has to wait for such an event. */
    async onEvent(
      person: Person,
      event: {name: string; payload: unknown},
      named: Named,
      permitted: Permitted,
    ): Promise<void> {
      if (named.configuration !== undefined && named.credential === undefined)
        throw badRequest(
          'Name the account of the configuration as well, in the header X-Paragon-Credential.',
        );
      const own = usable(await meant(person, named), named, permitted, 'events');
      const candidates = switchedOn(
        own.filter(({status}) => status === 'VALID'),
        named,
        (workflow) =>
          workflow.trigger.type === 'event' &&
          workflow.trigger.name === event.name &&
          canRun(workflow) &&
          isPermitted(workflow, person.meta),
      );
      const start: RunStart = {type: 'event', payload: event.payload, query: {}, headers: {}};
      const source = {personId: person.id, name: event.name};
      runner.start(await journal.plan(candidates.map(toPlan(person)), start, source));
    },

    /** Runs a workflow for a request, and resolves to what it returns. */
    async onRequest(
      person: Person,
      workflowId: string,
      request: Omit<RunStart, 'type'>,
      named: Named,
      permitted: Permitted,
    ): Promise<unknown> {
      const found = findWorkflow(workflowId);
      if (!found) throw notFound('There is no such workflow in this project.');
      const {integration, workflow} = found;
      if (workflow.trigger.type !== 'request')
        throw badRequest(
          `The workflow "${workflow.description}" is started by ${triggerNames[workflow.trigger.type]}, not by a request.`,
        );
      if (!canRun(workflow))
        throw badRequest(`The workflow "${workflow.description}" has no function in the catalogue.`);
      if (!isPermitted(workflow, person.meta)) throw notPermitted(workflow);
      const all = (await meant(person, named)).filter((one) => one.integrationId === integration.id);
      const own = usable(all, named, permitted, 'workflows');
      if (!own.length) throw badRequest(`No ${integration.name} account is connected.`);
      const candidates = switchedOn(own, named, ({id}) => id === workflowId);
      const [only, another] = candidates.filter(({account}) => account.status === 'VALID');
      if (!only) {
        const [unusable] = candidates;
        if (unusable) throw notUsable(integration, unusable.account);
        throw badRequest(`The workflow "${workflow.description}" is not enabled for this user.`);
      }
      if (another)
        throw badRequest(
          `The workflow "${workflow.description}" is enabled in several configurations. Name one in the headers X-Paragon-Credential and X-Paragon-Configuration-Id.`,
        );
      const outcome = await runner.runNow(toPlan(person)(only), {type: 'request', ...request});
      if (outcome.status === 'succeeded') return outcome.result;
      throw answerTo(outcome.error, outcome.runId, workflow);
    },

    /** Starts the workflows behind a webhook address. */
    async onWebhook(
      address: {integrationId: string; triggerId: string; credentialId: string},
      readRequest: () => Promise<Omit<RunStart, 'type'>>,
    ): Promise<void> {
      const {integrationId, triggerId, credentialId} = address;
      const workflows = (catalog.byId(integrationId)?.workflows ?? []).filter(
        ({trigger, customWebhookTriggerId}) =>
          trigger.type === 'webhook' && customWebhookTriggerId === triggerId,
      );
      const account = workflows.length ? await accounts.findAny(credentialId) : undefined;
      const person =
        account?.integrationId === integrationId ? await persons.byId(account.personId) : undefined;
      if (!account || !person) throw notFound('There is no such webhook.');
      webhooks.take(account.id);
      const request = await readRequest();
      if (account.status !== 'VALID') return;
      const candidates = switchedOn(
        [account],
        {},
        (workflow) => workflows.includes(workflow) && canRun(workflow) && isPermitted(workflow, person.meta),
      );
      runner.start(await journal.plan(candidates.map(toPlan(person)), {type: 'webhook', ...request}));
    },

    /** An account is ready for use: starts what is to happen once for every new one. */
    async onInstalled(person: Person, account: Account): Promise<void> {
      const integration = catalog.byId(account.integrationId);
      const configuration = account.configurations.find(({isDefault}) => isDefault);
      if (!integration || !configuration || account.status !== 'VALID') return;
      for (const workflow of integration.workflows) {
        if (workflow.trigger.type !== 'integrationEnabled' || !canRun(workflow)) continue;
        if (!isPermitted(workflow, person.meta)) continue;
        const plan = toPlan(person)({integration, workflow, account, configuration});
        // An account that is connected anew is no new one.
        if (await journal.wasStarted(plan, 'integrationEnabled')) continue;
        const start: RunStart = {type: 'integrationEnabled', payload: null, query: {}, headers: {}};
        runner.start(await journal.plan([plan], start));
      }
    },

    /** Why this workflow cannot be switched on, in words; undefined if it can. */
    whyNotOn(person: Person, account: Account, workflow: Workflow): string | undefined {
      if (!isPermitted(workflow, person.meta)) return notPermitted(workflow).message;
      if (workflow.trigger.type === 'integrationEnabled')
        return `The workflow "${workflow.description}" runs by itself when an account is connected.`;
      const integration = catalog.byId(account.integrationId);
      return account.status === 'VALID' || !integration ? undefined : notUsable(integration, account).message;
    },

    findWorkflow,
  });

  function findWorkflow(id: string): {integration: Integration; workflow: Workflow} | undefined {
    for (const integration of catalog.all) {
      const workflow = integration.workflows.find((one) => one.id === id);
      if (workflow) return {integration, workflow};
    }
    return undefined;
  }
}

export type Workflows = ReturnType<typeof createWorkflows>;

const canRun = ({run}: Workflow) => run !== undefined;

const triggerNames = {
  request: 'a request',
  event: 'an event',
  webhook: 'a webhook',
  integrationEnabled: 'connecting an account',
};

function isNamed(one: {id: string; externalId: string | null}, name: string | undefined): boolean {
  if (name === undefined) return true;
  const external = externalIdOf(name);
  return external === undefined ? one.id === name.trim() : one.externalId === external;
}

const toPlan =
  (person: Person) =>
  ({integration, workflow, account, configuration}: Candidate): PlannedRun => ({
    personId: person.id,
    integrationId: integration.id,
    workflowId: workflow.id,
    credentialId: account.id,
    configurationId: configuration.id,
  });

/** What a client learns of a failed run: an error that says what it is, or where more about it stands. */
function answerTo(error: unknown, runId: string, {description}: Workflow): ApiError {
  const {status, message, code, meta} = (error ?? {}) as Partial<Record<keyof ApiError, unknown>>;
  if (typeof status === 'number' && status >= 400 && status < 600 && typeof message === 'string')
    return new ApiError(
      status as ApiError['status'],
      typeof code === 'string' ? code : errorCodes.workflowFailed,
      message,
      // Clients sign their user out at some statuses, unless these come from an integration.
      {...(meta !== null && typeof meta === 'object' && meta), isIntegrationError: true, runId},
    );
  const text = `The workflow "${description}" failed. GET /_sandbox/runs/${runId} says more.`;
  return new ApiError(500, errorCodes.workflowFailed, text, {runId});
}
