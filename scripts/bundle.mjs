import {existsSync} from 'node:fs';
import {join} from 'node:path';
import minifyLiterals from '@lit-labs/rollup-plugin-minify-html-literals';
import {minify} from 'terser';
import {build} from 'vite';
import {root} from './run.mjs';

/**
 * Bundles one entry as the CDN serves it: an ES module in production mode, minified, nothing external, with
 * dynamically imported parts as chunks of their own.
 *
 * @param {{entry: string, name: string, outDir?: string, only?: readonly string[]}} options Without `outDir` nothing
 *   is written, and who measures a chunk minifies it again by `minifyAgain()`. What is written comes with source maps
 *   that hold their sources. `only` keeps some exports, as the bundle of an app does that uses no others.
 * @returns {Promise<import('vite').Rolldown.OutputChunk[]>}
 */
export async function bundle({entry, name, outDir, only}) {
  if (!existsSync(join(root, entry))) throw new Error(`${entry} does not exist.`);
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // nanostores and Lit ask for it; a page without a bundler has no `process`.
    define: {'process.env.NODE_ENV': '"production"'},
    plugins: [
      minifyTemplates(),
      ...(only ? [exportOnly(join(root, entry), only)] : []),
      ...(outDir ? [minifyAll()] : []),
    ],
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: false,
      write: outDir !== undefined,
      sourcemap: outDir !== undefined,
      lib: {entry: {[name]: only ? APP : join(root, entry)}, formats: ['es']},
      reportCompressedSize: false,
      rolldownOptions: {
        checks: {bundlerTimings: false, ineffectiveDynamicImport: false},
        // What the entry shares with a lazy chunk goes to a chunk of its own. Were it in the entry, the chunk would
        // import the entry, and a page that loads it as `paragon-elements.js?v=2` would get everything twice.
        preserveEntrySignatures: 'strict',
        output: {
          // `build.minify` keeps white space in ES libraries.
          minify: true,
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: {
            // What loads together is one file: it compresses better, and there is less to ask for.
            groups: [
              {debugName: 'base', name: (id, context) => (loadsFirst(id, context) ? `${name}-base` : null)},
            ],
          },
        },
      },
    },
  });
  return [result].flat().flatMap(({output}) => output.filter(({type}) => type === 'chunk'));
}

const APP = join(root, 'virtual-app.js');

/** An app that uses a few names of a module. */
function exportOnly(file, names) {
  return {
    name: 'export-only',
    enforce: 'pre',
    resolveId: (id) => (id === APP ? id : undefined),
    load: (id) => (id === APP ? `export {${names.join(', ')}} from ${JSON.stringify(file)};` : undefined),
  };
}

/** Minifies what stands in `html` and `css` templates. Before all others, as it reads the source as it was written. */
function minifyTemplates() {
  return {
    ...minifyLiterals({include: ['src/**/*.ts'], failOnError: true}),
    enforce: 'pre',
  };
}

/** Finds what the bundler's own, fast minifier leaves: a fiftieth of what a page downloads. */
export async function minifyAgain(code) {
  const result = await minify(code, MINIFY);
  return result.code ?? code;
}

const MINIFY = {module: true, ecma: 2020, compress: {passes: 3}};

const minifyAll = () => ({
  name: 'minify-again',
  async generateBundle(_options, files) {
    for (const chunk of Object.values(files).filter(({type}) => type === 'chunk')) {
      // What only imports has none.
      const asset = files[`${chunk.fileName}.map`];
      const sourceMap = asset && {
        content: asset.source,
        includeSources: true,
        filename: chunk.fileName,
        url: asset.fileName,
      };
      const {code, map} = await minify(chunk.code, {...MINIFY, ...(sourceMap && {sourceMap})});
      chunk.code = code;
      if (asset) asset.source = map;
    }
  },
});

/** Whether a module loads with the entry: it is imported statically all the way. */
function loadsFirst(id, context, seen = new Set()) {
  if (seen.has(id)) return false;
  seen.add(id);
  const {isEntry, importers} = context.getModuleInfo(id);
  return isEntry || importers.some((importer) => loadsFirst(importer, context, seen));
}
