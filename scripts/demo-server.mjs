/**
 * The web server of the demo: the pages of a pretend product, and its backend with sign-in and user tokens.
 *
 * Every page is sent with the strictest content security policy, Trusted Types included: what the demos do works on
 * the sites that are hardest to please.
 */
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';
import {ensureBuilt, frameworks, frameworksFolder} from './build-demos.mjs';

/** Who is signed in when nobody has said otherwise, so that a first visit shows something. */
const DEFAULT_USER = 'alice';
const COOKIE = 'demo_user';

/** Names of the Trusted Types policies by which these make their own templates. The others need none. */
const POLICIES = {vue: ' vue', svelte: ' svelte-trusted-html', angular: ' angular'};

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Headers of every demo page.
 *
 * @param {string} sandboxUrl
 * @param {{dev?: boolean, pickerUrl?: string, framework?: string, styleHashes?: readonly string[]}} [options] `dev`
 *   allows what Vite's dev server needs: inline styles and its web socket. `pickerUrl` is where the pickers of the
 *   providers come from, on a page that has them. `framework` is what draws the page. `styleHashes` are those of the styles
 *   in the page, as a policy names them.
 * @returns {Record<string, string>}
 */
export function pageHeaders(sandboxUrl, {dev = false, pickerUrl, framework, styleHashes = []} = {}) {
  const sandbox = new URL(sandboxUrl).origin;
  const picker = pickerUrl ? ` ${new URL(pickerUrl).origin}` : '';
  const policy = [
    "default-src 'none'",
    `script-src 'self'${picker}`,
    ["style-src 'self'", picker.trim(), dev ? "'unsafe-inline'" : styleHashes.join(' ')]
      .filter(Boolean)
      .join(' '),
    `img-src 'self' data:${picker && ' blob:'} ${sandbox}${picker}`,
    `connect-src 'self' ${sandbox}${picker}${dev ? ' ws:' : ''}`,
    "font-src 'self'",
    ...(picker ? [`frame-src${picker}`] : []),
    // Microsoft's picker gets its token by a form.
    `form-action 'self'${picker}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types lit-html${picker && ' paragon-elements'}${POLICIES[framework] ?? ''}`,
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
  };
}

/**
 * The backend of the pretend product, as a function that answers its own requests and leaves others alone.
 *
 * - `POST /api/sign-in` with the form field `user`, `POST /api/sign-out`: change the cookie and go back to the page
 * - `GET /api/me`: `{user}`, or 401 when signed out
 * - `GET /api/paragon-token`: `{token}` for the signed-in user. A real backend signs it with its own key; this one asks
 *   the sandbox for it.
 *
 * @param {string} sandboxUrl
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) =>
 *   Promise<boolean>} whether it has answered
 */
export function createBackend(sandboxUrl) {
  const routes = {
    'POST /api/sign-in': async (request, response) => {
      const user = new URLSearchParams(await readBody(request)).get('user')?.trim();
      if (!user || user.length > 64)
        return sendJson(response, 400, {error: 'Say who you are in the field "user".'});
      goBack(request, response, user);
    },
    'POST /api/sign-out': async (request, response) => goBack(request, response, ''),
    'GET /api/me': async (request, response) => {
      const user = signedInUser(request);
      sendJson(response, user ? 200 : 401, user ? {user} : {error: 'Nobody is signed in.'});
    },
    'GET /api/paragon-token': async (request, response) => {
      const user = signedInUser(request);
      if (!user) return sendJson(response, 401, {error: 'Nobody is signed in.'});
      sendJson(response, 200, {token: await fetchToken(sandboxUrl, user)});
    },
  };

  return async (request, response) => {
    const {pathname} = urlOf(request);
    if (!pathname.startsWith('/api/')) return false;
    const route = routes[`${request.method} ${pathname}`];
    if (!route) sendJson(response, 404, {error: 'No such route.'});
    else if (!isFromThisSite(request)) sendJson(response, 403, {error: 'Only from the pages of this site.'});
    else {
      try {
        await route(request, response);
      } catch (error) {
        sendJson(response, 502, {error: error.message});
      }
    }
    return true;
  };
}

/**
 * Serves the built demo pages and the backend.
 *
 * @param {{folder: string, port: number, sandboxUrl: string, outsideUrl: string}} options
 * @returns {Promise<{url: string, stop(): Promise<void>}>}
 */
export async function startDemoServer({folder, port, sandboxUrl, outsideUrl}) {
  const answer = createBackend(sandboxUrl);
  const headers = pageHeaders(sandboxUrl);
  const withPickers = pageHeaders(sandboxUrl, {pickerUrl: outsideUrl});
  const withStyles = pageHeaders(sandboxUrl, {
    styleHashes: await styleHashesOf(join(folder, 'server-rendered.html')),
  });
  const special = {'/file-picker.html': withPickers, '/server-rendered.html': withStyles};
  const answerPage = createFrameworkPages({sandboxUrl, outsideUrl});
  const server = createServer(async (request, response) => {
    if (!(await answer(request, response)) && !(await answerPage(request, response)))
      await sendFile(folder, special[urlOf(request).pathname] ?? headers, request, response);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    // Only for this computer: anybody may sign in here as anyone.
    server.listen(port, 'localhost', resolve);
  });
  return {
    url: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The demos of the frameworks, as a function that answers requests for them and leaves others alone. A page is built when
 * it is asked for and its sources are newer.
 *
 * @param {{sandboxUrl: string, outsideUrl: string}} options
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) =>
 *   Promise<boolean>} whether it has answered
 */
export function createFrameworkPages({sandboxUrl, outsideUrl}) {
  const settings = {SANDBOX_URL: sandboxUrl, OUTSIDE_URL: outsideUrl};
  return async (request, response) => {
    const {pathname} = urlOf(request);
    const framework = frameworks.find((name) => pathname === `/${name}` || pathname.startsWith(`/${name}/`));
    if (!framework) return false;
    const headers = pageHeaders(sandboxUrl, {pickerUrl: outsideUrl, framework});
    if (pathname === `/${framework}`) response.writeHead(301, {...headers, Location: `${pathname}/`}).end();
    else if (pathname === `/${framework}/`) await sendBuiltPage(framework, {settings, headers}, response);
    else await sendFile(frameworksFolder, headers, request, response);
    return true;
  };
}

/** One build serves every server: what differs between them is filled in here. */
async function sendBuiltPage(framework, {settings, headers}, response) {
  try {
    await ensureBuilt(framework);
    const page = await readFile(join(frameworksFolder, framework, 'index.html'), 'utf8');
    const text = page.replace(/%(\w+)%/g, (placeholder, name) => settings[name] ?? placeholder);
    response
      .writeHead(200, {...headers, 'Content-Type': TYPES['.html'], 'Cache-Control': 'no-cache'})
      .end(text);
  } catch (error) {
    console.error(error.message);
    response.writeHead(500, {...headers, 'Content-Type': TYPES['.txt']}).end(error.message);
  }
}

async function sendFile(folder, headers, request, response) {
  const {pathname} = urlOf(request);
  const path = filePath(folder, pathname);
  const isFile = path !== undefined && (await stat(path).catch(() => undefined))?.isFile();
  if (pathname === '/favicon.ico' && !isFile) {
    // Browsers ask for it by themselves; an error in the console would look like one of the page.
    response.writeHead(204).end();
    return;
  }
  if (!isFile || !['GET', 'HEAD'].includes(request.method)) {
    response.writeHead(404, {...headers, 'Content-Type': TYPES['.txt']}).end('There is no such page.\n');
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    // Names in assets/ change with their content.
    'Cache-Control': pathname.includes('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(path).pipe(response);
}

/** What a policy calls the styles that a page holds: an element that a server has drawn brings its own. */
async function styleHashesOf(file) {
  const page = await readFile(file, 'utf8');
  const styles = new Set([...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style));
  return [...styles].map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
}

/** The file for a path, or undefined if the path leads out of the folder. */
function filePath(folder, pathname) {
  try {
    const path = normalize(join(folder, decodeURIComponent(pathname)));
    if (!path.startsWith(folder) || path.includes('\0')) return undefined;
    return pathname.endsWith('/') ? join(path, 'index.html') : path;
  } catch {
    return undefined;
  }
}

async function fetchToken(sandboxUrl, user) {
  const response = await fetch(new URL(`/_sandbox/token?user=${encodeURIComponent(user)}`, sandboxUrl));
  const text = await response.text();
  if (!response.ok) throw new Error(`The sandbox gave no token (${response.status}).`);
  return text.trimStart().startsWith('{') ? JSON.parse(text).token : text.trim();
}

function signedInUser(request) {
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = cookies.find(([name]) => name === COOKIE)?.[1];
  if (value === undefined) return DEFAULT_USER;
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

/** Sets who is signed in, and sends the browser back to the page it came from. */
function goBack(request, response, user) {
  response
    .writeHead(303, {
      Location: refererPath(request),
      'Set-Cookie': `${COOKIE}=${encodeURIComponent(user)}; Path=/; HttpOnly; SameSite=Lax`,
      'Cache-Control': 'no-store',
    })
    .end();
}

/** Only a path of this site, so that nobody can be sent elsewhere. */
function refererPath(request) {
  const referer = request.headers.referer;
  if (!referer || !URL.canParse(referer)) return '/';
  const {host, pathname, search} = new URL(referer);
  return host === request.headers.host ? `/${pathname.replace(/^\/+/, '')}${search}` : '/';
}

function isFromThisSite({method, headers}) {
  if (method === 'GET' || !headers.origin) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

function urlOf(request) {
  return new URL(request.url.replace(/^\/+/, '/'), 'http://localhost');
}

async function readBody(request) {
  let body = '';
  for await (const part of request) {
    body += part;
    if (body.length > 10_000) throw new Error('The form is too long.');
  }
  return body;
}

function sendJson(response, status, value) {
  response
    .writeHead(status, {
      'Content-Type': TYPES['.json'],
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(JSON.stringify(value));
}
