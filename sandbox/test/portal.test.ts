import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Hono} from 'hono';
import {createOriginPolicy} from '../src/http/origins.js';
import {createSandbox, type Sandbox} from '../src/index.js';
import {createLibrary, type Library} from '../src/portal/library.js';
import {createPortalRoutes, type PortalSetup} from '../src/portal/page.js';
import {apiCheckFor} from './helpers/api-check.js';

let sandbox: Sandbox;
let closed: Sandbox;
let folder: string;

before(async () => {
  [sandbox, closed] = await Promise.all([
    createSandbox({memory: true}),
    createSandbox({memory: true, allowedOrigins: ['https://app.example']}),
  ]);
  folder = mkdtempSync(join(tmpdir(), 'paragon-portal-'));
});
after(async () => {
  rmSync(folder, {recursive: true, force: true});
  await Promise.all([sandbox?.close(), closed?.close()]);
});

async function get(on: Sandbox, path: string): Promise<{response: Response; text: string}> {
  const response = await fetch(on.urls.paragon + path);
  const text = await response.text();
  const check = await apiCheckFor(on.urls.paragon);
  check({method: 'GET', path, status: response.status, headers: response.headers, text});
  return {response, text};
}

const directives = (response: Response) =>
  new Map(
    (response.headers.get('Content-Security-Policy') ?? '')
      .split('; ')
      .map((directive) => directive.split(/ (.*)/s) as [string, string]),
  );

const setupOf = (text: string): PortalSetup =>
  JSON.parse(/<meta name="portal-setup" content="(.*?)"/.exec(text)![1]!.replaceAll('&quot;', '"'));

/** The routes with a build of the library in the folder that is given. */
const routes = (library: Library) =>
  new Hono().route(
    '/',
    createPortalRoutes({origins: createOriginPolicy([], 'http://localhost:4400')}, library),
  );

test('/ui may be framed by pages that may use the API, and by no others', async () => {
  const open = await get(sandbox, '/ui?projectId=x');
  assert.equal(open.response.status, 200);
  assert.equal(open.response.headers.get('X-Frame-Options'), null);
  assert.equal(directives(open.response).get('frame-ancestors'), 'http://localhost:* http://127.0.0.1:*');
  assert.equal(setupOf(open.text).origins, null);

  const {response, text} = await get(closed, '/ui');
  const origins = ['https://app.example', closed.urls.paragon];
  assert.equal(directives(response).get('frame-ancestors'), origins.join(' '));
  assert.deepEqual(setupOf(text).origins, origins);
});

test('the policy of /ui leaves no way for script that is not a file of the sandbox', async () => {
  const {response, text} = await get(sandbox, '/ui');
  const policy = directives(response);
  assert.equal(policy.get('default-src'), "'none'");
  for (const name of ['script-src', 'style-src', 'connect-src']) assert.equal(policy.get(name), "'self'");
  assert.equal(policy.get('img-src'), "'self' https:");
  assert.equal(policy.get('form-action'), "'none'");
  assert.equal(policy.get('require-trusted-types-for'), "'script'");
  assert.equal(policy.get('trusted-types'), 'lit-html');
  assert.doesNotMatch(response.headers.get('Content-Security-Policy')!, /unsafe/);
  assert.equal(response.headers.get('Referrer-Policy'), 'no-referrer');
  assert.doesNotMatch(text, /<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
  for (const [, path] of text.matchAll(/(?:src|href)="(\/[^"]+)"/g))
    assert.equal((await get(sandbox, path!)).response.status, 200, path);
});

test("the page's scripts are served by their names, each that they import as well", async () => {
  const seen = new Set<string>();
  const queue = ['main.js'];
  for (let name = queue.pop(); name; name = queue.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const {response, text} = await get(sandbox, `/_assets/portal/${name}`);
    assert.equal(response.status, 200, name);
    assert.equal(response.headers.get('Content-Type'), 'text/javascript; charset=utf-8');
    assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
    queue.push(...[...text.matchAll(/from '\.\/([^']+)'/g)].map(([, imported]) => imported!));
  }
  assert.ok(seen.size > 3);
});

test('the build of the library is served by name; nothing else of the disk is', async () => {
  const build = join(folder, 'cdn');
  mkdirSync(join(build, 'deeper.js'), {recursive: true});
  writeFileSync(join(folder, 'secret.js'), 'secret');
  writeFileSync(join(build, 'paragon-elements.js'), 'entry');
  writeFileSync(join(build, 'chunk-AbC_1.js'), 'chunk');
  writeFileSync(join(build, 'secret.txt'), 'secret');
  writeFileSync(join(build, 'deeper.js', 'inner.js'), 'secret');
  symlinkSync(join(folder, 'secret.js'), join(build, 'link.js'));
  const app = routes(createLibrary(build));
  const at = async (name: string) => {
    const response = await app.request(`/_assets/portal/elements/${name}`);
    return {status: response.status, text: await response.text(), headers: response.headers};
  };

  assert.equal((await at('paragon-elements.js')).text, 'entry');
  const chunk = await at('chunk-AbC_1.js');
  assert.equal(chunk.text, 'chunk');
  assert.equal(chunk.headers.get('Content-Type'), 'text/javascript; charset=utf-8');
  for (const name of [
    '..%2fsecret.js',
    '%2e%2e%2fsecret.js',
    '..%5csecret.js',
    '....//secret.js',
    '.%2fparagon-elements.js',
    'deeper.js',
    'deeper.js%2finner.js',
    'deeper.js/inner.js',
    'link.js',
    'secret.txt',
    'missing.js',
    '%00paragon-elements.js',
    'paragon-elements.js%00',
    '',
    '.',
    '..',
    '__proto__',
  ]) {
    const {status, text} = await at(name);
    assert.equal(status, 404, name);
    assert.doesNotMatch(text, /secret/, name);
  }
  for (const name of ['..%2f..%2fpackage.json', '..%2f..%2f..%2fpackage.json', '%2e%2e%2fmain.js'])
    assert.equal((await get(sandbox, `/_assets/portal/elements/${name}`)).response.status, 404, name);
  assert.equal((await get(sandbox, '/_assets/portal/types.d.ts')).response.status, 404);
  assert.equal((await get(sandbox, '/_assets/portal/..%2fpage.js')).response.status, 404);
});

test('without the library the page says what to do, until it is there', async () => {
  const build = join(folder, 'later');
  const app = routes(createLibrary(build));
  const page = async () => (await app.request('/ui')).text();
  const before = await page();
  assert.match(setupOf(before).problem!, /npm run build/);
  assert.match(before, /<p class="error">The portal is drawn by .*npm run build/);

  mkdirSync(build);
  writeFileSync(join(build, 'paragon-elements.js'), '');
  assert.equal(setupOf(await page()).problem, undefined);
  assert.equal(setupOf(await page()).elements, '/_assets/portal/elements/paragon-elements.js');

  assert.match(createLibrary('').problem()!, /npm run build/);
});

test('what a host asks for is read from its message, and nothing else is', async (t) => {
  const {readHostState} = (await import(
    new URL('../src/portal/client/host-state.js', import.meta.url).href
  )) as {readHostState(message: unknown): {user?: unknown; wish?: Record<string, unknown>} | undefined};
  const slack = {id: 's1', type: 'slack', name: 'Slack', needPreOauthInputs: false};
  const message = (modal: object, context: object = {}) => ({
    messageType: 'UI_UPDATE',
    nextContext: {
      user: {authenticated: true, token: 'a.b.c', userId: 'alice', integrations: {}},
      projectId: 'p1',
      ...context,
    },
    nextModalState: modal,
  });
  const wish = (modal: object, context?: object) => readHostState(message(modal, context))?.wish;

  await t.test('no message of a host', () => {
    for (const other of [
      undefined,
      null,
      'UI_UPDATE',
      [],
      {},
      {messageType: 'UI_UPDATE'},
      {messageType: 'UI_UPDATE', nextContext: null, nextModalState: {}},
      {messageType: 'UI_UPDATE', nextContext: {}, nextModalState: []},
      {...message({}), messageType: 'SDK_FUNCTION_RESPONSE'},
    ])
      assert.equal(readHostState(other), undefined);
  });
  await t.test('nobody is signed in, so nothing is asked for', () => {
    for (const user of [
      undefined,
      {authenticated: false},
      {authenticated: true, userId: 'alice'},
      {authenticated: true, token: '', userId: 'alice'},
      {authenticated: true, token: {}, userId: 'alice'},
    ])
      assert.deepEqual(readHostState(message({integration: slack}, {user})), {
        user: undefined,
        wish: undefined,
      });
    assert.equal(readHostState(message({integration: slack}, {projectId: undefined}))?.user, undefined);
  });
  await t.test('no portal', () => {
    for (const integration of [undefined, null, 'slack', {}, {id: 7}])
      assert.equal(wish({integration}), undefined);
  });
  await t.test('a portal with its options', () => {
    const {key: _, ...asked} = wish(
      {
        integration: slack,
        selectedCredentialId: 'ext:one',
        apiInstallationOptions: {accountType: 'bot', externalId: ' two ', allowMultipleCredentials: true},
      },
      {endUserIntegrationConfig: {overrideRedirectUrl: 'https://app.example/back'}},
    )!;
    assert.deepEqual(asked, {
      integrationId: 's1',
      type: 'slack',
      name: 'Slack',
      options: {
        accountType: 'bot',
        externalId: 'two',
        selectedCredentialId: 'ext:one',
        selectedConfigurationId: undefined,
        allowMultipleCredentials: true,
        overrideRedirectUrl: 'https://app.example/back',
      },
      sources: {dropdowns: [], mappings: []},
      isInstall: false,
      hostSignsIn: false,
      showsPortalAfterwards: false,
      skipsPostOptions: false,
    });
  });
  await t.test('what the host brings to inputs, and the account types to choose from', () => {
    const options = [{label: 'Trials', value: 'trials'}];
    const dropdown = (key: unknown, more: object) => ({type: 'CUSTOM_DROPDOWN', key, ...more});
    const inputs = [
      dropdown('list', {customDropdownOptions: options}),
      dropdown('loaded', {customDropdownOptions: [], refreshOnOpen: undefined}),
      dropdown('nothing', {customDropdownOptions: []}),
      dropdown(7, {customDropdownOptions: options}),
      {type: 'ENUM', key: 'other', customDropdownOptions: options},
      'no input',
    ];
    const asked = wish(
      {
        integration: slack,
        config: {
          sharedMeta: {inputs},
          workflowMeta: {a: {inputs: [dropdown('w', {refreshOnOpen: true})]}, b: null},
        },
        apiInstallationOptions: {selectedMultipleAccountTypes: [' bot ', 7, 'user']},
      },
      {endUserIntegrationConfig: {mapObjectFields: {Contact: {fields: []}}}},
    )!;
    assert.deepEqual((asked['options'] as {accountType: unknown}).accountType, ['bot', 'user']);
    assert.deepEqual(asked['sources'], {
      dropdowns: [
        {key: 'list', options},
        {key: 'loaded', refreshOnOpen: false},
        {key: 'w', refreshOnOpen: true},
      ],
      mappings: [['Contact', {fields: []}]],
    });
    for (const bad of [null, 'x', [], {sharedMeta: 'x', workflowMeta: 7}])
      assert.deepEqual(wish({integration: slack, config: bad})?.['sources'], {dropdowns: [], mappings: []});
  });
  await t.test('an install: who opens the window of the provider', () => {
    const signsIn = (integration: object, selectedAccountConfig?: object) =>
      wish({
        integration: {...slack, ...integration},
        apiInstallationOptions: {isApiInstallation: true, selectedAccountConfig},
      })?.['hostSignsIn'];
    assert.equal(signsIn({}), true);
    assert.equal(signsIn({needPreOauthInputs: true}), false);
    assert.equal(signsIn({needPreOauthInputs: true}, {scheme: 'oauth'}), true);
    assert.equal(signsIn({needPreOauthInputs: true}, {scheme: 'oauth', endUserSuppliedValues: []}), true);
    assert.equal(signsIn({needPreOauthInputs: true}, {scheme: 'oauth', endUserSuppliedValues: [{}]}), false);
    assert.equal(signsIn({needPreOauthInputs: true}, {scheme: 'basic'}), false);
  });
  await t.test('custom integrations have a name of their own', () => {
    const typeOf = (integration: object) => wish({integration: {...slack, ...integration}})?.['type'];
    assert.equal(
      typeOf({type: 'custom', customIntegration: {slug: 'custom.harbor', name: 'Harbor'}}),
      'custom.harbor',
    );
    assert.equal(typeOf({type: 'custom', name: 'Harbor_CRM 2'}), 'custom.harborcrm2');
  });
  await t.test('the same again is the same; another user or other options are not', () => {
    const key = (modal: object, context?: object) => wish(modal, context)?.['key'];
    const first = key({integration: slack});
    assert.equal(key({integration: {...slack, name: 'Slack!'}, connectionError: {}}), first);
    const user = {authenticated: true, token: 'd.e.f', userId: 'alice', integrations: {slack: {}}};
    assert.equal(key({integration: slack}, {user}), first, 'a renewed token');
    assert.notEqual(key({integration: slack}, {user: {...user, userId: 'bob'}}), first);
    assert.notEqual(key({integration: {...slack, id: 's2'}}), first);
    assert.notEqual(key({integration: slack, selectedCredentialId: 'ext:one'}), first);
    assert.notEqual(key({integration: slack, apiInstallationOptions: {isApiInstallation: true}}), first);
  });
});
