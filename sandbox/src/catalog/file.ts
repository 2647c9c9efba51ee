import {execFile} from 'node:child_process';
import {readFile, stat} from 'node:fs/promises';
import {extname, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {StartError} from '../errors.js';
import {endOfSense} from './json-place.js';

/** Reads a catalogue file: JSON, or a module whose default export is the catalogue. What it holds is not checked. */
export async function readCatalogFile(file: string): Promise<unknown> {
  const path = resolve(file);
  const extension = extname(path).toLowerCase();
  if (!['.json', '.js', '.mjs'].includes(extension))
    throw badFile(file, 'its name must end in .json, .js or .mjs.');
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw badFile(file, cause.code === 'ENOENT' ? 'there is no such file.' : cause.message, cause);
  });
  if (!found.isFile()) throw badFile(file, 'it is a folder, not a file.');
  return extension === '.json' ? readJson(file, path) : readModule(file, path);
}

async function readJson(file: string, path: string): Promise<unknown> {
  const content = await readFile(path, 'utf8').catch((cause: Error) => {
    throw badFile(file, cause.message, cause);
  });
  const text = content.replace(/^\ufeff/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const before = text.slice(0, endOfSense(text)).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    throw badFile(file, `it is not valid JSON from line ${before.length}, column ${column} on.`, cause);
  }
}

async function readModule(file: string, path: string): Promise<unknown> {
  let module: {default?: unknown};
  try {
    module = (await import(pathToFileURL(path).href)) as {default?: unknown};
  } catch (cause) {
    const place =
      placeIn(path, cause instanceof Error ? cause.stack : undefined) ?? (await placeByCheck(path));
    const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    const isScript = cause instanceof SyntaxError && /\b(export|import statement)\b/.test(cause.message);
    const advice = isScript && path.endsWith('.js') ? ' Modules are named .mjs.' : '';
    throw badFile(file, `${place ? `${place}: ` : ''}${message}${advice}`, cause);
  }
  if (module.default === undefined) throw badFile(file, 'it has no default export.');
  return module.default;
}

/** Line and column that a trace names for a module. */
function placeIn(path: string, trace = ''): string | undefined {
  const found = [pathToFileURL(path).href, path]
    .map((name) => /^:(\d+)(?::(\d+))?/.exec(trace.split(name)[1] ?? ''))
    .find(Boolean);
  return found ? `line ${found[1]}${found[2] ? `, column ${found[2]}` : ''}` : undefined;
}

/** The error of an import does not say where the syntax is wrong; a check of the file does. */
const placeByCheck = (path: string) =>
  new Promise<string | undefined>((resolve) => {
    execFile(process.execPath, ['--check', path], {timeout: 5000}, (_error, _out, trace) =>
      resolve(placeIn(path, trace)),
    );
  });

const badFile = (file: string, reason: string, cause?: unknown) =>
  new StartError('bad-catalog', `The catalogue ${file} cannot be read: ${reason}`, {cause});
