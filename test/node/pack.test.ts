import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import test from 'node:test';
import {pathOf} from './package.js';

// What `npm publish` would send. Run `npm run build` first.

const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: pathOf('.'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  }),
) as [{readonly files: readonly {readonly path: string}[]}];
const files = packed.files.map(({path}) => path);

test('the package holds what users need', () => {
  for (const file of ['package.json', 'README.md', 'LICENSE', 'custom-elements.json', 'dist/index.js']) {
    assert.ok(files.includes(file), file);
  }
});

test('the package holds nothing else', () => {
  const expected =
    /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|custom-elements\.json|dist\/cdn\/integrity\.json|dist\/.+\.(js|d\.ts|js\.map))$/;
  const tests = /\.(test|fixture)\./;
  assert.deepEqual(
    files.filter((file) => !expected.test(file) || tests.test(file)),
    [],
  );
});

test('every module outside the CDN bundle comes with its types', () => {
  const modules = files.filter((file) => file.endsWith('.js') && !file.startsWith('dist/cdn/'));
  assert.deepEqual(
    modules.filter((file) => !files.includes(file.replace(/\.js$/, '.d.ts'))),
    [],
  );
});
