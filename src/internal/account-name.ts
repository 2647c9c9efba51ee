import type {Credential} from '../core/types/index.js';

const KEYS = [
  'name',
  'email',
  'team_name',
  'teamName',
  'team',
  'workspace',
  'login',
  'username',
  'displayName',
];

/** What a user would call an account: the product's own name for it, else what the provider says of it. */
export function accountName(credential: Credential): string | undefined {
  return credential.externalId || nameIn(credential.providerData, 2) || credential.providerId || undefined;
}

function nameIn(data: unknown, depth: number): string | undefined {
  if (typeof data === 'string') return data.trim() || undefined;
  if (!depth || typeof data !== 'object' || data === null) return undefined;
  for (const key of KEYS) {
    const found = Object.hasOwn(data, key) && nameIn((data as Record<string, unknown>)[key], depth - 1);
    if (found) return found;
  }
  return undefined;
}
