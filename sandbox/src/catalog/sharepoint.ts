import type {IntegrationEntry} from './schema.js';
import {newestAtSharepoint, saveAtSharepoint} from './workflows/drives.js';

/** What teams share at Microsoft. Asks for the site after the sign-in; its picker is a page of the organisation's site. */
export const sharepoint: IntegrationEntry = {
  id: 'c7065073-66e4-46ec-997c-a0604ed4fe21',
  configId: 'e2713064-522e-4720-9e97-9e63cc64bb9b',
  type: 'sharepoint',
  name: 'SharePoint',
  brandColor: '#036C70',
  authenticationType: 'oauth',
  icon: '<circle cx="22" cy="18" r="9" fill="#fff"/><circle cx="32" cy="26" r="7.5" fill="#fff" fill-opacity="0.75"/><circle cx="22" cy="34" r="6" fill="#fff" fill-opacity="0.55"/>',
  description: 'Use what your team shares',
  overview: 'Choose files from the libraries of a **SharePoint** site, and save finished reports there.',
  userSettings: [
    {
      id: 'library',
      type: 'DYNAMIC_ENUM',
      title: 'Document library',
      subtitle: 'Reports are saved at its top',
      sourceType: 'libraries',
      required: false,
    },
  ],
  workflows: [
    {
      id: '5c98305d-6561-493e-ac2b-a5a8c43c685e',
      description: 'List the newest files',
      infoText: 'Answers with the files that were changed last.',
      run: newestAtSharepoint,
    },
    {
      id: 'f41ae3a9-3bf5-44b3-8749-5b729832969f',
      description: 'Save a report',
      infoText: 'Saves each finished report as a text file.',
      trigger: {type: 'event', name: 'Report Finished'},
      run: saveAtSharepoint,
    },
  ],
  postOauthInputs: [
    {
      id: 'SITE_ID',
      type: 'DYNAMIC_ENUM',
      title: 'Site',
      subtitle: 'Your organisation has more than one site',
      sourceType: 'sites',
      required: true,
    },
  ],
  dataSources: {
    sites: {type: 'DYNAMIC_DATA_SOURCE', title: 'Sites', cacheKey: 'sites', refreshDependencies: []},
    libraries: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Document libraries',
      cacheKey: 'libraries',
      refreshDependencies: [],
    },
  },
  oauth: {
    chooses: 'Organisation',
    scopes: {
      'User.Read': 'See who you are',
      'Sites.Read.All': 'Read the sites that you can read, and their files',
      'Sites.ReadWrite.All': {text: 'Add, change and delete files of these sites', optional: true},
      offline_access: 'Stay connected while you are away',
    },
  },
  apiBase: '/sharepoint',
  proxyBase: '/sharepoint/v1.0',
  account: {
    path: '/v1.0/sites/root',
    providerId: '{id}',
    // The picker is at webUrl/_layouts/15/FilePicker.aspx.
    providerData: {name: '{displayName}', webUrl: '{webUrl}', hostname: '{siteCollection.hostname}'},
    refusal: 'SharePoint did not accept the sign-in.',
  },
  accountAuth: {OAUTH_ACCESS_TOKEN: '{accessToken}'},
  options: {
    sites: {
      path: '/v1.0/sites',
      query: {search: '*'},
      records: 'value',
      label: '{displayName}',
      value: '{id}',
      subtitle: '{webUrl}',
    },
    libraries: {
      path: '/v1.0/sites/{SITE_ID}/drives',
      records: 'value',
      label: '{name}',
      value: '{id}',
    },
  },
};
