/** `npm run bench`: see docs/benchmark.md, or `--help`. */
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {join, resolve} from 'node:path';
import {root} from '../../scripts/run.mjs';
import {versionOf, worseFigures} from './compare.js';
import {official, ours, vaadin} from './contestants.js';
import {FigureBook, growthOf} from './figures.js';
import {groups} from './groups/index.js';
import {openLab, type Group, type Lab} from './lab.js';
import {readOptions, usage, UsageError, type BenchOptions} from './options.js';
import {toHtml, type GroupResult, type Results} from './report.js';
import {growthRows, labelOf, ratioText, rowsOf, toText} from './table.js';

const names = groups.map(({name}) => name);

try {
  const options = readOptions(process.argv.slice(2), names);
  if (options.help) console.log(usage(names));
  else await bench(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function bench(options: BenchOptions): Promise<void> {
  const chosen = groupsFor(options);
  const subject = ours('ours', root);
  const others = options.compare === undefined ? [official(), vaadin()] : [versionOf(options.compare)];
  const lab = await openLab(options, [subject, ...others], subject);
  const results: GroupResult[] = [];
  try {
    for (const group of chosen) results.push(await measure(lab, group));
    write(options.out, {circumstances: circumstancesOf(lab), groups: results});
  } finally {
    await lab.close();
  }
  if (options.compare !== undefined) judge(results, options, options.compare);
}

function groupsFor({only, compare}: BenchOptions): readonly Group[] {
  const wanted = only.length ? groups.filter(({name}) => only.includes(name)) : groups;
  if (compare === undefined) return wanted;
  const possible = wanted.filter(({hasVersions = true}) => hasVersions);
  if (!possible.length)
    throw new UsageError(`${only.join(', ')} is nothing that two versions can be compared by.`);
  return possible;
}

async function measure(lab: Lab, group: Group): Promise<GroupResult> {
  const {name, title} = group;
  const book = new FigureBook(name);
  const begin = performance.now();
  await group.measure(lab, book);
  const figures = book.figures(lab.subject.name);
  const growth = growthOf(figures);
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  console.log(`\n${name}: ${title} (${seconds} s)\n\n${toText(rowsOf(figures))}`);
  if (growth.length) console.log(`\n${toText(growthRows(growth))}`);
  return {name, title, figures, growth};
}

function circumstancesOf({browser, options: {rounds, quick}}: Lab): Results['circumstances'] {
  const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {version: string};
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    version,
    commit: execFileSync('git', ['describe', '--always', '--dirty'], {cwd: root, encoding: 'utf8'}).trim(),
    browser: browser.version(),
    node: process.version,
    processor: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}`,
    rounds,
    quick,
  };
}

function write(out: string, results: Results): void {
  const folder = resolve(root, out);
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(join(folder, 'index.html'), toHtml(results));
  console.log(`\nWritten: ${out}/results.json, ${out}/index.html`);
}

/** Fails the run for what has become worse. */
function judge(results: readonly GroupResult[], {threshold}: BenchOptions, ref: string): void {
  const worse = results.flatMap(({figures}) => worseFigures(figures, 'ours', threshold));
  const part = `${(threshold * 100).toFixed(0)} %`;
  if (!worse.length) {
    console.log(`\nNothing is worse than in ${ref} by more than ${part}.`);
    return;
  }
  console.error(`\nWorse than in ${ref} by more than ${part}:`);
  for (const figure of worse) {
    const [ratio] = figure.ratios;
    console.error(
      `- ${figure.group}, ${labelOf(figure)}: ${ratio ? ratioText(ratio) : 'there was none before'}`,
    );
  }
  process.exitCode = 1;
}
