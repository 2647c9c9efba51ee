import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';
import {build, type Rolldown} from 'vite';

/** A file as a page asks for it. */
export interface ServedFile {
  readonly name: string;
  readonly body: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

/**
 * Bundles a few lines of code as an app does: minified, in production mode, what is imported dynamically in chunks of its
 * own. The entry is `main.js`.
 *
 * @param root The folder from which packages are found.
 */
export const bundleApp = (code: string, root: string): Promise<ServedFile[]> =>
  bundle(join(root, 'bench-entry.js'), root, code);

async function bundle(entry: string, root: string, code?: string): Promise<ServedFile[]> {
  const result = (await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: {'process.env.NODE_ENV': '"production"'},
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id: string) => (id === entry && code !== undefined ? id : undefined),
        load: (id: string) => (id === entry ? code : undefined),
      },
    ],
    build: {
      target: 'es2022',
      write: false,
      // Else Vite adds code of its own that fetches chunks ahead; it is no contestant's.
      lib: {entry: {main: entry}, formats: ['es']},
      reportCompressedSize: false,
      rolldownOptions: {
        // An app exports nothing: what the entry shares with its chunks may stay in it.
        preserveEntrySignatures: false,
        checks: {bundlerTimings: false, ineffectiveDynamicImport: false},
        output: {
          // `build.minify` keeps white space in ES libraries.
          minify: true,
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  })) as Rolldown.RolldownOutput[];
  return result
    .flatMap(({output}) => output)
    .filter((file) => file.type === 'chunk')
    .map(({fileName, code: text}) => served(fileName, text));
}

/** Bundles a module of the folder `page`, with what it imports, into one file. */
export async function bundlePageModule(name: string): Promise<ServedFile> {
  const path = fileURLToPath(new URL(`page/${name}.ts`, import.meta.url));
  const [file] = await bundle(path, dirname(path));
  if (!file) throw new Error(`${name} is empty.`);
  return served(`${name}.js`, file.body);
}

/** A file with what is sent of it, compressed as much as a server does that does it once; at first need. */
export function served(name: string, content: string | Buffer): ServedFile {
  const body = Buffer.from(content);
  let gzip: Buffer | undefined;
  let brotli: Buffer | undefined;
  return {
    name,
    body,
    get gzip() {
      return (gzip ??= gzipSync(body, {level: 9}));
    },
    get brotli() {
      return (brotli ??= brotliCompressSync(body, {params: {[constants.BROTLI_PARAM_QUALITY]: 11}}));
    },
  };
}
