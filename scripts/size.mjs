/**
 * Measures what a page downloads for each entry, and fails past a budget.
 *
 * Counted is what the entry imports statically, minified and compressed chunk by chunk as a server sends it; parts
 * that load later have lines of their own. kB = 1000 bytes. `npm run size -- --why connect` lists the modules of an
 * entry, largest first.
 */
import {existsSync} from 'node:fs';
import {basename, join} from 'node:path';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {bundle, minifyAgain} from './bundle.mjs';
import {root} from './run.mjs';

const ENTRIES = [
  // Enums and other constants that an app does not use are not in its bundle.
  {label: 'client core', entry: 'src/paragon.ts', budget: 14_000, only: ['paragon', 'createParagon']},
  {label: 'client core, all names', entry: 'src/paragon.ts', budget: 15_000},
  {label: 'all elements and core', entry: 'src/define.ts', budget: 45_000, listLazy: true},
  {label: 'provider', entry: 'src/elements/provider/provider.define.ts', budget: 25_000},
  {label: 'input', entry: 'src/elements/input/input.define.ts', budget: 25_000},
  {label: 'install flow', entry: 'src/elements/install-flow/install-flow.define.ts', budget: 25_000},
  {label: 'field mapper', entry: 'src/elements/field-mapper/field-mapper.define.ts', budget: 25_000},
  {label: 'file picker', entry: 'src/elements/file-picker/file-picker.define.ts', budget: 25_000},
  {label: 'trigger form', entry: 'src/elements/trigger-form/trigger-form.define.ts', budget: 28_000},
  {label: 'connect', entry: 'src/elements/connect/connect.define.ts', budget: 25_000},
  {
    label: '  opening the portal adds',
    entry: 'src/elements/connect/connect.define.ts',
    budget: 26_000,
    // What opening the portal of a connected account with settings loads, known by the names of the files.
    adds: /portal\.define|configuration/,
  },
];

const missing = [...new Set(ENTRIES.map(({entry}) => entry))].filter(
  (entry) => !existsSync(join(root, entry)),
);
if (missing.length) {
  console.error(`No such entry: ${missing.join(', ')}. Write it, or correct the list in scripts/size.mjs.`);
  process.exit(1);
}

const why = process.argv.includes('--why') ? process.argv[process.argv.indexOf('--why') + 1] : undefined;
/** Of each chunk, as it is served. */
const finalCodes = new Map();
const rows = [];
for (const {label, entry, budget, adds, listLazy, only} of ENTRIES) {
  const chunks = await bundle({entry, name: basename(entry, '.ts'), only});
  const lazy = chunks.filter((chunk) => !chunk.isEntry && chunk.isDynamicEntry);
  const first = reach(chunks, [chunks.find((chunk) => chunk.isEntry)]);
  const opened = adds
    ? reach(
        chunks,
        lazy.filter((chunk) => adds.test(nameOf(chunk))),
      )
    : undefined;
  const counted = opened ? [...opened].filter((chunk) => !first.has(chunk)) : first;
  rows.push({label, entry, budget, ...(await measure(counted))});
  if (why === label.trim()) explain(counted);
  if (!listLazy) continue;
  for (const part of lazy) {
    const added = [...reach(chunks, [part])].filter((chunk) => !first.has(chunk));
    rows.push({label: '  loaded later', entry: nameOf(part), ...(await measure(added))});
  }
}
print(rows);

const over = rows.filter(({gzip, budget}) => gzip > budget);
for (const {label, gzip, budget} of over) {
  console.error(`${label}: ${gzip - budget} bytes over its budget of ${kilobytes(budget)} gzip.`);
}
process.exitCode = over.length ? 1 : 0;

/** The chunks that load with the given ones: what they import statically, directly or not. */
function reach(chunks, start) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reached = new Set();
  const visit = (chunk) => {
    if (!chunk || reached.has(chunk)) return;
    reached.add(chunk);
    for (const name of chunk.imports) visit(byName.get(name));
  };
  start.forEach(visit);
  return reached;
}

async function finalCode(chunk) {
  const code = finalCodes.get(chunk.code) ?? minifyAgain(chunk.code);
  finalCodes.set(chunk.code, code);
  return code;
}

async function measure(chunks) {
  const codes = await Promise.all([...chunks].map(async (chunk) => Buffer.from(await finalCode(chunk))));
  const sum = (size) => codes.reduce((total, code) => total + size(code), 0);
  return {
    raw: sum((code) => code.length),
    gzip: sum((code) => gzipSync(code, {level: 9}).length),
    brotli: sum((code) => brotliCompressSync(code).length),
  };
}

/** Prints the modules in the given chunks with their sizes before minification, largest first. */
function explain(chunks) {
  const modules = [...chunks].flatMap((chunk) => Object.entries(chunk.modules));
  modules.sort(([, one], [, other]) => other.renderedLength - one.renderedLength);
  for (const [id, {renderedLength}] of modules) {
    console.log(kilobytes(renderedLength).padStart(10), pathOf(id));
  }
  console.log();
}

function nameOf(chunk) {
  return chunk.facadeModuleId ? pathOf(chunk.facadeModuleId) : chunk.name;
}

function pathOf(id) {
  return id.replace(root, '').replace(/^.*node_modules\//, '');
}

function print(lines) {
  const table = [
    ['', 'entry', 'raw', 'gzip', 'brotli', 'budget'],
    ...lines.map((line) => [
      line.label,
      line.entry,
      ...[line.raw, line.gzip, line.brotli].map(kilobytes),
      line.budget ? `${kilobytes(line.budget)}${line.gzip > line.budget ? ' OVER' : ''}` : '',
    ]),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  const isText = (column) => column < 2;
  for (const cells of table) {
    const padded = cells.map((cell, column) =>
      isText(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
    );
    console.log(padded.join('  ').trimEnd());
  }
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(2)} kB`;
}
