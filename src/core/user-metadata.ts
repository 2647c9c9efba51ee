import {isRecord} from './data.js';
import {ParagonError} from './errors.js';
import type {Http} from './http.js';
import type {CallOptions} from './types/workflows.js';
import type {AuthenticatedConnectUser} from './types/user.js';
import type {UserStore} from './user.js';

export interface UserMetadataDeps {
  readonly http: Http;
  readonly user: UserStore;
  /** Loads user and integrations again: what a user is offered can depend on the metadata. */
  readonly refresh: (options: CallOptions) => Promise<void>;
}

export type UserMetadata = Readonly<Record<string, unknown>>;

/** `Name` and `Email` have a meaning for the service, which knows them in this spelling only. */
const KNOWN_KEYS: Readonly<Record<string, string>> = {name: 'Name', email: 'Email'};

/** What a page knows of its user, stored with the service. */
export function createUserMetadata({http, user, refresh}: UserMetadataDeps) {
  async function setUserMetadata(
    metadata: UserMetadata,
    options: CallOptions = {},
  ): Promise<AuthenticatedConnectUser> {
    await store(normalized(metadata), options);
    return user.current();
  }

  /** The same, but without a request if the service knows it all already. */
  async function mergeUserMetadata(metadata: UserMetadata, options: CallOptions = {}): Promise<void> {
    const current = user.$user.get();
    const given = normalized(metadata);
    const isStored = ([key, value]: readonly [string, unknown]) =>
      current.authenticated && JSON.stringify(current.meta[key]) === JSON.stringify(value);
    if (!Object.entries(given).every(isStored)) await store(given, options);
  }

  async function store(meta: UserMetadata, options: CallOptions): Promise<void> {
    await http.request('/sdk/me', {
      method: 'PATCH',
      body: {meta},
      ignoreAnswer: true,
      repeatable: true,
      signal: options.signal,
    });
    user.mergeMeta(meta);
    await refresh(options);
  }

  return {setUserMetadata, mergeUserMetadata};
}

function normalized(metadata: UserMetadata): UserMetadata {
  if (!isRecord(metadata)) {
    throw new ParagonError('invalid_argument', 'The metadata of a user is an object with any members.');
  }
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => {
      const trimmed = key.trim();
      return [KNOWN_KEYS[trimmed.toLowerCase()] ?? trimmed, value];
    }),
  );
}
