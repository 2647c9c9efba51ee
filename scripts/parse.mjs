/**
 * Checks that every script below a folder parses as a module: `node --experimental-vm-modules scripts/parse.mjs FOLDER`.
 * One process for all, as starting one for each takes minutes.
 */
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {SourceTextModule} from 'node:vm';

const [folder = '.'] = process.argv.slice(2);
for (const file of readdirSync(folder, {recursive: true}).filter((name) => name.endsWith('.js'))) {
  try {
    new SourceTextModule(readFileSync(join(folder, file), 'utf8'), {identifier: file});
  } catch (error) {
    console.error(`${file} does not parse: ${error.message}`);
    process.exitCode = 1;
  }
}
