import assert from 'node:assert/strict';
import {after, before, test as nodeTest} from 'node:test';
import puppeteer, {type Browser, type BrowserContext, type Page} from 'puppeteer-core';
import {freePorts, startDemo} from '../../scripts/demo.mjs';
import {startDesktop} from '../../scripts/desktop.mjs';
import {findBrowser} from '../../scripts/find-browser.mjs';

// What a closed window and one that a provider's page has cut off have in common is `closed`; what tells them apart is
// where the focus is. That can only be tried with real windows.

let demo: Awaited<ReturnType<typeof startDemo>>;
let desktop: Awaited<ReturnType<typeof startDesktop>>;
let browser: Browser;
let users = 0;
/** A window that has not come by then will not come, in milliseconds. */
const PATIENCE = 30_000;

before(async () => {
  const [port, outsidePort, demoPort] = (await freePorts(3)) as [number, number, number];
  demo = await startDemo({port, outsidePort, demoPort});
  desktop = await startDesktop();
  const chromium = await findBrowser('chromium');
  browser = await puppeteer.launch({
    executablePath: chromium?.executablePath,
    headless: false,
    // Its handler would keep a process alive that is to end.
    handleSIGTERM: false,
    defaultViewport: null,
    args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--window-size=1000,800'],
    env: {...process.env, DISPLAY: desktop.display},
  });
});

after(async () => {
  // Whatever state it is in, it must not hold up the end.
  browser?.process()?.kill('SIGKILL');
  desktop?.stop();
  await demo?.stop();
});

attempt('a window that the provider cuts off is waited for, and its result arrives', async () => {
  const {page, popup} = await openPopup('HubSpot');
  await popup.locator('button ::-p-text(Robin Vega)').click();
  await popup.waitForSelector('button[value=allow]');
  assert.equal(await page.evaluate(() => document.hasFocus()), false, 'the provider has the focus');
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await seen(page, 'Sign in to HubSpot in the window');
  await popup.click('button[value=allow]').catch(() => undefined);
  await seen(page, 'HubSpot is connected');
});

attempt(
  'back on our page while the window is cut off: asked, not judged; opened again, it connects',
  async () => {
    const {page, popup} = await openPopup('HubSpot');
    await popup.waitForSelector('button.person');
    // Long enough to notice the cut.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await page.bringToFront();
    await seen(page, 'Is the HubSpot window still open?');
    const again = nextPopup(page.browserContext());
    await page.locator('::-p-aria(Open again (opens a new window))').click();
    await allow(await again);
    await seen(page, 'HubSpot is connected');
  },
);

attempt('a window that the user closes is noticed within two seconds', async () => {
  const {page, popup} = await openPopup('Slack');
  await popup.waitForSelector('button.person');
  const start = Date.now();
  await popup.close();
  await seen(page, 'The sign-in window was closed');
  const elapsed = Date.now() - start;
  assert.ok(elapsed < 2500, `${elapsed} ms`);
});

/**
 * Real windows on a busy machine: what fails is tried once more on a page of its own, and said. Each try has its time, so
 * that nothing waits for a window for ever.
 */
function attempt(title: string, body: () => Promise<void>): void {
  const tooLate = () =>
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('It took longer than a minute.')), 60_000).unref();
    });
  nodeTest(title, async (t) => {
    try {
      await Promise.race([body(), tooLate()]);
    } catch (error) {
      t.diagnostic(`tried again after: ${String(error)}`);
      // A window that is left over may have the focus.
      const contexts = browser.browserContexts().filter((one) => one !== browser.defaultBrowserContext());
      await Promise.all(contexts.map((context) => context.close()));
      await Promise.race([body(), tooLate()]);
    }
  });
}

/** A page of a new user with the portal open, and the provider's window that its button opens. */
async function openPopup(name: string): Promise<{page: Page; popup: Page}> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await context.setCookie({name: 'demo_user', value: `desktop-${++users}`, domain: 'localhost', path: '/'});
  await page.goto(`${demo.demoUrl}/plain.html`);
  await page.locator(`#catalogue >>> button[data-type=${name.toLowerCase()}]`).click();
  const popup = nextPopup(context);
  await page.locator(`::-p-aria(Connect ${name})`).click();
  return {page, popup: await popup};
}

/** The next window of these that opens. */
async function nextPopup(context: BrowserContext): Promise<Page> {
  const known = new Set(context.targets());
  const target = await context.waitForTarget((one) => one.type() === 'page' && !known.has(one), {
    timeout: PATIENCE,
  });
  const popup = await target.page();
  assert.ok(popup, 'the window is a page');
  return popup;
}

async function allow(popup: Page): Promise<void> {
  await popup.locator('button ::-p-text(Robin Vega)').click();
  await popup.locator('button[value=allow]').click();
}

const seen = (page: Page, text: string) => page.waitForSelector(`::-p-text(${text})`, {timeout: PATIENCE});
