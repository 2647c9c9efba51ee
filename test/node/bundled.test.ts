import assert from 'node:assert/strict';
import {realpathSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {build, type Rolldown} from 'vite';
import {packageJson} from './package.js';
import {filesOf, installedApp, packTarball} from './tarball.js';

// What a bundler takes of the package into an app. Run `npm run build` first.

const app = realpathSync(installedApp(filesOf(packTarball())));

interface Bundle {
  /** The modules of the package of which code is in the chunks that load first, such as `elements/input/input.js`. */
  readonly modules: readonly string[];
  /** Of the chunks that load first, in bytes, minified. */
  readonly size: number;
}

async function bundle(code: string): Promise<Bundle> {
  const entry = join(app, 'main.js');
  writeFileSync(entry, code);
  const output = (await build({
    root: app,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      modulePreload: {polyfill: false},
      rolldownOptions: {input: entry, checks: {ineffectiveDynamicImport: false, bundlerTimings: false}},
    },
  })) as Rolldown.RolldownOutput;
  const chunks = output.output.filter((file) => file.type === 'chunk');
  const first = reach(chunks);
  return {
    modules: first.flatMap(modulesOf).sort(),
    size: first.reduce((sum, chunk) => sum + chunk.code.length, 0),
  };
}

/** The entry and what it imports statically, directly or not. */
function reach(chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const reached = new Set<Rolldown.OutputChunk>();
  const visit = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (!chunk || reached.has(chunk)) return;
    reached.add(chunk);
    for (const name of chunk.imports) visit(chunks.find(({fileName}) => fileName === name));
  };
  visit(chunks.find(({isEntry}) => isEntry));
  return [...reached];
}

function modulesOf({modules}: Rolldown.OutputChunk): string[] {
  const folder = `/node_modules/${packageJson.name}/dist/`;
  return Object.entries(modules)
    .filter(([id, {code}]) => id.includes(folder) && code?.trim())
    .map(([id]) => id.slice(id.indexOf(folder) + folder.length));
}

/** The elements of which code is in the bundle, by folder. */
const elementsIn = ({modules}: Bundle): string[] => [
  ...new Set(modules.flatMap((path) => /^elements\/([^/]+)\//.exec(path)?.[1] ?? [])),
];

test('importing the package for its effects brings nothing', async () => {
  for (const name of ['paragon-elements', 'paragon-elements/core']) {
    const {modules, size} = await bundle(`import '${name}';`);
    assert.deepEqual(modules, []);
    assert.ok(size < 100, `${size} bytes`);
  }
});

test('importing the class of one element brings no other element', async () => {
  const provider = await bundle(
    `import {ParagonProvider} from 'paragon-elements'; console.log(ParagonProvider);`,
  );
  assert.deepEqual(elementsIn(provider), ['provider']);
  const connect = await bundle(
    `import {ParagonConnect} from 'paragon-elements'; console.log(ParagonConnect);`,
  );
  assert.deepEqual(elementsIn(connect), ['connect']);
  const all = await bundle(`import 'paragon-elements/define';`);
  assert.ok(connect.size < all.size * 0.75, `${connect.size} of ${all.size} bytes`);
});

test('importing an error class or an enum brings no client and no element', async () => {
  const {modules} = await bundle(
    `import {CredentialStatus, isParagonError} from 'paragon-elements'; console.log(CredentialStatus, isParagonError);`,
  );
  assert.deepEqual(
    modules.filter((path) => !/^core\/(errors|names\/\w+)\.js$/.test(path)),
    [],
  );
});

test('importing an entry that registers an element registers it', async () => {
  const names = Object.keys(packageJson.exports).filter((path) => path.startsWith('./define'));
  for (const name of names) {
    const {modules} = await bundle(`import '${packageJson.name}${name.slice(1)}';`);
    assert.ok(
      modules.some((path) => path.endsWith('.define.js')),
      name,
    );
  }
});
