import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';

/**
 * When a file, or the newest below a folder, was changed.
 *
 * @param {string} path
 * @returns {number} milliseconds since 1970
 */
export function changedAt(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = readdirSync(path).filter((entry) => entry !== 'node_modules');
  return Math.max(0, ...entries.map((entry) => changedAt(join(path, entry))));
}
