import {eq} from 'drizzle-orm';
import {StartError} from '../errors.js';
import type {Database} from './open.js';
import {keys} from './schema.js';
import type {Vault} from './vault.js';

/** Keys that are made once and then stay, shared by all sandboxes on one database. */
export interface KeyStore {
  getOrMake<T>(name: string, make: () => Promise<T>): Promise<T>;
}

export function createKeyStore(db: Database, vault: Vault): KeyStore {
  async function read<T>(name: string): Promise<T | undefined> {
    const [row] = await db.select().from(keys).where(eq(keys.name, name));
    if (!row) return undefined;
    return vault.open<T>(`key:${name}`, row.value).catch((cause: unknown) => {
      throw new StartError(
        'wrong-key-file',
        'The key file does not belong to this database. Give the one that the database was first used with, by --key-file or its data folder (--data), or empty the database. Sandboxes that share a database share the key file, too: copy it to each machine.',
        {cause},
      );
    });
  }

  return Object.freeze({
    async getOrMake<T>(name: string, make: () => Promise<T>) {
      const known = await read<T>(name);
      if (known !== undefined) return known;
      const value = await vault.seal(`key:${name}`, await make());
      await db.insert(keys).values({name, value}).onConflictDoNothing();
      // Another process may have been first: its key counts.
      return (await read<T>(name)) as T;
    },
  });
}
