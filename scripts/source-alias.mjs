import {join} from 'node:path';
import {root} from './run.mjs';

/** The demos import what a user of the package would, and get its source. */
export const sourceAlias = [
  {find: /^paragon-elements$/, replacement: join(root, 'src/index.ts')},
  {find: /^paragon-elements\/core$/, replacement: join(root, 'src/paragon.ts')},
  {find: /^paragon-elements\/define$/, replacement: join(root, 'src/define.ts')},
  {find: /^paragon-elements\/define\/(.+)$/, replacement: join(root, 'src/elements/$1/$1.define.ts')},
];
