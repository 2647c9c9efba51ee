import {cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {createServer, type Plugin, type ViteDevServer} from 'vite';
import {createBackend, pageHeaders} from '../../scripts/demo-server.mjs';
import {root} from '../../scripts/run.mjs';
import {sourceAlias} from '../../scripts/source-alias.mjs';
import {OUTSIDE_URL, SANDBOX_URL} from '../helpers/addresses.js';
import {expect, test} from '../helpers/demo-test.js';
import {approve} from '../helpers/provider-pages.js';

// A developer changes the page while it is open: Vite exchanges the component, and the elements in it go on.

let folder = '';
let server: ViteDevServer;

test.beforeAll(async () => {
  const parent = join(root, '.cache');
  mkdirSync(parent, {recursive: true});
  folder = mkdtempSync(join(parent, 'hot-reload-'));
  for (const path of ['vue', 'product.ts', 'demo.css']) {
    const isSource = (source: string) => !source.endsWith('node_modules');
    cpSync(join(root, 'demo', path), join(folder, path), {recursive: true, filter: isSource});
  }
  // What the demo's own inherits lies elsewhere.
  writeFileSync(join(folder, 'vue/tsconfig.json'), '{}');
  // A build of another test in this process may have left its own.
  process.env['NODE_ENV'] = 'development';
  server = await startVite();
});
test.afterAll(async () => {
  await server?.close();
  rmSync(folder, {recursive: true, force: true});
});

test('a component is changed while a portal is open: the portal stays, and connects', async ({
  page,
  user,
  origins,
}) => {
  const {port} = server.httpServer?.address() as AddressInfo;
  origins.add(`http://localhost:${port}`);
  await page.goto(`http://localhost:${port}/vue/`);
  await page.evaluate(() => (document.hasFocus = () => false));
  const slack = page.locator('#slack');
  await slack.getByRole('button', {name: `Use Slack as ${user}`}).click();
  const portal = page.getByRole('dialog');
  await expect(portal.getByRole('button', {name: 'Connect Slack'})).toBeVisible();
  await page.evaluate(() => Object.assign(window, {isFirstLoad: true}));

  const component = join(folder, 'vue/App.vue');
  const source = readFileSync(component, 'utf8');
  writeFileSync(component, source.replace('Hear of it in Slack', 'Hear of it at once'));
  await expect(page.getByText('Hear of it at once')).toBeAttached();
  expect(await page.evaluate(() => 'isFirstLoad' in window)).toBe(true);

  const popup = page.waitForEvent('popup');
  await portal.getByRole('button', {name: 'Connect Slack'}).click();
  await approve(await popup);
  await expect(portal.getByText('Slack is connected').first()).toBeVisible();
  await expect(page.locator('#log')).toContainText('paragon-integration-install  slack');
});

/** The dev server of the Vue demo, with the product's back end. */
async function startVite(): Promise<ViteDevServer> {
  const answer = createBackend(SANDBOX_URL);
  const settings: Record<string, string> = {SANDBOX_URL, OUTSIDE_URL};
  const product: Plugin = {
    name: 'product',
    configureServer: ({middlewares}) => {
      middlewares.use((request, response, next) => {
        void answer(request, response).then((isAnswered) => isAnswered || next());
      });
    },
    transformIndexHtml: (html) => html.replace(/%(\w+)%/g, (_, name: string) => settings[name] ?? ''),
  };
  const started = await createServer({
    root: folder,
    configFile: join(folder, 'vue/vite.config.ts'),
    cacheDir: join(folder, '.vite'),
    logLevel: 'warn',
    plugins: [product],
    resolve: {alias: sourceAlias},
    // What Vite finds out later, it would reload the page for.
    optimizeDeps: {noDiscovery: true, include: ['vue']},
    server: {
      port: 0,
      fs: {allow: [root]},
      headers: pageHeaders(SANDBOX_URL, {dev: true, pickerUrl: OUTSIDE_URL, framework: 'vue'}),
    },
  });
  return started.listen(0);
}
