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
    await until(() => errors.length);
    return errors;
  },
});

/** An attempt that was not made before: the official SDK takes equal ones within 5 seconds for the same. */
const keyOf = ({user}: Given) => ({SENDGRID_API_KEY: 'SG.demo-labs-c03a', ATTEMPT: user});
const sendgrid = [{type: 'sendgrid', externalId: 'first'}] as const;
const NOBODY = '11111111-2222-4333-8444-555555555555';

const flowCases: readonly ContractCase[] = [
  ...casesOf('installFlow.start', {
    'asks for a key, and connects with it': {
      option: 'onComplete',
      async run(paragon, given, {flow, listen, state}) {
        const heard = listen();
        const {notes, until} = flow('sendgrid');
        await until('preOptions');
        await paragon.installFlow.setPreOptions(keyOf(given));
        await until('completed');
        return {notes, heard, state: state('sendgrid')};
      },
    },
    'opens the window of the provider': {
      option: 'onNext',
      provider: 'allows',
      async run(_paragon, _given, {flow, listen}) {
        const heard = listen();
        const {notes, until} = flow('slack');
        await until('completed');
        return {notes, heard: heard.map(({name}) => name)};
      },
    },
    'kinds of accounts, then an instruction, then the window': {
      provider: 'allows',
      async run(paragon, _given, {flow}) {
        const {notes, until, finishInstruction} = flow('salesforce');
        await until('accountType');
        paragon.installFlow.setAccountType('sandbox');
        await until('instruction');
        finishInstruction();
        await until('completed');
        return (notes.stages as {content?: string}[]).map(({content, ...stage}) => [typeof content, stage]);
      },
    },
    'a further account': {
      option: 'allowMultipleCredentials',
      accounts: sendgrid,
      async run(paragon, given, {flow, state}) {
        const {until} = flow('sendgrid', {allowMultipleCredentials: true});
        await until('preOptions');
        await paragon.installFlow.setPreOptions(keyOf(given));
        await until('completed');
        return state('sendgrid');
      },
    },
    'an account in place of another one': {
      option: 'selectedCredentialId',
      accounts: sendgrid,
      async run(paragon, given, {flow, state}) {
        const {until} = flow('sendgrid', {selectedCredentialId: given.accounts['sendgrid']!.id});
        await until('preOptions');
        await paragon.installFlow.setPreOptions(keyOf(given));
        await until('completed');
        return state('sendgrid')?.allCredentials.length;
      },
    },
    'an account with an external id': {
      option: 'externalId',
      async run(paragon, given, {flow, state}) {
        const {until} = flow('sendgrid', {externalId: 'mine'});
        await until('preOptions');
        await paragon.installFlow.setPreOptions(keyOf(given));
        await until('completed');
        return state('sendgrid')?.allCredentials.map(({externalId}) => externalId);
      },
    },
    'sends the provider back to another address': {
      option: 'overrideRedirectUrl',
      provider: 'waits',
      async run(paragon, _given, {flow, until}) {
        const {notes} = flow('slack', {overrideRedirectUrl: 'app.example/redirect', oauthTimeout: 800});
        await until(() => notes.errors.length);
        await paragon.installFlow.cancel();
      },
    },
    'a window that takes too long': {
      option: 'oauthTimeout',
      provider: 'waits',
      async run(_paragon, _given, {flow}) {
        const {notes, until} = flow('slack', {oauthTimeout: 800});
        await until('failed');
        return notes.errors;
      },
    },
    'a window that is blocked': {
      option: 'onError',
      async run(_paragon, _given, {flow}) {
        const {open} = window;
        window.open = () => null;
        const {notes, until} = flow('slack');
        window.open = open;
        await until('failed');
        return notes.errors;
      },
    },
    'of an integration that is not there': async (_paragon, _given, {flow}) => {
      const {notes, until} = flow('nowhere');
      await until('failed');
      return notes;
    },
    'without a user': async (_paragon, _given, {flow, logout}) => {
      logout();
      const {notes, until} = flow('slack');
      await until('failed');
      return notes;
    },
  }),
  ...casesOf('installFlow.setAccountType', {
    'goes on to the next stage': async (paragon, _given, {flow}) => {
      const {notes, until} = flow('salesforce');
      await until('accountType');
      paragon.installFlow.setAccountType('default');
      await until('instruction');
      await paragon.installFlow.cancel();
      return (notes.stages as {stage: string}[]).map(({stage}) => stage);
    },
  }),
  ...casesOf('installFlow.setPreOptions', {
    'a key that is not accepted can be given again': async (paragon, given, {flow}) => {
      const {notes, until} = flow('sendgrid');
      await until('preOptions');
      await paragon.installFlow.setPreOptions({SENDGRID_API_KEY: 'SG.wrong'});
      await until('failed');
      await paragon.installFlow.setPreOptions(keyOf(given));
      await until('completed');
      return notes.errors;
    },
    'without a flow': (paragon, _given, {outcome}) => outcome(() => paragon.installFlow.setPreOptions({})),
  }),
  ...casesOf('installFlow.setPostOptions', {
    'finishes the account': {
      provider: 'allows',
      async run(paragon, _given, {flow, listen, state}) {
        const heard = listen();
        const {notes, until} = flow('jira');
        await until('postOptions');
        const before = [state('jira')?.credentialStatus, heard.length];
        const {data} = await paragon.getFieldOptions({integration: 'jira', action: 'getAvailableSites'});
        const [site] = data as {value: string}[];
        await paragon.installFlow.setPostOptions({JIRA_CLOUD_ID: site!.value});
        await until('completed');
        return {before, notes, heard: heard.map(({name}) => name), now: state('jira')?.credentialStatus};
      },
    },
  }),
  ...casesOf('installFlow.next', {
    'is the stage that waits': async (paragon, _given, {flow}) => {
      const {until} = flow('sendgrid');
      await until('preOptions');
      const stage = paragon.installFlow.next();
      await paragon.installFlow.cancel();
      return stage;
    },
    'without a flow': (paragon, _given, {outcome}) => outcome(() => paragon.installFlow.next()),
  }),
  ...casesOf('installFlow.getAccountTypeValue', {
    'is what was chosen': async (paragon, _given, {flow}) => {
      const {until} = flow('salesforce');
      await until('accountType');
      const before = paragon.installFlow.getAccountTypeValue();
      paragon.installFlow.setAccountType('sandbox');
      const after = paragon.installFlow.getAccountTypeValue();
      await paragon.installFlow.cancel();
      return {before, after};
    },
  }),
  ...casesOf('installFlow.getPreOptionsValue', {
    'is what was given': async (paragon, given, {flow}) => {
      const {until} = flow('sendgrid');
      await until('preOptions');
      const before = paragon.installFlow.getPreOptionsValue();
      const saving = paragon.installFlow.setPreOptions(keyOf(given));
      const after = paragon.installFlow.getPreOptionsValue();
      await saving;
      return {before, after};
    },
  }),
  ...casesOf('installFlow.getPostOptionsValue', {
    'is nothing before they are given': async (paragon, _given, {flow}) => {
      const {until} = flow('sendgrid');
      await until('preOptions');
      const before = paragon.installFlow.getPostOptionsValue();
      await paragon.installFlow.cancel();
      return before;
    },
  }),
  ...casesOf('installFlow.cancel', {
    'forgets what was given': async (paragon, given, {flow, outcome}) => {
      const {until} = flow('sendgrid');
      await until('preOptions');
      const answer = await paragon.installFlow.cancel();
      return {answer, next: await outcome(() => paragon.installFlow.setPreOptions(keyOf(given)))};
    },
    'removes an account that lacks its answers': {
      provider: 'allows',
      async run(paragon, _given, {flow, state}) {
        const {until} = flow('jira');
        await until('postOptions');
        await paragon.installFlow.cancel();
        return state('jira');
      },
    },
    'leaves an account that is connected': async (paragon, given, {flow, state}) => {
      const {until} = flow('sendgrid');
      await until('preOptions');
      await paragon.installFlow.setPreOptions(keyOf(given));
      await until('completed');
      await paragon.installFlow.cancel();
      return state('sendgrid')?.enabled;
    },
  }),
];

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
      {overrideRedirectUrl: 'app.example/redirect'},
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
        return {answer, heard, state: state('slack')?.enabled};
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
      const answer = await paragon._oauthCallback({integrationId, payload: keyOf(given)});
      return {answer, heard, state: state('sendgrid')?.enabled};
    },
    'of an integration that is not there': (paragon, given) =>
      paragon._oauthCallback({integrationId: NOBODY, payload: keyOf(given)}),
    'a key that is not accepted': (paragon, _given, {outcome}) => {
      const integrationId = paragon.getIntegrationId('sendgrid');
      return outcome(() => paragon._oauthCallback({integrationId, payload: {SENDGRID_API_KEY: 'SG.wrong'}}));
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

export const installationCases: readonly ContractCase[] = [...flowCases, ...installCases, ...callbackCases];
