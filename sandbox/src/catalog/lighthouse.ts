import type {IntegrationEntry} from './schema.js';

/** A custom integration with an API key, for an invented product; its form has most kinds of inputs. */
export const lighthouse: IntegrationEntry = {
  id: '057ac638-8f72-4b73-976d-ec2efe084c2f',
  configId: '4ad694e6-d26b-4f3b-8993-c3c81eb484f0',
  type: 'custom.lighthouse',
  name: 'Lighthouse Desk',
  brandColor: '#0F5C63',
  authenticationType: 'basic',
  icon: '<path d="m20 20-3 20h14l-3-20zM19 20h10v-6l-5-5-5 5z" fill="#fff"/><path d="m8 12 8 4m24-4-8 4" stroke="#fff" stroke-width="3" stroke-linecap="round"/>',
  description: 'Hand questions over to the help desk',
  overview: 'Questions that you cannot answer here become tickets.',
  inputs: [
    {id: 'WORKSPACE', type: 'TEXT_NO_VARS', title: 'Workspace', placeholder: 'harbor', required: true},
    {
      id: 'API_TOKEN',
      type: 'PASSWORD',
      title: 'API token',
      subtitle: 'Create one under Profile, then Access',
      required: true,
    },
    {
      id: 'REGION',
      type: 'ENUM',
      title: 'Region',
      required: true,
      defaultValue: 'eu',
      values: [
        {label: 'Europe', value: 'eu'},
        {label: 'North America', value: 'na'},
        {label: 'Asia and Pacific', value: 'ap'},
      ],
    },
    {
      id: 'OWNER_EMAIL',
      type: 'EMAIL',
      title: 'E-mail of the owner',
      placeholder: 'owner@harbor.example',
      required: true,
    },
    {
      id: 'STATUS_PAGE',
      type: 'URL',
      title: 'Status page',
      placeholder: 'https://status.harbor.example',
      required: false,
    },
    {id: 'MAX_TICKETS', type: 'NUMBER', title: 'Tickets per day', defaultValue: '50', required: false},
    {
      id: 'GREETING',
      type: 'TEXTAREA_NO_VARS',
      title: 'Greeting',
      subtitle: 'The first lines of every ticket',
      lines: 3,
      required: false,
    },
    {
      id: 'NOTIFY',
      type: 'SWITCH',
      title: 'Notify the owner',
      titleText: 'Send an e-mail for each ticket',
      defaultValue: true,
      required: false,
    },
  ],
  inputRules: {
    WORKSPACE: {
      pattern: '^[a-z0-9-]{2,40}$',
      message: 'A workspace has 2 to 40 small letters, digits and hyphens, for example harbor.',
    },
  },
  apiBase: '/lighthouse/v1',
  authHeaders: {Authorization: 'Token {API_TOKEN}'},
  account: {
    path: '/workspaces/{WORKSPACE}',
    providerId: '{id}',
    providerData: {workspace: '{name}', plan: '{plan}'},
    refusal: 'Lighthouse Desk did not accept this API token. Create a new one under Profile, then Access.',
  },
};
