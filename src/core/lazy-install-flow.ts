import {atom, readonlyType} from 'nanostores';
import {NoActiveInstallFlowError, toParagonError} from './errors.js';
import {callSafely} from './events.js';
import {loadOnce} from './load-once.js';
import type {InstallFlow} from './types/client.js';
import type {InstallFlowOptions, InstallFlowState} from './types/install.js';

/**
 * An install flow whose machinery is loaded beside the page instead of with it. `load` is called at once, so that it is
 * there when the user clicks: `start()` can then open the window in the same task, as browsers demand.
 */
export function createLazyInstallFlow(load: () => Promise<InstallFlow>): InstallFlow & {preload(): void} {
  const $state = atom<InstallFlowState>({status: 'idle'});
  const lazy = loadOnce(async () => {
    const flow = await load();
    flow.$state.listen((state) => $state.set(state));
    return flow;
  });
  /** Changes with each start and cancel, so that a start that waits for the machinery knows whether it still counts. */
  let wish = 0;

  function preload(): void {
    lazy.load().catch(() => undefined);
  }

  function begin(type: string, options: InstallFlowOptions = {}, call: (flow: InstallFlow) => void): void {
    const mine = ++wish;
    if (lazy.part) return call(lazy.part);
    lazy.load().then(
      (loaded) => mine === wish && call(loaded),
      (cause: unknown) => {
        if (mine !== wish) return;
        const error = toParagonError(cause);
        $state.set({status: 'failed', integration: type, error});
        callSafely(() => options.onError?.(error, null));
      },
    );
  }

  function active(): InstallFlow {
    if (!lazy.part) throw new NoActiveInstallFlowError();
    return lazy.part;
  }

  return Object.freeze({
    $state: readonlyType($state),
    preload,
    start: (type: string, options?: InstallFlowOptions) =>
      begin(type, options, (f) => f.start(type, options)),
    resume: (type: string, credentialId: string, options?: InstallFlowOptions) =>
      begin(type, options, (f) => f.resume(type, credentialId, options)),
    setAccountType: (accountType) => active().setAccountType(accountType),
    setPreOptions: async (values) => active().setPreOptions(values),
    setPostOptions: async (values) => active().setPostOptions(values),
    openWindow: () => active().openWindow(),
    redirect: async () => active().redirect(),
    next: () => active().next(),
    getAccountTypeValue: () => lazy.part?.getAccountTypeValue() ?? null,
    getPreOptionsValue: () => lazy.part?.getPreOptionsValue() ?? null,
    getPostOptionsValue: () => lazy.part?.getPostOptionsValue() ?? null,
    async cancel() {
      wish++;
      await lazy.part?.cancel();
    },
  } satisfies InstallFlow & {preload(): void});
}
