import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {Client, PAGE_ORIGIN, type SandboxAddress} from '../../sandbox/test/helpers/client.js';
import {serviceUrls} from '../conformance/official-page.js';
import {startRelay, type Relay} from './relay.js';

/** A sandbox in a process of its own, behind relays. */
export interface BenchSandbox extends SandboxAddress {
  readonly api: Relay;
  readonly outside: Relay;
  /** Its own address, past the relay. */
  readonly localUrl: string;
  /** Where every service is, as `configureGlobal` takes it. */
  readonly services: Readonly<Record<string, string>>;
  /** The same user's requests past the page. */
  clientOf(user: string): Promise<Client<SandboxAddress>>;
  close(): Promise<void>;
}

export interface SandboxNeeds {
  readonly pageOrigin: string;
  /** A module that exports the catalogue; without it the built-in one. */
  readonly catalog?: string;
  /** A folder that holds the database and its key; without it everything is in memory. */
  readonly dataFolder?: string;
  /** A database of a PostgreSQL server, in place of the one in the folder. */
  readonly databaseUrl?: string;
  /** Its own speed matters: the embedded database is compiled with care, which takes a while. */
  readonly isMeasured?: boolean;
}

export async function startBenchSandbox({
  pageOrigin,
  catalog,
  dataFolder,
  databaseUrl,
  isMeasured = false,
}: SandboxNeeds): Promise<BenchSandbox> {
  const [api, outside] = await Promise.all([startRelay(), startRelay()]);
  const folder = await mkdtemp(join(tmpdir(), 'paragon-bench-'));
  const file = join(folder, 'catalog.mjs');
  if (catalog !== undefined) await writeFile(file, catalog);
  const server = startProcess(
    [
      ...['--port', '0', '--json', '--allowed-origin', pageOrigin, '--allowed-origin', PAGE_ORIGIN],
      ...['--public-url', api.url, '--outside-public-url', outside.url],
      ...(dataFolder === undefined ? ['--memory'] : ['--data', dataFolder]),
      ...(databaseUrl === undefined ? [] : ['--database-url', databaseUrl]),
      ...(catalog === undefined ? [] : ['--catalog', file]),
    ],
    isMeasured ? [] : ['--liftoff-only'],
  );
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= (async () => {
      await server.stop();
      await Promise.all([api.close(), outside.close()]);
      await rm(folder, {recursive: true});
    })();
    return closing;
  };
  const line = await server.firstLine.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const {local} = JSON.parse(line) as {local: {url: string; outsideUrl: string}};
  api.serve(local.url);
  outside.serve(local.outsideUrl);

  const address: SandboxAddress = {
    urls: {paragon: api.url, outside: outside.url},
    projectId: DEFAULT_PROJECT_ID,
    async userToken(user) {
      const response = await fetch(
        `${local.url}/_sandbox/token?${new URLSearchParams({user, expiresIn: '86400'})}`,
      );
      return ((await response.json()) as {token: string}).token;
    },
  };
  return {
    ...address,
    api,
    outside,
    localUrl: local.url,
    services: {
      ...serviceUrls(address),
      // The frame of the official SDK, which is answered in the browser: it is no part of what is measured.
      CONNECT_PUBLIC_URL: 'https://connect.bench.localhost',
    },
    // What prepares a user goes past the relays, which note what pages ask for.
    clientOf: (user) => Client.of({...address, urls: {paragon: local.url, outside: local.outsideUrl}}, user),
    close,
  };
}

const MAIN = fileURLToPath(new URL('../../sandbox/src/main.ts', import.meta.url));

function startProcess(args: readonly string[], flags: readonly string[]) {
  const child = spawn(process.execPath, [...flags, '--import', 'tsx', MAIN, ...args], {
    // Bundling leaves "production" here, in which a sandbox does not start.
    env: {...process.env, NODE_ENV: 'test'},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // An orphan would go on for ever.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'close').then(() => process.off('exit', kill));
  let complaint = '';
  child.stderr.on('data', (text) => (complaint += String(text)));
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({input: child.stdout}).once('line', resolve);
    void ended.then(() => reject(new Error(`The sandbox did not start: ${complaint}`)));
  });
  firstLine.catch(() => undefined);
  return {
    firstLine,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The source of a catalogue module that is made from the built-in one by an expression. */
export const catalogModule = (expression: string): string =>
  `import {defaultCatalog} from ${JSON.stringify(new URL('../../sandbox/src/index.ts', import.meta.url).href)};
const uuid = (number) => \`00000000-0000-4000-8000-\${String(number).padStart(12, '0')}\`;
export default ${expression};
`;
