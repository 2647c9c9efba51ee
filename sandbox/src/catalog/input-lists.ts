import type {Input, Integration} from './schema.js';

/** Says that a member of an entry is wrong. */
export type Complain = (path: string, message: string) => void;

export interface InputList {
  readonly path: string;
  readonly inputs: readonly Input[];
  /** Asked before there is an account. */
  readonly isFirst: boolean;
}

/** Lists of inputs with their places in the entry. */
export function inputLists(entry: Integration): InputList[] {
  return [
    {path: 'inputs', inputs: entry.inputs, isFirst: true},
    ...entry.accountTypes.map(({endUserSuppliedValues = []}, index) => ({
      path: `accountTypes.${index}.endUserSuppliedValues`,
      inputs: endUserSuppliedValues,
      isFirst: true,
    })),
    {path: 'postOauthInputs', inputs: entry.postOauthInputs, isFirst: false},
    {path: 'userSettings', inputs: entry.userSettings, isFirst: false},
    ...entry.workflows.map(({inputs}, index) => ({
      path: `workflows.${index}.inputs`,
      inputs,
      isFirst: false,
    })),
  ];
}
