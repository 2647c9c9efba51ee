import type {IntegrationEntry} from './schema.js';

/** Asks for the kind of account first and has a package to be installed by the user's administrator. */
export const salesforce: IntegrationEntry = {
  id: '0e473604-3e7e-47c3-8643-66eb7d77b624',
  configId: 'bd9c925c-2468-4de1-932d-4547e50bee48',
  type: 'salesforce',
  name: 'Salesforce',
  brandColor: '#057ACF',
  authenticationType: 'oauth',
  icon: '<path d="M15 34a8 8 0 0 1 0-16 9 9 0 0 1 17-3 8.5 8.5 0 0 1 2 19z" fill="#fff"/>',
  description: 'Keep contacts in step',
  overview: 'Contacts that you create here appear in **Salesforce**, and the other way round.',
  userSettings: [
    {
      id: 'contactMapping',
      type: 'FIELD_MAPPER',
      title: 'Contact fields',
      sourceType: 'objectMapping',
      savedFieldMappings: [{label: 'Full name'}, {label: 'E-mail'}],
      required: false,
    },
  ],
  workflows: [
    {
      id: 'f0bcd77d-46cc-4dae-868a-ac70222cb8d5',
      description: 'Create a contact for each new customer',
      infoText: 'Uses the fields that you have mapped.',
    },
  ],
  accountTypes: [
    {
      id: 'default',
      scheme: 'oauth',
      accountDescription: 'Production organisation',
      oauthParameters: [{key: 'accountType', source: {type: 'VALUE', value: 'default'}}],
    },
    {
      id: 'sandbox',
      scheme: 'oauth',
      accountDescription: 'Sandbox organisation',
      oauthParameters: [{key: 'accountType', source: {type: 'VALUE', value: 'sandbox'}}],
    },
  ],
  packageInstallUrl: 'https://login.salesforce.com/packaging/installPackage.apexp?p0=04tDEMO00000000',
  dataSources: {
    objectMapping: {
      id: 'objectMapping',
      type: 'FIELD_MAPPER_DATA_SOURCE',
      title: 'Object mapping',
      recordSource: {type: 'DYNAMIC_DATA_SOURCE', title: 'Object', cacheKey: 'recordTypes'},
      fieldSource: {type: 'DYNAMIC_DATA_SOURCE', title: 'Field', cacheKey: 'cachedFields'},
    },
  },
  oauth: {
    chooses: 'Organisation',
    scopes: {
      id: 'See who you are',
      api: 'Read and change the records that you can see',
      refresh_token: 'Stay connected while you are away',
    },
    authorizationParameters: {environment: '{accountType}'},
  },
  apiBase: '/salesforce',
  proxyBase: '/salesforce/services/data/v60.0',
  account: {
    path: '/services/oauth2/userinfo',
    providerId: '{user_id}',
    providerData: {instanceURL: '{urls.instance}', organizationId: '{organization_id}', email: '{email}'},
    refusal: 'Salesforce did not accept the sign-in.',
  },
  options: {
    recordTypes: {
      path: '/services/data/v60.0/sobjects',
      records: 'sobjects',
      label: '{label}',
      value: '{name}',
      sections: {by: 'custom', ifFalse: 'Standard', ifTrue: 'Custom'},
    },
    cachedFields: {
      path: '/services/data/v60.0/sobjects/{recordTypes}/describe',
      records: 'fields',
      label: '{label}',
      value: '{name}',
    },
  },
};
