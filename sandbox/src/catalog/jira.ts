import {jiraWorkflows} from './jira-workflows.js';
import type {IntegrationEntry} from './schema.js';

const SITE = '/ex/jira/{JIRA_CLOUD_ID}/rest/api/3';

const projects = {
  type: 'DYNAMIC_DATA_SOURCE',
  title: 'Project',
  subtitle: 'Project that issues are created in',
  cacheKey: 'projects',
  supportPagination: true,
  refreshDependencies: [],
};
const issueTypes = {
  type: 'DYNAMIC_DATA_SOURCE',
  title: 'Issue Type',
  cacheKey: 'issueTypesByProject',
};

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
  userSettings: [
    {
      id: 'issueDefaults',
      type: 'DYNAMIC_COMBO_INPUT',
      title: 'Values of new issues',
      sourceType: 'issueFieldValues',
      required: false,
    },
    {
      id: 'issueMapping',
      type: 'FIELD_MAPPER',
      title: 'Fields of issues',
      sourceType: 'issueFieldMapping',
      savedFieldMappings: [{label: 'Title'}, {label: 'Details'}, {label: 'Deadline'}],
      required: false,
    },
  ],
  workflows: jiraWorkflows,
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
    projectIssueStatusTypeCombo: {
      id: 'projectIssueStatusTypeCombo',
      type: 'COMBO_INPUT_DATA_SOURCE',
      title: 'Issue Status',
      subtitle: 'How far an issue is, such as To Do or Done',
      mainInputSource: projects,
      dependentInputSource: {
        type: 'DYNAMIC_DATA_SOURCE',
        title: 'Issue Status',
        cacheKey: 'issueIssueStatusByProject',
      },
    },
    issueFieldValues: {
      id: 'issueFieldValues',
      type: 'DYNAMIC_COMBO_INPUT_DATA_SOURCE',
      title: 'Issue Field Values',
      mainInputSource: projects,
      dependentInputSource: issueTypes,
      variableInputSource: {
        type: 'DYNAMIC_DATA_SOURCE',
        title: 'Field values',
        cacheKey: 'issueFieldInputs',
      },
    },
    issueFieldMapping: {
      id: 'issueFieldMapping',
      type: 'FIELD_MAPPER_DATA_SOURCE',
      title: 'Issue fields',
      recordSource: projects,
      dependentInputSource: issueTypes,
      fieldSource: {
        type: 'DYNAMIC_DATA_SOURCE',
        title: 'Field',
        cacheKey: 'issueFields',
      },
    },
  },
  oauth: {
    scopes: {
      'read:me': 'See who you are',
      'read:jira-user': {text: 'See who else uses your sites', optional: true},
      'read:jira-work': 'Read projects and issues',
      'write:jira-work': 'Open and change issues',
      offline_access: 'Stay connected while you are away',
    },
  },
  apiBase: '/jira',
  proxyBase: '/jira/ex/jira/{JIRA_CLOUD_ID}/rest/api/3',
  account: {
    path: '/me',
    providerId: '{account_id}',
    providerData: {email: '{email}', displayName: '{name}'},
    refusal: 'Jira did not accept the sign-in.',
  },
  options: {
    getAvailableSites: {
      path: '/oauth/token/accessible-resources',
      label: '{name}',
      value: '{id}',
      subtitle: '{url}',
    },
    projects: {
      path: `${SITE}/project/search`,
      query: {query: '{search}', maxResults: '100'},
      records: 'values',
      label: '{name}',
      value: '{id}',
      subtitle: '{key}',
    },
    issueIssueStatusByProject: {
      path: `${SITE}/statuses/search`,
      query: {projectId: '{projects}', maxResults: '200'},
      records: 'values',
      label: '{name}',
      value: '{id}',
    },
    issueTypesByProject: {
      path: `${SITE}/issue/createmeta/{projects}/issuetypes`,
      query: {maxResults: '200'},
      records: 'issueTypes',
      label: '{name}',
      value: '{id}',
    },
    issueFieldInputs: {
      path: `${SITE}/issue/createmeta/{projects}/issuetypes/{issueTypesByProject}`,
      query: {maxResults: '200'},
      records: 'fields',
      inputs: {
        id: '{fieldId}',
        title: '{name}',
        required: 'required',
        type: 'schema.type',
        // Options of custom fields have a value, everything else has a name.
        items: {list: 'allowedValues', label: '{name}{value}', value: '{id}'},
        // Chosen already, or different for each issue.
        omit: ['project', 'issuetype', 'summary'],
      },
    },
    issueFields: {
      path: `${SITE}/issue/createmeta/{projects}/issuetypes/{issueTypesByProject}`,
      query: {maxResults: '200'},
      records: 'fields',
      label: '{name}',
      value: '{fieldId}',
    },
  },
};
