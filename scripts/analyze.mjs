/**
 * Writes `custom-elements.json`, and in `types` what is made from it; with `--check` it fails if a committed file is not
 * what would be written.
 */
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {frameworkTypes} from './framework-types.mjs';
import {root, run} from './run.mjs';

const FILE = 'custom-elements.json';
const folder = 'node_modules/.cache/manifest';
mkdirSync(join(root, folder), {recursive: true});
if ((await run('custom-elements-manifest', ['analyze', '--quiet', '--outdir', folder])) !== 0)
  process.exit(1);

const manifest = JSON.parse(readFileSync(join(root, folder, FILE), 'utf8'));
const files = new Map([
  [FILE, `${JSON.stringify(manifest, null, 2)}\n`],
  ...(await frameworkTypes(manifest)),
]);

if (process.argv.includes('--check')) {
  const stale = [...files].filter(([path, text]) => !isCommitted(path, text));
  if (stale.length) process.exitCode = 1;
  else console.log(`${[...files.keys()].join(', ')} are up to date`);
} else {
  mkdirSync(join(root, 'types'), {recursive: true});
  for (const [path, text] of files) writeFileSync(join(root, path), text);
  const tags = manifest.modules.flatMap(({declarations}) => declarations.map(({tagName}) => `<${tagName}>`));
  console.log(`${[...files.keys()].join(', ')}: ${tags.join(' ')}`);
}

/** Says where a file differs, if it does. */
function isCommitted(path, text) {
  const committed = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
  if (text === committed) return true;
  const [is, should] = [committed, text].map((content) => content.split('\n'));
  const line = should.findIndex((content, index) => content !== is[index]);
  console.error(
    `${path} is not up to date: run "npm run analyze" and commit it. First difference in line ${line + 1}:`,
  );
  console.error(`  committed: ${is[line]?.trim() ?? '(end of file)'}\n  should be: ${should[line]?.trim()}`);
  return false;
}
