import {and, asc, eq, sql} from 'drizzle-orm';
import type {Database} from '../../db/open.js';
import {outsideRecords} from '../../db/schema.js';
import type {OutsideAccount} from '../people.js';

/** Rows that can be looked up by id, in the order in which they came. */
export interface Table<Row extends {readonly id: string}> {
  all(): Promise<readonly Row[]>;
  get(id: string): Promise<Row | undefined>;
  /** Adds a row, or replaces the one of this id. */
  put(row: Row): Promise<Row>;
  /** Adds a row unless its id is taken, and says whether it has. */
  add(row: Row): Promise<boolean>;
  /** Says whether there was one. */
  remove(id: string): Promise<boolean>;
  /**
   * Reads and writes while nobody else writes in this way, whatever process they are in. The work gets the table to
   * use: to wait for anything else in it would hold up the others.
   */
  exclusively<T>(work: (table: Table<Row>) => Promise<T>): Promise<T>;
}

/**
 * What the accounts at the providers hold: what was there from the beginning, which is computed and always the same,
 * and what apps have added, changed and removed since, which the database keeps.
 */
export interface OutsideStore {
  /** @param seed Makes the rows that are there from the beginning. */
  table<Row extends {readonly id: string}>(
    provider: string,
    account: Pick<OutsideAccount, 'id'>,
    name: string,
    seed?: () => readonly Row[],
  ): Table<Row>;
  clear(): Promise<void>;
}

/** Beyond what was there from the beginning; then the oldest goes. */
const MAX_ADDED = 1000;
/** Tables whose beginning is kept at hand. Store names are free, so there may be any number of tables. */
const MAX_SEEDS = 100;
/** Any number, as long as all sandboxes on one server use the same. */
const LOCK_SPACE = 440_044_002;

interface Seed<Row> {
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;
}

interface Place {
  readonly provider: string;
  readonly account: string;
  readonly name: string;
}

export function createOutsideStore(db: Database): OutsideStore {
  const seeds = new Map<string, Seed<{readonly id: string}>>();

  function seedOf<Row extends {readonly id: string}>(key: string, make: () => readonly Row[]): Seed<Row> {
    const known = seeds.get(key);
    // One table has rows of one kind.
    if (known) return known as Seed<Row>;
    const rows = make();
    const made = {rows, byId: new Map(rows.map((row) => [row.id, row]))};
    seeds.set(key, made);
    const [oldest] = seeds.keys();
    if (seeds.size > MAX_SEEDS && oldest !== undefined) seeds.delete(oldest);
    return made;
  }

  return Object.freeze({
    table<Row extends {readonly id: string}>(
      provider: string,
      {id: account}: Pick<OutsideAccount, 'id'>,
      name: string,
      seed: () => readonly Row[] = () => [],
    ) {
      const key = JSON.stringify([provider, account, name]);
      return createTable(db, {provider, account, name}, () => seedOf(key, seed), key);
    },
    async clear() {
      await db.delete(outsideRecords);
    },
  });
}

function createTable<Row extends {readonly id: string}>(
  db: Database,
  {provider, account, name}: Place,
  seed: () => Seed<Row>,
  key: string,
): Table<Row> {
  const isHere = and(
    eq(outsideRecords.provider, provider),
    eq(outsideRecords.account, account),
    eq(outsideRecords.name, name),
  );
  const isRow = (id: string) => and(isHere, eq(outsideRecords.id, id));
  const values = (row: Row, isAdded: boolean) => ({provider, account, name, id: row.id, isAdded, data: row});
  const target = [outsideRecords.provider, outsideRecords.account, outsideRecords.name, outsideRecords.id];

  /** Keeps the newest. */
  async function prune(): Promise<void> {
    const isAdded = and(isHere, eq(outsideRecords.isAdded, true));
    const [oldest] = await db
      .select({position: outsideRecords.position})
      .from(outsideRecords)
      .where(isAdded)
      .orderBy(sql`${outsideRecords.position} desc`)
      .limit(1)
      .offset(MAX_ADDED);
    if (oldest)
      await db
        .delete(outsideRecords)
        .where(and(isAdded, sql`${outsideRecords.position} <= ${oldest.position}`));
  }

  return Object.freeze({
    async all() {
      const {rows, byId} = seed();
      const stored = await db
        .select()
        .from(outsideRecords)
        .where(isHere)
        .orderBy(asc(outsideRecords.position));
      if (!stored.length) return rows;
      const changed = new Map(stored.map(({id, data}) => [id, data as Row | null]));
      const kept = rows.flatMap((row) => {
        const now = changed.get(row.id);
        return now === undefined ? [row] : now === null ? [] : [now];
      });
      const added = stored.filter(({id}) => !byId.has(id)).map(({data}) => data as Row | null);
      return [...kept, ...added.filter((row) => row !== null)];
    },

    async get(id: string) {
      // Ids come out of addresses; nothing is stored under one that cannot be.
      if (id.includes('\0')) return undefined;
      const [stored] = await db.select().from(outsideRecords).where(isRow(id));
      return stored ? ((stored.data as Row | null) ?? undefined) : seed().byId.get(id);
    },

    async put(row: Row) {
      const isAdded = !seed().byId.has(row.id);
      await db
        .insert(outsideRecords)
        .values(values(row, isAdded))
        .onConflictDoUpdate({target, set: {data: row}});
      if (isAdded) await prune();
      return row;
    },

    async add(row: Row) {
      if (seed().byId.has(row.id)) return false;
      const stored = await db
        .insert(outsideRecords)
        .values(values(row, true))
        .onConflictDoNothing({target})
        .returning({id: outsideRecords.id});
      if (stored.length) await prune();
      return stored.length > 0;
    },

    async remove(id: string) {
      if (id.includes('\0')) return false;
      const removed = seed().byId.has(id)
        ? await db
            .insert(outsideRecords)
            .values({provider, account, name, id, isAdded: false, data: null})
            .onConflictDoUpdate({
              target,
              set: {data: null},
              setWhere: sql`${outsideRecords.data} is not null`,
            })
            .returning({id: outsideRecords.id})
        : await db.delete(outsideRecords).where(isRow(id)).returning({id: outsideRecords.id});
      return removed.length > 0;
    },

    exclusively: <T>(work: (table: Table<Row>) => Promise<T>) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_SPACE}, hashtext(${key}))`);
        return work(createTable(tx, {provider, account, name}, seed, key));
      }),
  });
}

/** Part of a list. `start` and `limit` may be what a client sent. */
export function slice<T>(
  list: readonly T[],
  start: unknown,
  limit: unknown,
  {usual, most}: {usual: number; most: number},
): {items: T[]; start: number; next: number | undefined} {
  const from = Math.max(0, Math.trunc(Number(start ?? 0)) || 0);
  const wanted = Math.trunc(Number(limit ?? usual)) || usual;
  const end = from + Math.min(Math.max(1, wanted), most);
  return {items: list.slice(from, end), start: from, next: end < list.length ? end : undefined};
}

/** Does one of these texts contain what is searched for? */
export const matches = (searched: string | undefined, ...texts: readonly (string | undefined)[]): boolean => {
  const wanted = searched?.trim().toLowerCase();
  return !wanted || texts.some((text) => text?.toLowerCase().includes(wanted));
};
