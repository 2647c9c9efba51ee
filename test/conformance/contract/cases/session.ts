import {casesOf, type ContractCase} from '../case.js';

const slack = [{type: 'slack'}] as const;

export const sessionCases: readonly ContractCase[] = [
  ...casesOf('authenticate', {
    'signs in and loads the user with every account': {
      accounts: [
        {type: 'slack', externalId: 'team', configurations: ['further'], settings: {mentionEveryone: true}},
      ],
      async run(paragon, given, {logout}) {
        logout();
        const answer = await paragon.authenticate(given.projectId, given.token);
        const user = paragon.getUser();
        if (!user.authenticated) return user;
        const {slack: connected, hubspot: other} = user.integrations;
        return {answer, user: {...user, integrations: Object.keys(user.integrations)}, connected, other};
      },
    },
    'loads anew each time': async (paragon, given) => {
      await paragon.authenticate(given.projectId, given.token);
      await paragon.authenticate(given.projectId, given.token);
    },
    'metadata is stored under the names that the service knows': {
      option: 'metadata',
      async run(paragon, given) {
        const metadata = {' NAME ': 'Robin Vega', 'e-mail': 'no', email: 'robin@vega.example', plan: 'pro'};
        await paragon.authenticate(given.projectId, given.token, {metadata});
        const user = paragon.getUser();
        return user.authenticated && user.meta;
      },
    },
    'metadata that the service has already is not sent': {
      meta: {Name: 'Robin Vega', plan: 'pro'},
      run: (paragon, given) =>
        paragon.authenticate(given.projectId, given.token, {metadata: {name: 'Robin Vega'}}),
    },
    'without a project or a token nothing changes': async (paragon, given, {outcome}) => ({
      project: await outcome(() => paragon.authenticate('', given.token)),
      token: await outcome(() => paragon.authenticate(given.projectId, '')),
      user: paragon.getUser().authenticated,
    }),
    'with what is no token nothing changes': async (paragon, given, {outcome}) => ({
      end: await outcome(() => paragon.authenticate(given.projectId, 'no token')),
      user: paragon.getUser().authenticated,
    }),
    'a token that has expired is refused': async (paragon, given, {outcome}) => ({
      end: await outcome(() => paragon.authenticate(given.projectId, given.expiredToken)),
      user: paragon.getUser().authenticated,
    }),
    'a project that is not there is not found': async (paragon, given, {outcome, logout}) => {
      logout();
      const end = await outcome(() =>
        paragon.authenticate('11111111-2222-4333-8444-555555555555', given.token),
      );
      return {end, user: paragon.getUser()};
    },
  }),
  ...casesOf('getUser', {
    'without a user it says so': (paragon, _given, {logout}) => {
      logout();
      return paragon.getUser();
    },
    'what a page does to it changes nothing': {
      accounts: slack,
      run(paragon) {
        const user = paragon.getUser() as unknown as {integrations: {slack: {enabled: boolean}}};
        try {
          user.integrations.slack.enabled = false;
        } catch {
          // It may as well be refused.
        }
        const now = paragon.getUser();
        return now.authenticated && now.integrations['slack']?.enabled;
      },
    },
  }),
  ...casesOf('getVersion', {'is that of the protocol': (paragon) => paragon.getVersion()}),
  ...casesOf('setHeadless', {
    'without it there is no install flow': {
      headless: false,
      async run(paragon, _given, {flow}) {
        const {notes, until} = flow('slack');
        await until('failed');
        const answer = paragon.setHeadless(true);
        return {answer, notes};
      },
    },
  }),
  ...casesOf('setUserMetadata', {
    'is stored beside what is there, under the names that the service knows': {
      meta: {plan: 'pro'},
      async run(paragon) {
        const answer = await paragon.setUserMetadata({NAME: 'Kim', ' email': 'kim@harbor.example'});
        const user = paragon.getUser();
        return {answer: 'meta' in answer && answer.meta, user: 'meta' in user && user.meta};
      },
    },
    'without a user it fails': async (paragon, _given, {logout, outcome}) => {
      logout();
      return outcome(() => paragon.setUserMetadata({Name: 'Kim'}));
    },
    'gives the user': async (paragon) => Object.keys(await paragon.setUserMetadata({Name: 'Kim'})).sort(),
  }),
  ...casesOf('logout', {
    'forgets the user': {
      accounts: slack,
      async run(paragon, _given, {logout, outcome}) {
        logout();
        return {
          user: paragon.getUser(),
          uninstall: await outcome(() => paragon.uninstallIntegration('slack')),
        };
      },
    },
  }),
  ...casesOf('configureGlobal', {
    'signs out, and finds the services below the host': (paragon, _given, {useSandbox}) => {
      const answer = paragon.configureGlobal({host: 'mycompany.example'});
      const end = {answer, user: Object.keys(paragon.getUser()), image: paragon.getAssetUrl('one')};
      useSandbox();
      return end;
    },
    'takes the host out of a URL': (paragon, _given, {useSandbox}) => {
      paragon.configureGlobal({host: 'https://mycompany.example:8443/path'});
      const image = paragon.getAssetUrl('one');
      useSandbox();
      return image;
    },
    'URLs of single services win': {
      option: 'overrideEnvs',
      run(paragon, _given, {useSandbox}) {
        paragon.configureGlobal(
          {host: 'mycompany.example'},
          {DASHBOARD_PUBLIC_URL: 'https://pictures.example/base'},
        );
        const image = paragon.getAssetUrl('one');
        useSandbox();
        return image;
      },
    },
    'needs a host': (paragon, _given, {outcome}) => outcome(() => paragon.configureGlobal({host: ''})),
  }),
];
