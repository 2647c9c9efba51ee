import {execFile} from 'node:child_process';
import {createRequire} from 'node:module';
import {promisify} from 'node:util';

/** What a server was asked for. */
export interface Asked {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** How it has answered. */
export interface Load {
  readonly perSecond: number;
  /** Milliseconds in which 99 of 100 answers came. */
  readonly p99: number;
}

const CONNECTIONS = 10;

const command = createRequire(import.meta.url).resolve('autocannon');

/** Asks a server for the same again and again, over ten connections, from a process of its own. */
export async function load({url, method, headers, body}: Asked, seconds: number): Promise<Load> {
  const args = [
    ...['--json', '--connections', String(CONNECTIONS), '--duration', String(seconds), '--method', method],
    ...Object.entries(headers).flatMap(([name, value]) => ['--headers', `${name}=${value}`]),
    ...(body === undefined ? [] : ['--body', JSON.stringify(body)]),
    url,
  ];
  const {stdout} = await promisify(execFile)(process.execPath, [command, ...args], {maxBuffer: 10_000_000});
  const result = JSON.parse(stdout) as {
    requests: {average: number};
    latency: {p99: number};
    non2xx: number;
    errors: number;
  };
  if (result.non2xx || result.errors)
    throw new Error(`${url}: ${result.non2xx} answers were refusals, ${result.errors} did not come.`);
  return {perSecond: result.requests.average, p99: result.latency.p99};
}
