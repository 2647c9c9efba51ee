/** Writes `custom-elements.json`; with `--check` it fails if the committed file is not what would be written. */
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {root, run} from './run.mjs';

const FILE = 'custom-elements.json';
const folder = 'node_modules/.cache/manifest';
mkdirSync(join(root, folder), {recursive: true});
if ((await run('custom-elements-manifest', ['analyze', '--quiet', '--outdir', folder])) !== 0)
  process.exit(1);

const manifest = JSON.parse(readFileSync(join(root, folder, FILE), 'utf8'));
const text = `${JSON.stringify(manifest, null, 2)}\n`;
const committed = existsSync(join(root, FILE)) ? readFileSync(join(root, FILE), 'utf8') : '';

if (!process.argv.includes('--check')) {
  writeFileSync(join(root, FILE), text);
  const tags = manifest.modules.flatMap(({declarations}) => declarations.map(({tagName}) => `<${tagName}>`));
  console.log(`${FILE}: ${tags.join(' ')}`);
} else if (text === committed) {
  console.log(`${FILE} is up to date`);
} else {
  const [is, should] = [committed, text].map((content) => content.split('\n'));
  const line = should.findIndex((content, index) => content !== is[index]);
  console.error(
    `${FILE} is not up to date: run "npm run analyze" and commit it. First difference in line ${line + 1}:`,
  );
  console.error(`  committed: ${is[line]?.trim() ?? '(end of file)'}\n  should be: ${should[line]?.trim()}`);
  process.exitCode = 1;
}
