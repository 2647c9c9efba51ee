import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {BANNER} from '../src/constants.js';
import {FakeBrowser, type Visit} from './helpers/browser.js';
import {Client, jsonOf, type Json} from './helpers/client.js';
import {answerOfProvider} from './helpers/intercept.js';
import {keyIntegration, startProvider, type FakeProvider} from './helpers/provider.js';
import {slack} from '../src/catalog/slack.js';

let sandbox: Sandbox;
let provider: FakeProvider;

before(async () => {
  provider = await startProvider();
  const echo = keyIntegration('echo', `http://localhost:${provider.port}/api`);
  sandbox = await createSandbox({memory: true, catalog: [slack, echo]});
});
after(async () => {
  await sandbox?.close();
  await provider?.close();
});

/** Every page that there is, by how one gets there. */
async function allPages(): Promise<Map<string, Visit>> {
  const {paragon, outside} = sandbox.urls;
  const pages = new Map<string, Visit>();
  const alice = await Client.of(sandbox, 'alice');
  const open = async (name: string, url: string, browser = alice.browser) => {
    const visit = await browser.open(url);
    pages.set(name, visit);
    return visit;
  };

  const document = await jsonOf(fetch(`${paragon}/openapi.json`));
  for (const [path, {get}] of Object.entries<Json>(document.paths))
    if (get && JSON.stringify(get.responses).includes('text/html') && path !== '/ui')
      await open(`${path} without anything`, paragon + path.replace(/\{\w+\}/g, 'x'));

  const {id} = await alice.integration('slack');
  const nonce = (change: Record<string, string>) =>
    `${paragon}/projects/${change['projectId'] ?? sandbox.projectId}/sdk/actions/oauth-nonce?${new URLSearchParams(
      {
        integrationId: id,
        originForPostMessage: 'http://localhost:5173',
        userToken: alice.token,
        ...change,
      },
    )}`;
  await open('nonce: another project', nonce({projectId: 'other'}));
  await open('nonce: a foreign page', nonce({originForPostMessage: 'https://evil.example'}));
  await open('nonce: no such integration', nonce({integrationId: 'none'}));
  await open('nonce: a wrong token', nonce({userToken: 'x'}));

  const first = await alice.startOAuth('slack');
  pages.set('nonce', first.noncePage!);
  const signIn = await open('sign-in', first.build.body.redirectUrl);
  const wrong = await signIn.submit('/login', {email: 'robin@vega.example', password: 'guess'});
  pages.set('sign-in: wrong password', wrong);
  const consent = await wrong.submit('/login', {person: 'robin'});
  pages.set('consent', consent);
  pages.set('consent: another account', await alice.browser.open(new URL('?switch', consent.url).href));
  pages.set('connected', await consent.submit('/consent', {decision: 'allow'}));
  await open('sign-in: over', signIn.url.href);
  await open('sign-in: never begun', `${outside}/sign-in/nothing`);

  const answer = await answerOfProvider(alice, (await alice.startOAuth('slack')).build.body.redirectUrl);
  await open('callback: another browser', answer, new FakeBrowser());
  await open('callback: another provider', answer.replace('/slack', '/echo'));
  await open('callback: wrong', answer.replace(/iss=[^&]*/, 'iss=x'));
  await open('callback: twice', answer);
  await open('callback: unknown', `${paragon}/oauth?state=x&code=y`);
  const {build} = await alice.startOAuth('slack');
  const refused = await alice.browser.open(build.body.redirectUrl);
  pages.set('callback: refused', await refused.submit('/consent', {decision: 'cancel'}));

  sandbox.addFault({effect: 'close-window', times: 1});
  const closing = (await alice.startOAuth('slack')).build.body.redirectUrl as string;
  await open('sign-in: closes', closing);
  await open('authorize: no such client', `${outside}/authorize?client_id=nobody`);
  await open(
    'authorize: a page that is not ours',
    closing.replace(/redirect_uri=[^&]*/, 'redirect_uri=https://evil.example'),
  );
  const posted = new URL(closing);
  posted.searchParams.set('response_mode', 'form_post');
  posted.searchParams.set('prompt', 'none');
  const form = await open('authorize: an answer by a form', posted.href);
  assert.match(form.html, /<form method="post"/, 'the page that the package draws itself');
  await open('the outside', outside);
  return pages;
}

test('no page of either address can be framed, and each says what it is', async () => {
  const pages = await allPages();
  assert.ok(pages.size >= 24, [...pages.keys()].join());
  for (const [name, {response, html}] of pages) {
    const {headers} = response;
    const type = headers.get('Content-Type') ?? '';
    assert.match(type, /^text\/html/, `${name}: ${response.status} ${html.slice(0, 200)}`);
    assert.match(headers.get('Content-Security-Policy') ?? '', /frame-ancestors 'none'/, name);
    assert.equal(headers.get('X-Frame-Options'), 'DENY', name);
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff', name);
    assert.equal(headers.get('Referrer-Policy'), 'no-referrer', name);
    assert.match(headers.get('Cache-Control') ?? '', /no-store|no-cache/, name);
    assert.ok(html.includes(BANNER), `${name} has no banner`);
    assert.ok(!html.includes('evil.example'), name);
  }
});

test('the portal page is the exception: allowed origins may frame it, and nobody else', async () => {
  const frameAncestors = async (on: Sandbox) => {
    const {headers} = await fetch(`${on.urls.paragon}/ui`);
    return /frame-ancestors ([^;]*)/.exec(headers.get('Content-Security-Policy') ?? '')?.[1];
  };
  assert.equal(await frameAncestors(sandbox), 'http://localhost:* http://127.0.0.1:*');
  const strict = await createSandbox({memory: true, allowedOrigins: ['https://app.example']});
  assert.equal(await frameAncestors(strict), `https://app.example ${strict.urls.paragon}`);
  await strict.close();
});

test('what a provider or a fault rule calls a page is none of ours: no frame, no script', async () => {
  const alice = await Client.of(sandbox, 'alice');
  const {id: integrationId} = await alice.integration('echo');
  await alice.post('/credentials', {integrationId, payload: {KEY: 'a-key'}});
  provider.answer((_request, response) =>
    response.writeHead(200, {'Content-Type': 'text/html'}).end('<script>alert(1)</script>'),
  );
  sandbox.addFault({
    match: {path: '/sdk/metadata'},
    status: 502,
    body: '<b>Bad gateway</b>',
    contentType: 'text/html',
  });
  for (const path of ['/proxy/echo/x', '/metadata']) {
    const answer = await fetch(`${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk${path}`, {
      headers: {Authorization: `Bearer ${alice.token}`},
    });
    assert.match(answer.headers.get('Content-Type')!, /html/);
    const policy = answer.headers.get('Content-Security-Policy') ?? '';
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", 'sandbox'])
      assert.ok(policy.includes(part), `${path} ${policy}`);
    assert.equal(answer.headers.get('X-Frame-Options'), 'DENY');
    assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff');
  }
  sandbox.clearFaults();
});
