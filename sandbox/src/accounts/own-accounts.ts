import type {Catalog} from '../catalog/index.js';
import type {Integration} from '../catalog/schema.js';
import {notFound} from '../errors.js';
import type {Person} from '../users/persons.js';
import {tokenLacks, type Capability, type Nameable, type Permissions} from '../users/permissions.js';
import {externalIdOf, type Account, type Accounts} from './accounts.js';
import {configurationOf, type Configuration} from './configurations.js';
import {viewAccount} from './view.js';

/** The connected accounts of a user, as far as their token permits to see and to use them. */
export interface OwnAccounts {
  readonly permissions: Permissions;
  /** Those that may be seen, each with the configurations that may be seen. */
  list(): Promise<Account[]>;
  /** Takes out of some accounts what may not be seen. */
  visibleOf(accounts: readonly Account[]): Account[];
  /** One that may be used for something. One of others, or none at all, is not found; a forbidden one is a 403. */
  get(id: string, capability: Capability, integrationId?: string): Promise<Account>;
  /** The account that counts where none is named: of those that may be seen, the one that was connected first. */
  current(integrationId: string, capability: Capability): Promise<Account | undefined>;
  /**
   * The account that a request is about which changes nothing. Clients name the account of whatever portal is open,
   * which may be one of another integration; then the current one is meant.
   */
  meant(
    integrationId: string,
    named: string | undefined,
    capability: Capability,
  ): Promise<Account | undefined>;
  /** A configuration by its id or external id; without one, the default one. */
  configuration(account: Account, id: string | undefined, capability: Capability): Configuration;
  allows(capability: Capability, account: Account, configuration?: Nameable): boolean;
  /** Throws a 403 unless it is allowed. */
  check(capability: Capability, account: Account, configuration?: Nameable): void;
  /** The account as its owner sees it, read anew. */
  view(account: Pick<Account, 'id'>): Promise<ReturnType<typeof viewAccount>>;
}

/** What an install may make, and what it may put something new in place of. */
export interface InstallRights {
  isVisible(account: Nameable): boolean;
  /** Throws a 403 unless the account may be replaced, or may be made. */
  check(account: Nameable): void;
}

export function installRights(permissions: Permissions, {type}: Integration): InstallRights {
  return {
    isVisible: (credential) => permissions.allows('credential:read', {integration: type, credential}),
    check(credential) {
      if (!permissions.allows('credential:write', {integration: type, credential}))
        throw tokenLacks('credential:write', permissions);
    },
  };
}

export function createOwnAccounts({accounts, catalog}: {accounts: Accounts; catalog: Catalog}) {
  return (person: Person, permissions: Permissions): OwnAccounts => {
    const allows: OwnAccounts['allows'] = (capability, account, configuration) =>
      permissions.allows(capability, {
        integration: catalog.byId(account.integrationId)?.type ?? '',
        credential: account,
        configuration,
      });
    const check: OwnAccounts['check'] = (capability, account, configuration) => {
      if (!allows(capability, account, configuration)) throw tokenLacks(capability, permissions);
    };

    const visibleOf = (all: readonly Account[]): Account[] =>
      all
        .map((account) => ({
          ...account,
          configurations: account.configurations.filter((one) => allows('configuration:read', account, one)),
        }))
        .filter((account) => account.configurations.length > 0 || allows('credential:read', account));
    const list = async () => visibleOf(await accounts.list(person));

    /** Whoever may see one of its configurations sees the account around it. */
    function checkUse(capability: Capability, account: Account): Account {
      if (capability !== 'credential:read' || !visibleOf([account]).length) check(capability, account);
      return account;
    }

    async function current(integrationId: string, capability: Capability): Promise<Account | undefined> {
      const known = (await accounts.list(person)).find(
        (account) =>
          account.integrationId === integrationId &&
          account.resourceId === null &&
          (visibleOf([account]).length > 0 || allows(capability, account)),
      );
      return known && checkUse(capability, known);
    }

    return Object.freeze({
      permissions,
      list,
      visibleOf,
      allows,
      check,
      current,

      get: async (id: string, capability: Capability, integrationId?: string) =>
        checkUse(capability, await accounts.get(person, id, integrationId)),

      async meant(integrationId: string, named: string | undefined, capability: Capability) {
        const own = named ? await accounts.find(person, named) : undefined;
        if (named && !own && externalIdOf(named) === undefined)
          throw notFound('There is no such connected account.');
        return own?.integrationId === integrationId
          ? checkUse(capability, own)
          : current(integrationId, capability);
      },

      configuration(account: Account, id: string | undefined, capability: Capability) {
        const found = configurationOf(account, id);
        check(capability, account, found);
        return found;
      },

      async view({id}: Pick<Account, 'id'>) {
        const account = await accounts.get(person, id);
        return viewAccount(visibleOf([account])[0] ?? {...account, configurations: []});
      },
    });
  };
}
