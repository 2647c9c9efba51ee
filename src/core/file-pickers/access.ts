import {ParagonError} from '../errors.js';
import type {IntegrationAccount} from '../types/workflows.js';
import type {Access} from './vendor.js';

/** So long a token counts as fetched just now, in milliseconds. */
const FRESH = 60_000;

/** Fetches the account once, and later its tokens. They are kept in memory only. Rejects as `fetchAccount` does. */
export async function createAccess(fetchAccount: () => Promise<IntegrationAccount>): Promise<Access> {
  let token = '';
  let since = 0;
  let running: Promise<IntegrationAccount> | undefined;

  /** Whoever asks meanwhile gets the same one. */
  const fetchToken = (): Promise<IntegrationAccount> =>
    (running ??= fetchAccount()
      .then((account) => {
        token = tokenOf(account);
        since = Date.now();
        return account;
      })
      .finally(() => (running = undefined)));
  const renew = async () => tokenOf(await fetchToken());
  const fresh = () => (Date.now() - since < FRESH ? token : undefined);

  const account = await fetchToken();
  return {
    account,
    get fresh() {
      return fresh();
    },
    getToken: async () => fresh() ?? renew(),
    renew,
  };
}

function tokenOf({accountAuth}: IntegrationAccount): string {
  const token = accountAuth?.['OAUTH_ACCESS_TOKEN'];
  if (typeof token === 'string' && token) return token;
  throw new ParagonError('protocol_error', 'The service hands out no access token of this account.');
}
