import type {Page} from '@playwright/test';
import {approve} from '../helpers/provider-pages.js';
import {expect} from './official-test.js';
import type {FlowLog, StateIntegration} from './page-tools.js';

export type Log = FlowLog;

/** Drives an install flow of the official SDK as a headless page does. */
export function installFlowOn(page: Page) {
  const log = () => page.evaluate(() => window.tools.flow);
  const stages = async () => (await log()).stages.map(({stage}) => stage);

  return Object.freeze({
    log,
    stages,

    start: (type: string, options: Record<string, unknown> = {}) =>
      page.evaluate(([name, given]) => window.tools.start(name, given), [type, options] as const),

    /** Starts a flow that opens the provider's window at once. */
    startInWindow: (type: string, options: Record<string, unknown> = {}) =>
      windowFrom(page, () =>
        page.evaluate(([name, given]) => window.tools.start(name, given), [type, options] as const),
      ),

    // Their promises may settle as late as the sign-in; what matters is what the callbacks are told.
    setAccountType: (id: string) =>
      page.evaluate((value) => void window.paragon.installFlow.setAccountType(value), id),
    setPreOptions: (values: Record<string, string>) =>
      page.evaluate((given) => void window.paragon.installFlow.setPreOptions(given), values),
    setPostOptions: (values: Record<string, string>) =>
      page.evaluate((given) => void window.paragon.installFlow.setPostOptions(given), values),
    cancel: () => page.evaluate(() => window.paragon.installFlow.cancel()),

    /** Waits for the stage that comes next. */
    async reaches(stage: string): Promise<void> {
      await expect.poll(async () => (await stages()).at(-1), {timeout: 15_000}).toBe(stage);
    },

    /** Waits for the end, and tells what was connected. */
    async completed(): Promise<NonNullable<FlowLog['completed']>> {
      await expect
        .poll(async () => ({errors: (await log()).errors, isOver: (await log()).completed !== null}), {
          timeout: 15_000,
        })
        .toEqual({errors: [], isOver: true});
      return (await log()).completed!;
    },

    /** Waits for something to fail, and tells how. */
    async failed(): Promise<FlowLog['errors'][number]> {
      await expect.poll(async () => (await log()).errors.length, {timeout: 15_000}).toBeGreaterThan(0);
      return (await log()).errors.at(-1)!;
    },
  });
}

/** The provider's window that something opens. */
export async function windowFrom(page: Page, open: () => Promise<unknown>): Promise<Page> {
  const popup = page.waitForEvent('popup');
  await open();
  return popup;
}

/** Connects by signing in as Robin, who allows everything. */
export async function connectInWindow(
  page: Page,
  type: string,
  options: Record<string, unknown> = {},
): Promise<NonNullable<FlowLog['completed']>> {
  const flow = installFlowOn(page);
  await approve(await flow.startInWindow(type, options));
  return flow.completed();
}

export const stateOf = (page: Page, type: string): Promise<StateIntegration | null> =>
  page.evaluate((name) => window.tools.state(name), type);
