/** `npm run screenshot`: takes the picture in the README from the running demo, in memory and on free ports. */
import {mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {chromium} from '@playwright/test';
import {freePorts, startDemo} from './demo.mjs';
import {findBrowser} from './find-browser.mjs';
import {root} from './run.mjs';

const FILE = 'docs/images/plain.png';

const {executablePath} = await findBrowser('chromium');
const [port, outsidePort, demoPort] = await freePorts(3);
const demo = await startDemo({port, outsidePort, demoPort});
const browser = await chromium.launch({executablePath});
try {
  const page = await browser.newPage({
    viewport: {width: 1100, height: 760},
    deviceScaleFactor: 2,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(`${demo.demoUrl}/plain.html`);
  await page.getByRole('button', {name: 'Connect Slack'}).first().click();
  await page.getByRole('dialog').getByRole('button').first().waitFor();
  // Icons and the portal's own requests.
  await page.waitForLoadState('networkidle');
  mkdirSync(join(root, dirname(FILE)), {recursive: true});
  await page.screenshot({path: join(root, FILE)});
  console.log(FILE);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
  await demo.stop();
}
