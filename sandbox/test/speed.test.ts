import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {measureWarmStarts, waysToStart} from '../bench/warm-start.js';

const bench = fileURLToPath(new URL('../bench/me.ts', import.meta.url));

test('a thousand users do not slow down one: the short run of the benchmark', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', bench, '--quick'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data) => (output += String(data)));
  const [code] = await once(child, 'close');
  assert.equal(code, 0, output);
  assert.match(output, /^ +1000 +\d+\.\d\d +\d+\.\d\d$/m);
});

test('a warm start is quick', async () => {
  const {args} = waysToStart.find(({name}) => name === 'tsx')!;
  const best = Math.min(...(await measureWarmStarts(args, 2)));
  // Three seconds on a machine that does nothing else, with TypeScript compiled on the way; here tests run in parallel.
  assert.ok(best < 20_000, `${Math.round(best)} ms`);
});
