import type {ParagonClient} from '../../../src/paragon.js';
import type {ContractCase, Given} from './case.js';
import {cases} from './cases/index.js';
import {createRecorder, type RecordedRequest} from './recorder.js';
import {createTools, failureOf, plain, type Failure} from './tools.js';

/** What a case has led to. */
export interface CaseRecord {
  readonly result?: unknown;
  readonly failure?: Failure;
  readonly requests: readonly RecordedRequest[];
}

interface SdkWindow {
  readonly paragon: ParagonClient;
  /** What the official SDK can do only here. */
  readonly connectSingleton?: {logout(): void; onClose(force: boolean): void};
}

declare global {
  interface Window {
    contract: {run(index: number, given: Given, overrides: Record<string, string>): Promise<CaseRecord>};
  }
}

const recorder = createRecorder();

window.contract = {
  async run(index, given, overrides) {
    const {paragon, connectSingleton} = window as unknown as SdkWindow;
    const logout = () => (connectSingleton ?? paragon).logout();
    const useSandbox = () => paragon.configureGlobal({host: 'localhost'}, overrides);
    // An install without a portal stays open as one, and has a part in later ones.
    const forgetPortal = () => connectSingleton?.onClose(true);
    const tools = createTools(paragon, {logout, useSandbox, forgetPortal});
    const {headless = true, run} = cases[index] as ContractCase;
    useSandbox();
    paragon.setHeadless(headless);
    await paragon.authenticate(given.projectId, given.token);
    recorder.start();
    let end: Pick<CaseRecord, 'result' | 'failure'>;
    try {
      end = {result: plain(await run(paragon, given, tools))};
    } catch (error) {
      end = {failure: failureOf(error)};
    }
    await recorder.quiet();
    const requests = await recorder.requests();
    tools.clear();
    return {...end, requests};
  },
};
