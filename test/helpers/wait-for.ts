/** Waits until a condition holds, without a fixed sleep. Fails with its own text after a while. */
export async function waitFor(
  condition: () => unknown,
  what = 'the condition',
  timeout = 5000,
): Promise<void> {
  const end = Date.now() + timeout;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited ${timeout} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
