import {defineConfig} from '@playwright/test';
import {findHeadlessChromium} from './scripts/find-browser.mjs';

// Ports of their own, so that the tests run beside a running `npm start`; other ones for a second run beside the first.
const offset = Number(process.env.E2E_PORT_OFFSET ?? 0);
const ports = {sandbox: 4500 + offset, outside: 4501 + offset, demo: 5273 + offset};
const demo = `http://localhost:${ports.demo}`;

process.env.E2E_SANDBOX_URL ??= `http://localhost:${ports.sandbox}`;
process.env.E2E_OUTSIDE_URL ??= `http://localhost:${ports.outside}`;
process.env.E2E_DEMO_URL ??= demo;

const chromium = await findHeadlessChromium();

/**
 * Chromium starts two processes for suggestions below the address bar with every window, and heeds one
 * `--disable-features` only, so this one repeats Playwright's.
 */
const disableFeatures = `--disable-features=${[
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'DialMediaRouteProvider'],
  ...['GlobalMediaControls', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'BlockOriginHeaderModificationOnRedirect'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'Translate', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'AimEnabled'],
].join(',')}`;

/**
 * A page that comes from the test itself is not one of this computer to the browser, which asks before it may call the
 * sandbox here.
 */
const pageOfTheTest = {permissions: ['local-network-access']};

export default defineConfig({
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A browser that a busy machine holds up for seconds is nobody's fault; what fails twice is. Named at the end.
  retries: 1,
  // These judge nothing: they end a test that hangs. What has to be fast has a limit of its own in its test.
  timeout: 90_000,
  expect: {timeout: 20_000},
  reporter: 'list',
  use: {
    baseURL: demo,
    browserName: 'chromium',
    launchOptions: {executablePath: chromium?.executablePath, args: [disableFeatures]},
    // Its snapshots of the page are there to look at. Filming every window besides takes a third of the time.
    trace: {mode: 'on-first-retry', screenshots: false},
  },
  projects: [
    {name: 'e2e', testDir: 'test/e2e', dependencies: ['library']},
    {name: 'faults', testDir: 'test/faults'},
    {name: 'library', testDir: 'test/conformance', testMatch: 'library.setup.ts'},
    {
      name: 'conformance',
      testDir: 'test/conformance',
      dependencies: ['library'],
      teardown: 'conformance-complete',
      use: pageOfTheTest,
    },
    {
      // When all of the former has passed: was everything called?
      name: 'conformance-complete',
      testDir: 'test/conformance',
      testMatch: 'facade.teardown.ts',
      use: pageOfTheTest,
    },
  ],
  webServer: {
    command: [
      'node scripts/start.mjs --memory --quiet',
      `--port ${ports.sandbox} --outside-port ${ports.outside} --demo-port ${ports.demo}`,
    ].join(' '),
    url: demo,
    timeout: 120_000,
    reuseExistingServer: false,
    // Without it the ports may still be taken when the tests run again at once.
    gracefulShutdown: {signal: 'SIGTERM', timeout: 5000},
    stdout: 'pipe',
  },
});
