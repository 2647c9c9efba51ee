import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {ServedFile} from './bundles.js';
import type {Contestant, ScriptName} from './contestants.js';

/** The name under which the pages are served; the browser is told that it is this computer. */
const PAGE_HOST = 'app.bench.localhost';

/** Serves an empty page for every script of every contestant, and the script. */
export interface PageServer {
  readonly origin: string;
  /** The address of a page for a contestant's script, which it does not load by itself. */
  pageOf(contestant: Contestant, script: ScriptName): Promise<string>;
  /** A further file, for pages of all contestants. @returns its path */
  add(file: ServedFile): string;
  /** The files that were asked for since the last call, pages left out. */
  takeServed(): ServedFile[];
  close(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const files = new Map<string, ServedFile>();
  let asked: ServedFile[] = [];

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const {pathname} = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.endsWith('/')) return sendPage(response);
    const file = files.get(pathname);
    if (!file) return response.writeHead(404).end();
    asked.push(file);
    sendScript(request, response, file);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  const origin = `http://${PAGE_HOST}:${port}`;

  return {
    origin,
    async pageOf(contestant, script) {
      const folder = `/${encodeURIComponent(contestant.name)}/${script}/`;
      for (const file of await contestant.files(script)) files.set(folder + file.name, file);
      return origin + folder;
    },
    add(file) {
      files.set(`/${file.name}`, file);
      return `/${file.name}`;
    },
    takeServed() {
      const taken = asked;
      asked = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendPage(response: ServerResponse): void {
  response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8'});
  response.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Bench</title><body></body></html>',
  );
}

function sendScript(request: IncomingMessage, response: ServerResponse, file: ServedFile): void {
  const accepted = request.headers['accept-encoding'] ?? '';
  const [encoding, content] = /\bbr\b/.test(accepted)
    ? ['br', file.brotli]
    : /\bgzip\b/.test(accepted)
      ? ['gzip', file.gzip]
      : [undefined, file.body];
  response.writeHead(200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Content-Length': content.length,
    ...(encoding && {'Content-Encoding': encoding}),
  });
  response.end(content);
}
