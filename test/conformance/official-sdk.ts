import {connectSingleton, paragon} from '@useparagon/connect';

declare global {
  interface Window {
    paragon: typeof paragon;
    connectSingleton: typeof connectSingleton;
    /** The members of `paragon` that have been called; those of `installFlow` with its name in front. */
    calledMembers: Set<string>;
  }
}

window.calledMembers = new Set();
window.paragon = recorded(paragon);
window.connectSingleton = connectSingleton;

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
      window.calledMembers.add(name);
      return Reflect.apply(method, owner, parameters);
    },
    construct(constructor, parameters) {
      window.calledMembers.add(name);
      return Reflect.construct(constructor, parameters) as object;
    },
  });
}
