const warned = new Set<string>();

/** Warns developers once per page about the same thing. */
export function warnOnce(key: string, message: string): void {
  if (warned.has(key)) return;
  warned.add(key);
  console.warn(message);
}
