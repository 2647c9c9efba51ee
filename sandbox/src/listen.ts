import {createServer, type RequestListener, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {StartError} from './errors.js';

/** A server on both loopback addresses, as `localhost` may mean either. */
export interface LoopbackServer {
  readonly port: number;
  /** Until this is called, requests wait. */
  serve(listener: RequestListener): void;
  close(): Promise<void>;
}

/** @param port 0 takes any free port. */
export async function listenOnLoopback(port: number, flag: string): Promise<LoopbackServer> {
  let listener: RequestListener | undefined;
  const waiting: (() => void)[] = [];
  const make = () =>
    createServer((request, response) => {
      if (listener) listener(request, response);
      else waiting.push(() => listener?.(request, response));
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
      await close(main);
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
      await Promise.all(servers.map(close));
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

/** Lets answers that are under way end, but not for long. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), 1000);
    // Connections whose answer has just ended are kept alive for further requests, which will not come.
    const tidying = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearTimeout(impatience);
      clearInterval(tidying);
      resolve();
    });
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
