import {and, desc, eq, gt, lt} from 'drizzle-orm';
import type {Values} from '../accounts/accounts.js';
import type {InstallOptions} from '../accounts/install.js';
import type {Database} from '../db/open.js';
import {browserNonces, oauthAttempts, persons} from '../db/schema.js';
import {randomToken, sha256, type Vault} from '../db/vault.js';
import type {PermissionsClaim} from '../users/permissions.js';
import type {Person} from '../users/persons.js';

/** What has to be remembered until the provider sends the user back. */
export interface AttemptRequest {
  readonly codeVerifier: string;
  readonly redirectUri: string;
  readonly isForwarded: boolean;
  /** Origin of the page that opened the window. */
  readonly origin: string | null;
  readonly accountType: string | null;
  readonly inputs: Values;
  readonly installOptions: InstallOptions;
  /** Of the token that has asked for the visit: the account that comes of it must be within. */
  readonly permissions: PermissionsClaim | undefined;
}

export interface AttemptError {
  readonly message: string;
  readonly code: string;
}

export interface Attempt {
  readonly person: Person;
  readonly integrationId: string;
  readonly request: AttemptRequest;
}

/** Minutes for a user to sign in, with a password manager to unlock and a second factor to find. */
const LIFETIME = 15 * 60_000;

/** Visits to sign-in pages, and the browsers that may finish them. */
export function createAttempts(db: Database, vault: Vault) {
  const label = (stateHash: string) => `attempt:${stateHash}`;

  return Object.freeze({
    async begin(
      person: Person,
      {
        integrationId,
        sessionKey,
        request,
      }: {integrationId: string; sessionKey: string | null; request: AttemptRequest},
    ): Promise<{state: string}> {
      const state = randomToken();
      const stateHash = sha256(state);
      await db.insert(oauthAttempts).values({
        stateHash,
        personId: person.id,
        integrationId,
        sessionKey,
        status: 'pending',
        request: await vault.seal(label(stateHash), request),
        expiresAt: new Date(Date.now() + LIFETIME),
      });
      return {state};
    },

    async find(state: string) {
      const stateHash = sha256(state);
      const [row] = await db
        .select()
        .from(oauthAttempts)
        .innerJoin(persons, eq(persons.id, oauthAttempts.personId))
        .where(eq(oauthAttempts.stateHash, stateHash));
      if (!row) return undefined;
      const {status, expiresAt, integrationId} = row.oauth_attempts;
      return {
        person: row.persons,
        integrationId,
        status,
        isExpired: expiresAt < new Date(),
        request: await vault.open<AttemptRequest>(label(stateHash), row.oauth_attempts.request),
      };
    },

    /** A state can be used once. Whoever gets `true` goes on; nobody gets it a second time. */
    async claim(state: string): Promise<boolean> {
      const claimed = await db
        .update(oauthAttempts)
        .set({status: 'claimed', dateUpdated: new Date()})
        .where(
          and(
            eq(oauthAttempts.stateHash, sha256(state)),
            eq(oauthAttempts.status, 'pending'),
            gt(oauthAttempts.expiresAt, new Date()),
          ),
        )
        .returning({stateHash: oauthAttempts.stateHash});
      return claimed.length === 1;
    },

    async finish(state: string, outcome: {credentialId: string} | {error: AttemptError}) {
      const isConnected = 'credentialId' in outcome;
      await db
        .update(oauthAttempts)
        .set({status: isConnected ? 'connected' : 'failed', ...outcome, dateUpdated: new Date()})
        .where(eq(oauthAttempts.stateHash, sha256(state)));
    },

    /** The latest attempt of this person under a session key. */
    async bySessionKey(person: Person, sessionKey: string) {
      const [row] = await db
        .select({
          status: oauthAttempts.status,
          credentialId: oauthAttempts.credentialId,
          error: oauthAttempts.error,
        })
        .from(oauthAttempts)
        .where(
          and(
            eq(oauthAttempts.personId, person.id),
            eq(oauthAttempts.sessionKey, sessionKey),
            // A client that came this late has given up long ago.
            gt(oauthAttempts.expiresAt, new Date(Date.now() - LIFETIME)),
          ),
        )
        .orderBy(desc(oauthAttempts.dateUpdated))
        .limit(1);
      return row;
    },

    /** The client has its result, or does not wait for one any longer. The sign-in itself may still be finished. */
    async forgetSessionKey(person: Person, sessionKey: string) {
      await db
        .update(oauthAttempts)
        .set({sessionKey: null})
        .where(and(eq(oauthAttempts.personId, person.id), eq(oauthAttempts.sessionKey, sessionKey)));
    },

    /** Binds a browser to a user and an integration. */
    async issueNonce(person: Person, integrationId: string): Promise<string> {
      const nonce = randomToken();
      const expiresAt = new Date(Date.now() + LIFETIME + 60_000);
      await db
        .insert(browserNonces)
        .values({nonceHash: sha256(nonce), personId: person.id, integrationId, expiresAt});
      return nonce;
    },

    async isNonceOf(nonce: string, person: Person, integrationId: string): Promise<boolean> {
      const found = await db
        .select({nonceHash: browserNonces.nonceHash})
        .from(browserNonces)
        .where(
          and(
            eq(browserNonces.nonceHash, sha256(nonce)),
            eq(browserNonces.personId, person.id),
            eq(browserNonces.integrationId, integrationId),
            gt(browserNonces.expiresAt, new Date()),
          ),
        );
      return found.length === 1;
    },

    async sweep() {
      const yesterday = new Date(Date.now() - 24 * 3600_000);
      await db.delete(browserNonces).where(lt(browserNonces.expiresAt, new Date()));
      await db.delete(oauthAttempts).where(lt(oauthAttempts.expiresAt, yesterday));
    },
  });
}

export type Attempts = ReturnType<typeof createAttempts>;

/**
 * Cookies for each user and integration, so that two sign-ins in one browser do not disturb each other; the one that
 * counts first comes first. Browsers keep a `__Host-` cookie from being shadowed by one with another path or domain.
 * Chromium and Firefox take it from http on this machine as well; WebKit does not, and has the plain one.
 */
export function nonceCookieNames(person: Person, integrationId: string): readonly [string, string] {
  const name = `paragon_nonce_${sha256(`${person.id}:${integrationId}`).slice(0, 16)}`;
  return [`__Host-${name}`, name];
}
