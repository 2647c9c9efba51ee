import {Agent, createServer, request as send, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';

/** One exchange, with its times by `performance.now()` of this process. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly begin: number;
  readonly end: number;
  /** Of the answer: its body as it was sent, and its headers. */
  readonly bytes: number;
}

/** Stands before a server: notes every exchange, preflights too, and makes the way longer. */
export interface Relay {
  readonly url: string;
  /** Milliseconds that every exchange takes longer. */
  latency: number;
  /** From now on goes to this server. */
  serve(url: string): void;
  /** The exchanges that have ended since the last call, by their begin. */
  take(): Exchange[];
  close(): Promise<void>;
}

export async function startRelay(): Promise<Relay> {
  const agent = new Agent({keepAlive: true});
  let target: URL | undefined;
  let exchanges: Exchange[] = [];

  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const begin = performance.now();
    const {method = 'GET', url: path = '/', headers} = incoming;
    if (relay.latency) await sleep(relay.latency);
    if (!target) return void outgoing.writeHead(502).end();
    const upstream = send({host: '127.0.0.1', port: target.port, method, path, headers, agent});
    upstream.once('error', () => outgoing.destroy());
    outgoing.once('close', () => upstream.destroy());
    upstream.once('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      let bytes = answer.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.once('end', () => exchanges.push({method, path, begin, end: performance.now(), bytes}));
      answer.pipe(outgoing);
    });
    incoming.pipe(upstream);
  };
  const server = createServer((incoming, outgoing) => void forward(incoming, outgoing));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const relay: Relay = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    latency: 0,
    serve(url) {
      target = new URL(url);
    },
    take() {
      const taken = exchanges.sort((one, other) => one.begin - other.begin);
      exchanges = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return relay;
}

/** How many exchanges follow upon one another: the longest chain of those that began when another had ended. */
export function roundTrips(exchanges: readonly Pick<Exchange, 'begin' | 'end'>[]): number {
  const depths: number[] = [];
  for (const {begin} of exchanges) {
    const before = exchanges
      .slice(0, depths.length)
      .flatMap(({end}, at) => (end <= begin ? [depths[at] ?? 0] : []));
    depths.push(1 + Math.max(0, ...before));
  }
  return Math.max(0, ...depths);
}
