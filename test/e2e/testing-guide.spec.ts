import {mkdirSync, renameSync, writeFileSync} from 'node:fs';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {join} from 'node:path';
import {blocksOf} from '../helpers/guide-test.js';

// The guide's own tests, word for word; only the package is the one of this repository, and the page is served.
const example = blocksOf('ts').find((code) => code.includes("'paragon-sandbox/playwright'"));
if (!example) throw new Error('docs/testing.md has no example for Playwright.');
const folder = fileURLToPath(new URL('../../.cache/testing-guide/', import.meta.url));
mkdirSync(folder, {recursive: true});
const file = join(folder, 'example.ts');
// Several workers may be here at once; none may read a file that is half written.
const draft = join(folder, `example-${process.pid}`);
writeFileSync(draft, example.replace("'paragon-sandbox/playwright'", "'../../test/helpers/guide-test.js'"));
renameSync(draft, file);
await import(pathToFileURL(file).href);
