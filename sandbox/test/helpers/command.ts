import {spawn, type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {Json} from './client.js';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A sandbox in a process of its own, started as users start it. */
export interface Command {
  readonly child: ChildProcessWithoutNullStreams;
  readonly output: {out: string; error: string};
  /** Exit code; null if a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly firstLine: Promise<string>;
  /** The line of `--json`. */
  ready(): Promise<Json>;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

export function run(
  args: readonly string[],
  env: Record<string, string> = {},
  options: SpawnOptionsWithoutStdio = {},
): Command {
  // As with the tests themselves, optimizing the database would cost more than it gains.
  const child = spawn(process.execPath, ['--liftoff-only', '--import', 'tsx', main, ...args], {
    ...options,
    env: {...process.env, ...env},
  });
  const output = {out: '', error: ''};
  child.stdout.on('data', (data) => (output.out += String(data)));
  child.stderr.on('data', (data) => (output.error += String(data)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => output.out.includes('\n') && resolve(output.out.split('\n')[0]!));
    void ended.then(() => reject(new Error(output.error || 'It ended without a word.')));
  });
  firstLine.catch(() => undefined);
  return {
    child,
    output,
    ended,
    firstLine,
    ready: async () => JSON.parse(await firstLine),
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
