import {ApiError, errorCodes} from '../errors.js';

/** Counts by key, and refuses what comes too often. It forgets keys that have become quiet. */
export function createRateLimit({times, within}: {times: number; within: number}) {
  const windows = new Map<string, {count: number; since: number}>();

  return Object.freeze({
    /** @throws An `ApiError` with status 429 that says when to come again. */
    take(key: string): void {
      const now = Date.now();
      for (const [other, {since}] of windows) if (now - since >= within) windows.delete(other);
      const current = windows.get(key) ?? {count: 0, since: now};
      windows.set(key, current);
      if (++current.count <= times) return;
      const seconds = Math.ceil((current.since + within - now) / 1000);
      throw new ApiError(429, errorCodes.tooOften, `Too many requests. Try again in ${seconds} seconds.`, {
        retryAfter: seconds,
      });
    },
  });
}
