// Writes a migration for what changed in src/db/schema.ts. drizzle-kit loads drizzle-orm from beside itself, but npm
// may install the one in the repository's root and the other in this workspace: then a copy of it works from here.
import {cpSync, existsSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const copy = join(here, 'node_modules', 'drizzle-kit');
if (existsSync(join(here, 'node_modules', 'drizzle-orm')) && !existsSync(copy)) {
  const installed = dirname(createRequire(import.meta.url).resolve('drizzle-kit'));
  cpSync(installed, copy, {recursive: true});
}
const bin = existsSync(copy)
  ? join(copy, 'bin.cjs')
  : join(here, '..', 'node_modules', 'drizzle-kit', 'bin.cjs');
const {status} = spawnSync(process.execPath, [bin, 'generate', ...process.argv.slice(2)], {
  cwd: here,
  stdio: 'inherit',
});
process.exit(status ?? 1);
