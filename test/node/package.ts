import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** The root of the repository, which is the root of the package too. */
export const root = new URL('../../', import.meta.url);

export interface PackageJson {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | {readonly types: string; readonly default?: string}>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly sideEffects: readonly string[];
  readonly files: readonly string[];
}

export const packageJson = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as PackageJson;

export const pathOf = (relative: string): string => fileURLToPath(new URL(relative, root));
