import type {IntegrationState} from '../../../../src/paragon.js';
import {casesOf, type ContractCase} from '../case.js';

/** The order of the accounts does not matter. */
const byConfiguration = (
  state: IntegrationState | undefined,
  member: 'sharedSettings' | 'workflowSettings',
) => Object.fromEntries(state?.allConfigurations.map((one) => [one.id, one[member]]) ?? []);

const ANNOUNCE = '907e91d4-2d61-49fe-8047-0a049d4b11b3';
const slack = [{type: 'slack', settings: {channel: 'C010000'}, workflows: [ANNOUNCE]}] as const;
const two = [
  {type: 'slack', settings: {channel: 'C010000'}, workflows: [ANNOUNCE], configurations: ['project']},
  {type: 'slack', name: 'second', person: 'kim', externalId: 'team', workflows: [ANNOUNCE]},
] as const;

export const settingsCases: readonly ContractCase[] = [
  ...casesOf(
    'updateIntegrationUserSettings',
    {
      'changes one value and leaves the others': async (paragon, _given, {state}) => {
        const {userState, errors} = await paragon.updateIntegrationUserSettings('slack', {
          mentionEveryone: true,
        });
        const slack = userState.authenticated && userState.integrations['slack'];
        return {user: Object.keys(userState).sort(), errors, slack, settings: state('slack')?.sharedSettings};
      },
      'names what is not taken': async (paragon, _given, {state}) => {
        const update = {mentionEveryone: 'often', nonsense: 1};
        const {errors} = await paragon.updateIntegrationUserSettings('slack', update);
        return {errors, settings: state('slack')?.sharedSettings};
      },
      'of an account by id': {
        option: 'selectedCredentialId',
        accounts: two,
        async run(paragon, {accounts}, {state}) {
          const selectedCredentialId = accounts['second']!.id;
          await paragon.updateIntegrationUserSettings('slack', {channel: 'C010001'}, {selectedCredentialId});
          return byConfiguration(state('slack'), 'sharedSettings');
        },
      },
      'of an account by external id': {
        accounts: two,
        run: (paragon, _given, {outcome}) =>
          outcome(async () => {
            const options = {selectedCredentialId: 'ext:team'};
            await paragon.updateIntegrationUserSettings('slack', {channel: 'C010001'}, options);
          }),
      },
      'of a configuration by id': {
        option: 'selectedConfigurationId',
        accounts: two,
        async run(paragon, {accounts}, {state}) {
          const selectedConfigurationId = accounts['slack']!.configurations['project']!;
          await paragon.updateIntegrationUserSettings(
            'slack',
            {channel: 'C010001'},
            {selectedConfigurationId},
          );
          return byConfiguration(state('slack'), 'sharedSettings');
        },
      },
      'of a configuration by external id': {
        accounts: two,
        run: (paragon, _given, {outcome}) =>
          outcome(async () => {
            const options = {selectedConfigurationId: 'ext:project'};
            await paragon.updateIntegrationUserSettings('slack', {channel: 'C010001'}, options);
          }),
      },
      'of an account that is not there': async (paragon, _given, {outcome}) =>
        outcome(() =>
          paragon.updateIntegrationUserSettings(
            'slack',
            {channel: 'C010001'},
            {selectedCredentialId: '11111111-2222-4333-8444-555555555555'},
          ),
        ),
      'of an integration that is not connected': (paragon, _given, {outcome}) =>
        outcome(() => paragon.updateIntegrationUserSettings('hubspot', {listName: 'All'})),
      'of an integration that is not there': (paragon, _given, {outcome}) =>
        outcome(() => paragon.updateIntegrationUserSettings('nowhere', {a: 1})),
      'without a user': (paragon, _given, {outcome, logout}) => {
        logout();
        return outcome(() => paragon.updateIntegrationUserSettings('slack', {channel: 'C010001'}));
      },
      'two at a time': async (paragon, _given, {state}) => {
        await Promise.all([
          paragon.updateIntegrationUserSettings('slack', {channel: 'C010001'}),
          paragon.updateIntegrationUserSettings('slack', {mentionEveryone: true}),
        ]);
        return state('slack')?.sharedSettings;
      },
    },
    {accounts: slack},
  ),
  ...casesOf(
    'updateWorkflowUserSettings',
    {
      'of a workflow that is on': async (paragon, _given, {state}) => {
        const answer = await paragon.updateWorkflowUserSettings('slack', ANNOUNCE, {prefix: 'Hooray!'});
        return {answer: Object.keys(answer), workflows: state('slack')?.workflowSettings};
      },
      'of a workflow that was never on': {
        accounts: [{type: 'slack'}],
        run: (paragon, _given, {outcome, state}) =>
          outcome(async () => {
            await paragon.updateWorkflowUserSettings('slack', ANNOUNCE, {prefix: 'Hooray!'});
            return state('slack')?.workflowSettings;
          }),
      },
      'of an account by id': {
        option: 'selectedCredentialId',
        accounts: two,
        async run(paragon, {accounts}, {state}) {
          const selectedCredentialId = accounts['second']!.id;
          await paragon.updateWorkflowUserSettings('slack', ANNOUNCE, {prefix: '!'}, {selectedCredentialId});
          return byConfiguration(state('slack'), 'workflowSettings');
        },
      },
      'of a configuration by external id': {
        option: 'selectedConfigurationId',
        accounts: two,
        run: (paragon, _given, {outcome}) =>
          outcome(async () => {
            await paragon.enableWorkflow(ANNOUNCE, {selectedConfigurationId: 'ext:project'});
            const options = {selectedConfigurationId: 'ext:project'};
            await paragon.updateWorkflowUserSettings('slack', ANNOUNCE, {prefix: '!'}, options);
          }),
      },
      'of a workflow that is not there': (paragon, _given, {outcome}) =>
        outcome(() =>
          paragon.updateWorkflowUserSettings('slack', '11111111-2222-4333-8444-555555555555', {prefix: '!'}),
        ),
    },
    {accounts: slack},
  ),
];
