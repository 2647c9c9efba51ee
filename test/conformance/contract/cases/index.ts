import type {ContractCase} from '../case.js';
import {accountCases} from './accounts.js';
import {configurationCases} from './configurations.js';
import {filePickerCases} from './file-pickers.js';
import {flowCases} from './install-flow.js';
import {installationCases} from './install.js';
import {integrationCases} from './integrations.js';
import {optionCases} from './options.js';
import {requestCases} from './requests.js';
import {sessionCases} from './session.js';
import {settingsCases} from './settings.js';
import {workflowCases} from './workflows.js';

export const cases: readonly ContractCase[] = [
  ...sessionCases,
  ...integrationCases,
  ...settingsCases,
  ...configurationCases,
  ...workflowCases,
  ...requestCases,
  ...optionCases,
  ...accountCases,
  ...filePickerCases,
  ...flowCases,
  ...installationCases,
];
