import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {createSandbox} from '../src/index.js';
import {jsonOf, type Json} from './helpers/client.js';

const sandbox = await createSandbox({memory: true});
after(() => sandbox.close());

const control = (path: string): Promise<Json> =>
  jsonOf(sandbox.fetch(new Request(`${sandbox.urls.paragon}/_sandbox${path}`)));

test('events and runs are listed for control, and wrong limits are refused', async () => {
  assert.deepEqual(await control('/events'), {events: []});
  assert.deepEqual(await control('/runs?user=alice&limit=5'), {runs: []});
  assert.equal((await control('/runs?limit=0')).status, 400);
  assert.equal((await control('/runs/5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90')).status, 404);
});
