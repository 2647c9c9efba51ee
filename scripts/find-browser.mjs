/**
 * Finds a browser for the tests and, where it can, installs a missing one.
 *
 * Order: environment variable, Playwright's own browser, PATH and well-known places; then apt-get (Debian as root),
 * then `playwright install`. On the command line: `node scripts/find-browser.mjs chromium|firefox|webkit [--no-install]`.
 */
import {spawnSync} from 'node:child_process';
import {accessSync, constants, existsSync, readdirSync, readFileSync, realpathSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName */
/** @typedef {{executablePath: string, from: string}} FoundBrowser */

const env = process.env;
const windowsFolders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);

const BROWSERS = {
  chromium: {
    variables: ['CHROME_PATH', 'CHROMIUM_PATH', 'PUPPETEER_EXECUTABLE_PATH'],
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
    paths: [
      '/usr/bin/chromium',
      '/usr/bin/google-chrome',
      '/snap/bin/chromium',
      '/opt/google/chrome/chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      ...windowsFolders.map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
    ],
    packages: ['chromium'],
    fromPlaywright: true,
  },
  firefox: {
    variables: ['FIREFOX_PATH'],
    commands: ['firefox-esr', 'firefox'],
    paths: [
      '/usr/bin/firefox-esr',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      ...windowsFolders.map((folder) => join(folder, 'Mozilla Firefox/firefox.exe')),
    ],
    packages: ['firefox-esr'],
    // Playwright's Firefox is a patched build that does not speak WebDriver BiDi, by which the tests drive it.
    fromPlaywright: false,
  },
  webkit: {
    variables: ['MINIBROWSER_PATH'],
    commands: [],
    paths: [],
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
    fromPlaywright: false,
    // MiniBrowser alone cannot be driven: it takes the driver and, without a display, a virtual one.
    companions: env.DISPLAY || env.WAYLAND_DISPLAY ? ['WebKitWebDriver'] : ['WebKitWebDriver', 'Xvfb'],
  },
};

/**
 * Finds a browser, or installs it.
 *
 * @param {BrowserName} name
 * @param {{install?: boolean}} [options] With `install: false` nothing is installed and a missing browser is `null`.
 * @returns {Promise<FoundBrowser | null>}
 * @throws {Error} with the remedy, when there is no such browser and installing it failed
 */
export async function findBrowser(name, {install = true} = {}) {
  const browser = BROWSERS[name];
  if (!browser) throw new Error(`Unknown browser "${name}": use ${Object.keys(BROWSERS).join(', ')}.`);
  const found = fromEnvironment(browser) ?? (await fromPlaywright(name)) ?? fromSystem(name);
  if (found || !install) return found ?? null;
  const installed = installFromDebian(name) ?? (await installFromPlaywright(name));
  if (installed) return installed;
  throw new Error(
    `No ${name} found. Set ${browser.variables[0]} to its executable, or install it with your system's package ` +
      `manager (Debian: apt-get install ${browser.packages.join(' ')}).`,
  );
}

/**
 * Chromium for tests that nobody watches: its shell without a user interface, which is lighter, where it is or can be
 * installed; else Chromium. A browser that the environment names wins.
 *
 * @returns {Promise<FoundBrowser | null>}
 */
export async function findHeadlessChromium() {
  const shell = 'chromium-headless-shell';
  const isChosen = BROWSERS.chromium.variables.some((variable) => env[variable]);
  if (isChosen || !ensureCommands({[shell]: shell})) return findBrowser('chromium');
  return {executablePath: findCommand(shell), from: 'PATH'};
}

/** A path that the user has set must be right; falling through to another browser would hide the mistake. */
function fromEnvironment(browser) {
  const variable = browser.variables.find((candidate) => env[candidate]);
  if (!variable) return undefined;
  if (!isExecutable(env[variable]))
    throw new Error(`${variable}=${env[variable]} is not an executable file.`);
  return {executablePath: env[variable], from: variable};
}

async function fromPlaywright(name) {
  if (!BROWSERS[name].fromPlaywright) return undefined;
  try {
    const playwright = await import('playwright-core');
    const path = (playwright.default ?? playwright)[name].executablePath();
    // A downloaded browser may lack system libraries: only one that starts counts.
    if (existsSync(path) && run(path, ['--version'], 20_000))
      return {executablePath: path, from: 'playwright'};
  } catch {
    // Playwright is not installed or has no browser for this platform: look elsewhere.
  }
  return undefined;
}

function fromSystem(name) {
  const browser = BROWSERS[name];
  if (!(browser.companions ?? []).every(findCommand)) return undefined;
  const command = browser.commands.map(findCommand).find(Boolean);
  if (command) return {executablePath: command, from: 'PATH'};
  const path = [...browser.paths, ...(name === 'webkit' ? miniBrowserPaths() : [])].find(isExecutable);
  return path && {executablePath: path, from: 'well-known path'};
}

function installFromDebian(name) {
  if (!installPackages(BROWSERS[name].packages)) return undefined;
  const found = fromSystem(name);
  return found && {...found, from: 'apt-get install'};
}

/** Installs Debian packages, where that is possible: on Debian as root. */
function installPackages(packages) {
  if (!isDebian() || process.getuid?.() !== 0) return false;
  console.error(`Installing ${packages.join(', ')} with apt-get …`);
  const waitForLock = ['-o', 'DPkg::Lock::Timeout=300'];
  run('apt-get', [...waitForLock, 'update'], 180_000);
  return run('apt-get', [...waitForLock, 'install', '-y', '--no-install-recommends', ...packages], 600_000);
}

/**
 * Finds commands that are no browsers and, where it can, installs their Debian packages.
 *
 * @param {Record<string, string>} commands their packages, by command
 * @returns {boolean} whether all are there
 */
export function ensureCommands(commands) {
  const missing = Object.entries(commands).filter(([command]) => !findCommand(command));
  if (missing.length) installPackages(missing.map(([, debianPackage]) => debianPackage));
  return Object.keys(commands).every(findCommand);
}

async function installFromPlaywright(name) {
  if (!BROWSERS[name].fromPlaywright) return undefined;
  console.error(`Installing ${name} with Playwright …`);
  run('npx', ['--no-install', 'playwright', 'install', '--no-shell', name], 300_000);
  const found = await fromPlaywright(name);
  return found && {...found, from: 'playwright install'};
}

/** MiniBrowser is no command: it lies in the library folder of its WebKitGTK version. */
function miniBrowserPaths() {
  const libraries = ['/usr/lib', '/usr/libexec', '/usr/lib64'].filter((folder) => existsSync(folder));
  const folders = libraries.flatMap((folder) => [
    folder,
    ...readdirSync(folder)
      .filter((entry) => entry.includes('linux-gnu'))
      .map((entry) => join(folder, entry)),
  ]);
  const versions = ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'];
  return folders.flatMap((folder) => versions.map((version) => join(folder, version, 'MiniBrowser')));
}

function findCommand(command) {
  const file = process.platform === 'win32' ? `${command}.exe` : command;
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, file))
    .find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Runs a command quietly (with `FIND_BROWSER_DEBUG` in full view) and tells whether it succeeded. */
function run(command, args, timeout) {
  const stdio = env.FIND_BROWSER_DEBUG ? 'inherit' : 'ignore';
  const options = {stdio, timeout, env: {...env, DEBIAN_FRONTEND: 'noninteractive'}};
  return spawnSync(command, args, options).status === 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const found = await findBrowser(process.argv[2] ?? 'chromium', {
      install: !process.argv.includes('--no-install'),
    });
    console.log(found ? `${found.executablePath} (${found.from})` : 'not found');
    process.exitCode = found ? 0 : 1;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
