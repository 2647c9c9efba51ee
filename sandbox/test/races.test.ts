import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {after, afterEach, before, beforeEach, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client} from './helpers/client.js';

let sandbox: Sandbox;
let alice: Client;

before(async () => {
  sandbox = await createSandbox({memory: true});
});
after(() => sandbox?.close());
beforeEach(async () => {
  await fetch(`${sandbox.urls.paragon}/_sandbox/reset`, {method: 'POST'});
  alice = await Client.of(sandbox, 'alice');
});
afterEach(() => sandbox.clearFaults());

const delay = (path: string) =>
  sandbox.addFault({match: {path, service: 'outside'}, delay: 700, times: 1, after: true});
const load = () => alice.post('/actions', {action: 'slack', sourceKey: 'channels'});
const expire = (id: string) =>
  fetch(`${sandbox.urls.paragon}/_sandbox/credentials/${id}/expire`, {method: 'POST'});

test('an answer to former tokens leaves an account alone that was connected anew', async () => {
  const credential = await alice.connect('slack');
  sandbox.addFault({
    match: {path: '/conversations.list', service: 'outside'},
    delay: 700,
    times: 1,
    status: 401,
  });
  const late = load();
  await sleep(100);
  assert.equal((await alice.connect('slack')).id, credential.id);
  assert.equal((await late).status, 400);
  assert.equal((await alice.get(`/credentials/${credential.id}`)).body.status, 'VALID');
  assert.equal((await load()).status, 200);
});

test('a refresh that ends after a reconnect does not put the old tokens back', async () => {
  const credential = await alice.connect('slack');
  await expire(credential.id);
  delay('/token');
  const late = load();
  await sleep(100);
  // The rule is used up by the refresh, so this one goes through at once.
  await alice.connect('slack', {person: 'kim'});
  await late;
  const {status, body} = await load();
  assert.equal(status, 200);
  assert.match(body.output.records[0].value, /^C02/, 'channels of Kim, who was connected last');
  assert.equal((await alice.get(`/credentials/${credential.id}`)).body.status, 'VALID');
});

test('disconnecting during a refresh leaves nothing behind', async () => {
  const credential = await alice.connect('slack');
  const {id} = await alice.integration('slack');
  await expire(credential.id);
  delay('/token');
  const late = load();
  await sleep(100);
  assert.equal((await alice.call('DELETE', `/integrations/${id}`)).status, 200);
  assert.ok([400, 404].includes((await late).status));
  assert.deepEqual((await alice.get('/credentials')).body, []);
  assert.equal((await alice.connect('slack')).status, 'VALID');
});

test('two installs at once make one account', async () => {
  const starts = await Promise.all([alice.startOAuth('slack'), alice.startOAuth('slack')]);
  for (const {build} of starts) await alice.approve(build.body.redirectUrl);
  assert.equal((await alice.get('/credentials')).body.length, 1);
  const {id} = await alice.integration('sendgrid');
  const payload = {SENDGRID_API_KEY: 'SG.demo-robin-8d1f'};
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => alice.post('/credentials', {integrationId: id, payload})),
  );
  assert.equal(new Set(answers.map(({body}) => body.id)).size, 1);
});

test('a grant whose account cannot be stored is given back', async () => {
  const {build} = await alice.startOAuth('slack');
  sandbox.addFault({match: {path: '/auth.test', service: 'outside'}, status: 503, times: 1});
  assert.equal((await alice.approve(build.body.redirectUrl)).status, 502);
  assert.ok(sandbox.requests.some(({path, status}) => path === '/revoke' && status === 200));
});

test('closing drops what only waits, and leaves no timer behind', async () => {
  const script = `import {createSandbox} from './src/index.js';
    const sandbox = await createSandbox({memory: true});
    sandbox.addFault({match: {service: 'paragon'}, delay: 600_000});
    const waiting = fetch(sandbox.urls.paragon + '/integrations/slack.svg').then(() => 'answered', () => 'dropped');
    // Closed any earlier, there would be nothing that waits.
    while (!sandbox.faults[0].used) await new Promise((resume) => setTimeout(resume, 5));
    await sandbox.close();
    console.log(await waiting);`;
  // The paths in the script are relative to the workspace, wherever the tests were started.
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {cwd});
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  // Far more than a slow machine needs, far less than the rule's delay.
  const impatience = setTimeout(() => child.kill(), 150_000);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(impatience);
  assert.equal(code, 0);
  assert.match(said, /dropped/);
});
