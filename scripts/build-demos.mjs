/**
 * Builds the demos of the frameworks: `node scripts/build-demos.mjs vue svelte`, all without a name. What was built after
 * its sources have changed last stays as it is.
 */
import {spawn} from 'node:child_process';
import {copyFileSync, cpSync, existsSync, renameSync, rmSync, statSync} from 'node:fs';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'vite';
import {cdnFolder, ensureCdn} from './cdn.mjs';
import {changedAt} from './changed-at.mjs';
import {root, run} from './run.mjs';
import {sourceAlias} from './source-alias.mjs';

/** `html` is the page without one: files as they are. */
export const frameworks = ['html', 'vue', 'svelte', 'react', 'angular'];

/** Holds a folder for each framework, as the demo server serves it. */
export const frameworksFolder = join(root, '.cache/frameworks');

const SOURCES = [
  'src',
  'demo/product.ts',
  'demo/demo.css',
  'demo/tsconfig.frameworks.json',
  'package-lock.json',
];

const underWay = new Map();

/**
 * Sees that a demo is built, in a process of its own: Angular's compiler takes much memory.
 *
 * @param {string} name
 * @returns {Promise<void>} rejected with what the build has said
 */
export function ensureBuilt(name) {
  if (!underWay.has(name)) {
    const building = isFresh(name) ? Promise.resolve() : buildApart(name);
    underWay.set(
      name,
      building.finally(() => underWay.delete(name)),
    );
  }
  return underWay.get(name);
}

function buildApart(name) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), name], {cwd: root});
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The demo "${name}" could not be built.\n${output}`)),
    );
  });
}

function isFresh(name) {
  const page = join(frameworksFolder, name, 'index.html');
  if (!existsSync(page)) return false;
  const built = statSync(page).mtimeMs;
  return [`demo/${name}`, ...SOURCES].every((path) => changedAt(join(root, path)) < built);
}

/** Builds beside what is served meanwhile, and takes its place at the end. */
async function buildDemo(name) {
  const folder = join(frameworksFolder, name);
  const outDir = `${folder}-${process.pid}`;
  try {
    const builders = {html: buildPlain, angular: buildAngular};
    const built = await (builders[name] ?? buildByVite)(outDir, name);
    rmSync(folder, {recursive: true, force: true});
    renameSync(built, folder);
  } finally {
    rmSync(outDir, {recursive: true, force: true});
  }
}

/** The files of the page beside those for a CDN. */
async function buildPlain(outDir) {
  await ensureCdn();
  cpSync(cdnFolder, outDir, {recursive: true});
  for (const file of ['html/index.html', 'html/page.js', 'demo.css'])
    copyFileSync(join(root, 'demo', file), join(outDir, basename(file)));
  return outDir;
}

async function buildByVite(outDir, name) {
  await build({
    root: join(root, 'demo', name),
    configFile: join(root, 'demo', name, 'vite.config.ts'),
    base: `/${name}/`,
    logLevel: 'warn',
    resolve: {alias: sourceAlias},
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: true,
      // Inlined files would be `data:` URLs, which the pages' content security policy refuses.
      assetsInlineLimit: 0,
      modulePreload: {polyfill: false},
      reportCompressedSize: false,
      rolldownOptions: {checks: {bundlerTimings: false, ineffectiveDynamicImport: false}},
    },
  });
  return outDir;
}

async function buildAngular(outDir) {
  const args = ['build', '--progress=false', `--output-path=${outDir}`];
  const code = await run('ng', args, {NG_CLI_ANALYTICS: 'false'}, undefined, join(root, 'demo/angular'));
  if (code !== 0) throw new Error('ng build has failed.');
  return join(outDir, 'browser');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.length > 2 ? process.argv.slice(2) : frameworks;
  for (const name of names) {
    if (!frameworks.includes(name)) throw new Error(`No demo "${name}": use ${frameworks.join(', ')}.`);
    const start = performance.now();
    if (!isFresh(name)) await buildDemo(name);
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}
