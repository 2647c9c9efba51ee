import type {BrowserContext, Page, Response} from '@playwright/test';
import {setTimeout as sleep} from 'node:timers/promises';
import {apiCheckFor} from '../../sandbox/test/helpers/api-check.js';

const PATIENCE = 1000;

/** What was noticed in the pages with the official SDK since somebody looked last. */
const members = new Set<string>();
const complaints: string[] = [];
const pending = new Set<Promise<void>>();
const watched = new WeakSet<BrowserContext>();

/** Watches the pages of a context: what they call, what the sandbox answers them, and what fails in their scripts. */
export async function watch(page: Page, sandboxUrl: string): Promise<void> {
  const context = page.context();
  if (watched.has(context)) return;
  watched.add(context);
  await context.exposeBinding('noteMember', (_source, name: string) => void members.add(name));
  context.on('weberror', (error) => complaints.push(`script error: ${error.error().message}`));
  context.on('response', (response) => {
    if (new URL(response.url()).origin !== sandboxUrl) return;
    const work = judge(response, sandboxUrl).finally(() => pending.delete(work));
    pending.add(work);
  });
}

/** The answer must be as `/openapi.json` describes it. */
async function judge(response: Response, sandboxUrl: string): Promise<void> {
  const request = response.request();
  if (request.method() === 'OPTIONS' || !/^(?:fetch|xhr)$/.test(request.resourceType())) return;
  // What a page never reads does not arrive, and a page that is left drops it.
  const text = await Promise.race([response.text().catch(() => undefined), sleep(PATIENCE, undefined)]);
  if (text === undefined) return;
  const check = await apiCheckFor(sandboxUrl);
  const {pathname, search} = new URL(response.url());
  const headers = new Headers();
  for (const name of ['content-type', 'x-sandbox-fault']) {
    const value = response.headers()[name];
    if (value !== undefined) headers.set(name, value);
  }
  try {
    check({method: request.method(), path: pathname + search, status: response.status(), headers, text});
  } catch (error) {
    complaints.push((error as Error).message);
  }
}

/** Takes what was noticed so far. */
export async function noticed(): Promise<{members: string[]; complaints: string[]}> {
  await Promise.all(pending);
  const found = {members: [...members], complaints: [...complaints]};
  members.clear();
  complaints.length = 0;
  return found;
}
