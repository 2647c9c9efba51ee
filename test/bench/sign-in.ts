import type {Client, SandboxAddress} from '../../sandbox/test/helpers/client.js';
import type {BenchPage} from './lab.js';
import type {BenchSandbox} from './sandbox.js';

/** As much of an SDK as is common to all contestants. */
export interface Sdk {
  configureGlobal(configuration: {host: string}, services: Record<string, string>): void;
  setHeadless(headless: boolean): void;
  authenticate(projectId: string, token: string): Promise<void>;
  getUser(): {authenticated: boolean};
  getIntegrationConfig(type: string): unknown;
  getFieldOptions(params: {integration: string; action: string; search?: string}): Promise<{data: unknown[]}>;
  event(name: string, payload: unknown): Promise<void>;
  readonly installFlow: {
    start(type: string, options: Record<string, unknown>): void;
    cancel(): void | Promise<void>;
  };
}

/** The window of a page that has loaded a client. */
export interface SdkWindow {
  readonly paragon: Sdk;
}

/** Points the page's client to the sandbox. */
export async function useSandbox(
  {page}: BenchPage,
  {services}: BenchSandbox,
  {headless = true} = {},
): Promise<void> {
  await page.evaluate(
    ([urls, isHeadless]) => {
      const {paragon: sdk} = window as unknown as SdkWindow;
      sdk.configureGlobal({host: 'localhost'}, urls);
      sdk.setHeadless(isHeadless);
    },
    [services, headless] as const,
  );
}

/** Signs a user in. @returns the milliseconds that it took, by the page's clock */
export function authenticate({page}: BenchPage, {projectId}: BenchSandbox, token: string): Promise<number> {
  return page.evaluate(
    async ([project, userToken]) => {
      const {paragon: sdk} = window as unknown as SdkWindow;
      const begin = performance.now();
      await sdk.authenticate(project, userToken);
      const time = performance.now() - begin;
      if (!sdk.getUser().authenticated) throw new Error('Nobody is signed in.');
      return time;
    },
    [projectId, token] as const,
  );
}

const SENDGRID_KEY = 'SG.demo-robin-8d1f';

/** Connects an integration that takes SendGrid's key. */
export async function connectByKey(client: Client<SandboxAddress>, type = 'sendgrid'): Promise<void> {
  const {id: integrationId} = (await client.integration(type)) as {id: string};
  const payload = {SENDGRID_API_KEY: SENDGRID_KEY};
  const {status, body} = await client.post('/credentials', {integrationId, config: {}, payload});
  if (status >= 300) throw new Error(`${type} cannot be connected: ${JSON.stringify(body)}`);
}
