import {createConfigurations, type ConfigurationsDeps} from './configurations.js';
import {createOptions, type OptionsDeps} from './options.js';
import {createProxy} from './proxy.js';
import {createSettings, type SettingsDeps} from './settings.js';
import {createUninstall} from './uninstall.js';
import {createUserMetadata, type UserMetadataDeps} from './user-metadata.js';
import {createWorkflows, type WorkflowsDeps} from './workflows.js';

export type CallsDeps = WorkflowsDeps & SettingsDeps & ConfigurationsDeps & UserMetadataDeps & OptionsDeps;

/** What a signed-in user's page asks of the service beyond signing in and connecting. Loaded with the first call. */
export const createCalls = (deps: CallsDeps) =>
  Object.freeze({
    ...createOptions(deps),
    ...createUserMetadata(deps),
    request: createProxy(deps),
    uninstallIntegration: createUninstall(deps),
    ...createWorkflows(deps),
    ...createSettings(deps),
    ...createConfigurations(deps),
  });

export type Calls = ReturnType<typeof createCalls>;
