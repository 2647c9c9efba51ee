import type {IntegrationEntry} from './schema.js';
import {newestAtBox, saveAtBox} from './workflows/drives.js';

/** Files and folders; its picker runs in the page, which gets the user's token for that. */
export const box: IntegrationEntry = {
  id: '941054d7-c238-4f3b-93a9-20f231e075e0',
  configId: '9f65b57c-fd81-40f1-914b-4f7073842a56',
  type: 'box',
  name: 'Box',
  brandColor: '#0061D5',
  authenticationType: 'oauth',
  icon: '<path d="M24 8 39 16v16L24 40 9 32V16z" fill="none" stroke="#fff" stroke-width="3.5" stroke-linejoin="round"/><path d="m10 17 14 8 14-8M24 25v14" fill="none" stroke="#fff" stroke-width="3.5"/>',
  description: 'Pick files and save reports',
  overview: 'Choose files from **Box**, and save finished reports in a folder there.',
  userSettings: [
    {
      id: 'folder',
      type: 'DYNAMIC_ENUM',
      title: 'Folder for reports',
      subtitle: 'Without one, reports are saved at the top',
      sourceType: 'folders',
      required: false,
    },
  ],
  workflows: [
    {
      id: '47f09c70-e621-42dd-b343-c99f7795a704',
      description: 'List the newest files',
      infoText: 'Answers with the files that were changed last.',
      run: newestAtBox,
    },
    {
      id: '0f4211a9-d141-416a-8909-c2bcb58744fe',
      description: 'Save a report',
      infoText: 'Saves each finished report as a text file.',
      trigger: {type: 'event', name: 'Report Finished'},
      run: saveAtBox,
    },
  ],
  dataSources: {
    folders: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Folders',
      cacheKey: 'folders',
      refreshDependencies: [],
      supportPagination: true,
    },
  },
  oauth: {
    chooses: 'Account',
    scopes: {
      root_readonly: 'Read all files and folders',
      root_readwrite: {text: 'Add, change and delete files and folders', optional: true},
    },
  },
  apiBase: '/box/2.0',
  account: {
    path: '/users/me',
    providerId: '{id}',
    providerData: {login: '{login}', displayName: '{name}', enterprise: '{enterprise.name}'},
    refusal: 'Box did not accept the sign-in.',
  },
  accountAuth: {OAUTH_ACCESS_TOKEN: '{accessToken}'},
  options: {
    folders: {
      path: '/folders/0/items?limit=1000',
      records: 'entries',
      only: {type: 'folder'},
      label: '{name}',
      value: '{id}',
    },
  },
};
