/**
 * Type-checks the templates of the elements with lit-analyzer.
 *
 * lit-analyzer 2.0.3 does not know that Lit's `nothing` leaves an attribute out, nor `step="any"`; such findings are
 * dropped here. Drop this file when it does.
 */
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './run.mjs';

const OFF = [
  // An element's template may hold elements that its .define.ts imports, which the analyzer does not follow.
  'no-missing-import',
  // It knows no CSS after 2022.
  'no-invalid-css',
];
const NOTHING = 'Symbol(undefined)';

const files = templateFiles();
const {stdout, stderr, status} = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/lit-analyzer/cli.js'),
    ...['--strict', '--format', 'list', '--noColor'],
    ...OFF.flatMap((rule) => [`--rules.${rule}`, 'off']),
    ...files,
  ],
  {cwd: root, encoding: 'utf8'},
);

const findings = [];
let file = '';
for (const line of stdout.split('\n')) {
  if (/^\.\/\S+$/.test(line)) file = line.slice(2);
  const [, position, message] = /^\s+(\d+:\d+)\s+(?:error|warning)\s+(.+)$/.exec(line) ?? [];
  if (message && !isAssignableAfterAll(message)) findings.push(`${file}:${position}  ${message}`);
}
// Anything but its verdict, such as a crash, must not pass for "no findings".
const hasVerdict = /Found no problems|problems? in/.test(stdout);
if (files.length && !hasVerdict) findings.push(`lit-analyzer ended with code ${status}: ${stderr || stdout}`);

if (findings.length) console.error(findings.join('\n'));
process.exitCode = findings.length ? 1 : 0;

function isAssignableAfterAll(message) {
  const [, from, to] = /^Type '(.+)' is not assignable to '(.+)'$/.exec(message) ?? [];
  if (!from) return false;
  const allowed = new Set(to.split(' | '));
  return from
    .split(' | ')
    .filter((type) => type !== NOTHING)
    .every((type) => allowed.has(type) || allowed.has('string') || (to === 'number' && type === '"any"'));
}

/** Files with templates of the library. Tests stay out, as they write wrong markup on purpose. */
function templateFiles() {
  const folder = join(root, 'src/elements');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {recursive: true})
    .filter((path) => path.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(path))
    .map((path) => `src/elements/${path.replaceAll('\\', '/')}`);
}
