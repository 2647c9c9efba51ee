// Node 20 reads no TypeScript, and a loader costs each process about two seconds of a processor: too much for one per file.
import {mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {transform} from 'esbuild';

const sandbox = dirname(dirname(fileURLToPath(import.meta.url)));
const output = join(sandbox, '.cache/tests');

/**
 * Compiles the tests and what they test, file by file. Each still counts as lying where its source lies, so that it
 * finds what it reads and what it starts there.
 *
 * @returns {Promise<readonly string[]>} paths of the compiled test files
 */
export async function compileTests() {
  rmSync(output, {recursive: true, force: true});
  const sources = ['src', 'test', 'bench'].flatMap((folder) =>
    readdirSync(join(sandbox, folder), {recursive: true}).map((name) => join(folder, name)),
  );
  const modules = sources.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
  await Promise.all(modules.map(compile));
  return modules
    .filter((path) => path.endsWith('.test.ts'))
    .map(compiled)
    .sort();
}

async function compile(path) {
  const source = join(sandbox, path);
  const {code} = await transform(readFileSync(source, 'utf8'), {
    loader: 'ts',
    target: 'node20',
    sourcefile: source,
    sourcemap: 'inline',
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(source).href),
      'import.meta.filename': JSON.stringify(source),
    },
  });
  mkdirSync(dirname(compiled(path)), {recursive: true});
  writeFileSync(compiled(path), code);
}

function compiled(path) {
  return join(output, path.replace(/\.ts$/, '.js'));
}
