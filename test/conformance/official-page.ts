import {test, type Browser, type Page} from '@playwright/test';
import {randomUUID} from 'node:crypto';
import {fileURLToPath} from 'node:url';
import {build, type Rolldown} from 'vite';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {DEMO_URL, SANDBOX_URL, userToken} from '../helpers/addresses.js';

const PAGE_URL = `${DEMO_URL}/official.html`;
const SCRIPT_URL = `${DEMO_URL}/official.js`;

/** A page with the official SDK, and the user who signs in there. */
export interface OfficialPage {
  readonly page: Page;
  readonly user: string;
  readonly token: string;
}

let script: Promise<string> | undefined;

/** The official SDK as a page loads it: one script, nothing changed. Made once per worker. */
function officialScript(): Promise<string> {
  return (script ??= bundle());
}

async function bundle(): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'silent',
    define: {'process.env.NODE_ENV': '"production"'},
    build: {
      write: false,
      lib: {entry: fileURLToPath(new URL('official-sdk.ts', import.meta.url)), formats: ['es']},
    },
  })) as Rolldown.RolldownOutput[];
  return result[0]!.output[0].code;
}

/** Loads the page with the official SDK, which talks to the sandbox from then on. Nobody is signed in. */
export async function openOfficialPage(page: Page): Promise<void> {
  const body = await officialScript();
  // The SDK loads its hosted portal when it is imported; nothing leaves this machine.
  await page.context().route(/^https:/, (route) => route.abort());
  await page.route(PAGE_URL, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>Official SDK</title><script type="module" src="/official.js"></script>',
    }),
  );
  await page.route(SCRIPT_URL, (route) => route.fulfill({contentType: 'text/javascript', body}));
  await page.goto(PAGE_URL);
  await useSandbox(page);
}

/** Points the SDK in the page to the sandbox. */
export async function useSandbox(page: Page): Promise<void> {
  await page.waitForFunction(() => 'paragon' in window);
  await page.evaluate((url) => {
    window.paragon.configureGlobal({host: 'localhost'}, {
      CONNECT_PUBLIC_URL: url,
      DASHBOARD_PUBLIC_URL: url,
      PASSPORT_PUBLIC_URL: url,
      PASSPORT_PRODUCTION_URL: url,
      ZEUS_PUBLIC_URL: url,
      HERMES_PUBLIC_URL: url,
      WORKER_PROXY_PUBLIC_URL: url,
      CDN_PUBLIC_URL: url,
      API_TRIGGER_KIT_PUBLIC_URL: url,
    } as never);
  }, SANDBOX_URL);
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

/** One page with a signed-in user for all tests of a file, which then run one after the other. */
export function sharedOfficialPage(name: string, options?: {readonly headless?: boolean}): OfficialPage {
  test.describe.configure({mode: 'default'});
  let current: OfficialPage | undefined;
  const existing = () => {
    if (!current) throw new Error('The page exists within tests only.');
    return current;
  };

  test.beforeAll(async ({browser}) => {
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

async function newOfficialPage(
  browser: Browser,
  name: string,
  options?: {readonly headless?: boolean},
): Promise<OfficialPage> {
  const page = await (await browser.newContext()).newPage();
  const user = someUser(name);
  const token = await userToken(user);
  await openOfficialPage(page);
  await authenticate(page, token, options);
  return {page, user, token};
}

/** The members of the facade that the page has called so far, such as `authenticate` and `installFlow.start`. */
export function calledMembers(page: Page): Promise<string[]> {
  return page.evaluate(() => [...window.calledMembers].sort());
}
