/**
 * `npm run gallery`: takes a picture of every state of the elements and writes one page to look through,
 * `gallery/index.html`. The demo runs in memory and on free ports. `-- --only combobox` takes the scenes whose name or
 * group holds the text.
 */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from '@playwright/test';
import {freePorts, startDemo} from './demo.mjs';
import {findBrowser} from './find-browser.mjs';
import {galleryPage} from './gallery/page.mjs';
import {scenes} from './gallery/scenes.mjs';
import {root} from './run.mjs';

const FOLDER = join(root, 'gallery');
const WIDE = {width: 900, height: 760};
const NARROW = {width: 320, height: 760};
const VIEWS = [
  {name: 'light', size: WIDE, media: {colorScheme: 'light'}},
  {name: 'dark', size: WIDE, media: {colorScheme: 'dark'}},
  {name: 'narrow', size: NARROW, media: {colorScheme: 'light'}},
  {name: 'right-to-left', size: WIDE, media: {colorScheme: 'light'}, dir: 'rtl'},
  {name: 'forced-colors', size: WIDE, media: {colorScheme: 'dark', forcedColors: 'active'}},
];
const AS_IT_IS = {colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce'};

const at = process.argv.indexOf('--only');
const wanted = at < 0 ? '' : (process.argv[at + 1] ?? '').toLowerCase();
const chosen = scenes.filter(({group, name}) => `${group} ${name}`.toLowerCase().includes(wanted));

const {executablePath} = await findBrowser('chromium');
const [port, outsidePort, demoPort] = await freePorts(3);
const demo = await startDemo({port, outsidePort, demoPort});
const browser = await chromium.launch({executablePath});
rmSync(FOLDER, {recursive: true, force: true});
mkdirSync(FOLDER, {recursive: true});

const taken = [];
const failures = [];
const queue = chosen.map((scene, index) => ({...scene, id: String(index + 1).padStart(3, '0')}));
try {
  await Promise.all([work(), work()]);
} finally {
  await browser.close();
  await demo.stop();
}
taken.sort((one, other) => one.id.localeCompare(other.id));
writeFileSync(join(FOLDER, 'index.html'), galleryPage(taken));
console.log(`${taken.length} scenes in gallery/index.html`);
for (const {group, name, error} of failures) console.error(`✗ ${group}: ${name}: ${error.message}`);
process.exitCode = failures.length ? 1 : 0;

async function work() {
  for (let scene = queue.shift(); scene; scene = queue.shift()) {
    try {
      taken.push({id: scene.id, group: scene.group, name: scene.name, pictures: await take(scene)});
    } catch (error) {
      failures.push({...scene, error});
    }
  }
}

/** Brings a page into the state of a scene and takes it in every view. */
async function take({id, open, fullPage = false}) {
  const user = `gallery-${id}`;
  const context = await browser.newContext({viewport: WIDE, reducedMotion: 'reduce'});
  await context.addCookies([{name: 'demo_user', value: user, url: demo.demoUrl}]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  try {
    await open({page, context, user, ...demo, control: (path, init) => control(path, init)});
    const pictures = [];
    for (const {name, size, media, dir = 'ltr'} of VIEWS) {
      await page.setViewportSize(size);
      await page.emulateMedia({...AS_IT_IS, ...media});
      await page.evaluate((value) => (document.documentElement.dir = value), dir);
      // Fonts, icons and what is laid out anew.
      await page.evaluate(
        () => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 80)),
      );
      const file = `${id}-${name}.png`;
      await page.screenshot({path: join(FOLDER, file), fullPage});
      pictures.push({view: name, file});
    }
    return pictures;
  } finally {
    await context.close();
  }
}

async function control(path, {method = 'POST', body} = {}) {
  const response = await fetch(`${demo.sandboxUrl}/_sandbox/${path}`, {
    method,
    body: body && JSON.stringify(body),
    headers: {'Content-Type': 'application/json'},
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
