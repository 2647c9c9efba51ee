import {casesOf, type ContractCase} from '../case.js';

const two = [{type: 'slack'}, {type: 'slack', name: 'second', person: 'kim', externalId: 'team'}] as const;

const team = (answer: unknown) => (answer as {team?: string}).team;

export const requestCases: readonly ContractCase[] = casesOf(
  'request',
  {
    'without options reads': async (paragon) => {
      const answer = await paragon.request<{channels: unknown[]}>('slack', '/conversations.list?limit=2');
      return {first: answer.channels[0], count: answer.channels.length};
    },
    'with a method and an object': {
      option: 'method',
      run: (paragon) => paragon.request('slack', '/auth.test', {method: 'POST', body: {a: [1, {b: null}]}}),
    },
    'a path without a slash': (paragon) => paragon.request('slack', 'auth.test', {method: 'POST'}),
    'with a text': {
      option: 'body',
      async run(paragon, _given, {outcome}) {
        await outcome(() => paragon.request('slack', '/auth.test', {method: 'POST', body: 'token=1'}));
      },
    },
    'with headers': {
      option: 'headers',
      async run(paragon, _given, {outcome}) {
        const headers = {'X-Order': '7', 'Content-Type': 'text/plain'};
        await outcome(() => paragon.request('slack', '/auth.test', {method: 'POST', body: 'text', headers}));
      },
    },
    'with headers as an object of their own': async (paragon, _given, {outcome}) => {
      const headers = new Headers({'X-Order': '7'});
      await outcome(() => paragon.request('slack', '/auth.test', {method: 'POST', headers}));
    },
    'with search parameters': async (paragon, _given, {outcome}) => {
      const body = new URLSearchParams({text: 'Good morning'});
      await outcome(() => paragon.request('slack', '/auth.test', {method: 'POST', body}));
    },
    'with a form': async (paragon, _given, {outcome}) => {
      const body = new FormData();
      body.set('name', 'Kim');
      await outcome(() => paragon.request('slack', '/auth.test', {method: 'POST', body}));
    },
    'with a file': async (paragon, _given, {outcome}) => {
      const body = new Blob(['a,b'], {type: 'text/csv'});
      await outcome(() => paragon.request('slack', '/auth.test', {method: 'POST', body}));
    },
    'with an account by id': {
      option: 'selectedCredentialId',
      accounts: two,
      run: async (paragon, {accounts}) => {
        const selectedCredentialId = accounts['second']!.id;
        return team(await paragon.request('slack', '/auth.test', {method: 'POST', selectedCredentialId}));
      },
    },
    'with an account by external id': {
      accounts: two,
      run: (paragon, _given, {outcome}) =>
        outcome(async () => {
          const options = {method: 'POST', selectedCredentialId: 'ext:team'};
          return team(await paragon.request('slack', '/auth.test', options));
        }),
    },
    'of one of several accounts, with no choice': {
      accounts: two,
      run: async (paragon) => team(await paragon.request('slack', '/auth.test', {method: 'POST'})),
    },
    'two equal ones at a time': (paragon, _given, {outcome}) => {
      const read = () =>
        outcome(async () => {
          const answer = await paragon.request('slack', '/conversations.list?limit=1', {method: 'GET'});
          return (answer as {ok: boolean}).ok;
        });
      return Promise.all([read(), read()]);
    },
    'an empty answer': {
      accounts: [{type: 'hubspot'}],
      async run(paragon, {user}) {
        const {id} = await paragon.request<{id: string}>('hubspot', '/crm/v3/objects/contacts', {
          method: 'POST',
          body: {properties: {email: `${user}@harbor.example`}},
        });
        return (
          (await paragon.request('hubspot', `/crm/v3/objects/contacts/${id}`, {method: 'DELETE'})) ===
          undefined
        );
      },
    },
    'a refusal of the provider': {
      accounts: [{type: 'hubspot'}],
      async run(paragon, _given, {outcome}) {
        const end = await outcome(() => paragon.request('hubspot', '/crm/v3/objects/contacts/0'));
        return {end, user: paragon.getUser().authenticated};
      },
    },
    'without an account': (paragon, _given, {outcome}) =>
      outcome(() => paragon.request('hubspot', '/crm/v3/objects/contacts')),
    'of an integration that is not there': (paragon, _given, {outcome}) =>
      outcome(() => paragon.request('nowhere', '/path')),
    'without a user': (paragon, _given, {outcome, logout}) => {
      logout();
      return outcome(() => paragon.request('slack', '/auth.test'));
    },
  },
  {accounts: [{type: 'slack'}]},
);
