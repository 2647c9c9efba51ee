import type {IntegrationEntry} from './schema.js';

/** Not active: set up in the project, but switched off for its users. */
export const mailchimp: IntegrationEntry = {
  id: '4138a4e6-2fab-4da7-8b8e-dddffb978792',
  configId: 'def8d9d6-1a89-4ed6-9b4d-9a7e7c361a28',
  type: 'mailchimp',
  name: 'Mailchimp',
  brandColor: '#6B5300',
  isActive: false,
  authenticationType: 'oauth',
  icon: '<circle cx="24" cy="24" r="13" fill="none" stroke="#fff" stroke-width="4"/><path d="M18 27q6 6 12 0" stroke="#fff" stroke-width="3.5" fill="none" stroke-linecap="round"/>',
  description: 'Keep audiences up to date',
  oauth: {scopes: {audiences: 'Read and change audiences'}},
  apiBase: '/mailchimp/3.0',
  account: {
    path: '/',
    providerId: '{account_id}',
    refusal: 'Mailchimp did not accept the sign-in.',
  },
};
