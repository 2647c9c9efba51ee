import {ContextRoot} from '@lit/context';
import {isServer} from 'lit';

const KEY = Symbol.for('paragon-elements.context-root');

/** Lets a provider that is upgraded late still find the elements that asked before. Once per page. */
export function attachContextRoot(): void {
  if (isServer) return;
  const page = document.documentElement as HTMLElement & {[KEY]?: ContextRoot};
  if (page[KEY]) return;
  page[KEY] = new ContextRoot();
  page[KEY].attach(page);
}
