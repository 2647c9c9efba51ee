import {test, type Browser, type Page, type Request} from '@playwright/test';
import {DEFAULT_PROJECT_ID} from '../../../sandbox/src/constants.js';
import {Client, type SandboxAddress} from '../../../sandbox/test/helpers/client.js';
import {commonSandbox, OUTSIDE_URL, userToken} from '../../helpers/addresses.js';
import {approve, refuse} from '../../helpers/provider-pages.js';
import {openSdkPage, pageScript, serviceUrls, someUser} from '../official-page.js';
import type {ContractCase, Given, GivenAccount, PreparedAccount} from './case.js';
import {normalized} from './normalize.js';

/** One of the SDKs in a page of its own. */
interface Side {
  readonly page: Page;
  /** Does a case, with a user who is prepared for it. */
  run(index: number, one: ContractCase): Promise<unknown>;
}

export interface Sides {
  readonly official: Side;
  readonly ours: Side;
}

/** Both SDKs, for all tests of a file. */
export function sharedSides(): Sides {
  test.describe.configure({mode: 'default'});
  let current: Sides | undefined;
  test.beforeAll(async ({browser}) => {
    test.setTimeout(180_000);
    const constants = await constantIds();
    const [official, ours] = await Promise.all(
      ['official-sdk.ts', 'contract/our-sdk.ts'].map((entry) => openSide(browser, entry, constants)),
    );
    current = {official: official!, ours: ours!};
  });
  test.afterAll(async () => {
    for (const {page} of Object.values(current ?? {}) as Side[]) await page.context().close();
  });
  const existing = () => {
    if (!current) throw new Error('The pages exist within tests only.');
    return current;
  };
  return {
    get official() {
      return existing().official;
    },
    get ours() {
      return existing().ours;
    },
  };
}

async function openSide(browser: Browser, entry: string, constants: ReadonlySet<string>): Promise<Side> {
  const page = await (await browser.newContext()).newPage();
  await openSdkPage(page, entry);
  await page.addScriptTag({type: 'module', content: await pageScript('contract/page.ts')});
  await page.waitForFunction(() => 'contract' in window);
  const overrides = serviceUrls();
  return {
    page,
    async run(index, one) {
      const given = await prepare(one);
      const acting: Promise<unknown>[] = [];
      const windows: {call: string; query: object}[] = [];
      const onPopup = (popup: Page) => void acting.push(actAsUser(popup, one.provider));
      const onRequest = (request: Request) => {
        const {pathname, searchParams} = new URL(request.url());
        if (!request.isNavigationRequest() || !pathname.endsWith('/actions/oauth-nonce')) return;
        windows.push({call: `${request.method()} ${pathname}`, query: Object.fromEntries(searchParams)});
      };
      page.on('popup', onPopup);
      page.context().on('request', onRequest);
      const record = await page.evaluate(
        ([number, known, urls]) => window.contract.run(number, known, urls),
        [index, given, overrides] as const,
      );
      page.off('popup', onPopup);
      page.context().off('request', onRequest);
      await Promise.all(acting);
      return normalized({...record, windows}, given, constants);
    },
  };
}

async function actAsUser(popup: Page, provider: ContractCase['provider']): Promise<void> {
  if (provider === 'allows') await approve(popup);
  else if (provider === 'refuses') await refuse(popup);
}

/** Ids that are the same for every user: those of the project. */
async function constantIds(): Promise<ReadonlySet<string>> {
  const client = await Client.of(commonSandbox, someUser('constants'));
  const [integrations, me] = await Promise.all([client.get('/integrations'), client.get('/me')]);
  const text = JSON.stringify([integrations.body, (me.body as {resources: unknown}).resources]);
  return new Set(text.match(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g));
}

async function prepare(one: ContractCase): Promise<Given> {
  const user = someUser('contract');
  const client = await Client.of(commonSandbox, user);
  const accounts: Record<string, GivenAccount> = {};
  for (const account of one.accounts ?? []) {
    accounts[account.name ?? account.type] = await connect(client, account);
  }
  if (one.meta) await client.call('PATCH', '/me', {body: {meta: one.meta}});
  return {
    projectId: DEFAULT_PROJECT_ID,
    user,
    token: client.token,
    expiredToken: await userToken(user, {expiresIn: -3600}),
    accounts,
    authorizationCode: one.hasAuthorizationCode ? await codeOfMarketplace(client) : '',
  };
}

const KEYS = {robin: 'SG.demo-robin-8d1f', kim: 'SG.demo-kim-52c7', labs: 'SG.demo-labs-c03a'};

async function connect(client: Client<SandboxAddress>, account: PreparedAccount): Promise<GivenAccount> {
  const {type, person = 'robin', externalId, configurations = [], workflows = [], settings} = account;
  const installOptions = {allowMultipleCredentials: true, ...(externalId && {externalId})};
  const credential =
    type === 'sendgrid'
      ? await connectSendgrid(client, KEYS[person], installOptions)
      : ((await client.connect(type, {person, installOptions})) as ConnectedAccount);
  const {id} = credential;
  const configuration = credential.configurations[0]!.id;
  const headers = {'X-Paragon-Credential': id, 'X-Paragon-Configuration-Id': configuration};
  const further: Record<string, string> = {};
  for (const name of configurations) {
    const {body} = await client.post(`/credentials/${id}/configurations`, {externalId: name});
    further[name] = (body as ConnectedAccount).configurations.find((one) => one.externalId === name)!.id;
  }
  for (const workflow of workflows) await client.post(`/workflows/${workflow}`, undefined, headers);
  if (settings) {
    await client.call('PATCH', `/credentials/${id}`, {body: {config: {sharedSettings: settings}}, headers});
  }
  return {id, configuration, configurations: further};
}

interface ConnectedAccount {
  readonly id: string;
  readonly configurations: readonly {readonly id: string; readonly externalId?: string}[];
}

async function connectSendgrid(
  client: Client<SandboxAddress>,
  key: string,
  installOptions: object,
): Promise<ConnectedAccount> {
  const {id: integrationId} = (await client.integration('sendgrid')) as {id: string};
  const payload = {SENDGRID_API_KEY: key};
  const {body} = await client.post('/credentials', {integrationId, config: {}, payload, installOptions});
  return body as ConnectedAccount;
}

async function codeOfMarketplace(client: Client<SandboxAddress>): Promise<string> {
  const marketplace = await client.browser.open(`${OUTSIDE_URL}/marketplace/slack`);
  const started = await marketplace.submit('/install', {page: ''});
  const last = await (
    await started.submit('/login', {person: 'robin'})
  ).submit('/consent', {decision: 'allow'});
  return /<code id="code">([^<]+)<\/code>/.exec(last.html)?.[1] ?? '';
}
