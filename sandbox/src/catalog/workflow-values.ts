/** What workflows read out of payloads and answers, whose shapes nobody vouches for. */
export type Values = Readonly<Record<string, unknown>>;

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const valuesOf = (value: unknown): Values =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Values) : {};

/** Fails a run in words that whoever asked for it gets. */
export const badRequest = (message: string) => Object.assign(new Error(message), {status: 400});
