import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {pathOf} from './package.js';

test('the guide to error codes has every code, and no other', () => {
  const source = readFileSync(pathOf('src/core/errors.ts'), 'utf8');
  const [union = ''] = /export type ParagonErrorCode =[\s\S]*?;/.exec(source) ?? [];
  const codes = [...union.matchAll(/\| '(\w+)'/g)].map(([, code]) => code);
  const guide = readFileSync(pathOf('docs/guides/errors.md'), 'utf8');
  const listed = [...guide.matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code);
  assert.ok(codes.length > 20);
  assert.deepEqual(listed.sort(), codes.sort());
});
