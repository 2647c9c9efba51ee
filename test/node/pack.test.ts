import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {join, posix} from 'node:path';
import test from 'node:test';
import {checkPackage, createPackageFromTarballData} from '@arethetypeswrong/core';
import {publint} from 'publint';
import {formatMessage} from 'publint/utils';
import {packageJson} from './package.js';
import {filesOf, installedApp, packTarball} from './tarball.js';

// What `npm publish` would send. Run `npm run build` first.

const tarball = packTarball();
const files = filesOf(tarball);
const scripts = files.paths.filter((path) => path.endsWith('.js'));

test('the package holds what users need', () => {
  for (const file of [
    'package.json',
    'README.md',
    'LICENSE',
    'custom-elements.json',
    'dist/index.js',
    'types/vue.d.ts',
  ]) {
    assert.ok(files.paths.includes(file), file);
  }
});

test('the package holds nothing else', () => {
  const expected = new RegExp(
    [
      /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|custom-elements\.json|dist\/cdn\/integrity\.json)$/,
      /^types\/.+\.(d\.ts|json)$/,
      /^dist\/.+\.(js|d\.ts|js\.map)$/,
    ]
      .map(({source}) => source)
      .join('|'),
  );
  const tests = /\.(test|fixture)\./;
  assert.deepEqual(
    files.paths.filter((path) => !expected.test(path) || tests.test(path)),
    [],
  );
});

test('every module outside the CDN bundle comes with its types', () => {
  const modules = scripts.filter((path) => !path.startsWith('dist/cdn/'));
  assert.deepEqual(
    modules.filter((path) => !files.paths.includes(path.replace(/\.js$/, '.d.ts'))),
    [],
  );
});

test('every script has a source map, which holds its sources', () => {
  const without: string[] = [];
  for (const path of scripts) {
    const [, name] = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(files.read(path)) ?? [];
    if (!name && hasNothingToMap(path)) continue;
    const mapPath = posix.join(posix.dirname(path), name ?? '');
    if (!name || !files.paths.includes(mapPath) || !hasSources(files.read(mapPath))) without.push(path);
  }
  assert.deepEqual(without, []);
});

test('the hashes of the CDN files are those of their content, the entry first', () => {
  const hashes = JSON.parse(files.read('dist/cdn/integrity.json')) as Record<string, string>;
  const served = scripts.filter((path) => path.startsWith('dist/cdn/'));
  assert.equal(Object.keys(hashes)[0], 'paragon-elements.js');
  assert.deepEqual(
    Object.entries(hashes).sort(),
    served.map((path) => [path.replace('dist/cdn/', ''), sha384(files.read(path))]).sort(),
  );
});

test('publint has nothing to say', async () => {
  const {messages, pkg} = await publint({pack: {tarball: tarball.buffer}, strict: true});
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test('the types of every entry are right for bundlers and for modules in Node', async () => {
  const result = await checkPackage(createPackageFromTarballData(tarball));
  assert.ok(result.types);
  assert.ok(Object.keys(result.entrypoints).includes('./core'));
  // The package has ES modules only, and paths that the resolution of Node 10 does not know.
  const others = ['node10', 'node16-cjs'];
  const problems = result.problems.filter(
    (problem) =>
      !('resolutionKind' in problem && others.includes(problem.resolutionKind)) &&
      !('resolutionOption' in problem && others.includes(problem.resolutionOption)),
  );
  assert.deepEqual(problems, []);
});

test('every entry is found in Node by an app that has installed nothing but the package', () => {
  const names = Object.keys(packageJson.exports).map((path) => packageJson.name + path.slice(1));
  // The CDN file brings Lit's build for browsers, which Node cannot run.
  const imported = names.filter((name) => !/\/cdn$|\.json$/.test(name) && !isOnlyTypes(name));
  const app = installedApp(files);
  const script = join(app, 'main.js');
  writeFileSync(
    script,
    `
    const found = ${JSON.stringify(names)}.filter((name) => !${JSON.stringify(names.filter(isOnlyTypes))}.includes(name));
    for (const name of found) import.meta.resolve(name);
    for (const name of ${JSON.stringify(imported)}) await import(name);
    console.log(found.length);
    `,
  );
  const output = execFileSync(process.execPath, [script], {cwd: app, encoding: 'utf8'});
  assert.ok(Number(output.trim().split('\n').at(-1)) >= 10, output);
});

/** Whether an entry gives declarations alone. */
function isOnlyTypes(name: string): boolean {
  const target = packageJson.exports[name.replace(packageJson.name, '.')];
  return typeof target === 'object' && !('default' in target);
}

/** Whether a script is the bundler's own, or only passes on what others have. */
function hasNothingToMap(path: string): boolean {
  const passesOn = /^((import|export)(\{[^}]*\}\s*from\s*)?"[^"]+";|export\{[^}]*\};|\s)+$/;
  return path.startsWith('dist/cdn/rolldown-runtime-') || passesOn.test(files.read(path));
}

function hasSources(map: string): boolean {
  const {sources, sourcesContent = []} = JSON.parse(map) as {
    readonly sources: readonly string[];
    readonly sourcesContent?: readonly (string | null)[];
  };
  return sources.length > 0 && sources.every((_, index) => Boolean(sourcesContent[index]));
}

const sha384 = (content: string): string => `sha384-${createHash('sha384').update(content).digest('base64')}`;
