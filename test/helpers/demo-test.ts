import {test as base, expect, type BrowserContext, type Frame, type Page} from '@playwright/test';
import type Axe from 'axe-core';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {DEMO_URL, OUTSIDE_URL, SANDBOX_URL} from './addresses.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface DemoFixtures {
  /** A user of this test's own. The demo's back end takes it from the cookie, as a product takes its session's. */
  readonly user: string;
  /** What must be empty when the test ends: script errors, policy violations, requests that leave the machine. */
  readonly complaints: string[];
  /** Complaints that the test provokes on purpose. */
  readonly expectedComplaints: RegExp[];
  /** Where pages may go; a test with servers of its own adds them. */
  readonly origins: Set<string>;
}

/** Playwright's `test` with a user of its own. Fails on any script error, policy violation or request to elsewhere. */
export const test = base.extend<DemoFixtures>({
  user: async ({}, use, info) => {
    await use(`u-${info.testId.slice(-8)}-${info.repeatEachIndex}-${info.retry}`);
  },
  expectedComplaints: async ({}, use) => {
    await use([]);
  },
  origins: async ({}, use) => {
    await use(new Set([DEMO_URL, SANDBOX_URL, OUTSIDE_URL]));
  },
  complaints: [
    async ({context, user, expectedComplaints, origins}, use) => {
      const complaints: string[] = [];
      await signInAs(context, user);
      await collectComplaints(context, complaints, origins);
      await use(complaints);
      const isExpected = (text: string) => expectedComplaints.some((pattern) => pattern.test(text));
      expect(complaints.filter((text) => !isExpected(text))).toEqual([]);
    },
    {auto: true},
  ],
});

const COOKIE = 'demo_user';

/** Signs in to the demo product. */
export async function signInAs(context: BrowserContext, user: string): Promise<void> {
  await context.addCookies([{name: COOKIE, value: user, url: DEMO_URL}]);
}

/** Who is signed in to the demo product. */
export async function signedInUser(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies(DEMO_URL);
  return cookies.find(({name}) => name === COOKIE)?.value ?? '';
}

async function collectComplaints(
  context: BrowserContext,
  complaints: string[],
  origins: ReadonlySet<string>,
): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI, sourceFile}) =>
      console.error(`CSP ${violatedDirective} ${blockedURI} ${sourceFile}`),
    );
  });
  context.on('weberror', (error) => complaints.push(`page error: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && !origins.has(url.origin))
      complaints.push(`left the machine: ${request.url()}`);
  });
}

/** Axe's rules whose verdict hangs on colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Fails if axe finds anything in the page, or in the one frame of it. The dark colour scheme changes colours only, so
 * there the rest is not judged a second time.
 */
export async function expectAccessible(page: Page, frame: Frame = page.mainFrame()): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme, reducedMotion: 'reduce'});
    await settled(frame);
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axeSource);
    const violations = await frame.evaluate(
      async (rules) => {
        const {axe} = window as unknown as {axe: typeof Axe};
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const result = await axe.run({runOnly: rules ?? tags, preload: false});
        return result.violations.map(
          ({id, nodes}) =>
            `${id}: ${nodes.map(({html, failureSummary}) => `${html} ${failureSummary}`).join(' | ')}`,
        );
      },
      colorScheme === 'dark' ? COLOUR_RULES : undefined,
    );
    expect(violations, colorScheme).toEqual([]);
  }
  await page.emulateMedia({colorScheme: null, reducedMotion: null});
}

/** Waits for transitions to end; colours in between are nobody's choice. */
async function settled(frame: Frame): Promise<void> {
  await frame.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    // A change of the colour scheme may reach what is inside of elements some frames later.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const isFinite = (animation: Animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(isFinite)
        .map(({finished}) => finished),
    );
  });
}

export {expect};
