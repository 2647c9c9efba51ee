import {test as setup} from '@playwright/test';
import {ensureCdn} from '../../scripts/cdn.mjs';

setup('the library is built, which the portal page of the sandbox shows', async () => {
  setup.setTimeout(120_000);
  await ensureCdn();
});
