import type {IntegrationEntry} from './schema.js';
import {newestAtOnedrive, saveAtOnedrive} from './workflows/drives.js';

/** The user's own files at Microsoft; its picker is a page of the drive's site. */
export const onedrive: IntegrationEntry = {
  id: '951e2d65-e8c0-4e19-9ef0-cc285bc1847b',
  configId: '5b90da0e-54cb-461a-a8c0-b98206f93355',
  type: 'onedrive',
  name: 'OneDrive',
  brandColor: '#0364B8',
  authenticationType: 'oauth',
  icon: '<path d="M14 35a8 8 0 0 1-1-16 11 11 0 0 1 20-3 9.5 9.5 0 0 1 3 19z" fill="#fff"/><path d="M10 33 33 20" stroke="#0364B8" stroke-width="2.5"/>',
  description: 'Pick files and save reports',
  overview: 'Choose files from your **OneDrive**, and save finished reports in the folder of a client.',
  userSettings: [
    {
      id: 'folder',
      type: 'DYNAMIC_ENUM',
      title: 'Client folder for reports',
      subtitle: 'Without one, reports are saved at the top',
      sourceType: 'clientFolders',
      required: false,
    },
  ],
  workflows: [
    {
      id: '96f75834-85af-4843-9161-66bf85ff00ad',
      description: 'List the newest files',
      infoText: 'Answers with the files that were changed last.',
      run: newestAtOnedrive,
    },
    {
      id: '01eee3e7-0cb7-4943-8850-11ea549ba60d',
      description: 'Save a report',
      infoText: 'Saves each finished report as a text file.',
      trigger: {type: 'event', name: 'Report Finished'},
      run: saveAtOnedrive,
    },
  ],
  dataSources: {
    clientFolders: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Client folders',
      cacheKey: 'clientFolders',
      refreshDependencies: [],
      supportPagination: true,
    },
  },
  oauth: {
    chooses: 'Drive',
    scopes: {
      'User.Read': 'See who you are',
      'Files.Read.All': 'Read all files that you can read',
      'Files.ReadWrite.All': {text: 'Add, change and delete files', optional: true},
      offline_access: 'Stay connected while you are away',
    },
  },
  apiBase: '/onedrive',
  proxyBase: '/onedrive/v1.0',
  account: {
    path: '/v1.0/me/drive?$select=id,driveType,owner,webUrl,sharePointIds',
    providerId: '{id}',
    providerData: {
      email: '{owner.user.email}',
      displayName: '{owner.user.displayName}',
      driveType: '{driveType}',
      webUrl: '{webUrl}',
      siteUrl: '{sharePointIds.siteUrl}',
    },
    refusal: 'OneDrive did not accept the sign-in.',
  },
  // The picker is at DOMAIN/_layouts/15/FilePicker.aspx; if DOMAIN names https://onedrive.live.com, at DOMAIN/picker.
  accountAuth: {OAUTH_ACCESS_TOKEN: '{accessToken}', DOMAIN: '{siteUrl}'},
  options: {
    clientFolders: {
      path: '/v1.0/me/drive/root:/Clients:/children',
      query: {
        $filter: "folder ne null and startswith(name,'{search}')",
        $orderby: 'name',
        $top: '50',
        $skiptoken: '{cursor}',
      },
      records: 'value',
      label: '{name}',
      value: '{id}',
      nextCursor: '@odata.nextLink?$skiptoken',
    },
  },
};
