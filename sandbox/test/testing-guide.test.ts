import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {tsImport} from 'tsx/esm/api';

// The tests that docs/testing.md shows for use in process, word for word; only the package is the one of this repository.
const guide = await readFile(new URL('../../docs/testing.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
const example = blocks.find((code) => code.includes("'node:test'"));
if (!example) throw new Error('docs/testing.md has no example for node:test.');
const file = join(await mkdtemp(join(tmpdir(), 'paragon-guide-')), 'example.mts');
const index = new URL('../src/index.ts', import.meta.url).href;
await writeFile(file, example.replace("'paragon-sandbox'", JSON.stringify(index)));
await tsImport(pathToFileURL(file).href, import.meta.url);
