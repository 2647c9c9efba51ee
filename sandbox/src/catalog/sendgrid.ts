import type {IntegrationEntry} from './schema.js';
import {sendgridWorkflows} from './sendgrid-workflows.js';

/** An API key instead of a sign-in; it is tried before it is stored. */
export const sendgrid: IntegrationEntry = {
  id: '6fc798b3-4624-4096-8e8b-a239cec47ee7',
  configId: '176803f4-8445-45b5-bf2e-1f1d03c47b95',
  type: 'sendgrid',
  name: 'SendGrid',
  brandColor: '#1A73B8',
  authenticationType: 'basic',
  icon: '<path d="M10 22h14v14H10z" fill="#fff" opacity=".7"/><path d="M24 10h14v14H24z" fill="#fff"/>',
  description: 'Send e-mail through your own account',
  overview: 'Messages to your customers leave from your own SendGrid account.',
  userSettings: [
    {
      id: 'sender',
      type: 'EMAIL',
      title: 'Sender',
      subtitle: 'Messages come from this address',
      placeholder: 'hello@vega.example',
      required: false,
    },
  ],
  workflows: sendgridWorkflows,
  dataSources: {
    templates: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Templates',
      cacheKey: 'templates',
      refreshDependencies: [],
    },
  },
  inputs: [
    {
      id: 'SENDGRID_API_KEY',
      type: 'PASSWORD',
      title: 'API key',
      subtitle: 'Settings, then API Keys, in your SendGrid account',
      placeholder: 'SG.…',
      required: true,
    },
  ],
  apiBase: '/sendgrid/v3',
  authHeaders: {Authorization: 'Bearer {SENDGRID_API_KEY}'},
  account: {
    path: '/user/account',
    providerId: '{user_id}',
    providerData: {username: '{username}'},
    refusal:
      'SendGrid did not accept this API key. Check that it was copied completely and that it has not been deleted.',
  },
  options: {
    templates: {
      path: '/templates',
      query: {generations: 'dynamic', page_size: '200'},
      records: 'result',
      label: '{name}',
      value: '{id}',
    },
  },
};
