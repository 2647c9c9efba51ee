import {ContextEvent, type Context, type ContextCallback} from '@lit/context';
import {isServer} from 'lit';

type AnyContext = Context<unknown, unknown>;
type Callback = ContextCallback<unknown>;

/** Who asked, and has not been answered. Nobody is kept alive for it. */
interface PendingRequest {
  readonly element: WeakRef<Element>;
  readonly callback: WeakRef<Callback>;
}

const KEY = Symbol.for('paragon-elements.context-root');
/** Requests of one context before those of elements that have gone are looked for. */
const FEW = 32;

/**
 * Lets a provider that is upgraded late still find the elements that asked before. Once per page. What it knows of
 * elements that have left the page is forgotten, so that it does not grow while elements come and go.
 */
export function attachContextRoot(): void {
  if (isServer) return;
  const page = document.documentElement as HTMLElement & {[KEY]?: true};
  if (page[KEY]) return;
  page[KEY] = true;
  const pending = new Map<AnyContext, {requests: PendingRequest[]; limit: number}>();

  page.addEventListener('context-request', (event) => {
    const {context, contextTarget, callback, subscribe} = event as ContextEvent<AnyContext>;
    if (!subscribe) return;
    const entry = pending.get(context) ?? {requests: [], limit: FEW};
    pending.set(context, entry);
    entry.requests.push({
      element: new WeakRef(contextTarget ?? (event.composedPath()[0] as Element)),
      callback: new WeakRef(callback),
    });
    if (entry.requests.length < entry.limit) return;
    entry.requests = entry.requests.filter(({element}) => element.deref()?.isConnected);
    entry.limit = entry.requests.length * 2 + FEW;
  });

  page.addEventListener('context-provider', (event) => {
    const {context} = event as Event & {readonly context: AnyContext};
    const entry = pending.get(context);
    // Those that the new provider is not for ask the page once more, and are noted again.
    pending.delete(context);
    const asked = new Set<Callback>();
    for (const {element, callback} of entry?.requests ?? []) {
      const [target, answer] = [element.deref(), callback.deref()];
      // An element that is put back asks by itself.
      if (!target?.isConnected || !answer || asked.has(answer)) continue;
      asked.add(answer);
      target.dispatchEvent(new ContextEvent(context, target, answer, true));
    }
  });
}
