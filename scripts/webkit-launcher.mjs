/**
 * Web Test Runner launcher for WebKitGTK's MiniBrowser, driven over W3C WebDriver without an npm dependency.
 *
 * The driver has one session, so files run one after the other (`concurrency: 1`). The keyboard and mouse commands of
 * `@web/test-runner-commands` work; for the viewport there is a command of our own, as theirs refuses this browser:
 * `executeServerCommand('webkit-set-viewport', {width, height})`.
 */
import {spawn} from 'node:child_process';
import {createServer} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';

/** Names of keys as tests write them, and the code points that WebDriver has for them. */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
};

const BUTTONS = {left: 0, middle: 1, right: 2};

/**
 * @param {{executablePath: string}} browser MiniBrowser, as `findBrowser('webkit')` gives it
 * @returns {import('@web/test-runner-core').BrowserLauncher}
 */
export function webkitLauncher({executablePath}) {
  const processes = createProcesses();
  /** @type {ReturnType<typeof openSession> | undefined} */
  let opening;
  /** @type {{id: string, url: string} | undefined} */
  let active;

  /** The one session, opened when it is first needed. */
  const session = () => (opening ??= openSession(executablePath, processes));
  const command = async (method, path, body) => (await session()).send(method, path, body);
  const perform = (actions) => command('POST', '/actions', {actions});
  const point = (...actions) =>
    perform([{type: 'pointer', id: 'mouse', parameters: {pointerType: 'mouse'}, actions}]);
  const moveTo = (x, y) => ({type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y)});
  const press = (button = 'left') => ({type: 'pointerDown', button: BUTTONS[button]});
  const release = (button = 'left') => ({type: 'pointerUp', button: BUTTONS[button]});

  const launcher = {
    name: 'WebKitGTK',
    type: 'webdriver',
    concurrency: 1,

    async initialize() {},

    async startSession(id, url) {
      const {version} = await session();
      launcher.name = `WebKitGTK ${version}`;
      active = {id, url};
      await command('POST', '/url', {url});
    },

    async stopSession() {
      active = undefined;
      await command('POST', '/url', {url: 'about:blank'});
      return {};
    },

    async stop() {
      try {
        if (opening) await command('DELETE', '');
      } catch {
        // The browser has gone already.
      }
      processes.end();
    },

    isActive: (id) => active?.id === id,
    getBrowserUrl: () => active?.url,
    async startDebugSession() {
      throw new Error('WebKitGTK has no debug mode here: run with BROWSERS=chromium.');
    },

    sendKeys: (id, keys) => perform([{type: 'key', id: 'keyboard', actions: keys.flatMap(keystroke)}]),
    sendMouseMove: (id, x, y) => point(moveTo(x, y)),
    sendMouseClick: (id, x, y, button) => point(moveTo(x, y), press(button), release(button)),
    sendMouseDown: (id, button) => point(press(button)),
    sendMouseUp: (id, button) => point(release(button)),
    resetMouse: () => point(release(), moveTo(0, 0)),

    /** Makes the page itself, not its window, as large as asked. */
    async setInnerSize({width, height}) {
      const script = 'return [innerWidth, innerHeight]';
      const [innerWidth, innerHeight] = await command('POST', '/execute/sync', {script, args: []});
      const outer = await command('GET', '/window/rect');
      await command('POST', '/window/rect', {
        width: width + outer.width - innerWidth,
        height: height + outer.height - innerHeight,
      });
    },
  };
  return launcher;
}

/** Web Test Runner plugin with the command `webkit-set-viewport`. */
export function webkitViewportPlugin() {
  return {
    name: 'webkit-viewport',
    async executeCommand({command, payload, session}) {
      if (command !== 'webkit-set-viewport') return undefined;
      await session.browser.setInnerSize?.(payload);
      return true;
    },
  };
}

function keystroke(key) {
  const value = KEYS[key] ?? key;
  return [
    {type: 'keyDown', value},
    {type: 'keyUp', value},
  ];
}

/** Starts display, driver and browser. */
async function openSession(executablePath, processes) {
  const environment = {
    ...process.env,
    // WebKit's own sandbox does not start as root or in a container.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    NO_AT_BRIDGE: '1',
  };
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY)
    environment.DISPLAY = await startDisplay(processes);

  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  await processes.start('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: environment,
    stdio: 'ignore',
  });
  await waitForDriver(base);

  const {sessionId, capabilities} = await request(base, 'POST', '/session', {
    capabilities: {
      alwaysMatch: {'webkitgtk:browserOptions': {binary: executablePath, args: ['--automation']}},
    },
  });
  return {
    version: capabilities.browserVersion,
    send: (method, path, body) => request(base, method, `/session/${sessionId}${path}`, body),
  };
}

/** Starts a virtual display on the first free number and returns its name, for example `:99`. */
async function startDisplay(processes) {
  const args = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const display = await processes.start('Xvfb', args, {stdio: ['ignore', 'pipe', 'ignore']});
  const number = await new Promise((resolve, reject) => {
    display.stdout.once('data', (data) => resolve(String(data).trim()));
    display.once('exit', () => reject(new Error('Xvfb ended before it had a display.')));
  });
  return `:${number}`;
}

async function waitForDriver(base) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request(base, 'GET', '/status');
    } catch (error) {
      if (attempt === 50) throw error;
      await sleep(100);
    }
  }
}

async function request(base, method, path, body = {}) {
  const response = await fetch(base + path, {
    method,
    headers: {'content-type': 'application/json'},
    ...(method === 'POST' && {body: JSON.stringify(body)}),
  });
  const {value} = await response.json();
  if (!response.ok) throw new Error(value?.message ?? `${method} ${path}: ${response.status}`);
  return value;
}

/** The processes that belong to one launcher; each leads a group of its own, so that none of its children stays. */
function createProcesses() {
  const running = [];
  const end = () => {
    for (const child of running.splice(0).reverse()) {
      try {
        process.kill(-child.pid);
      } catch {
        // It has ended by itself.
      }
    }
  };
  process.once('exit', end);

  return {
    end,
    async start(command, args, options) {
      const child = spawn(command, args, {...options, detached: true});
      await new Promise((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
      running.push(child);
      return child;
    },
  };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}
