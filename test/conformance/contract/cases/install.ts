import type {InstallOptions} from '../../../../src/paragon.js';
import {casesOf, type ContractCase, type Given} from '../case.js';

/** Begins an install with some options, as far as the provider's window. */
const beginning = (
  type: string,
  options: InstallOptions,
  more: Pick<ContractCase, 'option' | 'accounts'>,
): Omit<ContractCase, 'member' | 'title'> => ({
  ...more,
  provider: 'waits',
  async run(paragon, given, {until}) {
    const errors: string[] = [];
    const {id} = given.accounts[type] ?? {};
    const chosen = more.option === 'selectedCredentialId' && {selectedCredentialId: id};
    const onError = ({name}: Error) => errors.push(name);
    paragon
      .installIntegration(type, {...options, ...chosen, onError, oauthTimeout: 600})
      .catch(() => undefined);
    const end = performance.now() + 1300;
    await until(() => performance.now() > end);
    return errors;
  },
});

/** An attempt that was not made before: the official SDK takes equal ones within 5 seconds for the same. */
export const keyOf = ({user}: Given) => ({SENDGRID_API_KEY: 'SG.demo-labs-c03a', ATTEMPT: user});
const NOBODY = '11111111-2222-4333-8444-555555555555';

const installCases: readonly ContractCase[] = [
  ...casesOf('installIntegration', {
    'gives the account that was connected': {
      provider: 'allows',
      async run(paragon, _given, {listen, state}) {
        const heard = listen();
        const answer = await paragon.installIntegration('slack');
        return {answer, heard: heard.map(({name, event}) => [name, event]), state: state('slack')};
      },
    },
    'tells onInstall': {
      option: 'onInstall',
      provider: 'allows',
      async run(paragon) {
        const told: unknown[] = [];
        await paragon.installIntegration('slack', {
          onInstall: (event, user) => told.push(Object.keys(event).sort(), user.authenticated && user.userId),
          onSuccess: () => told.push('onSuccess'),
        });
        return told;
      },
    },
    'tells onSuccess': {
      option: 'onSuccess',
      provider: 'allows',
      async run(paragon) {
        const told: unknown[] = [];
        await paragon.installIntegration('slack', {onSuccess: (event) => told.push(event.integrationType)});
        return told;
      },
    },
    'a further account with an external id': {
      option: 'allowMultipleCredentials',
      accounts: [{type: 'slack', externalId: 'first'}],
      provider: 'allows',
      async run(paragon, _given, {state}) {
        await paragon.installIntegration('slack', {allowMultipleCredentials: true, externalId: 'second'});
        return state('slack')?.allCredentials.map(({externalId}) => externalId);
      },
    },
    'an external id that is taken': {
      option: 'externalId',
      accounts: [{type: 'slack', externalId: 'first'}],
      run: (paragon, _given, {outcome}) =>
        outcome(() =>
          paragon.installIntegration('slack', {allowMultipleCredentials: true, externalId: 'first'}),
        ),
    },
    'what is connected already': {
      accounts: [{type: 'slack'}],
      run: (paragon, _given, {outcome}) => outcome(() => paragon.installIntegration('slack')),
    },
    'what is not there': (paragon, _given, {outcome}) => outcome(() => paragon.installIntegration('nowhere')),
    'without a user': (paragon, _given, {outcome, logout}) => {
      logout();
      return outcome(() => paragon.installIntegration('slack'));
    },
    'a window that takes too long': beginning('slack', {}, {option: 'oauthTimeout'}),
    'of a kind of account': beginning('salesforce', {accountType: 'sandbox'}, {option: 'accountType'}),
    'without the questions after the sign-in': beginning(
      'jira',
      {bypassPostOAuthPrompt: true},
      {option: 'bypassPostOAuthPrompt'},
    ),
    'with the portal afterwards': beginning(
      'slack',
      {showPortalAfterInstall: true},
      {option: 'showPortalAfterInstall'},
    ),
    'sends the provider back to another address': beginning(
      'slack',
      {overrideRedirectUrl: 'localhost/redirect'},
      {option: 'overrideRedirectUrl'},
    ),
    'an account in place of another one': beginning(
      'slack',
      {allowMultipleCredentials: true},
      {option: 'selectedCredentialId', accounts: [{type: 'slack'}]},
    ),
    'either the questions or the portal afterwards': (paragon, _given, {outcome}) =>
      outcome(() =>
        paragon.installIntegration('slack', {bypassPostOAuthPrompt: true, showPortalAfterInstall: true}),
      ),
    'a refusal at the provider': {
      option: 'onError',
      provider: 'refuses',
      async run(paragon, _given, {until}) {
        const errors: string[] = [];
        paragon
          .installIntegration('slack', {onError: ({message}) => errors.push(message)})
          .catch(() => undefined);
        await until(() => errors.length);
        return errors;
      },
    },
  }),
  ...casesOf('startOAuthFlow', {
    'connects a further account': {
      option: 'onSuccess',
      accounts: [{type: 'slack', externalId: 'first'}],
      provider: 'allows',
      run: (paragon) =>
        new Promise((resolve, reject) => {
          const options = {allowMultipleCredentials: true, externalId: 'second'};
          void paragon.startOAuthFlow('slack', options, {onSuccess: resolve, onError: reject});
        }),
    },
    'of an integration that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.startOAuthFlow('nowhere', {}, {})),
  }),
  ...casesOf('completeInstall', {
    'connects by the code of a marketplace': {
      option: 'showPortalAfterInstall',
      hasAuthorizationCode: true,
      async run(paragon, {authorizationCode}, {listen, state}) {
        const heard = listen();
        const answer = await paragon.completeInstall('slack', {
          authorizationCode,
          showPortalAfterInstall: false,
        });
        return {
          answer: answer && Object.keys(answer).sort(),
          heard: heard.map(({name}) => name),
          state: state('slack')?.enabled,
        };
      },
    },
    'with further options': {
      option: 'integrationOptions',
      async run(paragon, _given, {outcome}) {
        await outcome(() =>
          paragon.completeInstall('slack', {
            authorizationCode: 'wrong',
            redirectUrl: 'https://app.example/redirect',
            integrationOptions: {a: 1},
            showPortalAfterInstall: false,
          }),
        );
      },
    },
    'a code that is not accepted': {
      option: 'authorizationCode',
      run: (paragon, _given, {outcome}) =>
        outcome(() =>
          paragon.completeInstall('slack', {authorizationCode: 'wrong', showPortalAfterInstall: false}),
        ),
    },
    'needs a code and an address that can be read': {
      option: 'redirectUrl',
      run: (paragon, _given, {outcome}) =>
        Promise.all([
          outcome(() => paragon.completeInstall('slack', {authorizationCode: ''})),
          outcome(() =>
            paragon.completeInstall('slack', {authorizationCode: 'code', redirectUrl: 'no address'}),
          ),
        ]),
    },
    'without a user': (paragon, _given, {outcome, logout}) => {
      logout();
      return outcome(() => paragon.completeInstall('slack', {authorizationCode: NOBODY}));
    },
  }),
];

const callbackCases: readonly ContractCase[] = [
  ...casesOf('_oauthCallback', {
    'connects with a key': async (paragon, given, {listen, state}) => {
      const heard = listen();
      const integrationId = paragon.getIntegrationId('sendgrid');
      const answer = await paragon._oauthCallback({integrationId, payload: keyOf(given)}, undefined, {
        installOptions: {externalId: 'mine'},
      });
      const told = heard.map(({event}) => Object.keys(event as object).sort());
      return {answer, told, state: state('sendgrid')?.enabled};
    },
    'of an integration that is not there': (paragon, given) =>
      paragon._oauthCallback({integrationId: NOBODY, payload: keyOf(given)}),
    'a key that is not accepted': (paragon, _given, {outcome}) => {
      const integrationId = paragon.getIntegrationId('sendgrid');
      return outcome(() =>
        paragon._oauthCallback({integrationId, payload: {SENDGRID_API_KEY: 'SG.wrong'}}, undefined, {
          installOptions: {externalId: 'mine'},
        }),
      );
    },
  }),
  ...casesOf('_oauthErrorCallback', {
    'tells the install that waits': async (paragon) => {
      const errors: string[] = [];
      paragon.connect('slack', {onError: ({message}) => errors.push(message)}).catch(() => undefined);
      const errorResponse = {message: 'Access was refused at Slack.', code: 'access_denied'};
      const data = {
        type: 'oauth_error_callback',
        error: 'access_denied',
        errorResponse,
        integrationId: paragon.getIntegrationId('slack'),
      };
      await paragon._oauthErrorCallback(data.error, new MessageEvent('message', {data}));
      return errors;
    },
  }),
];

export const installationCases: readonly ContractCase[] = [...installCases, ...callbackCases];
