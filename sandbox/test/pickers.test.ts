import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Script} from 'node:vm';
import {createSandbox, type Sandbox} from '../src/index.js';
import {demoDeveloperKey} from '../src/providers/people.js';
import type {Json} from './helpers/client.js';
import {accountAuth, visitDrive} from './helpers/drives.js';

const APP = 'http://localhost:5173';
const MICROSOFT = '/_layouts/15/FilePicker.aspx';

let sandbox: Sandbox;
before(async () => {
  sandbox = await createSandbox({memory: true});
});
after(() => sandbox.close());

const outside = (path: string, init?: RequestInit) => fetch(sandbox.urls.outside + path, init);
const options = (change: object = {}) => ({
  sdk: '8.0',
  entry: {oneDrive: {files: {fallbackToRoot: true}}},
  messaging: {origin: APP, channelId: 'channel'},
  ...change,
});
const pickerAt = (path: string, filePicker: object | string, body?: URLSearchParams) =>
  outside(
    `${path}?${new URLSearchParams({filePicker: typeof filePicker === 'string' ? filePicker : JSON.stringify(filePicker)})}`,
    {...(body && {method: 'POST', body})},
  );
const setupOf = (html: string): Json =>
  JSON.parse(
    (/<meta name="picker-setup" content="(.*?)"/.exec(html)?.[1] ?? '')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  );

test('the vendors’ scripts load in pages of any origin, and run there as classic scripts', async () => {
  for (const path of [
    '/googledrive/js/api.js',
    '/googledrive/js/picker.js',
    '/box/platform/elements/21.0.0/en-US/picker.js',
  ]) {
    const {status, headers, text} = await outside(path).then(async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
    }));
    assert.equal(status, 200, path);
    assert.match(headers.get('Content-Type') ?? '', /^text\/javascript/);
    assert.equal(headers.get('Access-Control-Allow-Origin'), '*');
    assert.equal(headers.get('Cross-Origin-Resource-Policy'), 'cross-origin');
    assert.doesNotMatch(text, /^(?:import|export) /m, path);
    // Only its syntax is judged: a classic script may not be more than a function's body.
    assert.doesNotThrow(() => new Script(text), path);
  }
  const style = await outside('/box/platform/elements/21.0.0/en-US/picker.css');
  assert.match(style.headers.get('Content-Type') ?? '', /^text\/css/);
  assert.equal((await outside('/pickers/nothing.js')).status, 404);
  assert.equal((await outside('/pickers/..%2fassets.ts')).status, 404);
});

test('pages of pickers are framed by allowed origins only, and run nothing but their own scripts', async () => {
  const strict = await createSandbox({memory: true, allowedOrigins: ['https://app.example']});
  const path = `/onedrive${MICROSOFT}`;
  for (const [on, ancestors] of [
    [sandbox, 'http://localhost:* http://127.0.0.1:*'],
    [strict, `https://app.example ${strict.urls.paragon}`],
  ] as const)
    for (const page of ['/googledrive/picker', path]) {
      const {headers} = await fetch(on.urls.outside + page);
      const policy = headers.get('Content-Security-Policy') ?? '';
      assert.ok(policy.includes(`frame-ancestors ${ancestors};`), policy);
      assert.ok(policy.includes("script-src 'self'") && policy.includes("default-src 'none'"), policy);
      assert.equal(headers.get('Referrer-Policy'), 'no-referrer');
      assert.equal(headers.get('Cache-Control'), 'no-store');
    }
  const foreign = `${path}?${new URLSearchParams({filePicker: JSON.stringify(options())})}`;
  const refused = await fetch(strict.urls.outside + foreign);
  assert.match(setupOf(await refused.text()).problem, /messaging\.origin/);
  await strict.close();
});

test('Google: the dialog’s key and token are judged', async () => {
  const {token} = await visitDrive(sandbox, 'picks-google', 'googledrive');
  const check = async (key: string | undefined, bearer = token) => {
    const answer = await outside('/googledrive/picker/check', {
      headers: {Authorization: `Bearer ${bearer}`, ...(key !== undefined && {'X-Goog-Api-Key': key})},
    });
    return [answer.status, ((await answer.json()) as Json).error?.status];
  };
  assert.deepEqual(await check(demoDeveloperKey), [200, undefined]);
  assert.deepEqual(await check(undefined), [403, 'PERMISSION_DENIED']);
  assert.deepEqual(await check('another'), [400, 'INVALID_ARGUMENT']);
  assert.deepEqual(await check(demoDeveloperKey, 'another'), [401, 'UNAUTHENTICATED']);
});

test('Microsoft: the page gets what was posted, and the options with what is wrong in them', async () => {
  const token = `to"ken<b>&amp;`;
  const posted = await pickerAt(
    `/sharepoint/sites/marketing${MICROSOFT}`,
    options(),
    new URLSearchParams({access_token: token}),
  );
  assert.equal(posted.status, 200);
  const html = await posted.text();
  assert.ok(!html.includes('<b>'), 'nothing posted is markup');
  const setup = setupOf(html);
  assert.equal(setup.token, token);
  assert.equal(setup.api, '/sharepoint/v1.0/sites/root:/sites/marketing:');
  assert.equal(setup.options.messaging.channelId, 'channel');

  const wrong: [object | string, RegExp][] = [
    ['{', /not valid JSON/],
    [options({sdk: '7.0'}), /sdk/],
    [options({entry: undefined}), /entry/],
    [options({messaging: {origin: APP}}), /messaging\.channelId/],
    [options({messaging: {origin: 'https://evil.example', channelId: 'c'}}), /messaging\.origin/],
    [options({selection: {mode: 'some'}}), /selection\.mode/],
    [options({typesAndSources: {mode: 'pictures'}}), /typesAndSources\.mode/],
    [options({typesAndSources: {filters: '.pdf'}}), /typesAndSources\.filters/],
  ];
  for (const [given, problem] of wrong) {
    const answer = await pickerAt(`/onedrive${MICROSOFT}`, given);
    assert.equal(answer.status, 400);
    assert.match(setupOf(await answer.text()).problem, problem);
  }
  assert.match(setupOf(await (await outside('/onedrive/picker')).text()).problem, /filePicker/);
});

test('the addresses that accounts come with lead to their pickers', async () => {
  const business = await visitDrive(sandbox, 'business', 'onedrive');
  const personal = await visitDrive(sandbox, 'personal', 'onedrive', {person: 'kim', account: 'harbor-test'});
  const domainOf = async ({client}: typeof business) =>
    (await accountAuth(client, 'onedrive')).body.accountAuth.DOMAIN as string;
  const domain = await domainOf(business);
  assert.equal(domain, `${sandbox.urls.outside}/onedrive`);
  const home = await domainOf(personal);
  assert.ok(home.includes('https://onedrive.live.com'), home);
  assert.equal(personal.credential.providerData.driveType, 'personal');
  const site = await visitDrive(sandbox, 'site', 'sharepoint');
  const query = `?${new URLSearchParams({filePicker: JSON.stringify(options())})}`;
  for (const url of [
    domain + MICROSOFT,
    `${home}/picker`,
    (site.credential.providerData.webUrl as string) + MICROSOFT,
  ])
    assert.equal((await fetch(url + query)).status, 200, url);
});

test('Box: pages of allowed origins may list folders with a token, others may not', async () => {
  const {token} = await visitDrive(sandbox, 'picks-box', 'box');
  const path = '/box/2.0/folders/0/items';
  const preflight = await outside(path, {
    method: 'OPTIONS',
    headers: {
      Origin: APP,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization,boxapi',
    },
  });
  assert.equal(preflight.headers.get('Access-Control-Allow-Origin'), APP);
  assert.match(preflight.headers.get('Access-Control-Allow-Headers') ?? '', /authorization/i);
  const allowed = async (origin: string) =>
    (await outside(path, {headers: {Origin: origin, Authorization: `Bearer ${token}`}})).headers.get(
      'Access-Control-Allow-Origin',
    );
  assert.equal(await allowed(APP), APP);
  assert.equal(await allowed('https://evil.example'), null);
});

test('fault rules reach the vendors’ scripts and pages', async () => {
  for (const path of [
    '/googledrive/js/api.js',
    '/googledrive/picker',
    '/pickers/browser.js',
    `/onedrive${MICROSOFT}`,
    '/box/platform/elements/21.0.0/en-US/picker.js',
  ]) {
    sandbox.addFault({match: {service: 'outside', path}, status: 503, times: 1});
    assert.equal((await outside(path)).status, 503, path);
    assert.notEqual((await outside(path)).status, 503, path);
  }
});
