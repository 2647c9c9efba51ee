import {atom, readonlyType} from 'nanostores';
import {NoActiveInstallFlowError, ParagonError, toParagonError} from './errors.js';
import {callSafely} from './events.js';
import type {InstallFlow} from './types/client.js';
import type {InstallFlowOptions, InstallFlowState} from './types/install.js';

/**
 * An install flow whose machinery is loaded beside the page instead of with it. `load` is called at once, so that it is
 * there when the user clicks: `start()` can then open the window in the same task, as browsers demand.
 */
export function createLazyInstallFlow(load: () => Promise<InstallFlow>): InstallFlow & {preload(): void} {
  const $state = atom<InstallFlowState>({status: 'idle'});
  let flow: InstallFlow | undefined;
  let loading: Promise<InstallFlow> | undefined;
  /** Changes with each start and cancel, so that a start that waits for the machinery knows whether it still counts. */
  let wish = 0;

  function preload(): void {
    ensure().catch(() => undefined);
  }

  function ensure(): Promise<InstallFlow> {
    loading ??= load().then(
      (loaded) => {
        flow = loaded;
        loaded.$state.listen((state) => $state.set(state));
        return loaded;
      },
      (cause: unknown) => {
        loading = undefined;
        throw new ParagonError('network_error', 'A part of the page could not be loaded.', {cause});
      },
    );
    return loading;
  }

  function begin(type: string, options: InstallFlowOptions = {}, call: (flow: InstallFlow) => void): void {
    const mine = ++wish;
    if (flow) return call(flow);
    ensure().then(
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
    if (!flow) throw new NoActiveInstallFlowError();
    return flow;
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
    getAccountTypeValue: () => flow?.getAccountTypeValue(),
    getPreOptionsValue: () => flow?.getPreOptionsValue(),
    getPostOptionsValue: () => flow?.getPostOptionsValue(),
    async cancel() {
      wish++;
      await flow?.cancel();
    },
  } satisfies InstallFlow & {preload(): void});
}
