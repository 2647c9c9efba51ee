import {test, type Browser, type Page} from '@playwright/test';
import {randomUUID} from 'node:crypto';
import {fileURLToPath} from 'node:url';
import {build, type Rolldown} from 'vite';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {Client, type SandboxAddress} from '../../sandbox/test/helpers/client.js';
import {DEMO_URL, commonSandbox} from '../helpers/addresses.js';
import {watch} from './watch.js';

const PAGE_URL = `${DEMO_URL}/official.html`;
const SCRIPT_URL = `${DEMO_URL}/official.js`;

/** Who is signed in to the SDK in a page. */
export interface OfficialUser {
  readonly user: string;
  readonly token: string;
  /** The same user's requests past the SDK, for what a test needs to be there. */
  readonly client: Client<SandboxAddress>;
}

/** A page with the official SDK, and the user who signs in there. */
export interface OfficialPage {
  readonly page: Page;
  readonly user: string;
  readonly token: string;
}

const scripts = new Map<string, Promise<string>>();

/** A script of this folder as a page loads it: one file, with what it imports. Made once per worker. */
export function pageScript(entry: string): Promise<string> {
  const made = scripts.get(entry) ?? bundle(entry);
  scripts.set(entry, made);
  return made;
}

async function bundle(entry: string): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'silent',
    define: {'process.env.NODE_ENV': '"production"'},
    build: {
      write: false,
      lib: {entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ['es']},
      rolldownOptions: {output: {codeSplitting: false}},
    },
  })) as Rolldown.RolldownOutput[];
  return result[0]!.output[0].code;
}

/** Loads the page with the official SDK, which talks to the sandbox from then on. Nobody is signed in. */
export async function openOfficialPage(page: Page, sandbox = commonSandbox): Promise<void> {
  await openSdkPage(page, 'official-sdk.ts', sandbox);
  await useSandbox(page, sandbox);
}

/** Loads a page with an SDK, from a script of this folder. */
export async function openSdkPage(page: Page, entry: string, sandbox = commonSandbox): Promise<void> {
  const body = await pageScript(entry);
  await watch(page, sandbox.urls.paragon);
  // The official SDK loads its hosted portal when it is imported; nothing leaves this machine.
  await page.context().route(/^https:/, (route) => route.abort());
  await page.route(PAGE_URL, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>SDK</title><script type="module" src="/official.js"></script>',
    }),
  );
  await page.route(SCRIPT_URL, (route) => route.fulfill({contentType: 'text/javascript', body}));
  await page.goto(PAGE_URL);
  await page.waitForFunction(() => 'paragon' in window);
}

/** Where the SDK finds every service in the sandbox. */
export function serviceUrls({urls} = commonSandbox): Record<string, string> {
  const names = [
    'CONNECT_PUBLIC_URL',
    'DASHBOARD_PUBLIC_URL',
    'PASSPORT_PUBLIC_URL',
    'PASSPORT_PRODUCTION_URL',
    'ZEUS_PUBLIC_URL',
    'HERMES_PUBLIC_URL',
    'WORKER_PROXY_PUBLIC_URL',
    'CDN_PUBLIC_URL',
    'API_TRIGGER_KIT_PUBLIC_URL',
  ];
  return Object.fromEntries(names.map((name) => [name, urls.paragon]));
}

/** Points the SDK in the page to the sandbox. */
export async function useSandbox(page: Page, sandbox = commonSandbox): Promise<void> {
  await page.waitForFunction(() => 'paragon' in window);
  await page.evaluate(
    (urls) => window.paragon.configureGlobal({host: 'localhost'}, urls as never),
    serviceUrls(sandbox),
  );
}

/** A user whom no other test knows. */
export const someUser = (name: string) => `${name}-${randomUUID().slice(0, 8)}`;

/** Signs the user in; without `headless` the SDK shows its portal, from the sandbox's `/ui`. */
export async function authenticate(
  page: Page,
  token: string,
  {headless = true}: {readonly headless?: boolean} = {},
): Promise<void> {
  await page.evaluate(
    async ([projectId, userJwt, isHeadless]) => {
      window.paragon.setHeadless(isHeadless);
      await window.paragon.authenticate(projectId, userJwt);
    },
    [DEFAULT_PROJECT_ID, token, headless] as const,
  );
}

/** Signs a user in whom no other test knows, in place of whoever is signed in. */
export async function signIn(
  page: Page,
  name: string,
  {sandbox = commonSandbox, headless = true}: {sandbox?: SandboxAddress; headless?: boolean} = {},
): Promise<OfficialUser> {
  const user = someUser(name);
  const client = await Client.of(sandbox, user);
  await authenticate(page, client.token, {headless});
  return {user, token: client.token, client};
}

/** Signs the same user in again, so that the SDK knows what has happened past it. */
export const refresh = (page: Page, {token}: Pick<OfficialUser, 'token'>) => authenticate(page, token);

interface PageOptions {
  readonly headless?: boolean;
  /** Asked for when the tests begin: another sandbox than the common one. */
  readonly sandbox?: () => SandboxAddress;
}

/** One page with a signed-in user for all tests of a file, which then run one after the other. */
export function sharedOfficialPage(name: string, options?: PageOptions): OfficialPage {
  test.describe.configure({mode: 'default'});
  let current: OfficialPage | undefined;
  const existing = () => {
    if (!current) throw new Error('The page exists within tests only.');
    return current;
  };

  test.beforeAll(async ({browser}) => {
    test.setTimeout(180_000);
    current = await newOfficialPage(browser, name, options);
  });
  test.afterAll(async () => {
    await current?.page.context().close();
  });
  return {
    get page() {
      return existing().page;
    },
    get user() {
      return existing().user;
    },
    get token() {
      return existing().token;
    },
  };
}

async function newOfficialPage(browser: Browser, name: string, options?: PageOptions): Promise<OfficialPage> {
  const sandbox = options?.sandbox?.() ?? commonSandbox;
  const page = await (await browser.newContext()).newPage();
  const user = someUser(name);
  const token = await sandbox.userToken(user);
  await openOfficialPage(page, sandbox);
  await authenticate(page, token, options);
  return {page, user, token};
}

/** The members of the facade that the page has called so far, such as `authenticate` and `installFlow.start`. */
export function calledMembers(page: Page): Promise<string[]> {
  return page.evaluate(() => [...window.calledMembers].sort());
}
