import {connectSingleton, paragon} from '@useparagon/connect';
import {tools, type PageTools} from './page-tools.js';

declare global {
  interface Window {
    paragon: typeof paragon;
    connectSingleton: typeof connectSingleton;
    /** The members of `paragon` that have been called; those of `installFlow` with its name in front. */
    calledMembers: Set<string>;
    /** Tells the test about a call at once, as a page that is left forgets. */
    noteMember?: (name: string) => Promise<void>;
    tools: PageTools;
  }
}

window.calledMembers = new Set();
window.paragon = recorded(paragon);
window.connectSingleton = connectSingleton;
window.tools = tools;

/** The same object for callers; it only takes notes of what they call. What it calls of itself does not count. */
function recorded<T extends object>(target: T, path = ''): T {
  return new Proxy(target, {
    get(_target, key) {
      const member: unknown = Reflect.get(target, key);
      const name = path + String(key);
      if (typeof member === 'function') return noted(member, name, target);
      return typeof member === 'object' && member ? recorded(member, `${name}.`) : member;
    },
  });
}

function noted(member: object, name: string, owner: object): object {
  return new Proxy(member as () => unknown, {
    apply(method, _owner, parameters) {
      note(name);
      return Reflect.apply(method, owner, parameters);
    },
    construct(constructor, parameters) {
      note(name);
      return Reflect.construct(constructor, parameters) as object;
    },
  });
}

function note(name: string): void {
  if (window.calledMembers.has(name)) return;
  window.calledMembers.add(name);
  void window.noteMember?.(name);
}
