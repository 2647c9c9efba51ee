import {createAccounts, type Accounts} from './accounts/accounts.js';
import {createFreshTokens} from './accounts/fresh-tokens.js';
import {createInstaller, type Installer} from './accounts/install.js';
import {createOptions, type Options} from './accounts/options.js';
import {createOwnAccounts} from './accounts/own-accounts.js';
import {createProviderApi, type ProviderApi} from './accounts/provider-api.js';
import {withTokenFaults} from './accounts/token-faults.js';
import type {Catalog} from './catalog/index.js';
import {createOutsideStore, type OutsideStore} from './providers/apis/store.js';
import type {KeyStore} from './db/keys.js';
import type {Database} from './db/open.js';
import type {Vault} from './db/vault.js';
import {announcing, createActivity, type Activity} from './http/activity.js';
import {createFaults, type Faults} from './http/faults.js';
import {createOriginPolicy, type OriginPolicy} from './http/origins.js';
import {createRedirectPages, type RedirectPages} from './http/redirect-pages.js';
import {createRequestLog, type RequestLog} from './http/request-log.js';
import {createAttempts, type Attempts} from './oauth/attempts.js';
import {createClientCredentials} from './oauth/client-credentials.js';
import {createOAuthClient, type OAuthClient} from './oauth/client.js';
import {createProxy, type Proxy} from './proxy/forward.js';
import {createPersons, type Persons} from './users/persons.js';
import {createPlan, type Plan} from './users/plan.js';
import type {UserTokens} from './users/user-tokens.js';
import {createContextBuilder} from './workflows/context.js';
import {createJournal, type Journal} from './workflows/journal.js';
import {createPermissionKeeper, type PermissionKeeper} from './workflows/permissions.js';
import {createRunner, type Runner} from './workflows/runner.js';
import {createWorkflows, type Workflows} from './workflows/workflows.js';

export interface Urls {
  /** Paragon's services: API, OAuth callback, icons. */
  readonly paragon: string;
  /** The providers: sign-in pages and APIs. */
  readonly outside: string;
  /** Where this process itself listens; differs from the above if browsers come through a load balancer. */
  readonly local: {readonly paragon: string; readonly outside: string};
}

/** What the routes work with. */
export interface Services {
  readonly projectId: string;
  readonly urls: Urls;
  readonly db: Database;
  readonly vault: Vault;
  readonly keys: KeyStore;
  readonly catalog: Catalog;
  readonly tokens: UserTokens;
  readonly persons: Persons;
  /** What the project may do, and how many users may be connected. */
  readonly plan: Plan;
  readonly accounts: Accounts;
  /** The accounts of a user, as far as their token permits. */
  readonly ownAccounts: ReturnType<typeof createOwnAccounts>;
  readonly oauth: OAuthClient;
  readonly providerApi: ProviderApi;
  readonly installer: Installer;
  readonly options: Options;
  readonly proxy: Proxy;
  readonly attempts: Attempts;
  readonly activity: Activity;
  /** What the accounts at the providers hold. */
  readonly outsideStore: OutsideStore;
  readonly journal: Journal;
  readonly runner: Runner;
  readonly workflows: Workflows;
  readonly permissions: PermissionKeeper;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly origins: OriginPolicy;
  readonly redirectPages: RedirectPages;
}

/** What the inspector shows of accounts changes by these. */
const ACCOUNT_CHANGES = [
  'store',
  'remove',
  'complete',
  'setStatus',
  'invalidate',
  'setValidUntil',
  'endRefresh',
  'addConfiguration',
  'removeConfiguration',
] as const;

export function createServices(
  base: Pick<Services, 'projectId' | 'urls' | 'db' | 'vault' | 'keys' | 'catalog' | 'tokens'> & {
    allowedOrigins: readonly string[];
    redirectUrls: readonly string[];
  },
): Services {
  const {allowedOrigins, redirectUrls, ...given} = base;
  const {db, vault, projectId, urls, catalog} = given;
  const activity = createActivity();
  const faults = createFaults(activity);
  const origins = createOriginPolicy(allowedOrigins, urls.paragon);
  const usersChanged = () => activity.changed('users');
  const accounts = announcing(createAccounts(db, vault), ACCOUNT_CHANGES, usersChanged);
  const persons = createPersons(db, projectId, usersChanged);
  const plan = createPlan(db, projectId);
  const oauth = createOAuthClient({urls, vault});
  const clientCredentials = createClientCredentials({issuer: urls.outside, outsideUrl: urls.local.outside});
  const freshTokens = withTokenFaults(createFreshTokens({accounts, oauth, clientCredentials}), {
    faults,
    accounts,
    oauth,
  });
  const providerApi = createProviderApi({accounts, freshTokens, outsideUrl: urls.local.outside});
  const proxy = createProxy({accounts, freshTokens, outsideUrl: urls.local.outside});
  const journal = createJournal({db, vault, activity, projectId});
  const prepare = createContextBuilder({accounts, catalog, persons, journal, proxy});
  const runner = createRunner({journal, prepare});
  const workflows = createWorkflows({accounts, catalog, persons, journal, runner});
  return {
    ...given,
    persons,
    plan,
    accounts,
    ownAccounts: createOwnAccounts({accounts, catalog}),
    oauth,
    providerApi,
    installer: createInstaller({accounts, providerApi, oauth, clientCredentials, workflows, plan}),
    journal,
    runner,
    workflows,
    permissions: createPermissionKeeper({accounts, catalog, activity}),
    options: createOptions(providerApi),
    proxy,
    attempts: createAttempts(db, vault),
    activity,
    outsideStore: createOutsideStore(db),
    requests: createRequestLog(activity),
    faults,
    origins,
    redirectPages: createRedirectPages(redirectUrls, origins),
  };
}
