import {and, asc, count, desc, eq, ilike, inArray} from 'drizzle-orm';
import type {Values} from '../accounts/accounts.js';
import type {Catalog} from '../catalog/index.js';
import type {Database} from '../db/open.js';
import {configurations, credentials, persons} from '../db/schema.js';

export interface ListedCredential {
  readonly id: string;
  readonly integration: string | null;
  readonly name: string;
  readonly status: string;
  /** What the provider calls the account. */
  readonly account: string;
  readonly externalId: string | null;
  /** Does it hold tokens, which can expire and be revoked? */
  readonly isOAuth: boolean;
  readonly dateValidUntil: string | null;
  readonly dateCreated: string;
  readonly configurations: readonly {
    readonly id: string;
    readonly isDefault: boolean;
    readonly externalId: string | null;
  }[];
}

export interface ListedUser {
  readonly user: string;
  readonly meta: Values;
  readonly dateCreated: string;
  readonly credentials: readonly ListedCredential[];
}

/** The users with their accounts, newest user first. Nothing sealed is opened for it. */
export async function listUsers(
  {db, projectId, catalog}: {db: Database; projectId: string; catalog: Catalog},
  {user, search, limit}: {user?: string; search?: string; limit: number},
): Promise<{users: ListedUser[]; total: number}> {
  const wanted = and(
    eq(persons.projectId, projectId),
    user === undefined ? undefined : eq(persons.userId, user),
    search ? ilike(persons.userId, `%${search.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
  );
  const [counted] = await db.select({total: count()}).from(persons).where(wanted);
  const found = await db
    .select()
    .from(persons)
    .where(wanted)
    .orderBy(desc(persons.dateCreated), asc(persons.id))
    .limit(limit);
  const total = counted?.total ?? 0;
  if (!found.length) return {users: [], total};

  const personIds = found.map(({id}) => id);
  const accounts = await db
    .select()
    .from(credentials)
    .where(inArray(credentials.personId, personIds))
    .orderBy(asc(credentials.position));
  const sets = accounts.length
    ? await db
        .select({
          id: configurations.id,
          credentialId: configurations.credentialId,
          isDefault: configurations.isDefault,
          externalId: configurations.externalId,
        })
        .from(configurations)
        .where(
          inArray(
            configurations.credentialId,
            accounts.map(({id}) => id),
          ),
        )
        .orderBy(asc(configurations.position))
    : [];
  const setsOf = groupBy(sets, ({credentialId}) => credentialId);
  const accountsOf = groupBy(accounts, ({personId}) => personId);

  const view = (account: (typeof accounts)[number]): ListedCredential => {
    const integration = catalog.byId(account.integrationId);
    return {
      id: account.id,
      integration: integration?.type ?? null,
      name: integration?.name ?? 'Not in the catalogue',
      status: account.status,
      account: nameOf(account.providerData) ?? account.providerId,
      externalId: account.externalId,
      isOAuth: account.tokens !== null,
      dateValidUntil: account.dateValidUntil?.toISOString() ?? null,
      dateCreated: account.dateCreated.toISOString(),
      configurations: (setsOf.get(account.id) ?? []).map(({id, isDefault, externalId}) => ({
        id,
        isDefault,
        externalId,
      })),
    };
  };
  const users = found.map((person) => ({
    user: person.userId,
    meta: person.meta,
    dateCreated: person.dateCreated.toISOString(),
    credentials: (accountsOf.get(person.id) ?? []).map(view),
  }));
  return {users, total};
}

/** Providers tell different things of an account; some member with "name" or an e-mail is the best for people. */
function nameOf(data: Values): string | undefined {
  const texts = Object.entries(data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  const named = texts.find(([key]) => /name|title/i.test(key)) ?? texts.find(([key]) => /mail/i.test(key));
  return named?.[1];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
