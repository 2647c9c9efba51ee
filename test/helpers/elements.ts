import {expect} from '@open-wc/testing';
import type {ParagonInput} from '../../src/elements/input/input.js';
import {createParagon} from '../../src/paragon.js';
import {createFakeBrowser} from './fake-browser.js';
import {createFakeService, HOST, PROJECT_ID, token} from './fake-service.js';

/** A client on the fake service, with windows that a test moves by hand. */
export function createWorld() {
  const service = createFakeService();
  const browser = createFakeBrowser(service);
  const client = createParagon({host: HOST, browser: browser.port});
  const signIn = (user = 'alice') => client.authenticate(PROJECT_ID, token(user));
  return {service, browser, client, signIn};
}

export type World = ReturnType<typeof createWorld>;

/** Waits until a function gives something, and returns it. */
export async function until<T>(
  find: () => T | null | undefined | false,
  what = 'it',
  timeout = 4000,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const found = find();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited too long for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The first element with this part, in this shadow root or one inside it; hidden ones do not count. */
export function part<E extends HTMLElement = HTMLElement>(host: Element, name: string): E | undefined {
  const root = host.shadowRoot;
  if (!root) return undefined;
  const own = [...root.querySelectorAll<E>(`[part~="${name}"]`)].find((element) => isShown(element));
  if (own) return own;
  for (const inner of root.querySelectorAll('*')) {
    const found = inner.shadowRoot && isShown(inner as HTMLElement) && part<E>(inner, name);
    if (found) return found;
  }
  return undefined;
}

export const findPart = <E extends HTMLElement = HTMLElement>(host: Element, name: string): Promise<E> =>
  until(() => part<E>(host, name), `part ${name}`);

/** Waits until a part is there and clicks it. */
export async function click(host: Element, name: string): Promise<void> {
  (await findPart(host, name)).click();
}

/** The `<paragon-input>` whose label begins like this, in this shadow root or one inside it. */
export function input(host: Element, label: string): ParagonInput | undefined {
  for (const inner of host.shadowRoot?.querySelectorAll('*') ?? []) {
    if (inner.localName === 'paragon-input' && part(inner, 'label')?.textContent.trim().startsWith(label)) {
      return inner as ParagonInput;
    }
    const found = inner.shadowRoot && input(inner, label);
    if (found) return found;
  }
  return undefined;
}

export const findInput = (host: Element, label: string): Promise<ParagonInput> =>
  until(() => input(host, label), `the input ${label}`);

/** The browser's own field in an input. */
export const findField = (host: Element, label: string): Promise<HTMLInputElement> =>
  until(() => {
    const own = input(host, label)?.shadowRoot?.querySelector<HTMLInputElement>('#field');
    return own?.shadowRoot ? own.shadowRoot.querySelector<HTMLInputElement>('input') : own;
  }, `the field ${label}`);

/** Opens the list of an input and chooses an option by its text. */
export async function chooseOption(host: Element, label: string, text: string): Promise<void> {
  const field = await findField(host, label);
  field.focus();
  field.click();
  const list = input(host, label);
  const option = await until(
    () => list && partsOf(list, 'option').find((candidate) => textOf(candidate).includes(text)),
    `the option ${text}`,
  );
  option.click();
}

/** All shown elements with this part, in this shadow root and those inside it. */
export function partsOf(host: Element, name: string): HTMLElement[] {
  const all = [...(host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])];
  return all.flatMap((element) => [
    ...(element.matches(`[part~="${name}"]`) && isShown(element) ? [element] : []),
    ...partsOf(element, name),
  ]);
}

/** Replaces what stands in a field, as if it was typed. */
export function typeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
}

/** All text that a reader sees in an element, through its shadow roots. */
export function textOf(node: Node): string {
  if (node instanceof HTMLElement && !isShown(node) && getComputedStyle(node).display !== 'contents')
    return '';
  if (node instanceof HTMLStyleElement || (node instanceof Element && node.ariaHidden === 'true')) return '';
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  const root = node instanceof Element ? node.shadowRoot : null;
  const children =
    node instanceof HTMLSlotElement && node.assignedNodes().length
      ? node.assignedNodes()
      : (root ?? node).childNodes;
  return [...children].map(textOf).join(' ').replace(/\s+/g, ' ').trim();
}

export const untilText = (host: Element, text: string): Promise<unknown> =>
  until(() => textOf(host).includes(text), `"${text}" in "${textOf(host).slice(0, 200)}"`);

/** What has the focus, through shadow roots, as text and part. */
export function focused(): {readonly part: string; readonly text: string; readonly id: string} {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return {
    part: element?.getAttribute('part') ?? '',
    text: element ? textOf(element) : '',
    id: element?.id ?? '',
  };
}

export interface Heard {
  readonly type: string;
  readonly target: string;
  readonly detail: Record<string, unknown>;
}

/** Collects our events at a node. */
export function listenTo(node: EventTarget): Heard[] {
  const heard: Heard[] = [];
  for (const name of [
    'integration-install',
    'integration-uninstall',
    'workflow-change',
    'portal-open',
    'portal-close',
    'error',
    'authenticate',
    'stage-change',
    'complete',
    'cancel',
    'disconnect-request',
  ]) {
    node.addEventListener(`paragon-${name}`, (event) => {
      const {detail, target} = event as CustomEvent<Record<string, unknown>>;
      heard.push({type: event.type.replace('paragon-', ''), target: (target as Element).localName, detail});
    });
  }
  return heard;
}

/** What went to `console.warn` while `run` was running. */
export async function warningsOf(run: () => Promise<unknown>): Promise<string[]> {
  const warnings: string[] = [];
  const before = console.warn;
  console.warn = (...parts: unknown[]) => void warnings.push(parts.join(' '));
  try {
    await run();
  } finally {
    console.warn = before;
  }
  return warnings;
}

/** A class of a custom state, as a boolean: assertions on elements can hang the runner. */
export const hasState = (element: Element, state: string): boolean => element.matches(`:state(${state})`);

export const isShown = (element: HTMLElement): boolean => element.checkVisibility();

/** Checks with axe in light and dark. */
export async function expectAccessible(element: Element): Promise<void> {
  const {style} = document.documentElement;
  // Axe would measure colours on their way.
  style.setProperty('--paragon-duration', '0s');
  for (const scheme of ['light', 'dark']) {
    style.colorScheme = scheme;
    style.backgroundColor = scheme === 'dark' ? '#101216' : '#ffffff';
    await expect(element).to.be.accessible();
  }
  style.removeProperty('color-scheme');
  style.removeProperty('background-color');
}
