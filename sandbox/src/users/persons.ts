import {and, eq} from 'drizzle-orm';
import {randomUUID} from 'node:crypto';
import type {Database} from '../db/open.js';
import {persons} from '../db/schema.js';

export type Person = typeof persons.$inferSelect;

export interface Persons {
  /** The user of a token; a user who comes for the first time is entered. */
  forUser(userId: string): Promise<Person>;
  find(userId: string): Promise<Person | undefined>;
  /** By our id of the user. */
  byId(id: string): Promise<Person | undefined>;
  list(): Promise<Person[]>;
  /** Adds to the metadata what is given, and takes away what is given as null. */
  mergeMeta(person: Person, meta: Record<string, unknown>): Promise<Person>;
  remove(userId: string): Promise<void>;
}

/** @param changed Called when a user has come, gone or changed. */
export function createPersons(db: Database, projectId: string, changed: () => void): Persons {
  const sameUser = (userId: string) => and(eq(persons.projectId, projectId), eq(persons.userId, userId));
  const find = async (userId: string) => (await db.select().from(persons).where(sameUser(userId)))[0];

  return Object.freeze({
    find,
    byId: async (id: string) => (await db.select().from(persons).where(eq(persons.id, id)))[0],

    async forUser(userId: string) {
      const known = await find(userId);
      if (known) return known;
      await db.insert(persons).values({id: randomUUID(), projectId, userId}).onConflictDoNothing();
      const entered = await find(userId);
      if (!entered) throw new Error('A user was removed at the moment of entering.');
      changed();
      return entered;
    },

    list: () =>
      db.select().from(persons).where(eq(persons.projectId, projectId)).orderBy(persons.dateCreated),

    async mergeMeta(person: Person, meta: Record<string, unknown>) {
      const merging = db.transaction(async (tx) => {
        const [current] = await tx.select().from(persons).where(eq(persons.id, person.id)).for('update');
        const merged = Object.entries({...current?.meta, ...meta}).filter(([, value]) => value !== null);
        const [updated] = await tx
          .update(persons)
          .set({meta: Object.fromEntries(merged), dateUpdated: new Date()})
          .where(eq(persons.id, person.id))
          .returning();
        return updated ?? person;
      });
      return merging.finally(changed);
    },

    async remove(userId: string) {
      await db.delete(persons).where(sameUser(userId));
      changed();
    },
  });
}
