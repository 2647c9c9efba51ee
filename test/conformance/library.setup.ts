import {test as setup} from '@playwright/test';
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {bundle} from '../../scripts/bundle.mjs';
import {root} from '../../scripts/run.mjs';

setup('the library is built, which the portal page of the sandbox shows', async () => {
  setup.setTimeout(120_000);
  const outDir = join(root, 'dist/cdn');
  rmSync(outDir, {recursive: true, force: true});
  await bundle({entry: 'src/define.ts', name: 'paragon-elements', outDir});
});
