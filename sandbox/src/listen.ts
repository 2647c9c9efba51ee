import {createServer, type RequestListener, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {StartError} from './errors.js';

/** A server on both loopback addresses, as `localhost` may mean either. */
export interface LoopbackServer {
  readonly port: number;
  /** Until this is called, requests wait. */
  serve(listener: RequestListener): void;
  /** Lets requests under way end, but does not wait for ever. */
  close(): Promise<void>;
}

/** How long a stop waits for answers that are under way. */
const PATIENCE = 5000;

/** @param port 0 takes any free port. */
export async function listenOnLoopback(port: number, flag: string): Promise<LoopbackServer> {
  let listener: RequestListener | undefined;
  const waiting: (() => void)[] = [];
  const underWay = new Set<ServerResponse>();
  const make = () =>
    createServer((request, response) => {
      const go = () => {
        underWay.add(response);
        response.once('close', () => underWay.delete(response));
        listener?.(request, response);
      };
      if (listener) go();
      else waiting.push(go);
    });

  const main = make();
  await listen(main, port, '127.0.0.1').catch((cause: NodeJS.ErrnoException) => {
    throw portError(cause, port, flag);
  });
  const actual = (main.address() as AddressInfo).port;
  const second = make();
  const servers = [main];
  try {
    await listen(second, actual, '::1');
    servers.push(second);
  } catch (cause) {
    // A machine without IPv6 is fine. A port that another program has there is not: browsers would reach that program.
    if ((cause as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      await close(main, underWay);
      throw portError(cause as NodeJS.ErrnoException, actual, flag);
    }
  }

  return Object.freeze({
    port: actual,
    serve(given: RequestListener) {
      listener = given;
      for (const go of waiting.splice(0)) go();
    },
    close: async () => {
      await Promise.all(servers.map((server) => close(server, underWay)));
    },
  });
}

const listen = (server: Server, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** @param underWay The answers that somebody waits for; all other connections only stand open. */
function close(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  return new Promise((resolve) => {
    const end = () => server.closeAllConnections();
    const impatience = setTimeout(end, PATIENCE);
    const tidy = () => (underWay.size ? server.closeIdleConnections() : end());
    const tidying = setInterval(tidy, 20);
    server.close(() => {
      clearTimeout(impatience);
      clearInterval(tidying);
      resolve();
    });
    // What has just come in is still read.
    server.closeIdleConnections();
  });
}

const portError = (cause: NodeJS.ErrnoException, port: number, flag: string) =>
  new StartError(
    'port-in-use',
    cause.code === 'EACCES'
      ? `Port ${port} may not be used. Choose one above 1024 with ${flag}.`
      : `Port ${port} is in use by another program. Stop that one, or choose another port with ${flag}.`,
    {cause},
  );
