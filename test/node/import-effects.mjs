// Run in a process of its own: imports the module named by the first argument and prints, as JSON, what that did.

const effects = [];
const note = (name) => (effects.includes(name) ? undefined : effects.push(name));

// Modules that are imported later see the watched functions, as they do in a page.
for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'queueMicrotask'])
  watch(globalThis, name);
for (const name of ['addEventListener', 'removeEventListener']) {
  watch(EventTarget.prototype, name);
  globalThis[name] = () => note(name);
}
for (const name of ['warn', 'error', 'log', 'info', 'debug']) watch(console, name, isNewsOfLit);
watch(process, 'on');
watch(process, 'once');
for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
  Object.defineProperty(globalThis, name, {configurable: true, get: () => void note(name)});
}
class Forbidden {
  constructor() {
    note(new.target.name);
  }
}
for (const name of ['BroadcastChannel', 'MutationObserver', 'WebSocket', 'Worker', 'EventSource']) {
  globalThis[name] = {[name]: class extends Forbidden {}}[name];
}
const globalsBefore = new Set(Reflect.ownKeys(globalThis));

// Lit's build for Node brings a registry of its own to environments without one; this one keeps count.
const registered = [];
globalThis.customElements = {
  define: (tag) => void registered.push(tag),
  get: (tag) => (registered.includes(tag) ? class {} : undefined),
  whenDefined: async () => {},
  upgrade: () => {},
};

const exported = Object.keys(await import(process.argv[2]));
await new Promise((resolve) => process.nextTick(resolve));

const globals = Reflect.ownKeys(globalThis)
  .filter((key) => !globalsBefore.has(key) && key !== 'customElements')
  .map(String);
process.stdout.write(JSON.stringify({exported, registered, effects, globals}));

function watch(owner, name, isAllowed = () => false) {
  const original = owner[name];
  owner[name] = function (...args) {
    if (!isAllowed(args)) note(name);
    return original?.apply(this, args);
  };
}

/** Lit's development build tells that it is one. */
function isNewsOfLit([text]) {
  return String(text).startsWith('Lit is in dev mode');
}
