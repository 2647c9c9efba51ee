import {randomUUID} from 'node:crypto';
import {and, asc, eq, isNull, lt, or} from 'drizzle-orm';
import type {Database} from '../db/open.js';
import {
  configurations as configurationsTable,
  credentials,
  persons,
  type CredentialStatus,
} from '../db/schema.js';
import type {Vault} from '../db/vault.js';
import {badRequest, notFound} from '../errors.js';
import type {Person} from '../users/persons.js';
import {createConfigurations, externalIdTaken, type Configuration} from './configurations.js';
import type {InstallRights} from './own-accounts.js';

export type Values = Record<string, unknown>;

export interface AccountTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** The user's own client has signed in: it does so again for a new token. */
  readonly isOwnClient?: boolean;
}

/** A connected account with what belongs to it. Inputs and tokens stay sealed until they are asked for. */
export type Account = typeof credentials.$inferSelect & {readonly configurations: readonly Configuration[]};

/** What connecting or reconnecting an account stores. */
export interface AccountContent {
  readonly integrationId: string;
  readonly status: CredentialStatus;
  readonly providerId: string;
  readonly providerData: Values;
  readonly accountType: string | null;
  readonly inputs: Values;
  readonly tokens: AccountTokens | null;
  readonly dateValidUntil: Date | null;
}

export type Accounts = ReturnType<typeof createAccounts>;

const REFRESH_LEASE = 20_000;

export function createAccounts(db: Database, vault: Vault) {
  const labels = {inputs: (id: string) => `inputs:${id}`, tokens: (id: string) => `tokens:${id}`};
  const configurations = createConfigurations(db, vault);

  async function withConfigurations(rows: (typeof credentials.$inferSelect)[]): Promise<Account[]> {
    const found = await configurations.of(rows.map(({id}) => id));
    return rows.map((row) => ({
      ...row,
      configurations: found.filter(({credentialId}) => credentialId === row.id),
    }));
  }

  const list = async (person: Person): Promise<Account[]> =>
    withConfigurations(
      await db
        .select()
        .from(credentials)
        .where(eq(credentials.personId, person.id))
        .orderBy(asc(credentials.position)),
    );

  /** An account of this person, by its id or its external id; nobody sees those of others. */
  async function find(person: Person, id: string, integrationId?: string): Promise<Account | undefined> {
    const external = externalIdOf(id);
    const rows = await db
      .select()
      .from(credentials)
      .where(
        and(
          eq(credentials.personId, person.id),
          external === undefined ? eq(credentials.id, id.trim()) : eq(credentials.externalId, external),
          integrationId ? eq(credentials.integrationId, integrationId) : undefined,
        ),
      )
      .orderBy(asc(credentials.position))
      .limit(1);
    return (await withConfigurations(rows))[0];
  }

  async function get(person: Person, id: string, integrationId?: string): Promise<Account> {
    const account = await find(person, id, integrationId);
    if (!account) throw notFound('There is no such connected account.');
    return account;
  }

  /**
   * Stores an account: anew, or in place of one that is there, whose settings and workflows stay.
   * Installs of one person run one after the other, so that two at once cannot both find nothing there.
   */
  async function store(
    person: Person,
    content: AccountContent,
    where: {
      replace?: string;
      allowMultiple: boolean;
      externalId?: string;
      /** Of a new account's default configuration. */
      workflowSettings: Values;
      /** Of the catalogue: it has one account, which is none of the integration's own. */
      resourceId?: string;
      rights: InstallRights;
    },
  ): Promise<{id: string; replaced?: {tokens: AccountTokens | null}}> {
    return db.transaction(async (tx) => {
      await tx.select({id: persons.id}).from(persons).where(eq(persons.id, person.id)).for('update');
      const {resourceId = null, rights} = where;
      const existing = await tx
        .select()
        .from(credentials)
        .where(and(eq(credentials.personId, person.id), eq(credentials.integrationId, content.integrationId)))
        .orderBy(asc(credentials.position));
      const target = where.replace
        ? existing.find(({id}) => id === where.replace)
        : where.allowMultiple
          ? undefined
          : existing.find(
              (one) => one.resourceId === resourceId && (resourceId !== null || rights.isVisible(one)),
            );
      rights.check(target ?? {externalId: where.externalId ?? null});
      if (where.replace && !target) throw notFound('The account to be replaced is gone. Connect a new one.');
      if (!target && where.externalId && existing.some(({externalId}) => externalId === where.externalId))
        throw externalIdTaken();

      const id = target?.id ?? randomUUID();
      const now = new Date();
      const {inputs, tokens, ...rest} = content;
      const values = {
        ...rest,
        inputs: await vault.seal(labels.inputs(id), inputs),
        tokens: tokens && (await vault.seal(labels.tokens(id), tokens)),
        refreshFailureCount: 0,
        refreshingUntil: null,
        dateRefreshed: now,
        dateUpdated: now,
      };
      if (target) {
        await tx.update(credentials).set(values).where(eq(credentials.id, id));
        return {id, replaced: {tokens: target.tokens ? await openTokens(target.id, target.tokens) : null}};
      }
      await tx.insert(credentials).values({
        ...values,
        id,
        projectId: person.projectId,
        personId: person.id,
        externalId: where.externalId ?? null,
        resourceId,
      });
      await tx
        .insert(configurationsTable)
        .values(
          await configurations.prepare(id, {isDefault: true, workflowSettings: where.workflowSettings}),
        );
      return {id};
    });
  }

  /** An account may be connected anew while an answer to its former tokens is under way: that answer counts no more. */
  const holdsTheSame = ({id, tokens, inputs}: Account) =>
    and(
      eq(credentials.id, id),
      tokens === null
        ? and(isNull(credentials.tokens), eq(credentials.inputs, inputs))
        : eq(credentials.tokens, tokens),
    );

  const openTokens = (id: string, sealed: string) => vault.open<AccountTokens>(labels.tokens(id), sealed);

  return Object.freeze({
    list,
    find,
    get,
    store,
    changeConfiguration: configurations.change,
    addConfiguration: configurations.add,
    removeConfiguration: configurations.remove,

    inputsOf: (account: Account) => vault.open<Values>(labels.inputs(account.id), account.inputs),

    tokensOf: async (account: Account) => (account.tokens ? openTokens(account.id, account.tokens) : null),

    async remove(account: Account) {
      await db.delete(credentials).where(eq(credentials.id, account.id));
    },

    /** Finishes a pending account, or changes what was entered after signing in. */
    async complete(account: Account, inputs: Values) {
      await db
        .update(credentials)
        .set({
          status: 'VALID',
          inputs: await vault.seal(labels.inputs(account.id), inputs),
          dateUpdated: new Date(),
        })
        .where(eq(credentials.id, account.id));
    },

    /** For control routes: also of accounts of others. */
    async findAny(id: string): Promise<Account | undefined> {
      const rows = await db.select().from(credentials).where(eq(credentials.id, id));
      return (await withConfigurations(rows))[0];
    },

    async setStatus(account: Account, status: CredentialStatus) {
      await db
        .update(credentials)
        .set({status, refreshingUntil: null, dateUpdated: new Date()})
        .where(eq(credentials.id, account.id));
    },

    /** The provider no longer accepts what the account held when it was read. */
    async invalidate(account: Account, {refreshFailed = false} = {}) {
      await db
        .update(credentials)
        .set({
          status: 'INVALID',
          refreshingUntil: null,
          dateUpdated: new Date(),
          ...(refreshFailed && {refreshFailureCount: account.refreshFailureCount + 1}),
        })
        .where(holdsTheSame(account));
    },

    async setValidUntil(account: Account, dateValidUntil: Date) {
      await db.update(credentials).set({dateValidUntil}).where(eq(credentials.id, account.id));
    },

    /** Claims the right to refresh; a refresh token that is used twice would end the whole grant. */
    async beginRefresh(account: Account): Promise<boolean> {
      const now = new Date();
      const claimed = await db
        .update(credentials)
        .set({refreshingUntil: new Date(now.getTime() + REFRESH_LEASE)})
        .where(
          and(
            eq(credentials.id, account.id),
            eq(credentials.dateRefreshed, account.dateRefreshed),
            or(isNull(credentials.refreshingUntil), lt(credentials.refreshingUntil, now)),
          ),
        )
        .returning({id: credentials.id});
      return claimed.length === 1;
    },

    async endRefresh(account: Account, tokens: AccountTokens | undefined, dateValidUntil: Date | null) {
      const now = new Date();
      await db
        .update(credentials)
        .set({
          refreshingUntil: null,
          ...(tokens && {
            tokens: await vault.seal(labels.tokens(account.id), tokens),
            dateValidUntil,
            dateRefreshed: now,
            refreshFailureCount: 0,
          }),
        })
        .where(holdsTheSame(account));
    },
  });
}

/** Clients may name things by ids of their own: whatever begins with `ext:` or does not look like our ids. */
export function externalIdOf(id: string): string | undefined {
  const trimmed = id.trim();
  if (trimmed.startsWith('ext:')) return trimmed.slice(4);
  const isOurs = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-5][0-9a-f]{3}-[089ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(trimmed);
  return isOurs ? undefined : trimmed;
}

/** An external id as it is stored. */
export function checkExternalId(id: string): string {
  const trimmed = id.trim();
  if (trimmed === '') throw badRequest('The external id must not be blank.');
  if (trimmed.length > 255 || /\p{Cc}|\p{Cs}/u.test(trimmed))
    throw badRequest('The external id must have at most 255 characters, and no control characters.');
  return trimmed;
}
