import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../../scripts/run.mjs';
import {ours, type Contestant} from './contestants.js';
import type {Figure, Unit} from './figures.js';
import {UsageError} from './options.js';

const FOLDER = join(root, '.cache/bench');

/** What nobody notices is no change for the worse, however many times as large it is. */
const UNNOTICED: Readonly<Record<Unit, number>> = {bytes: 100, ms: 1, count: 0, 'per s': 0};

/** Of fewer values that differ, an interval says little. */
const ENOUGH = 9;

/** Another version of ours, built in a folder of its own, which is kept for the next time. */
export function versionOf(ref: string): Contestant {
  const commit = commitOf(ref);
  const folder = join(FOLDER, commit);
  if (!existsSync(join(folder, 'dist/cdn'))) {
    console.log(`Building ${ref} (${commit.slice(0, 9)}) in ${folder} …`);
    takeOut(commit, folder);
    addPackages(folder);
    runIn(folder, process.execPath, ['scripts/build.mjs']);
  }
  return ours(`ours@${ref}`, folder);
}

function commitOf(ref: string): string {
  const {status, stdout} = spawnSync('git', ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new UsageError(`git knows no version "${ref}".`);
  return stdout.trim();
}

/** Its files, without a trace in the repository. */
function takeOut(commit: string, folder: string): void {
  const partial = `${folder}.partial`;
  rmSync(partial, {recursive: true, force: true});
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(partial, {recursive: true});
  const archive = execFileSync('git', ['archive', commit], {cwd: root, maxBuffer: 2 ** 30});
  execFileSync('tar', ['-x', '-f', '-'], {cwd: partial, input: archive});
  renameSync(partial, folder);
}

/** Ours, where it has asked for the same ones. */
function addPackages(folder: string): void {
  const lockOf = (where: string) => readFileSync(join(where, 'package-lock.json'), 'utf8');
  if (lockOf(folder) === lockOf(root))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  else runIn(folder, 'npm', ['ci', '--no-audit', '--no-fund']);
}

function runIn(folder: string, command: string, args: readonly string[]): void {
  const {status, error} = spawnSync(command, args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status !== 0)
    throw new Error(
      `${command} ${args.join(' ')} has failed in ${folder}.${error ? ` ${error.message}` : ''}`,
    );
}

/**
 * The figures that have become worse by more than a part, such as 0.1 for a tenth: those whose interval lies beyond it as a
 * whole. What varies is judged from nine rounds on.
 */
export function worseFigures(figures: readonly Figure[], subject: string, threshold: number): Figure[] {
  return figures.filter((figure) => {
    const own = figure.contestants[subject];
    const [before] = Object.entries(figure.contestants).flatMap(([name, values]) =>
      name === subject ? [] : [values],
    );
    if (!own || !before) return false;
    const varies = [own, before].some(({p10, p90}) => p10 !== p90);
    if (varies && Math.min(own.n, before.n) < ENOUGH) return false;
    if (Math.abs(own.p50 - before.p50) <= UNNOTICED[figure.unit]) return false;
    const [ratio] = figure.ratios;
    // A multiple of nothing: there is something now where there was nothing.
    if (!ratio) return own.p10 > UNNOTICED[figure.unit];
    return figure.unit === 'per s' ? ratio.high < 1 / (1 + threshold) : ratio.low > 1 + threshold;
  });
}
