import type {IntegrationEntry} from './schema.js';
import {createContact, deleteContacts, findAccounts, logDeal, takeLead} from './workflows/salesforce.js';

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
  overview: [
    'Contacts that you create here appear in **Salesforce**, and the other way round.',
    '### Before you begin',
    '1. Ask your administrator to install the package.\n2. Sign in.\n3. Map the fields of contacts.',
    'You can *disconnect* at any time; nothing is deleted in Salesforce.',
  ].join('\n\n'),
  userSettings: [
    {
      id: 'contactMapping',
      type: 'FIELD_MAPPER',
      title: 'Contact fields',
      tooltip: 'Which field of Salesforce holds what.',
      documentationLink: 'https://help.salesforce.com/s/articleView?id=sf.contacts_fields.htm',
      documentationLinkLabel: 'Fields of contacts',
      sourceType: 'objectMapping',
      savedFieldMappings: [{label: 'Full name'}, {label: 'E-mail'}],
      required: false,
    },
    {
      id: 'syncObject',
      type: 'DYNAMIC_ENUM',
      title: 'Records to watch',
      sourceType: 'syncObject',
      required: false,
    },
    {
      id: 'dateField',
      type: 'DYNAMIC_ENUM',
      title: 'Field with the date of the last change',
      subtitle: 'Depends on the records to watch',
      sourceType: 'dateField',
      required: false,
    },
    {
      id: 'integrationUser',
      type: 'TEXT_NO_VARS',
      title: 'Name of the app in Salesforce',
      subtitle: 'Changes that the app makes are listed under this name',
      defaultValue: 'Vega Connector',
      readOnly: true,
    },
    {
      id: 'apiVersion',
      type: 'TEXT_NO_VARS',
      title: 'Version of the API',
      defaultValue: 'v60.0',
      hidden: true,
    },
  ],
  workflows: [
    {
      id: 'f0bcd77d-46cc-4dae-868a-ac70222cb8d5',
      description: 'Create a contact for each new customer',
      infoText: 'Uses the fields that you have mapped.',
      trigger: {type: 'event', name: 'Contact Created'},
      run: createContact,
    },
    {
      id: 'e5556092-b468-437f-849a-da122a988936',
      description: 'Find accounts by name',
      run: findAccounts,
    },
    {
      id: '68b5407b-6ee2-46a0-bfd4-9ee158c2d03c',
      description: 'Log won deals',
      infoText: 'Adds an opportunity for each deal.',
      trigger: {type: 'event', name: 'Deal Won'},
      inputs: [
        {
          id: 'stage',
          type: 'ENUM',
          title: 'Stage of the opportunity',
          defaultValue: 'Closed Won',
          required: false,
          values: [
            {
              title: 'Open',
              items: [
                {label: 'Proposal', value: 'Proposal'},
                {label: 'Negotiation', value: 'Negotiation'},
              ],
            },
            {title: 'Closed', items: [{label: 'Closed won', value: 'Closed Won'}]},
          ],
        },
      ],
      run: logDeal,
    },
    {
      id: 'fd7988a2-e1f3-474e-aa4f-f7f6cb6620be',
      description: 'Take leads from a web form',
      trigger: {type: 'webhook'},
      customWebhookTriggerId: '6a98fe98-c69b-4928-a9a6-8b6f202dbd3e',
      inputs: [
        {
          id: 'status',
          type: 'ENUM',
          title: 'Status of new leads',
          values: ['Open', 'Contacted'],
          required: true,
        },
      ],
      run: takeLead,
    },
    {
      id: 'eaf1509c-3a62-4e51-aa9f-2236629fd62a',
      description: 'Delete contacts who ask for it',
      infoText: 'For large teams, and part of the enterprise plan.',
      trigger: {type: 'event', name: 'Contact Deleted'},
      permissions: {
        or: [
          {field: 'plan', operator: '$stringIsIn', value: ['enterprise', 'trial']},
          {
            and: [
              {field: 'team.size', operator: '$numberGreaterThanOrEqualTo', value: 100},
              {field: 'team.isVerified', operator: '$booleanTrue', value: true},
            ],
          },
        ],
      },
      run: deleteContacts,
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
    syncObject: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Records',
      cacheKey: 'syncObject',
      refreshDependencies: [],
    },
    dateField: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Date',
      cacheKey: 'dateField',
      refreshDependencies: ['syncObject'],
    },
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
    syncObject: {
      path: '/services/data/v60.0/sobjects',
      records: 'sobjects',
      label: '{label}',
      value: '{name}',
      subtitle: '{name}',
      sections: {by: 'custom', ifFalse: 'Standard', ifTrue: 'Custom'},
    },
    dateField: {
      path: '/services/data/v60.0/sobjects/{syncObject}/describe',
      records: 'fields',
      label: '{label}',
      value: '{name}',
      subtitle: '{type}',
    },
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
