import {test} from '@playwright/test';
import {createSandbox, type Sandbox, type SandboxOptions} from '../../sandbox/src/index.js';

/** A sandbox for the tests of one file, for a catalogue of their own. Its members are there within tests only. */
export function ownSandbox(options: SandboxOptions): () => Sandbox {
  let current: Sandbox | undefined;
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    current = await createSandbox({memory: true, ...options});
  });
  test.afterAll(() => current?.close());
  return () => {
    if (!current) throw new Error('The sandbox exists within tests only.');
    return current;
  };
}
