import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../../scripts/run.mjs';
import {bundleApp, served, type ServedFile} from './bundles.js';

/** Scripts of a contestant: each makes a page that does something. */
export type ScriptName =
  /** The client as `window.paragon`, for a page without elements. */
  | 'client'
  /** The connect button. */
  | 'button'
  /** Everything that there is, and the client. */
  | 'all'
  /** All elements, as pages without a bundler load them. */
  | 'cdn'
  /** A list to choose from. */
  | 'combobox';

export interface Contestant {
  /** As it is named in the report. */
  readonly name: string;
  /** What it has; others cannot be measured with it. */
  readonly scripts: readonly ScriptName[];
  /** The files of a script, the entry first. */
  files(script: ScriptName): Promise<readonly ServedFile[]>;
}

/** One of our versions, built. @param folder The folder that holds its `dist` and `node_modules`. */
export function ours(name: string, folder: string): Contestant {
  const dist = join(folder, 'dist');
  if (!existsSync(join(dist, 'cdn')))
    throw new Error(`There is no ${join(dist, 'cdn')} to measure: run npm run build first.`);
  const at = (path: string) => join(dist, path);
  const importing = (...paths: string[]) =>
    paths.map((path) => `import ${JSON.stringify(at(path))};`).join(' ');
  const client = `import {paragon} from ${JSON.stringify(at('paragon.js'))}; window.paragon = paragon;`;
  const button = 'elements/connect/connect.define.js';
  const combobox = 'elements/combobox/combobox.define.js';
  const codes: Partial<Record<ScriptName, string>> = {
    client,
    button: `${client} ${importing(button)}`,
    // A version of long ago may not have it.
    ...(existsSync(at(combobox)) && {
      all: `${client} ${importing('define.js', combobox)}`,
      combobox: importing(combobox),
    }),
  };
  return contestant(name, folder, codes, {cdn: () => readCdn(join(dist, 'cdn'))});
}

/** Paragon's own SDK, as it comes from npm. */
export const official = (): Contestant =>
  contestant('official', root, {
    client: "import {paragon} from '@useparagon/connect'; window.paragon = paragon;",
  });

/** Another combobox for long lists. */
export const vaadin = (): Contestant => contestant('vaadin', root, {combobox: "import '@vaadin/combo-box';"});

function contestant(
  name: string,
  folder: string,
  codes: Partial<Record<ScriptName, string>>,
  further: Partial<Record<ScriptName, () => Promise<readonly ServedFile[]>>> = {},
): Contestant {
  const made = new Map<ScriptName, Promise<readonly ServedFile[]>>();
  const make = async (script: ScriptName) => {
    const code = codes[script];
    const read = further[script];
    if (code !== undefined) return bundleApp(code, folder);
    if (read) return read();
    throw new Error(`${name} has no ${script}.`);
  };
  return {
    name,
    scripts: [...Object.keys(codes), ...Object.keys(further)] as ScriptName[],
    files(script) {
      const files = made.get(script) ?? make(script);
      made.set(script, files);
      return files;
    },
  };
}

async function readCdn(folder: string): Promise<ServedFile[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const files = names.map((name) =>
    served(name === 'paragon-elements.js' ? 'main.js' : name, readFileSync(join(folder, name))),
  );
  return files.sort((one, other) => Number(other.name === 'main.js') - Number(one.name === 'main.js'));
}
