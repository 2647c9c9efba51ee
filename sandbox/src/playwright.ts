import {randomUUID} from 'node:crypto';
import {test as base, type Page} from '@playwright/test';
import {people} from './providers/people.js';
import {createSandbox, type Sandbox, type SandboxOptions} from './sandbox.js';

export {expect} from '@playwright/test';

/** Who signs in at the provider; these people exist in every sandbox. */
export type ProviderPerson = 'robin' | 'kim';

/** What a user does in the window of a provider. Each function takes the window that the page has opened. */
export interface ProviderWindow {
  /** Signs in; ends on the page that asks for consent. Whoever had signed in before is replaced. */
  signIn(window: Page, options?: {person?: ProviderPerson}): Promise<void>;
  /**
   * Signs in and allows access; resolves when the window has closed.
   *
   * @param options `account`: name of the workspace, organisation or the like, where the provider lets choose.
   * `without`: texts of the permissions that the user unticks.
   */
  allow(
    window: Page,
    options?: {person?: ProviderPerson; account?: string; without?: readonly string[]},
  ): Promise<void>;
  /** Signs in and refuses access; resolves when the window has closed. */
  deny(window: Page, options?: {person?: ProviderPerson}): Promise<void>;
}

export interface SandboxFixtures {
  /** A user of this test alone. What they have is forgotten when the test ends. */
  user: string;
  /** A signed token of that user, as your back end would make it. */
  token: string;
  /** The user in the provider's window. */
  provider: ProviderWindow;
  /** Ends what a test has made go wrong. */
  faultsOfTest: void;
}

export interface SandboxWorkerFixtures {
  /** What the sandbox is started with; set it by `use: {sandboxOptions: {…}}`. In memory unless it says otherwise. */
  sandboxOptions: SandboxOptions;
  /** One sandbox for each worker of Playwright, on ports of its own. */
  sandbox: Sandbox;
}

/** Playwright's `test` with a sandbox, and a fresh user for each test. */
export const test = base.extend<SandboxFixtures, SandboxWorkerFixtures>({
  sandboxOptions: [{}, {option: true, scope: 'worker'}],
  sandbox: [
    async ({sandboxOptions}, use) => {
      const {databaseUrl, dataFolder} = sandboxOptions;
      const memory = databaseUrl === undefined && dataFolder === undefined;
      const sandbox = await createSandbox({memory, ...sandboxOptions});
      await use(sandbox);
      await sandbox.close();
    },
    {scope: 'worker', timeout: 120_000},
  ],
  user: async ({sandbox}, use) => {
    const user = `user-${randomUUID()}`;
    await use(user);
    await sandbox.reset(user);
  },
  token: async ({sandbox, user}, use) => {
    await use(await sandbox.userToken(user));
  },
  provider: async ({}, use) => {
    await use(Object.freeze({signIn, allow, deny}));
  },
  faultsOfTest: [
    async ({sandbox, sandboxOptions}, use) => {
      await use();
      sandbox.clearFaults();
      for (const rule of sandboxOptions.faults ?? []) sandbox.addFault(rule);
    },
    {auto: true},
  ],
});

const signIn: ProviderWindow['signIn'] = async (window, {person = 'robin'} = {}) => {
  const found = people.find(({id}) => id === person);
  if (!found)
    throw new Error(`Nobody is called "${person}" there: use ${people.map(({id}) => id).join(', ')}.`);
  const choice = window.getByRole('button', {name: found.email});
  const consent = window.getByRole('button', {name: 'Allow', exact: true});
  await choice.or(consent).first().waitFor();
  if (await consent.isVisible()) {
    if (await window.getByText(`signed in as ${found.name}`).isVisible()) return;
    await window.getByRole('link', {name: 'Use another account'}).click();
  }
  await choice.click();
  await consent.waitFor();
};

const allow: ProviderWindow['allow'] = async (window, {person, account, without = []} = {}) => {
  await signIn(window, {person});
  if (account !== undefined) await window.getByRole('radio', {name: account, exact: true}).check();
  for (const permission of without) await window.getByRole('checkbox', {name: permission}).uncheck();
  await decide(window, 'Allow');
};

const deny: ProviderWindow['deny'] = async (window, {person} = {}) => {
  await signIn(window, {person});
  await decide(window, 'Cancel');
};

async function decide(window: Page, decision: 'Allow' | 'Cancel'): Promise<void> {
  const closed = window.waitForEvent('close');
  await window.getByRole('button', {name: decision, exact: true}).click();
  await closed;
}
