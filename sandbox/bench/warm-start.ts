import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** How the command can be started; what is not built cannot. */
export const waysToStart = [
  {name: 'built', args: [at('../dist/main.js')], isThere: existsSync(at('../dist/main.js'))},
  {name: 'tsx', args: ['--import', 'tsx', at('../src/main.ts')], isThere: true},
] as const;

/** Milliseconds from the start of the process to its line of addresses, in a data folder that was used before. */
export async function measureWarmStarts(args: readonly string[], times: number): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'paragon-bench-'));
  const found: number[] = [];
  for (let time = 0; time <= times; time++) {
    const milliseconds = await startOnce([...args, '--port', '0', '--data', folder, '--json']);
    if (time > 0) found.push(milliseconds);
  }
  await rm(folder, {recursive: true});
  return found;
}

function startOnce(args: string[]): Promise<number> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
  let milliseconds: number | undefined;
  child.stdout.once('data', () => {
    milliseconds = performance.now() - begin;
    child.kill();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      milliseconds === undefined ? reject(new Error(`It ended with code ${code}.`)) : resolve(milliseconds),
    );
  });
}
