import assert from 'node:assert/strict';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import ts from 'typescript';
import {packageJson, pathOf} from './package.js';

// What users can import. Run `npm run build` first.

for (const [name, target] of Object.entries(packageJson.exports)) {
  test(`the package has what "${name}" stands for`, () => {
    const files = typeof target === 'string' ? [target] : Object.values(target);
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter((file) => !existsSync(pathOf(file))),
      [],
    );
  });
}

test('the files listed as having side effects exist', () => {
  const plain = packageJson.sideEffects.filter((pattern) => !pattern.includes('*'));
  assert.deepEqual(
    plain.filter((file) => !existsSync(pathOf(file))),
    [],
  );
});

test('the modules import only dependencies that are installed with the package', () => {
  const dist = pathOf('dist');
  const files = readdirSync(dist, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.js'));
  const packages = new Set(files.flatMap((file) => importedPackages(join(dist, file))));
  assert.deepEqual(
    [...packages].filter((name) => !(name in packageJson.dependencies)),
    [],
  );
});

test('the CDN bundle imports nothing from outside its folder', () => {
  const cdn = pathOf('dist/cdn');
  const files = readdirSync(cdn).filter((file) => file.endsWith('.js'));
  const imports = files.flatMap((file) => importsOf(join(cdn, file)));
  assert.ok(files.includes('paragon-elements.js'));
  assert.deepEqual(
    imports.filter((specifier) => !/^\.\/[^/]+\.js$/.test(specifier)),
    [],
  );
});

test('the CDN bundle needs no bundler: it does not ask for process', () => {
  const code = readFileSync(pathOf('dist/cdn/paragon-elements.js'), 'utf8');
  assert.equal(code.includes('process.env'), false);
});

function importedPackages(file: string): string[] {
  return importsOf(file)
    .filter((specifier) => !specifier.startsWith('.'))
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.map(({fileName}) => fileName);
}
