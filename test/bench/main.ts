/** `npm run bench`: see docs/benchmark.md, or `--help`. */
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../../scripts/run.mjs';
import {official, ours, vaadin} from './contestants.js';
import {FigureBook, growthOf, type Figure} from './figures.js';
import {groups} from './groups/index.js';
import {openLab} from './lab.js';
import {readOptions, usage, UsageError, type BenchOptions} from './options.js';
import {growthRows, rowsOf, toText} from './table.js';

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
  const subject = ours('ours', root);
  const lab = await openLab(options, [subject, official(), vaadin()], subject);
  const figures: Figure[] = [];
  try {
    for (const group of groups) {
      if (options.only.length && !options.only.includes(group.name)) continue;
      const book = new FigureBook(group.name);
      const begin = performance.now();
      await group.measure(lab, book);
      const found = book.figures(subject.name);
      figures.push(...found);
      const seconds = ((performance.now() - begin) / 1000).toFixed(0);
      console.log(`\n${group.name}: ${group.title} (${seconds} s)\n\n${toText(rowsOf(found))}`);
      const growths = growthOf(found);
      if (growths.length) console.log(`\n${toText(growthRows(growths))}`);
    }
  } finally {
    await lab.close();
  }
  const folder = join(root, 'bench');
  mkdirSync(folder, {recursive: true});
  writeFileSync(
    join(folder, 'results.json'),
    `${JSON.stringify({figures, growth: growthOf(figures)}, undefined, 2)}\n`,
  );
}
