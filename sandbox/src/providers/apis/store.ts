import type {OutsideAccount} from '../people.js';

/** Rows that can be looked up by id, in the order in which they came. */
export interface Table<Row extends {readonly id: string}> {
  all(): Row[];
  get(id: string): Row | undefined;
  put(row: Row): Row;
  remove(id: string): boolean;
}

/**
 * What the accounts at the providers hold: what was there from the beginning, and what apps have added. It lives in
 * memory and is forgotten at the end.
 */
export interface OutsideStore {
  /** @param seed Makes the rows that are there from the beginning. */
  table<Row extends {readonly id: string}>(
    provider: string,
    account: Pick<OutsideAccount, 'id'>,
    name: string,
    seed?: () => Row[],
  ): Table<Row>;
  clear(): void;
}

/** Beyond what was there from the beginning; then the oldest goes. */
const MAX_ADDED = 1000;

export function createOutsideStore(): OutsideStore {
  const tables = new Map<string, Table<{readonly id: string}>>();
  return Object.freeze({
    table<Row extends {readonly id: string}>(
      provider: string,
      account: Pick<OutsideAccount, 'id'>,
      name: string,
      seed: () => Row[] = () => [],
    ) {
      const key = [provider, account.id, name].join('/');
      const known = tables.get(key);
      if (known) return known as unknown as Table<Row>;
      const made = createTable(seed());
      tables.set(key, made as unknown as Table<{readonly id: string}>);
      return made;
    },
    clear: () => tables.clear(),
  });
}

function createTable<Row extends {readonly id: string}>(seed: Row[]): Table<Row> {
  const rows = new Map(seed.map((row) => [row.id, row]));
  const added = new Set<string>();
  return Object.freeze({
    all: () => [...rows.values()],
    get: (id: string) => rows.get(id),
    put(row: Row) {
      if (!rows.has(row.id)) added.add(row.id);
      rows.set(row.id, row);
      const [oldest] = added;
      if (added.size > MAX_ADDED && oldest !== undefined) {
        added.delete(oldest);
        rows.delete(oldest);
      }
      return row;
    },
    remove(id: string) {
      added.delete(id);
      return rows.delete(id);
    },
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
