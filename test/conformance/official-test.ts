import {test as base, expect} from '@playwright/test';
import {noteTest} from './call-log.js';
import {noticed} from './watch.js';

interface Fixtures {
  /** Script errors that a test provokes on purpose. */
  readonly expectedComplaints: RegExp[];
  readonly notes: void;
}

/** Playwright's `test`. It fails on answers unlike `/openapi.json` and on script errors, and logs what was called. */
export const test = base.extend<Fixtures>({
  expectedComplaints: async ({}, use) => {
    await use([]);
  },
  notes: [
    async ({expectedComplaints}, use, info) => {
      await use();
      const {members, complaints} = await noticed();
      expect(complaints.filter((text) => !expectedComplaints.some((pattern) => pattern.test(text)))).toEqual(
        [],
      );
      if (info.status === info.expectedStatus) noteTest(info, members);
    },
    {auto: true},
  ],
});

export {expect};
