import type {IntegrationEntry} from './schema.js';
import {countSubscribers, subscribe, takeSignUp} from './workflows/tidemail.js';

/** A custom integration with client credentials: users enter id and secret of a client of their own. */
export const tidemail: IntegrationEntry = {
  id: '2f6a0b3c-52c1-4f0e-9a57-6b1f0f6f2d11',
  configId: 'c0a5e7d4-8f1b-4d0a-8c3e-1d9b7a4e6f22',
  type: 'custom.tidemail',
  name: 'Tide Mail',
  brandColor: '#1B5E8C',
  authenticationType: 'oauth_client_credential',
  icon: '<path d="M9 15h30v18H9z" fill="none" stroke="#fff" stroke-width="3.5" stroke-linejoin="round"/><path d="m10 17 14 10 14-10" fill="none" stroke="#fff" stroke-width="3.5" stroke-linejoin="round"/>',
  description: 'Send newsletters',
  overview:
    'New customers can be added to a list of your choice.\n\nCreate a client under **Settings**, then **API clients**, and enter here:\n\n1. its ID\n2. its secret',
  userSettings: [
    {
      id: 'list',
      type: 'ENUM',
      title: 'List for new customers',
      values: ['newsletter', 'product-updates', 'events', 'partners'],
      defaultValue: 'newsletter',
      required: false,
    },
  ],
  workflows: [
    {
      id: '571c4343-458b-45d0-bcd9-ac3244349223',
      description: 'Add new customers to the list',
      defaultEnabled: true,
      trigger: {type: 'event', name: 'Contact Created'},
      run: subscribe,
    },
    {
      id: 'd96ba9b1-a360-408e-b913-40dc6f114704',
      description: 'Count subscribers',
      run: countSubscribers,
    },
    {
      id: 'ca89010b-1eff-4c52-94d8-9231de513b25',
      description: 'Take sign-ups of a landing page',
      trigger: {type: 'webhook'},
      customWebhookTriggerId: '673f248e-bebd-4bdf-bf81-cfc57f3bff1e',
      run: takeSignUp,
    },
  ],
  apiBase: '/tidemail/v1',
  account: {
    path: '/account',
    providerId: '{id}',
    providerData: {company: '{company}', plan: '{plan}'},
    refusal: 'Tide Mail did not accept this client. Check ID and secret under Settings, then API clients.',
  },
  options: {
    lists: {path: '/lists', records: 'lists', label: '{name}', value: '{id}'},
  },
};
