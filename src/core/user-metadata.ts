import type {Http} from './http.js';
import type {UserStore} from './user.js';

/** `Name` and `Email` have a meaning for the service, which knows them in this spelling only. */
const KNOWN_KEYS: Readonly<Record<string, string>> = {name: 'Name', email: 'Email'};

/** Stores what the page knows of its user, if it is not stored already. */
export async function mergeMetadata(
  http: Http,
  user: UserStore,
  metadata: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<void> {
  const current = user.$user.get();
  if (!current.authenticated) return;
  const given = Object.entries(metadata).map(([key, value]) => {
    const trimmed = key.trim();
    return [KNOWN_KEYS[trimmed.toLowerCase()] ?? trimmed, value] as const;
  });
  const isStored = ([key, value]: readonly [string, unknown]) =>
    JSON.stringify(current.meta[key]) === JSON.stringify(value);
  if (given.every(isStored)) return;
  const meta = Object.fromEntries(given);
  await http.request('/sdk/me', {method: 'PATCH', body: {meta}, ignoreAnswer: true, signal});
  user.mergeMeta(meta);
}
