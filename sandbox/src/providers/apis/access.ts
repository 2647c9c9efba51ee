import type {Context} from 'hono';
import type Provider from 'oidc-provider';
import type {GrantTargets} from '../grant-targets.js';
import type {SignInTarget} from '../interaction-pages.js';
import {
  demoClients,
  demoKeys,
  findAccount,
  findPerson,
  type OutsideAccount,
  type OutsidePerson,
} from '../people.js';

/** Who an access token of the outside was issued to, and for what. */
export interface Access {
  readonly person: OutsidePerson;
  readonly account: OutsideAccount;
  readonly scopes: ReadonlySet<string>;
  readonly target: SignInTarget;
}

/** Who an API key belongs to. */
export interface KeyHolder {
  readonly person: OutsidePerson;
  readonly account: OutsideAccount;
  /** What the key is good for; left out: for everything. */
  readonly scopes?: readonly string[];
}

/** Judges what requests to the outside's APIs present. */
export interface AccessCheck {
  /** The holder of a token that was issued for this provider; tokens of other providers count for nothing. */
  byToken(provider: string, token: string | undefined): Promise<Access | undefined>;
  /** The owner of the client that a token was issued to. */
  byClient(provider: keyof typeof demoClients, token: string | undefined): Promise<KeyHolder | undefined>;
  byKey(provider: keyof typeof demoKeys, key: string | undefined): KeyHolder | undefined;
  /** Is there a key that begins so? */
  hasKeyFor(provider: keyof typeof demoKeys, beginning: string): boolean;
}

export function createAccessCheck(provider: Provider, targets: GrantTargets): AccessCheck {
  return Object.freeze({
    async byToken(clientId: string, token: string | undefined) {
      const found = token ? await provider.AccessToken.find(token) : undefined;
      if (!found || !found.isValid || found.clientId !== clientId) return undefined;
      const person = findPerson(found.accountId);
      if (!person) return undefined;
      const target = found.grantId ? await targets.recall(found.grantId) : {};
      return {
        person,
        account: findAccount(person, target.account),
        scopes: new Set((found.scope ?? '').split(' ')),
        target,
      };
    },

    async byClient(name: keyof typeof demoClients, token: string | undefined) {
      const found = token ? await provider.ClientCredentials.find(token) : undefined;
      if (!found?.isValid) return undefined;
      return demoClients[name].find(({clientId}) => clientId === found.clientId);
    },

    byKey: (name: keyof typeof demoKeys, key: string | undefined) =>
      demoKeys[name].find((entry) => entry.key === key),

    hasKeyFor: (name: keyof typeof demoKeys, beginning: string) =>
      demoKeys[name].some((entry) => entry.key.startsWith(beginning)),
  });
}

/** The credentials after a scheme such as `Bearer`. */
export function authorizationOf(c: Context, scheme: string): string | undefined {
  const [given, value] = (c.req.header('Authorization') ?? '').split(/\s+/, 2);
  return given?.toLowerCase() === scheme.toLowerCase() ? value : undefined;
}
