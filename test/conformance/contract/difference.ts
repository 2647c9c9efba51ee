import {ABSENT, type Differing} from './compare.js';

/** Something that ours does otherwise on purpose. All that is not listed is the same. */
export interface Difference {
  /** What ours does, and why. */
  readonly reason: string;
  /** Names of the cases that show it. */
  readonly cases: readonly string[];
  /** Each path in which the two differ there, with what each has. */
  readonly differ: Differing;
}

export const PROJECT = '/projects/{project}';
export const ANNOUNCE = '907e91d4-2d61-49fe-8047-0a049d4b11b3';
export const SYNCHRONISE = 'fe3160b0-b0d7-4327-8c4e-e2f3bb93b090';
export const ME = [`GET ${PROJECT}/sdk/me`, `GET ${PROJECT}/sdk/integrations`];
export const patch = (account: string) => `PATCH ${PROJECT}/sdk/credentials/{${account} account}`;
export const enable = `POST ${PROJECT}/sdk/workflows/${ANNOUNCE}`;

export const named = (name: string): Differing => ({'result.failure.name': {official: 'Error', ours: name}});
export const requests = (official: readonly string[], ours: readonly string[]): Differing => ({
  requests: {official, ours},
});
/** The one fails, the other one gives a value. */
export const succeeds = (value: unknown = ABSENT): Differing => ({
  'result.failure': {official: {name: 'Error'}, ours: ABSENT},
  ...(value !== ABSENT && {'result.value': {official: ABSENT, ours: value}}),
});
export const header = (name: string, official: string, ours: string): Differing => ({
  [`requests.0.headers.${name}`]: {official, ours},
});
export const body = (official: unknown, ours: unknown): Differing => ({'requests.0.body': {official, ours}});
export const workflowChange = (enabled: boolean): Differing => ({
  'result.heard': {
    official: [],
    ours: [
      {
        name: 'onWorkflowChange',
        event: {
          integrationId: '29515da1-d188-4a33-92f4-18f98e1c7ae0',
          workflowId: ANNOUNCE,
          workflowStateChange: {enabled},
        },
        userId: '{user}',
      },
    ],
  },
});

export const installOption = (name: string, ours: unknown): Differing => ({
  [`requests.0.query.installOptions.${name}`]: {official: ABSENT, ours},
});
export const ownSource = (name: string, type: string): Differing => ({
  [`result.value.sources.${name}.dynamicFieldMappingKey`]: {official: ABSENT, ours: 'Order'},
  [`result.value.sources.${name}.dynamicFieldMappingType`]: {official: ABSENT, ours: type},
  [`result.value.sources.${name}.supportPagination`]: {official: ABSENT, ours: true},
});
