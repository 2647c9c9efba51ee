import type {InputOption} from '../../../../src/paragon.js';
import {casesOf, type ContractCase} from '../case.js';
import {keyOf} from './install.js';

const sendgrid = [{type: 'sendgrid', externalId: 'first'}] as const;

export const flowCases: readonly ContractCase[] = [
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
        const {notes} = flow('slack', {overrideRedirectUrl: 'localhost/redirect', oauthTimeout: 800});
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
        const [site] = data as readonly InputOption[];
        await paragon.installFlow.setPostOptions({JIRA_CLOUD_ID: site!.value});
        await until('completed');
        notes.stages.push(paragon.installFlow.getPostOptionsValue());
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
