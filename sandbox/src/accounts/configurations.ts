import {randomUUID} from 'node:crypto';
import {and, asc, eq, inArray} from 'drizzle-orm';
import type {Database} from '../db/open.js';
import {configurations} from '../db/schema.js';
import type {Vault} from '../db/vault.js';
import {ApiError, errorCodes, notFound} from '../errors.js';
import {externalIdOf, type Account, type Values} from './accounts.js';

export interface Configuration {
  readonly id: string;
  readonly credentialId: string;
  readonly isDefault: boolean;
  readonly externalId: string | null;
  readonly sharedSettings: Values;
  readonly workflowSettings: Values;
  readonly meta: Values;
  readonly dateCreated: Date;
  readonly dateUpdated: Date;
}

/** Members of a configuration that are to be replaced, each as a whole. */
export type ConfigurationChange = Partial<
  Pick<Configuration, 'sharedSettings' | 'workflowSettings' | 'meta'>
>;

/** Sets of user settings and workflow switches; an account has one or several. */
export function createConfigurations(db: Database, vault: Vault) {
  const labels = {
    shared: (id: string) => `shared-settings:${id}`,
    workflows: (id: string) => `workflow-settings:${id}`,
  };

  const open = async (row: typeof configurations.$inferSelect): Promise<Configuration> => ({
    ...row,
    sharedSettings: await vault.open<Values>(labels.shared(row.id), row.sharedSettings),
    workflowSettings: await vault.open<Values>(labels.workflows(row.id), row.workflowSettings),
  });

  /** A row for a new configuration. */
  async function prepare(
    credentialId: string,
    given: {isDefault: boolean; externalId?: string; workflowSettings?: Values},
  ) {
    const id = randomUUID();
    return {
      id,
      credentialId,
      isDefault: given.isDefault,
      externalId: given.externalId ?? null,
      sharedSettings: await vault.seal(labels.shared(id), {}),
      workflowSettings: await vault.seal(labels.workflows(id), given.workflowSettings ?? {}),
    };
  }

  return Object.freeze({
    prepare,

    /** Those of some accounts, each account's in the order in which they were made. */
    async of(credentialIds: readonly string[]): Promise<Configuration[]> {
      if (!credentialIds.length) return [];
      const rows = await db
        .select()
        .from(configurations)
        .where(inArray(configurations.credentialId, [...credentialIds]))
        .orderBy(asc(configurations.position));
      return Promise.all(rows.map(open));
    },

    /**
     * Replaces members of a configuration by what `decide` makes of its present state. Changes of one configuration
     * happen one after the other.
     */
    async change(
      account: Pick<Account, 'id'>,
      id: string,
      decide: (current: Configuration) => ConfigurationChange,
    ): Promise<void> {
      await db.transaction(async (tx) => {
        const [row] = await tx
          .select()
          .from(configurations)
          .where(and(eq(configurations.id, id), eq(configurations.credentialId, account.id)))
          .for('update');
        if (!row) throw notFound('This account has no such configuration.');
        const {sharedSettings, workflowSettings, meta} = decide(await open(row));
        await tx
          .update(configurations)
          .set({
            ...(sharedSettings && {sharedSettings: await vault.seal(labels.shared(id), sharedSettings)}),
            ...(workflowSettings && {
              workflowSettings: await vault.seal(labels.workflows(id), workflowSettings),
            }),
            ...(meta && {meta}),
            dateUpdated: new Date(),
          })
          .where(eq(configurations.id, id));
      });
    },

    async add(account: Account, externalId: string | undefined): Promise<void> {
      const inserted = await db
        .insert(configurations)
        .values(await prepare(account.id, {isDefault: false, externalId}))
        .onConflictDoNothing()
        .returning({id: configurations.id});
      if (!inserted.length) throw externalIdTaken();
    },

    async remove(account: Account, id: string): Promise<void> {
      await db
        .delete(configurations)
        .where(and(eq(configurations.id, id), eq(configurations.credentialId, account.id)));
    },
  });
}

/** A configuration of an account, by its id or external id; without one, the default configuration. */
export function configurationOf(account: Account, id: string | undefined): Configuration {
  const external = id === undefined ? undefined : externalIdOf(id);
  const found = account.configurations.find((one) =>
    id === undefined
      ? one.isDefault
      : external === undefined
        ? one.id === id.trim()
        : one.externalId === external,
  );
  if (!found) throw notFound('This account has no such configuration.');
  return found;
}

export const externalIdTaken = () =>
  new ApiError(409, errorCodes.conflict, 'This external id is already in use. Choose another one.');
