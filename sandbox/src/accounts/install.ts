import type {Resource} from '../catalog/definition.js';
import type {AccountType, Input, Integration} from '../catalog/schema.js';
import {ApiError, badRequest, errorCodes, notFound} from '../errors.js';
import type {ClientCredentials} from '../oauth/client-credentials.js';
import type {OAuthClient} from '../oauth/client.js';
import type {Permissions} from '../users/permissions.js';
import type {Person} from '../users/persons.js';
import type {Plan} from '../users/plan.js';
import {checkExternalId, type Account, type Accounts, type AccountTokens, type Values} from './accounts.js';
import {checkInputs} from './inputs.js';
import {installRights} from './own-accounts.js';
import type {ProviderApi} from './provider-api.js';
import {isPermitted} from '../workflows/permissions.js';
import {initialWorkflowSettings} from '../workflows/settings.js';
import type {Workflows} from '../workflows/workflows.js';

/** What clients say about how an account is to be stored. */
export interface InstallOptions {
  readonly allowMultipleCredentials?: boolean;
  readonly selectedCredentialId?: string;
  readonly externalId?: string;
  readonly accountType?: string;
  readonly skipPostOAuthInputs?: boolean;
}

/** What a sign-in or a form has brought. */
interface Given {
  readonly accountType: AccountType | undefined;
  readonly inputs: Values;
  readonly tokens: AccountTokens | null;
  readonly dateValidUntil: Date | null;
  readonly options: InstallOptions;
  /** Of the token by which the install was asked for. */
  readonly permissions: Permissions;
  /** Connects the account for this resource, apart from the integration's own. */
  readonly resource?: Resource;
}

/** Takes the known options out of whatever a client sent. */
export function readInstallOptions(sent: unknown): InstallOptions {
  const given = (sent !== null && typeof sent === 'object' ? sent : {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = [given[name]].flat()[0];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    allowMultipleCredentials: given['allowMultipleCredentials'] === true,
    selectedCredentialId: text('selectedCredentialId'),
    externalId: text('externalId'),
    accountType: text('accountType'),
  };
}

/** Connects accounts: new ones, further ones, and new ones in place of old ones. */
export function createInstaller(deps: {
  accounts: Accounts;
  providerApi: ProviderApi;
  oauth: OAuthClient;
  clientCredentials: ClientCredentials;
  workflows: Pick<Workflows, 'onInstalled'>;
  plan: Pick<Plan, 'checkRoom'>;
}) {
  const {accounts, providerApi, oauth, clientCredentials, workflows, plan} = deps;

  /** Finds out before anything else happens what cannot work. */
  async function checkOptions(
    person: Person,
    integration: Integration,
    options: InstallOptions,
    permissions: Permissions,
  ) {
    if (!integration.isActive) throw switchedOff(integration);
    const {selectedCredentialId, allowMultipleCredentials} = options;
    const externalId = options.externalId === undefined ? undefined : checkExternalId(options.externalId);
    if (externalId !== undefined && selectedCredentialId !== undefined)
      throw badRequest('An account that is replaced keeps its external id: give either one or the other.');
    const rights = installRights(permissions, integration);
    if (selectedCredentialId !== undefined) {
      const selected = await accounts.find(person, selectedCredentialId, integration.id);
      if (!selected) throw notFound(`There is no such ${integration.name} account to replace.`);
      rights.check(selected);
      return;
    }
    await plan.checkRoom(person);
    if (permissions.claim) {
      const known = allowMultipleCredentials ? [] : await accounts.list(person);
      const replaced = known.find(
        (one) => one.integrationId === integration.id && one.resourceId === null && rights.isVisible(one),
      );
      rights.check(replaced ?? {externalId: externalId ?? null});
    }
    if (externalId !== undefined && allowMultipleCredentials) {
      const known = await accounts.list(person);
      const taken = known.some(
        (one) => one.integrationId === integration.id && one.externalId === externalId,
      );
      if (taken)
        throw new ApiError(
          409,
          errorCodes.conflict,
          'This external id is already in use. Choose another one.',
        );
    }
  }

  async function connect(person: Person, integration: Integration, given: Given): Promise<Account> {
    const account = await tryToConnect(person, integration, given).catch(async (error: unknown) => {
      // Nobody could ever take back a grant that no account knows of.
      if (given.tokens) await revokeQuietly(integration, given.tokens);
      throw error;
    });
    if (!given.resource) await workflows.onInstalled(person, account);
    return account;
  }

  async function tryToConnect(person: Person, integration: Integration, given: Given): Promise<Account> {
    const {accountType, inputs, tokens, dateValidUntil, options, permissions, resource} = given;
    const identity = await providerApi.identify(integration, {...inputs, accessToken: tokens?.accessToken});
    const asksMore = integration.postOauthInputs.length > 0;
    const skips = accountType?.skipPostOAuthInputs === true || options.skipPostOAuthInputs === true;
    const selected = options.selectedCredentialId;
    const replace = selected === undefined ? undefined : await accounts.get(person, selected, integration.id);
    const {id, replaced} = await accounts.store(
      person,
      {
        integrationId: integration.id,
        status: asksMore && !skips ? 'PENDING' : 'VALID',
        ...identity,
        accountType: accountType?.id ?? null,
        inputs,
        tokens,
        dateValidUntil,
      },
      {
        replace: replace?.id,
        allowMultiple: options.allowMultipleCredentials === true,
        externalId: options.externalId?.trim(),
        workflowSettings: resource
          ? {}
          : initialWorkflowSettings(integration, (one) => isPermitted(one, person.meta)),
        resourceId: resource?.id,
        rights: installRights(permissions, integration),
      },
    );
    if (replaced?.tokens) await revokeQuietly(integration, replaced.tokens);
    return accounts.get(person, id);
  }

  /** Here the grant is forgotten in any case; at the provider it ends by itself if this fails. */
  async function revokeQuietly(integration: Integration, tokens: AccountTokens) {
    // Only the client that has signed in could revoke it, and other accounts may use that one, too.
    if (tokens.isOwnClient || !oauth.canRevoke(integration)) return;
    await oauth.revoke(integration, tokens).catch((error: Error) => {
      console.error(`A grant of ${integration.name} could not be revoked: ${error.message}`);
    });
  }

  return Object.freeze({
    checkOptions,
    connect,

    /** Connects by what the user typed; it is tried at the provider before anything is stored. */
    async connectByInputs(
      person: Person,
      integration: Integration,
      payload: Values,
      {options, permissions, resource}: Pick<Given, 'options' | 'permissions' | 'resource'>,
    ) {
      // A resource has one account, of which these rules know nothing.
      if (!resource) await checkOptions(person, integration, options, permissions);
      else if (!integration.isActive) throw switchedOff(integration);
      const accountType = accountTypeOf(integration, options.accountType);
      if (schemeOf(integration, accountType) === 'oauth')
        throw badRequest(
          `${integration.name} is connected by signing in at ${integration.name}, not by values.`,
        );
      const inputs = checkInputs(integration, inputsBefore(integration, accountType), payload);
      const {tokens, dateValidUntil} =
        schemeOf(integration, accountType) === 'oauth_client_credential'
          ? await clientCredentials.connect(integration, inputs)
          : {tokens: null, dateValidUntil: null};
      return connect(person, integration, {
        accountType,
        inputs,
        tokens,
        dateValidUntil,
        options,
        permissions,
        resource,
      });
    },

    /** Takes the answers to what is asked after the sign-in. */
    async complete(
      person: Person,
      account: Account,
      integration: Integration,
      payload: Values,
    ): Promise<Account> {
      if (account.status === 'INVALID') throw badRequest('This account has to be connected again first.');
      const values = checkInputs(integration, integration.postOauthInputs, payload);
      await accounts.complete(account, {...(await accounts.inputsOf(account)), ...values});
      const completed = await accounts.get(person, account.id);
      if (completed.resourceId === null) await workflows.onInstalled(person, completed);
      return completed;
    },

    /** @param integration Undefined if the catalogue no longer has it: nobody is left to revoke the grant at. */
    async disconnect(account: Account, integration: Integration | undefined): Promise<void> {
      const tokens = await accounts.tokensOf(account);
      await accounts.remove(account);
      if (tokens && integration) await revokeQuietly(integration, tokens);
    },
  });
}

export type Installer = ReturnType<typeof createInstaller>;

const switchedOff = ({name}: Integration) => badRequest(`${name} is switched off in this project.`);

export function accountTypeOf(integration: Integration, id: string | undefined): AccountType | undefined {
  const {accountTypes, name} = integration;
  if (id === undefined) return accountTypes[0];
  const found = accountTypes.find((type) => type.id === id);
  if (!found && accountTypes.length)
    throw badRequest(
      `${name} has no kind of account "${id}". There is: ${accountTypes.map((type) => type.id).join(', ')}.`,
    );
  return found;
}

export const schemeOf = (integration: Integration, accountType: AccountType | undefined) =>
  accountType?.scheme ?? integration.authenticationType;

export function inputsBefore(integration: Integration, accountType: AccountType | undefined): Input[] {
  if (accountType?.endUserSuppliedValues?.length) return accountType.endUserSuppliedValues;
  return integration.inputs.length || schemeOf(integration, accountType) !== 'oauth_client_credential'
    ? integration.inputs
    : clientInputs;
}

/** What clients ask for by themselves where an integration signs in as the user's own client. */
const clientInputs: Input[] = [
  {id: 'clientId', type: 'TEXT_NO_VARS', title: 'Client ID', required: true},
  {id: 'clientSecret', type: 'PASSWORD', title: 'Client Secret', required: true},
];
