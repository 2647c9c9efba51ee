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
  readonly windows: readonly unknown[];
}

interface SdkWindow {
  readonly paragon: ParagonClient;
  /** The official SDK can sign out only here. */
  readonly connectSingleton?: {logout(): void};
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
    const tools = createTools(paragon, logout, useSandbox);
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
    const notes = await recorder.notes();
    tools.clear();
    return {...end, ...notes};
  },
};
