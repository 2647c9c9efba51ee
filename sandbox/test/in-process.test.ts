import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createSandbox, StartError} from '../src/index.js';
import {Client} from './helpers/client.js';

test('a sandbox in process: fetch, listen, the growing list of requests, reset and close', async () => {
  const sandbox = await createSandbox({
    memory: true,
    faults: [{match: {path: '/sdk/me', service: 'paragon'}, status: 503, times: 1}],
  });
  const {requests, urls, projectId} = sandbox;
  const token = await sandbox.userToken('alice');
  const me = () =>
    sandbox.fetch(
      new Request(`http://anything.test/projects/${projectId}/sdk/me`, {
        headers: {Authorization: `Bearer ${token}`},
      }),
    );
  assert.deepEqual([(await me()).status, (await me()).status], [503, 200]);
  assert.deepEqual(
    requests.map(({status, user}) => [status, user]),
    [
      [503, 'alice'],
      [200, 'alice'],
    ],
    'the list that was taken before has grown',
  );

  const port = Number(new URL(urls.paragon).port);
  assert.equal(await sandbox.listen(), await sandbox.listen({port, outsidePort: 0}));
  assert.equal((await fetch(`${(await sandbox.listen()).paragon}/_sandbox/health`)).status, 200);
  await assert.rejects(
    sandbox.listen({port: port - 1}),
    (error) =>
      error instanceof StartError && error.code === 'bad-arguments' && /createSandbox/.test(error.message),
  );

  const [alice, bob] = [await Client.of(sandbox, 'alice'), await Client.of(sandbox, 'bob')];
  for (const client of [alice, bob]) await client.call('PATCH', '/me', {body: {meta: {plan: 'trial'}}});
  await sandbox.reset('alice');
  assert.deepEqual((await alice.get('/me')).body.meta, {});
  assert.deepEqual((await bob.get('/me')).body.meta, {plan: 'trial'});
  await sandbox.reset();
  assert.deepEqual((await bob.get('/me')).body.meta, {});

  sandbox.addFault({match: {path: '/sdk/me', service: 'paragon'}, hang: true});
  const hanging = me();
  while (!sandbox.faults.some(({used}) => used)) await new Promise((resume) => setTimeout(resume, 5));
  await Promise.all([sandbox.close(), sandbox[Symbol.asyncDispose](), assert.rejects(hanging, /dropped/)]);
  await assert.rejects(me(), /closed/);
  await assert.rejects(fetch(urls.paragon));
});
