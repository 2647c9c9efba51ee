import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after} from 'node:test';
import {createPackageFromTarballData, type Package} from '@arethetypeswrong/core';
import {packageJson, pathOf} from './package.js';

/** What `npm publish` would send, as `npm pack` writes it. Run `npm run build` first. */
export function packTarball(): Uint8Array<ArrayBuffer> {
  const folder = temporaryFolder();
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const output = execFileSync('npm', args, {
    cwd: pathOf('.'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  const [{filename}] = JSON.parse(output) as [{readonly filename: string}];
  return new Uint8Array(readFileSync(join(folder, filename)));
}

/** The paths in a package and how to read them. */
export interface PackedFiles {
  readonly paths: readonly string[];
  read(path: string): string;
}

export function filesOf(tarball: Uint8Array): PackedFiles {
  const content: Package = createPackageFromTarballData(tarball);
  const folder = `/node_modules/${content.packageName}/`;
  return {
    paths: content.listFiles().map((path) => path.replace(folder, '')),
    read: (path) => content.readFile(folder + path),
  };
}

/**
 * Makes the folder of an app that has installed the package and its dependencies, and nothing else.
 *
 * @returns its path; it is removed after the tests of the file
 */
export function installedApp(files: PackedFiles): string {
  const app = temporaryFolder();
  const modules = join(app, 'node_modules');
  for (const path of files.paths) {
    const target = join(modules, packageJson.name, path);
    mkdirSync(dirname(target), {recursive: true});
    writeFileSync(target, files.read(path));
  }
  for (const name of Object.keys(packageJson.dependencies)) {
    mkdirSync(dirname(join(modules, name)), {recursive: true});
    symlinkSync(pathOf(`node_modules/${name}`), join(modules, name), 'junction');
  }
  writeFileSync(join(app, 'package.json'), JSON.stringify({name: 'app', type: 'module', private: true}));
  return app;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paragon-elements-'));
  after(() => rmSync(folder, {recursive: true}));
  return folder;
}
