import type {IntegrationEntry} from './schema.js';

/** Asks which site to use after the sign-in; until then the account is pending. */
export const jira: IntegrationEntry = {
  id: '4a42211b-e42d-4303-88e8-dfa312bdb3a3',
  configId: '06015879-2db0-44d7-a5cb-b2a6f3ba89aa',
  type: 'jira',
  name: 'Jira',
  brandColor: '#1D63D1',
  authenticationType: 'oauth',
  icon: '<path d="M24 8 38 24 24 40 10 24z" fill="none" stroke="#fff" stroke-width="4" stroke-linejoin="round"/><circle cx="24" cy="24" r="4" fill="#fff"/>',
  description: 'Open issues from here',
  overview: 'Turn any task into a Jira issue and follow its status.',
  workflows: [
    {
      id: '0d401c32-3f3b-4ab8-8c01-edcc3d3cf0c6',
      description: 'Open an issue for each bug report',
      infoText: 'Issues are opened in your name.',
      inputs: [{id: 'label', type: 'TEXT_NO_VARS', title: 'Label of new issues', required: true}],
    },
  ],
  postOauthInputs: [
    {
      id: 'JIRA_CLOUD_ID',
      type: 'DYNAMIC_ENUM',
      title: 'Site',
      subtitle: 'Your account can see more than one site',
      sourceType: 'getAvailableSites',
      required: true,
    },
  ],
  dataSources: {
    getAvailableSites: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Site',
      cacheKey: 'getAvailableSites',
      refreshDependencies: [],
    },
  },
  oauth: {
    scopes: {
      'read:me': 'See who you are',
      'read:jira-work': 'Read projects and issues',
      'write:jira-work': 'Open and change issues',
      offline_access: 'Stay connected while you are away',
    },
  },
  apiBase: '/jira',
  proxyBase: '/jira/rest/api/3',
  account: {
    path: '/rest/api/3/myself',
    providerId: '{accountId}',
    providerData: {email: '{emailAddress}', displayName: '{displayName}'},
    refusal: 'Jira did not accept the sign-in.',
  },
  options: {
    getAvailableSites: {
      path: '/oauth/token/accessible-resources',
      label: '{name}',
      value: '{id}',
      subtitle: '{url}',
    },
  },
};
