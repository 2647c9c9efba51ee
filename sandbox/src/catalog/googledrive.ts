import type {IntegrationEntry} from './schema.js';
import {newestAtGoogle, saveAtGoogle} from './workflows/drives.js';

/** Files and documents; its picker runs in the page, which gets the user's token for that. */
export const googledrive: IntegrationEntry = {
  id: '1161096c-acb6-4039-ba48-b320fa881919',
  configId: '2b996ffb-84ec-4ad3-9476-784ddc660ccd',
  type: 'googledrive',
  name: 'Google Drive',
  brandColor: '#1967D2',
  authenticationType: 'oauth',
  icon: '<path d="m18 9 12 20H42L30 9zM16 12 6 30l6 9 10-18zM20 32l-5 9h18l6-9z" fill="#fff"/>',
  description: 'Pick files and save reports',
  overview: 'Choose files from **Google Drive**, and save finished reports in a folder there.',
  userSettings: [
    {
      id: 'folder',
      type: 'DYNAMIC_ENUM',
      title: 'Folder for reports',
      subtitle: 'Without one, reports are saved in My Drive',
      sourceType: 'folders',
      required: false,
    },
  ],
  workflows: [
    {
      id: 'c8c5222b-bbdb-4a82-8e3c-71f1ac5b8849',
      description: 'List the newest files',
      infoText: 'Answers with the files that were changed last.',
      run: newestAtGoogle,
    },
    {
      id: '51a61b76-794a-412a-9154-ad6e1c4a0009',
      description: 'Save a report',
      infoText: 'Saves each finished report as a text file.',
      trigger: {type: 'event', name: 'Report Finished'},
      run: saveAtGoogle,
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
    chooses: 'Drive',
    scopes: {
      'https://www.googleapis.com/auth/userinfo.email': 'See your e-mail address',
      'https://www.googleapis.com/auth/drive.readonly': 'See and download all your files',
      'https://www.googleapis.com/auth/drive.file': {
        text: 'Add files, and change those that it has added',
        optional: true,
      },
    },
  },
  apiBase: '/googledrive',
  proxyBase: '/googledrive/drive/v3',
  account: {
    path: '/drive/v3/about?fields=user',
    providerId: '{user.permissionId}',
    providerData: {email: '{user.emailAddress}', displayName: '{user.displayName}'},
    refusal: 'Google Drive did not accept the sign-in.',
  },
  accountAuth: {OAUTH_ACCESS_TOKEN: '{accessToken}'},
  options: {
    folders: {
      path: '/drive/v3/files',
      query: {
        q: "mimeType = 'application/vnd.google-apps.folder' and trashed = false and name contains '{search}'",
        orderBy: 'name',
        pageSize: '50',
        pageToken: '{cursor}',
      },
      records: 'files',
      label: '{name}',
      value: '{id}',
      nextCursor: 'nextPageToken',
    },
  },
};
