import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {appProgram, findings} from './app-program.js';
import {pathOf} from './package.js';

// Run `npm run build` first.

test('the samples of the guide for those who come from @useparagon/connect compile in a strict app', () => {
  const guide = readFileSync(pathOf('docs/coming-from-useparagon-connect.md'), 'utf8');
  const samples = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  assert.ok(samples.length >= 5);
  assert.deepEqual(findings(appProgram(samples)), []);
});
