import type {Page} from '@playwright/test';
import {join} from 'node:path';
import {build, type Rolldown} from 'vite';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {Client} from '../../sandbox/test/helpers/client.js';
import {root} from '../../scripts/run.mjs';
import {addFault, OUTSIDE_URL, SANDBOX_URL, userToken, type Fault} from '../helpers/addresses.js';
import {test as base, expect} from '../helpers/demo-test.js';
import type {Call, Failure} from './client-page.js';

export {expect};

/** An account as the service lists it. */
export interface StoredCredential {
  readonly id: string;
  readonly status: string;
  readonly integrationId: string;
}

interface FaultFixtures {
  /** Adds a fault that hits this test's user alone and ends with the test. The returned function ends it before. */
  readonly fault: (rule: Omit<Fault, 'user'>) => Promise<() => Promise<void>>;
  readonly client: ClientPage;
}

let script: Promise<string> | undefined;

/** The client with its notebook, as one script. Made once per worker. */
const clientScript = (): Promise<string> => (script ??= bundle());

async function bundle(): Promise<string> {
  const result = (await build({
    root,
    configFile: false,
    logLevel: 'warn',
    define: {'process.env.NODE_ENV': '"production"'},
    build: {
      write: false,
      target: 'es2022',
      lib: {entry: join(root, 'test/faults/client-page.ts'), name: 'clientPage', formats: ['iife']},
    },
  })) as Rolldown.RolldownOutput[];
  const chunks = result[0]?.output ?? [];
  if (chunks.length !== 1 || chunks[0]?.type !== 'chunk') throw new Error('The client is not one script.');
  return chunks[0].code;
}

/** A page with nothing in it but the client. */
export class ClientPage {
  readonly page: Page;
  readonly user: string;

  constructor(page: Page, user: string) {
    this.page = page;
    this.user = user;
  }

  /** Goes to a page of the product's own origin that shows nothing and does nothing, and makes a client there. */
  async open({idempotencyKeys = false} = {}): Promise<void> {
    const code = await clientScript();
    await this.page.goto('/api/me');
    await this.page.evaluate(code);
    await this.page.evaluate((options) => window.faults.create(options), {
      host: SANDBOX_URL,
      idempotencyKeys,
    });
  }

  /** Signs in with a token, or with a function that gives the tokens one after the other. Resolves to the failure. */
  async signIn(tokens?: readonly string[]): Promise<Failure | undefined> {
    const given = tokens ?? (await userToken(this.user));
    const failure = await this.page.evaluate(
      async ([projectId, source]) => {
        const {faults} = window;
        const signIn = () =>
          faults.client.authenticate(projectId, typeof source === 'string' ? source : faults.tokens(source));
        try {
          await signIn();
          return undefined;
        } catch (error) {
          return faults.failure(() => Promise.reject(error));
        }
      },
      [DEFAULT_PROJECT_ID, given] as const,
    );
    return failure && withoutSecrets(failure, [given].flat());
  }

  /** The requests so far whose path ends with this. */
  async calls(path: string): Promise<Call[]> {
    const calls = await this.page.evaluate(() => window.faults.calls);
    return calls.filter((call) => call.path.endsWith(path));
  }

  sessionStatus(): Promise<string> {
    return this.page.evaluate(() => window.faults.client.$session.get().status);
  }

  /** Connects an account past the page. Do it before the user signs in here. */
  async connect(type: string): Promise<void> {
    await (await restClient(this.user)).connect(type);
  }

  /** Posts something past the page, and resolves to the status. */
  async post(path: string, body: unknown, headers: Record<string, string>): Promise<number> {
    return (await (await restClient(this.user)).post(path, body, headers)).status;
  }

  /** Starts a flow, which opens the provider's window. */
  async startWithWindow(type: string, options: {oauthTimeout?: number} = {}): Promise<Page> {
    const popup = this.page.waitForEvent('popup');
    await this.page.evaluate(([name, given]) => window.faults.start(name, given), [type, options] as const);
    return popup;
  }

  /** Waits until a flow has ended, and says how. */
  async ended(type: string): Promise<string> {
    const handle = await this.page.waitForFunction((name) => {
      const {status} = window.faults.state(name);
      return status !== 'active' && status !== 'idle' && status;
    }, type);
    return (await handle.jsonValue()) as string;
  }
}

/** No error of the client holds what only the page may know. */
export function withoutSecrets(failure: Failure, secrets: readonly string[]): Failure {
  for (const secret of secrets) expect(failure.text).not.toContain(secret.split('.')[2] ?? secret);
  return failure;
}

/** A user's requests past the page. */
const restClient = (user: string) =>
  Client.of(
    {urls: {paragon: SANDBOX_URL, outside: OUTSIDE_URL}, projectId: DEFAULT_PROJECT_ID, userToken},
    user,
  );

/** The accounts that the service has stored for a user. */
export async function storedCredentials(user: string): Promise<StoredCredential[]> {
  return (await (await restClient(user)).get('/credentials')).body as StoredCredential[];
}

/** The service's own list of integrations, to be changed by a test. */
export async function integrationRecords(user: string): Promise<Record<string, unknown>[]> {
  return (await (await restClient(user)).get('/integrations')).body as Record<string, unknown>[];
}

/** Playwright's `test` for things that go wrong: requests may fail, scripts and policies may not. */
export const test = base.extend<FaultFixtures>({
  expectedComplaints: async ({}, use) => {
    await use([/Failed to load resource/, /net::ERR_/]);
  },
  fault: async ({user}, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (rule) => {
      const end = await addFault({...rule, user});
      ends.push(end);
      return end;
    });
    await Promise.all(ends.map((end) => end()));
  },
  client: async ({page, user}, use) => {
    await use(new ClientPage(page, user));
  },
});
