import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

/** The library whose elements the portal page shows: the files of its build for pages without a bundler. */
export interface Library {
  /** Why it cannot be used, in words that say what to do; `undefined` if it can. */
  problem(): string | undefined;
  /** The content of a file of the build. Only names that are in its folder lead to one. */
  read(name: string): Buffer | undefined;
}

export const ENTRY = 'paragon-elements.js';

/** The build in the installed package `paragon-elements`. It is looked at anew each time, as it may be made meanwhile. */
export const createLibrary = (folder = installedFolder()): Library =>
  Object.freeze({
    problem() {
      if (folder === undefined)
        return 'The portal is drawn by the package paragon-elements, which is not installed: run "npm install paragon-elements" and start the sandbox again.';
      return filesOf(folder).includes(ENTRY)
        ? undefined
        : 'The portal is drawn by the package paragon-elements, which is not built: run "npm run build" in its repository and load this page again.';
    },
    read: (name: string) =>
      folder !== undefined && filesOf(folder).includes(name) ? readFileSync(join(folder, name)) : undefined,
  });

function installedFolder(): string | undefined {
  try {
    // Not the file itself: the package may be there before it is built.
    const manifest = createRequire(import.meta.url).resolve('paragon-elements/package.json');
    return join(dirname(manifest), 'dist/cdn');
  } catch {
    return undefined;
  }
}

/** The modules that lie in the folder itself. Links are left out: they may lead elsewhere. */
function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, {withFileTypes: true})
      .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
      .map(({name}) => name);
  } catch {
    return [];
  }
}
