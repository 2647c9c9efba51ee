import type {ParagonClient} from '../../../../src/paragon.js';
import {casesOf, type ContractCase} from '../case.js';

const NOBODY = '11111111-2222-4333-8444-555555555555';
const two = [
  {type: 'sendgrid', settings: {sender: 'one@vega.example'}},
  {
    type: 'sendgrid',
    name: 'second',
    person: 'kim',
    externalId: 'team',
    settings: {sender: 'two@vega.example'},
  },
] as const;

const sourcesOf = (paragon: ParagonClient, type: string, id: string) => {
  const input = paragon.getIntegrationConfig(type).availableUserSettings.find((one) => one.id === id);
  return input && paragon.getSourcesForInput(type, input);
};

const uninstallCases = casesOf(
  'uninstallIntegration',
  {
    'disconnects the only account': {
      accounts: [{type: 'sendgrid'}],
      async run(paragon, _given, {listen, state}) {
        const heard = listen();
        const answer = await paragon.uninstallIntegration('sendgrid');
        return {answer, heard, state: state('sendgrid')};
      },
    },
    'of two accounts the current one': async (paragon, _given, {state}) => {
      await paragon.uninstallIntegration('sendgrid');
      return state('sendgrid');
    },
    'an account by id': {
      option: 'selectedCredentialId',
      async run(paragon, {accounts}, {state}) {
        await paragon.uninstallIntegration('sendgrid', {selectedCredentialId: accounts['second']!.id});
        return state('sendgrid');
      },
    },
    'an account by external id': async (paragon, _given, {state}) => {
      await paragon.uninstallIntegration('sendgrid', {selectedCredentialId: 'ext:team'});
      return state('sendgrid')?.allCredentials.length;
    },
    'an account that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.uninstallIntegration('sendgrid', {selectedCredentialId: NOBODY})),
    'what is not connected': (paragon, _given, {outcome}) =>
      outcome(() => paragon.uninstallIntegration('slack')),
    'what is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.uninstallIntegration('nowhere')),
    'without a user': (paragon, _given, {outcome, logout}) => {
      logout();
      return outcome(() => paragon.uninstallIntegration('sendgrid'));
    },
  },
  {accounts: two},
);

const eventCases = [
  ...casesOf(
    'subscribe',
    {
      'tells the event and the user after it, until it is stopped': async (paragon, _given, {until}) => {
        const heard: unknown[] = [];
        const stop = paragon.subscribe('onIntegrationUninstall', (event, user) => {
          heard.push(event, user.authenticated && [user.userId, user.integrations['sendgrid']?.enabled]);
        });
        await paragon.uninstallIntegration('sendgrid');
        await until(() => heard.length);
        const stopped = [stop(), stop()];
        await paragon.uninstallIntegration('sendgrid');
        return {heard, stopped};
      },
      'the same listener twice hears twice': async (paragon) => {
        let count = 0;
        const listener = () => count++;
        paragon.subscribe('onIntegrationUninstall', listener);
        paragon.subscribe('onIntegrationUninstall', listener);
        await paragon.uninstallIntegration('sendgrid');
        return {count, stopped: paragon.unsubscribe('onIntegrationUninstall', listener)};
      },
      'hands out nothing with the token': async (paragon, given) => {
        let text = '';
        const stop = paragon.subscribe('onIntegrationUninstall', (...told) => (text = JSON.stringify(told)));
        await paragon.uninstallIntegration('sendgrid');
        stop();
        return text.includes(given.token);
      },
      'needs an event that there is': (paragon, _given, {outcome}) =>
        outcome(() => paragon.subscribe('onNothing' as 'onPortalOpen', () => undefined)),
      'needs a function': (paragon, _given, {outcome}) =>
        outcome(() => paragon.subscribe('onPortalOpen', 'no function' as never)),
    },
    {accounts: two},
  ),
  ...casesOf('unsubscribe', {
    'tells whether there was something to stop': (paragon) => {
      const listener = () => undefined;
      paragon.subscribe('onPortalOpen', listener);
      return [1, 2].map(() => paragon.unsubscribe('onPortalOpen', listener));
    },
  }),
];

const portalCases = [
  ...casesOf(
    'connect',
    {
      'makes the chosen account the current one': {
        option: 'selectedCredentialId',
        run(paragon, {accounts}, {outcome, state}) {
          const selectedCredentialId = accounts['second']!.id;
          void outcome(() => paragon.connect('sendgrid', {selectedCredentialId}));
          return state('sendgrid');
        },
      },
      'makes the account of the external id the current one': (paragon, _given, {outcome, state}) => {
        void outcome(() => paragon.connect('sendgrid', {selectedCredentialId: 'ext:team'}));
        return state('sendgrid')?.credentialId;
      },
      'makes the chosen configuration the current one': {
        option: 'selectedConfigurationId',
        accounts: [{type: 'slack', configurations: ['project']}],
        run(paragon, {accounts}, {outcome, state}) {
          const selectedConfigurationId = accounts['slack']!.configurations['project']!;
          void outcome(() => paragon.connect('slack', {selectedConfigurationId}));
          return state('slack');
        },
      },
      'an external id is for new accounts': {
        option: 'externalId',
        async run(paragon, {accounts}, {outcome}) {
          const tries = [
            {externalId: ' '},
            {externalId: 'other', selectedCredentialId: accounts['second']!.id},
            {externalId: 'team'},
          ];
          return Promise.all(tries.map((options) => outcome(() => paragon.connect('sendgrid', options))));
        },
      },
      'tells onError why it fails': {
        option: 'onError',
        async run(paragon, _given, {outcome}) {
          const errors: boolean[] = [];
          const onError = (error: Error) => errors.push(error instanceof Error);
          const end = await outcome(() => paragon.connect('sendgrid', {externalId: ' ', onError}));
          return {end, errors};
        },
      },
      'calls onUninstall': {
        option: 'onUninstall',
        async run(paragon, _given, {outcome}) {
          const heard: unknown[] = [];
          void outcome(() =>
            paragon.connect('sendgrid', {
              onUninstall: (event, user) => heard.push(event, user.authenticated && user.userId),
            }),
          );
          await paragon.uninstallIntegration('sendgrid', {selectedCredentialId: 'ext:team'});
          return heard;
        },
      },
      'calls onOpen and onClose': {
        option: 'onOpen',
        headless: false,
        async run(paragon, _given, {outcome, until}) {
          const heard: unknown[] = [];
          void outcome(() =>
            paragon.connect('sendgrid', {
              onOpen: (event, user) => heard.push('open', event, user.authenticated && user.userId),
              onClose: (event, user) => heard.push('close', event, user.authenticated && user.userId),
            }),
          );
          await until(() => heard.length);
          paragon.closePortal();
          return heard;
        },
      },
      'calls onWorkflowChange': {
        option: 'onWorkflowChange',
        accounts: [{type: 'slack'}],
        async run(paragon, _given, {outcome}) {
          const heard: unknown[] = [];
          void outcome(() => paragon.connect('slack', {onWorkflowChange: (event) => heard.push(event)}));
          await paragon.enableWorkflow('907e91d4-2d61-49fe-8047-0a049d4b11b3');
          return heard;
        },
      },
      'takes lists for dropdowns': {
        option: 'dropdowns',
        accounts: [{type: 'hubspot'}],
        run(paragon, _given, {outcome}) {
          const segments = [{label: 'Harbor', value: 'harbor'}];
          void outcome(() => paragon.connect('hubspot', {dropdowns: {segments}}));
          return sourcesOf(paragon, 'hubspot', 'segment');
        },
      },
      'takes fields of the app': {
        option: 'mapObjectFields',
        accounts: [{type: 'hubspot'}],
        run(paragon, _given, {outcome}) {
          const Contact = [{label: 'Name', value: 'name'}];
          void outcome(() => paragon.connect('hubspot', {mapObjectFields: {Contact}}));
          return sourcesOf(paragon, 'hubspot', 'contactMapping');
        },
      },
      'of an account that is not there': (paragon, _given, {outcome}) =>
        outcome(() => paragon.connect('sendgrid', {selectedCredentialId: NOBODY})),
      'of an integration that is not there': (paragon, _given, {outcome}) =>
        outcome(() => paragon.connect('nowhere')),
      'without a user': (paragon, _given, {outcome, logout}) => {
        logout();
        return outcome(() => paragon.connect('sendgrid'));
      },
    },
    {accounts: two},
  ),
  ...casesOf('closePortal', {
    'without a portal does nothing': (paragon, _given, {listen}) => {
      const heard = listen();
      return {answer: paragon.closePortal(), heard};
    },
    'tells nobody of a portal that was not shown': async (paragon, _given, {listen, outcome}) => {
      const heard = listen();
      void outcome(() => paragon.connect('slack'));
      await Promise.resolve();
      paragon.closePortal();
      return heard;
    },
  }),
];

export const accountCases: readonly ContractCase[] = [...uninstallCases, ...eventCases, ...portalCases];
