import {DEFAULT_PROJECT_ID} from '../../sandbox/src/constants.js';
import type {SandboxAddress} from '../../sandbox/test/helpers/client.js';

/** Where the end-to-end tests find the demo and the sandbox; Playwright's configuration starts both. */
export const DEMO_URL = process.env['E2E_DEMO_URL'] ?? 'http://localhost:5273';
export const SANDBOX_URL = process.env['E2E_SANDBOX_URL'] ?? 'http://localhost:4500';

/** "The outside": the OAuth provider and the emulated products. */
export const OUTSIDE_URL = process.env['E2E_OUTSIDE_URL'] ?? 'http://localhost:4501';

/** A development token of the sandbox. With a negative `expiresIn`, in seconds, it has expired already. */
export async function userToken(user: string, {expiresIn = 3600} = {}): Promise<string> {
  const query = new URLSearchParams({user, expiresIn: String(expiresIn)});
  const response = await fetch(`${SANDBOX_URL}/_sandbox/token?${query}`);
  return ((await response.json()) as {token: string}).token;
}

/** The sandbox that runs for all tests, in a process of its own. */
export const commonSandbox: SandboxAddress = {
  urls: {paragon: SANDBOX_URL, outside: OUTSIDE_URL},
  projectId: DEFAULT_PROJECT_ID,
  userToken: (user) => userToken(user),
};

/** A rule of the sandbox's `/_sandbox/faults`. */
export interface Fault {
  readonly match: {readonly method?: string; readonly path?: string};
  readonly status?: number;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly delay?: number;
  readonly retryAfter?: number | string;
  readonly drop?: boolean;
  readonly truncate?: number;
  readonly hang?: boolean;
  readonly after?: boolean;
  readonly times?: number;
  readonly skip?: number;
  readonly user?: string;
}

/** Lets the sandbox misbehave. The returned function ends it. */
export async function addFault(fault: Fault): Promise<() => Promise<void>> {
  const response = await fetch(`${SANDBOX_URL}/_sandbox/faults`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(`The sandbox refused the fault: ${await response.text()}`);
  const {id} = (await response.json()) as {id: number};
  return async () => void (await fetch(`${SANDBOX_URL}/_sandbox/faults/${id}`, {method: 'DELETE'}));
}
