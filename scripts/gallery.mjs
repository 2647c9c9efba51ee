/**
 * `npm run gallery`: takes a picture of every state of the elements and writes one page to look through,
 * `gallery/index.html`. The demo runs in memory and on free ports. `-- --only combobox` takes the scenes whose name or
 * group holds the text, `-- --view narrow` the views whose name does; `-- --check` also has axe judge each, and looks for
 * what scrolls sideways.
 */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from '@playwright/test';
import {freePorts, startDemo} from './demo.mjs';
import {findBrowser} from './find-browser.mjs';
import {findingsOf} from './gallery/checks.mjs';
import {galleryPage} from './gallery/page.mjs';
import {scenes} from './gallery/scenes.mjs';
import {FIRST_SIZE, show, views} from './gallery/views.mjs';
import {root} from './run.mjs';

const FOLDER = join(root, 'gallery');

const wanted = argument('--only').toLowerCase();
const wantedViews = views.filter(({name}) => name.includes(argument('--view')));
const isChecked = process.argv.includes('--check');
const chosen = scenes
  .map((scene, index) => ({...scene, id: String(index + 1).padStart(3, '0')}))
  .filter(({group, name}) => `${group} ${name}`.toLowerCase().includes(wanted));

const {executablePath} = await findBrowser('chromium');
const [port, outsidePort, demoPort] = await freePorts(3);
const demo = await startDemo({port, outsidePort, demoPort});
const browser = await chromium.launch({executablePath});
rmSync(FOLDER, {recursive: true, force: true});
mkdirSync(FOLDER, {recursive: true});

const taken = [];
const failures = [];
const findings = [];
const queue = chosen.filter(({plan}) => !plan);
try {
  await Promise.all([work(), work()]);
  queue.push(...chosen.filter(({plan}) => plan));
  await work();
} finally {
  await browser.close();
  await demo.stop();
}
taken.sort((one, other) => one.id.localeCompare(other.id));
writeFileSync(join(FOLDER, 'index.html'), galleryPage(taken));
console.log(`${taken.length} scenes in gallery/index.html`);
for (const {group, name, error} of failures) console.error(`✗ ${group}: ${name}: ${error.message}`);
for (const finding of findings) console.error(`! ${finding}`);
process.exitCode = failures.length || findings.length ? 1 : 0;

function argument(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? '' : (process.argv[at + 1] ?? '');
}

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
async function take({id, group, name, open, plan, fullPage = false}) {
  const user = `gallery-${id}`;
  const context = await browser.newContext({viewport: FIRST_SIZE, reducedMotion: 'reduce'});
  await context.addCookies([{name: 'demo_user', value: user, url: demo.demoUrl}]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const before = plan && (await control('plan', {method: 'GET'}));
  try {
    if (plan) await control('plan', {method: 'PATCH', body: plan});
    await open({page, context, user, ...demo, control});
    const pictures = [];
    for (const view of wantedViews) {
      await show(page, view);
      const file = `${id}-${view.name}.png`;
      await page.screenshot({path: join(FOLDER, file), fullPage});
      pictures.push({view: view.name, file});
      if (!isChecked) continue;
      for (const text of await findingsOf(page, view))
        findings.push(`${group}: ${name}, ${view.name}: ${text}`);
    }
    return pictures;
  } finally {
    if (before) await control('plan', {method: 'PATCH', body: before});
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
