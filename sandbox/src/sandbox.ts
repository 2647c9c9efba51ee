import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import type {ServerResponse} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import {createApp, type App} from './app.js';
import {createCatalog} from './catalog/index.js';
import type {CatalogDefinition} from './catalog/definition.js';
import {readCatalogFile} from './catalog/file.js';
import {DEFAULT_DATA_FOLDER, DEFAULT_PROJECT_ID} from './constants.js';
import {createKeyStore} from './db/keys.js';
import {openDatabase} from './db/open.js';
import {createVault, readKeyFile} from './db/vault.js';
import {ApiError, StartError, traceOf} from './errors.js';
import {checkFaultRule, type CheckedRule, type FaultRule, type StoredFaultRule} from './http/fault-rules.js';
import {parseOrigin} from './http/origins.js';
import {parseRedirectPage} from './http/redirect-pages.js';
import type {LoggedRequest} from './http/request-log.js';
import {listenOnLoopback} from './listen.js';
import {missingVariables} from './oauth/parties.js';
import {createOutside} from './providers/outside.js';
import {sweepOidcRecords} from './providers/oidc-adapter.js';
import {createServices, type Services, type Urls} from './services.js';
import {createUserTokens, type TokenOptions} from './users/user-tokens.js';

export interface SandboxOptions {
  /** Port of Paragon's address; 0, the default here, takes a free one. */
  readonly port?: number;
  /** Port of the outside; default: the next one. */
  readonly outsidePort?: number;
  /**
   * The origin at which browsers reach Paragon's address, if that is not the port here: behind a load balancer, say.
   * Addresses in answers begin with it. Whoever reaches it may sign user tokens and read what is stored.
   */
  readonly publicUrl?: string;
  /** The same for the outside. */
  readonly outsidePublicUrl?: string;
  /** Folder for database and key file. Default: `.paragon-sandbox` in the current folder. */
  readonly dataFolder?: string;
  /** The key file; default: `secret.key` in the data folder. Sandboxes that share a database share it, too. */
  readonly keyFile?: string;
  /** Keep everything in memory. */
  readonly memory?: boolean;
  /** Use a PostgreSQL server instead of the embedded database. */
  readonly databaseUrl?: string;
  /** A UUID of version 4. */
  readonly projectId?: string;
  /** Origins of pages that may use the API. Default: every origin on this machine. */
  readonly allowedOrigins?: readonly string[];
  /** Pages of the app, beyond those on this machine, that may take a provider's answer. Compared to the letter. */
  readonly redirectUrls?: readonly string[];
  /** Files with further public keys for user tokens. */
  readonly publicKeyFiles?: readonly string[];
  /** Integrations instead of the built-in ones. */
  readonly catalog?: CatalogDefinition;
  /** A file that holds them: `.json`, or a module (`.js`, `.mjs`) that exports them by default. */
  readonly catalogFile?: string;
  /** What is to go wrong from the start. */
  readonly faults?: readonly FaultRule[];
}

/** A running sandbox. */
export interface Sandbox {
  readonly urls: Urls;
  readonly projectId: string;
  /** Answers a request to Paragon's address, without the network in between; only its path and query count. */
  fetch(request: Request): Promise<Response>;
  /**
   * Resolves to the addresses at which browsers and other programs reach the sandbox. It listens from the start, as
   * the providers' sign-in pages have to be somewhere, so this may be called any number of times. Ports that it does
   * not listen on are refused: they are chosen by `createSandbox({port, outsidePort})`.
   */
  listen(ports?: {port?: number; outsidePort?: number}): Promise<Urls>;
  /** Signs a user token; `expiresIn` in seconds, one hour if it is not given. A negative one gives an expired token. */
  userToken(userId: string, options?: TokenOptions): Promise<string>;
  /** What was called, oldest first; preflights are left out. The list grows by itself. */
  readonly requests: readonly LoggedRequest[];
  /** Throws an error that says what is wrong with the rule. */
  addFault(rule: FaultRule): StoredFaultRule;
  /** What is to go wrong, and how often it has. */
  readonly faults: readonly StoredFaultRule[];
  clearFaults(): void;
  /** Forgets one user with everything that is theirs; without a name all users, faults and requests. */
  reset(userId?: string): Promise<void>;
  /** Lets what is under way end, then frees ports and data folder. May be called again. */
  close(): Promise<void>;
  /** `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

const SWEEP_INTERVAL = 10 * 60_000;

/** Starts a sandbox and resolves when it answers. Rejects with a `StartError` that says what to do. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const projectId = options.projectId ?? DEFAULT_PROJECT_ID;
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(projectId))
    throw new StartError(
      'bad-arguments',
      `The project id ${projectId} is no UUID of version 4 in small letters.`,
    );
  const allowedOrigins = (options.allowedOrigins ?? []).map(checkOrigin);
  const publicUrls = {
    paragon: options.publicUrl === undefined ? undefined : checkOrigin(options.publicUrl),
    outside: options.outsidePublicUrl === undefined ? undefined : checkOrigin(options.outsidePublicUrl),
  };
  const redirectUrls = options.redirectUrls ?? [];
  const wrongPage = redirectUrls.find((text) => !parseRedirectPage(text));
  if (wrongPage !== undefined)
    throw new StartError(
      'bad-arguments',
      `${wrongPage} is no address for --redirect-url. Give one that begins with https://, as browsers write it: without user name and fragment.`,
    );
  const faults = checkFaults(options.faults ?? []);
  const {catalogFile} = options;
  if (catalogFile !== undefined && options.catalog)
    throw new StartError('bad-arguments', 'Give either a catalogue or the file that holds it, not both.');
  const catalog = createCatalog(
    catalogFile === undefined ? options.catalog : await readCatalogFile(catalogFile),
    catalogFile,
  );
  for (const {name, variables} of missingVariables(catalog.all, () => process.env))
    console.warn(
      `${name} cannot be connected until these variables are set in the environment: ${variables.join(', ')}.`,
    );

  /** Run in this order, also if the start fails half way: what others need under way ends after them. */
  const cleanups: (() => Promise<void>)[] = [];
  const close = once(async () => {
    for (const cleanup of cleanups) await cleanup().catch(() => undefined);
  });

  try {
    const port = options.port ?? 0;
    const paragon = await listenOnLoopback(port, '--port');
    cleanups.push(() => paragon.close());
    const outside = await listenOnLoopback(options.outsidePort ?? (port && port + 1), '--outside-port');
    cleanups.push(() => outside.close());
    const local = {paragon: `http://localhost:${paragon.port}`, outside: `http://localhost:${outside.port}`};
    const urls = Object.freeze({
      paragon: publicUrls.paragon ?? local.paragon,
      outside: publicUrls.outside ?? local.outside,
      local: Object.freeze(local),
    });

    const dataFolder = options.dataFolder ?? DEFAULT_DATA_FOLDER;
    const memory = options.memory === true;
    const database = await openDatabase({dataFolder, memory, databaseUrl: options.databaseUrl});
    cleanups.push(() => database.close());
    const readKey = () =>
      options.keyFile === undefined
        ? readKeyFile(join(dataFolder, 'secret.key'), '--data')
        : readKeyFile(options.keyFile, '--key-file');
    const vault = await createVault(memory && !options.databaseUrl ? randomBytes(32) : await readKey());
    const keys = createKeyStore(database.db, vault);
    const tokens = await createUserTokens({projectId, keys, publicKeyFiles: options.publicKeyFiles ?? []});
    const services = createServices({
      projectId,
      urls,
      db: database.db,
      vault,
      keys,
      catalog,
      tokens,
      allowedOrigins,
      redirectUrls,
    });
    for (const rule of faults) services.faults.add(rule);

    const app = createApp(services);
    const listener = getRequestListener(app.fetch);
    outside.serve(await createOutside(services));
    paragon.serve((request, response: ServerResponse) => void listener(request, response));
    await services.runner.recover({isAlone: database.kind !== 'server'});
    const stopSweeping = sweepRegularly(services);
    cleanups.unshift(async () => {
      stopSweeping();
      await services.runner.close();
      services.faults.stop();
      services.activity.close();
    });
    const inProcess = createInProcessFetch(app, urls.paragon);
    // Before the database closes, after what only waits was given up.
    cleanups.splice(1, 0, inProcess.settle);
    return present(services, inProcess.fetch, close);
  } catch (error) {
    await close();
    throw error;
  }
}

function checkFaults(rules: readonly FaultRule[]): CheckedRule[] {
  try {
    return rules.map(checkFaultRule);
  } catch (cause) {
    throw cause instanceof ApiError ? new StartError('bad-arguments', cause.message, {cause}) : cause;
  }
}

/** Answers requests of this process, and waits for them at the end as for those that come through the network. */
function createInProcessFetch(app: App, origin: string) {
  const underWay = new Set<Promise<Response>>();
  let isClosed = false;
  return {
    async fetch(request: Request): Promise<Response> {
      if (isClosed) throw new TypeError('The sandbox is closed.');
      const {pathname, search} = new URL(request.url);
      const answer = Promise.resolve(app.fetch(new Request(origin + pathname + search, request)));
      underWay.add(answer);
      return answer.finally(() => underWay.delete(answer));
    },
    async settle(): Promise<void> {
      isClosed = true;
      await Promise.allSettled(underWay);
    },
  };
}

function present(services: Services, fetch: Sandbox['fetch'], close: () => Promise<void>): Sandbox {
  const {urls, projectId, tokens, requests, faults} = services;
  return Object.freeze({
    urls,
    projectId,
    fetch,
    async listen({port, outsidePort}: {port?: number; outsidePort?: number} = {}) {
      checkPort('port', port, urls.local.paragon);
      checkPort('outsidePort', outsidePort, urls.local.outside);
      return urls;
    },
    userToken: (userId: string, options?: TokenOptions) => tokens.sign(userId, options),
    requests: requests.shown,
    addFault: (rule: FaultRule) => faults.add(rule),
    get faults() {
      return faults.list();
    },
    clearFaults: () => faults.remove(),
    async reset(userId?: string) {
      const query = userId === undefined ? '' : `?user=${encodeURIComponent(userId)}`;
      const answer = await fetch(new Request(`${urls.paragon}/_sandbox/reset${query}`, {method: 'POST'}));
      if (!answer.ok) throw new Error(`The sandbox could not forget: ${await answer.text()}`);
    },
    close,
    [Symbol.asyncDispose]: close,
  });
}

function checkOrigin(text: string): string {
  const origin = parseOrigin(text);
  if (origin) return origin;
  throw new StartError(
    'bad-arguments',
    `${text} is no origin. Give one such as http://localhost:5173, without a path.`,
  );
}

function checkPort(name: string, wanted: number | undefined, url: string): void {
  if (!wanted || wanted === Number(new URL(url).port)) return;
  throw new StartError(
    'bad-arguments',
    `The sandbox listens at ${url} already. Choose the port with createSandbox({${name}: ${wanted}}).`,
  );
}

function sweepRegularly({db, attempts, runner}: Services): () => void {
  const timer = setInterval(() => {
    Promise.all([attempts.sweep(), sweepOidcRecords(db), runner.recover({isAlone: false})]).catch(
      (error: unknown) => {
        console.error(`Old records could not be cleared away: ${traceOf(error)}`);
      },
    );
  }, SWEEP_INTERVAL);
  timer.unref();
  return () => clearInterval(timer);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
