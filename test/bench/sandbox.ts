import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {run as runSandbox} from '../../sandbox/test/helpers/command.js';
import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import {Client, PAGE_ORIGIN, type SandboxAddress} from '../../sandbox/test/helpers/client.js';
import {startRelay, type Relay} from './relay.js';

/** A sandbox in a process of its own, behind relays. */
export interface BenchSandbox extends SandboxAddress {
  readonly api: Relay;
  readonly outside: Relay;
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
  /** A folder that holds the database; without it everything is in memory. */
  readonly dataFolder?: string;
}

const SERVICES = [
  'DASHBOARD_PUBLIC_URL',
  'PASSPORT_PUBLIC_URL',
  'PASSPORT_PRODUCTION_URL',
  'ZEUS_PUBLIC_URL',
  'HERMES_PUBLIC_URL',
  'WORKER_PROXY_PUBLIC_URL',
  'CDN_PUBLIC_URL',
  'API_TRIGGER_KIT_PUBLIC_URL',
];

export async function startBenchSandbox({
  pageOrigin,
  catalog,
  dataFolder,
}: SandboxNeeds): Promise<BenchSandbox> {
  const [api, outside] = await Promise.all([startRelay(), startRelay()]);
  const folder = await mkdtemp(join(tmpdir(), 'paragon-bench-'));
  const file = join(folder, 'catalog.mjs');
  if (catalog !== undefined) await writeFile(file, catalog);
  const command = runSandbox(
    [
      ...['--port', '0', '--json', '--allowed-origin', pageOrigin, '--allowed-origin', PAGE_ORIGIN],
      ...['--public-url', api.url, '--outside-public-url', outside.url],
      ...(dataFolder === undefined ? ['--memory'] : ['--data', dataFolder]),
      ...(catalog === undefined ? [] : ['--catalog', file]),
    ],
    {NODE_ENV: 'test'},
  ); // Bundling leaves "production" here, in which a sandbox does not start.
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= (async () => {
      await command.stop('SIGTERM');
      await Promise.all([api.close(), outside.close()]);
      await rm(folder, {recursive: true});
    })();
    return closing;
  };
  const line = await command.ready().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const {local} = line as {local: {url: string; outsideUrl: string}};
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
    services: {
      ...Object.fromEntries(SERVICES.map((name) => [name, api.url])),
      // The frame of the official SDK, which is answered in the browser: it is no part of what is measured.
      CONNECT_PUBLIC_URL: 'https://connect.bench.localhost',
    },
    // What prepares a user goes past the relays, which note what pages ask for.
    clientOf: (user) => Client.of({...address, urls: {paragon: local.url, outside: local.outsideUrl}}, user),
    close,
  };
}

/** The source of a catalogue module that is made from the built-in one by an expression. */
export const catalogModule = (expression: string): string =>
  `import {defaultCatalog} from ${JSON.stringify(new URL('../../sandbox/src/index.ts', import.meta.url).href)};
const uuid = (number) => \`00000000-0000-4000-8000-\${String(number).padStart(12, '0')}\`;
export default ${expression};
`;
