import type {ParagonError} from '../../src/core/errors.js';
import {createParagon, type ParagonOptions} from '../../src/core/paragon.js';
import type {Credential} from '../../src/core/types/user.js';
import {createFakeBrowser} from './fake-browser.js';
import {HOST, PROJECT_ID, createFakeService, token} from './fake-service.js';

/** A client of the fake service in which Alice is signed in, with the accounts that she has by then. */
export async function signedInClient(
  accounts: readonly (readonly [type: string, more?: Partial<Credential>])[] = [],
  options: Partial<ParagonOptions> = {},
) {
  const service = createFakeService();
  const browser = createFakeBrowser(service);
  const credentials = accounts.map(([type, more]) => service.install('alice', type, more));
  const client = createParagon({host: HOST, browser: browser.port, ...options});
  await client.authenticate(PROJECT_ID, token('alice'));
  return {service, browser, client, credentials};
}

/** How a promise fails; it is an error if it does not. */
export async function rejection(promise: Promise<unknown>): Promise<ParagonError> {
  try {
    await promise;
  } catch (error) {
    return error as ParagonError;
  }
  throw new Error('it did not reject');
}
