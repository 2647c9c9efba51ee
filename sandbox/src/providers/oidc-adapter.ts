import {and, eq, gt, isNull, lt, or} from 'drizzle-orm';
import type {Adapter, AdapterPayload} from 'oidc-provider';
import type {Database} from '../db/open.js';
import {oidcRecords} from '../db/schema.js';
import {sha256, type Vault} from '../db/vault.js';

export type ClientFinder = (clientId: string) => Promise<AdapterPayload | undefined>;

/**
 * Keeps what the authorization server remembers in the database, so that sessions and refresh tokens survive a
 * restart. Ids are themselves tokens, so only their hashes are stored.
 */
export function createOidcAdapter(db: Database, vault: Vault, findClient: ClientFinder) {
  return (model: string): Adapter => {
    const idOf = (id: string) => sha256(`${model}:${id}`);
    const row = (id: string) => and(eq(oidcRecords.model, model), eq(oidcRecords.idHash, idOf(id)));
    const alive = () => or(isNull(oidcRecords.expiresAt), gt(oidcRecords.expiresAt, new Date()));
    const label = (idHash: string) => `oidc:${model}:${idHash}`;

    async function read(found: (typeof oidcRecords.$inferSelect)[]): Promise<AdapterPayload | undefined> {
      const [record] = found;
      if (!record) return undefined;
      const payload = await vault.open<AdapterPayload>(label(record.idHash), record.payload);
      if (record.consumedAt) payload.consumed = Math.floor(record.consumedAt.getTime() / 1000);
      return payload;
    }

    return {
      async upsert(id, payload, expiresIn) {
        const idHash = idOf(id);
        const values = {
          payload: await vault.seal(label(idHash), payload),
          grantId: payload.grantId ? sha256(payload.grantId) : null,
          uid: payload.uid ? sha256(payload.uid) : null,
          expiresAt: expiresIn ? new Date(Date.now() + expiresIn * 1000) : null,
        };
        await db
          .insert(oidcRecords)
          .values({model, idHash, ...values})
          .onConflictDoUpdate({target: [oidcRecords.model, oidcRecords.idHash], set: values});
      },

      async find(id) {
        if (model === 'Client') return findClient(id);
        return read(
          await db
            .select()
            .from(oidcRecords)
            .where(and(row(id), alive())),
        );
      },

      async findByUid(uid) {
        const sameUid = and(eq(oidcRecords.model, model), eq(oidcRecords.uid, sha256(uid)), alive());
        return read(await db.select().from(oidcRecords).where(sameUid));
      },

      // Only the device flow has user codes, and it is off.
      findByUserCode: async () => undefined,

      async consume(id) {
        await db.update(oidcRecords).set({consumedAt: new Date()}).where(row(id));
      },

      async destroy(id) {
        await db.delete(oidcRecords).where(row(id));
      },

      async revokeByGrantId(grantId) {
        await db.delete(oidcRecords).where(eq(oidcRecords.grantId, sha256(grantId)));
      },
    };
  };
}

/** Forgets what has expired. */
export async function sweepOidcRecords(db: Database): Promise<void> {
  await db.delete(oidcRecords).where(lt(oidcRecords.expiresAt, new Date()));
}
