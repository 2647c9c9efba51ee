import {casesOf, type ContractCase} from '../case.js';

const ANNOUNCE = '907e91d4-2d61-49fe-8047-0a049d4b11b3';
const LOOK_UP = '88ed6cc6-0229-451a-a61e-405cd689b26c';
const FORWARD = '6c231608-88f7-4860-9d01-17096374bdcd';
/** Only with metadata that the users here lack. */
const ESCALATE = '7c342a93-990a-49d3-bbf5-c840b073d039';
const SYNCHRONISE = 'fe3160b0-b0d7-4327-8c4e-e2f3bb93b090';
const NOBODY = '11111111-2222-4333-8444-555555555555';

const slack = [{type: 'slack'}] as const;
const enabled = [{type: 'slack', workflows: [ANNOUNCE, LOOK_UP]}] as const;
const two = [
  {type: 'slack', workflows: [LOOK_UP], configurations: ['project']},
  {type: 'slack', name: 'second', person: 'kim', externalId: 'team', workflows: [LOOK_UP]},
] as const;

const switchCases: readonly ContractCase[] = [
  ...casesOf(
    'enableWorkflow',
    {
      'switches it on': async (paragon, _given, {listen, state}) => {
        const heard = listen();
        const answer = await paragon.enableWorkflow(ANNOUNCE);
        return {answer, heard, workflows: state('slack')?.workflowSettings};
      },
      'one that is on already': {
        accounts: enabled,
        run: (paragon, _given, {outcome}) => outcome(() => paragon.enableWorkflow(ANNOUNCE)),
      },
      'of an account by id': {
        option: 'selectedCredentialId',
        accounts: two,
        run: (paragon, {accounts}) =>
          paragon.enableWorkflow(ANNOUNCE, {selectedCredentialId: accounts['second']!.id}),
      },
      'of an account by external id': {
        accounts: two,
        run: (paragon) => paragon.enableWorkflow(ANNOUNCE, {selectedCredentialId: 'ext:team'}),
      },
      'of a configuration by id': {
        option: 'selectedConfigurationId',
        accounts: two,
        run: (paragon, {accounts}) =>
          paragon.enableWorkflow(ANNOUNCE, {
            selectedConfigurationId: accounts['slack']!.configurations['project'],
          }),
      },
      'of a configuration by external id': {
        accounts: two,
        async run(paragon, _given, {state}) {
          await paragon.enableWorkflow(ANNOUNCE, {selectedConfigurationId: 'ext:project'});
          const all = state('slack')?.allConfigurations ?? [];
          return Object.fromEntries(all.map(({id, workflowSettings}) => [id, workflowSettings]));
        },
      },
      'one that is not for this user': (paragon, _given, {outcome}) =>
        outcome(() => paragon.enableWorkflow(ESCALATE)),
      'one that is not there': (paragon, _given, {outcome}) => outcome(() => paragon.enableWorkflow(NOBODY)),
      'without an account': {
        accounts: [],
        run: (paragon, _given, {outcome}) => outcome(() => paragon.enableWorkflow(ANNOUNCE)),
      },
    },
    {accounts: slack},
  ),
  ...casesOf(
    'disableWorkflow',
    {
      'switches it off': async (paragon, _given, {listen, state}) => {
        const heard = listen();
        const answer = await paragon.disableWorkflow(ANNOUNCE);
        return {answer, heard, workflows: state('slack')?.workflowSettings};
      },
      'one that is off already': (paragon, _given, {outcome}) =>
        outcome(() => paragon.disableWorkflow(SYNCHRONISE)),
      'of an account by id': {
        option: 'selectedCredentialId',
        accounts: two,
        run: (paragon, {accounts}) =>
          paragon.disableWorkflow(LOOK_UP, {selectedCredentialId: accounts['second']!.id}),
      },
      'of a configuration by id': {
        option: 'selectedConfigurationId',
        accounts: two,
        run: (paragon, {accounts}) =>
          paragon.disableWorkflow(LOOK_UP, {selectedConfigurationId: accounts['slack']!.configuration}),
      },
    },
    {accounts: enabled},
  ),
  ...casesOf(
    'updateWorkflowState',
    {
      'turns several': async (paragon, _given, {state}) => {
        const update = {[ANNOUNCE]: false, [SYNCHRONISE]: true};
        const {user, errors} = await paragon.updateWorkflowState(update);
        return {
          errors,
          user: user.authenticated && user.integrations['slack']?.workflowSettings,
          now: state('slack')?.workflowSettings,
        };
      },
      'names those that cannot be turned': async (paragon) => {
        const {errors} = await paragon.updateWorkflowState({[ESCALATE]: true, [SYNCHRONISE]: true});
        return errors.map(({workflowId}) => workflowId);
      },
      'those that are as they should be': async (paragon) => {
        const {errors} = await paragon.updateWorkflowState({[ANNOUNCE]: true, [SYNCHRONISE]: false});
        return errors.map(({workflowId}) => workflowId);
      },
      'of an account by id': {
        option: 'selectedCredentialId',
        accounts: two,
        async run(paragon, {accounts}) {
          const options = {selectedCredentialId: accounts['second']!.id};
          return (await paragon.updateWorkflowState({[LOOK_UP]: false}, options)).errors;
        },
      },
      'of a configuration by external id': {
        option: 'selectedConfigurationId',
        accounts: two,
        async run(paragon) {
          const options = {selectedConfigurationId: 'ext:project'};
          return (await paragon.updateWorkflowState({[ANNOUNCE]: true}, options)).errors;
        },
      },
    },
    {accounts: enabled},
  ),
];

const runCases: readonly ContractCase[] = [
  ...casesOf(
    'workflow',
    {
      'gives what the workflow answers': {
        option: 'body',
        run: (paragon) => paragon.workflow(LOOK_UP, {body: {email: 'kim@harbor.example'}}),
      },
      'without options': (paragon, _given, {outcome}) => outcome(() => paragon.workflow(LOOK_UP)),
      'with a query': {
        option: 'query',
        async run(paragon, _given, {outcome}) {
          await outcome(() => paragon.workflow(LOOK_UP, {query: {page: '2', 'a b': 'c&d'}}));
        },
      },
      'with headers': {
        option: 'headers',
        async run(paragon, _given, {outcome}) {
          await outcome(() => paragon.workflow(LOOK_UP, {headers: {'X-Order': '7'}}));
        },
      },
      'with a text': async (paragon, _given, {outcome}) => {
        await outcome(() => paragon.workflow(LOOK_UP, {body: 'text'}));
      },
      'with a form': async (paragon, _given, {outcome}) => {
        const body = new FormData();
        body.set('name', 'Kim');
        await outcome(() => paragon.workflow(LOOK_UP, {body}));
      },
      'of an account by id': {
        option: 'selectedCredentialId',
        accounts: two,
        async run(paragon, {accounts}, {outcome}) {
          const selectedCredentialId = accounts['second']!.id;
          await outcome(() => paragon.workflow(LOOK_UP, {selectedCredentialId}));
        },
      },
      'of a configuration by id': {
        option: 'selectedConfigurationId',
        accounts: two,
        async run(paragon, {accounts}, {outcome}) {
          const selectedConfigurationId = accounts['slack']!.configuration;
          await outcome(() => paragon.workflow(LOOK_UP, {selectedConfigurationId}));
        },
      },
      'one that is not on': {
        accounts: slack,
        run: (paragon, _given, {outcome}) => outcome(() => paragon.workflow(LOOK_UP, {})),
      },
      'one that is not there': (paragon, _given, {outcome}) => outcome(() => paragon.workflow(NOBODY, {})),
      'without an account': {
        accounts: [],
        run: (paragon, _given, {outcome}) => outcome(() => paragon.workflow(LOOK_UP, {})),
      },
    },
    {accounts: enabled},
  ),
  ...casesOf(
    'event',
    {
      'is sent': (paragon) => paragon.event('Deal Won', {deal: 'Lantern'}),
      'for an account by id': {
        option: 'selectedCredentialId',
        run: (paragon, {accounts}) =>
          paragon.event('Deal Won', {deal: 'Lantern'}, {selectedCredentialId: accounts['second']!.id}),
      },
      'for an account by external id': (paragon, _given, {outcome}) =>
        outcome(() => paragon.event('Deal Won', {}, {selectedCredentialId: 'ext:team'})),
      'for a configuration by id': {
        option: 'selectedConfigurationId',
        run: (paragon, {accounts}) =>
          paragon.event(
            'Deal Won',
            {},
            {
              selectedCredentialId: accounts['slack']!.id,
              selectedConfigurationId: accounts['slack']!.configurations['project'],
            },
          ),
      },
      'for a configuration alone': (paragon, _given, {outcome}) =>
        outcome(() => paragon.event('Deal Won', {}, {selectedConfigurationId: 'ext:project'})),
      'for an account that is not there': (paragon, _given, {outcome}) =>
        outcome(() => paragon.event('Deal Won', {}, {selectedCredentialId: NOBODY})),
      'needs a name': (paragon, _given, {outcome}) => outcome(() => paragon.event('', {})),
    },
    {accounts: two},
  ),
];

const accountCases: readonly ContractCase[] = [
  ...casesOf(
    'getCustomWebhookUserManualUrl',
    {
      'of the current account': async (paragon) => {
        const answer: unknown = paragon.getCustomWebhookUserManualUrl(FORWARD);
        return {isText: typeof answer === 'string', url: pathOf(await answer)};
      },
      'of an account by id': {
        option: 'credentialId',
        async run(paragon, {accounts}) {
          const answer: unknown = paragon.getCustomWebhookUserManualUrl(FORWARD, accounts['second']!.id);
          return pathOf(await answer);
        },
      },
      'of a workflow that is not there': (paragon, _given, {outcome}) =>
        outcome(() => paragon.getCustomWebhookUserManualUrl(NOBODY)),
      'without an account': {
        accounts: [],
        run: (paragon, _given, {outcome}) => outcome(() => paragon.getCustomWebhookUserManualUrl(FORWARD)),
      },
    },
    {accounts: two},
  ),
  ...casesOf('connectAction', {
    'connects a resource by its slug': async (paragon, _given, {state}) => {
      const values = {
        DATABASE: 'shop',
        DB_USER: 'robin_app',
        DB_PASSWORD: 'orders-demo-robin',
        PERMISSIONS: 'select',
      };
      const answer = await paragon.connectAction('orders-db', values);
      const user = paragon.getUser();
      return {
        answer,
        resources: user.authenticated && user.resources,
        state: state('custom.ordersdb')?.enabled,
      };
    },
    'tells what is not accepted': (paragon, _given, {outcome}) =>
      outcome(() =>
        paragon.connectAction('orders-db', {
          DATABASE: 'shop',
          DB_USER: 'robin_app',
          DB_PASSWORD: 'wrong',
          PERMISSIONS: 'select',
        }),
      ),
    'one that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.connectAction('nothing', {})),
  }),
  ...casesOf(
    'getTriggers',
    {
      'of the current account': (paragon) => paragon.getTriggers('slack'),
      'of an account by id': {
        option: 'selectedCredentialId',
        async run(paragon, {accounts}) {
          const answer = await paragon.getTriggers('slack', {selectedCredentialId: accounts['second']!.id});
          return Object.keys(answer.triggers);
        },
      },
      'of an account by external id': (paragon, _given, {outcome}) =>
        outcome(async () =>
          Object.keys((await paragon.getTriggers('slack', {selectedCredentialId: 'ext:team'})).triggers),
        ),
      'without an account': (paragon, _given, {outcome}) => outcome(() => paragon.getTriggers('hubspot')),
    },
    {accounts: two},
  ),
  ...casesOf(
    'getIntegrationAccount',
    {
      'of the current account': {accounts: slack, run: (paragon) => paragon.getIntegrationAccount('slack')},
      'of the current one of several': (paragon) => paragon.getIntegrationAccount('slack'),
      'of an account by id': {
        option: 'selectedCredentialId',
        run: (paragon, {accounts}) =>
          paragon.getIntegrationAccount('slack', {selectedCredentialId: accounts['second']!.id}),
      },
      'with its access token': {
        option: 'includeAccountAuth',
        accounts: [{type: 'googledrive'}],
        async run(paragon) {
          const {accountAuth} = await paragon.getIntegrationAccount('googledrive', {
            includeAccountAuth: true,
          });
          return Object.keys(accountAuth ?? {});
        },
      },
      'without an account': (paragon, _given, {outcome}) =>
        outcome(() => paragon.getIntegrationAccount('hubspot')),
    },
    {accounts: two},
  ),
];

const pathOf = (url: unknown): string => {
  const {pathname, search} = new URL(String(url));
  return pathname + search;
};

export const workflowCases: readonly ContractCase[] = [...switchCases, ...runCases, ...accountCases];
