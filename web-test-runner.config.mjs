import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import {findBrowser} from './scripts/find-browser.mjs';
import {webkitLauncher, webkitViewportPlugin} from './scripts/webkit-launcher.mjs';
import {progressReporter, summaryReporter} from './scripts/wtr-summary.mjs';

// Unit tests lie beside their module. Chromium by default; BROWSERS=chromium,firefox,webkit for more.

const launchers = {
  chromium: (browser) =>
    chromeLauncher({concurrency: 1, puppeteer, launchOptions: {...browser, args: ['--no-sandbox']}}),
  firefox: (browser) =>
    chromeLauncher({concurrency: 1, puppeteer, launchOptions: {browser: 'firefox', ...browser}}),
  webkit: webkitLauncher,
};

async function launcherFor(name) {
  const {executablePath} = await findBrowser(name);
  return launchers[name]({executablePath});
}

/**
 * The page around each test file.
 *
 * nanostores reads `process.env.NODE_ENV`, which a page without a bundler lacks. An error in the console fails the
 * running test; a test that expects one replaces `console.error` for its time.
 */
const testPage = (testFramework) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Unit test</title>
    <script>
      globalThis.process = {env: {NODE_ENV: 'test'}};
      const consoleError = console.error;
      console.error = (...args) => {
        consoleError.apply(console, args);
        reportError(new Error('console.error: ' + args.map(String).join(' ')));
      };
    </script>
  </head>
  <body>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`;

const browserNames = (process.env.BROWSERS ?? 'chromium').split(',');
/**
 * Once is enough for these. Every input in every state is judged by axe, which is the same everywhere. The client's flows
 * run with windows and a service of the tests' own, and wait much.
 */
const ONCE = ['!src/**/input-states.test.ts', '!src/core/install-flow.test.ts', '!src/core/installs.test.ts'];

const summaryFile = process.env.TEST_SUMMARY_FILE;

export default {
  files: ['src/**/*.test.ts', ...(browserNames.includes('chromium') ? [] : ONCE)],
  nodeResolve: {exportConditions: ['browser', 'development']},
  // More than one page at a time takes the focus from each other and breaks typing.
  concurrency: 1,
  concurrentBrowsers: 2,
  browsers: await Promise.all(browserNames.map(launcherFor)),
  plugins: [
    // The target is fixed: "auto" leaves syntax in that the browsers do not have.
    esbuildPlugin({ts: true, tsconfig: 'tsconfig.json', target: 'es2022'}),
    webkitViewportPlugin(),
  ],
  reporters: [progressReporter(), ...(summaryFile ? [summaryReporter(summaryFile)] : [])],
  testRunnerHtml: testPage,
  testFramework: {config: {timeout: 8000}},
  filterBrowserLogs: ({args}) => !String(args[0]).startsWith('Lit is in dev mode'),
  coverageConfig: {include: ['src/**'], reporters: ['lcovonly', 'text-summary']},
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
};
