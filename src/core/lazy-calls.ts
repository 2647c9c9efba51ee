import {UserNotAuthenticatedError} from './errors.js';
import type {Calls} from './calls.js';
import {sessionChanged} from './http.js';
import {loadOnce} from './load-once.js';

/** Methods of the client whose code is loaded with the first call of one of them. */
const PUBLIC = [
  'request',
  'event',
  'workflow',
  'connectAction',
  'getTriggers',
  'getIntegrationAccount',
  'getFieldOptions',
  '_loadCustomDropdownOptions',
  'setUserMetadata',
  'updateIntegrationUserSettings',
  'updateWorkflowUserSettings',
  'enableWorkflow',
  'disableWorkflow',
  'updateWorkflowState',
  'createConfiguration',
  'updateConfiguration',
  'destroyConfiguration',
  'getCredentials',
  'replaceCredentialConfig',
  'uninstallIntegration',
] as const satisfies readonly (keyof Calls)[];

/** A call belongs to the user who is signed in when it is made, not to whoever is by the time it can run. */
export function createLazyCalls(load: () => Promise<Calls>, getSession: () => object | undefined) {
  const lazy = loadOnce(load);

  const call = <Name extends keyof Calls>(name: Name): Calls[Name] =>
    (async (...given: unknown[]) => {
      const session = getSession();
      if (!session) throw new UserNotAuthenticatedError();
      const calls = await lazy.load();
      if (getSession() !== session) throw sessionChanged();
      return (calls[name] as (...given: unknown[]) => unknown)(...given);
    }) as Calls[Name];

  return {
    call,
    methods: Object.fromEntries(PUBLIC.map((name) => [name, call(name)])) as Pick<
      Calls,
      (typeof PUBLIC)[number]
    >,
  };
}

export type LazyCalls = ReturnType<typeof createLazyCalls>;
