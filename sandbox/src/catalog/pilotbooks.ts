import type {IntegrationEntry} from './schema.js';
import {leaveNote, listOpenInvoices, takePayment, writeInvoice} from './workflows/pilotbooks.js';

/** A custom integration with OAuth, for an invented product. */
export const pilotbooks: IntegrationEntry = {
  id: 'f5c6b9d0-62fb-44ad-98d9-f654cbad227a',
  configId: '2bba0391-c3c6-424e-96f2-cba2d16f82bd',
  type: 'custom.pilotbooks',
  name: 'Pilot Books',
  brandColor: '#7A3E9D',
  authenticationType: 'oauth',
  icon: '<path d="M10 11h12a4 4 0 0 1 4 4v22a4 4 0 0 0-4-3H10zM38 11H26v26a4 4 0 0 1 4-3h8z" fill="none" stroke="#fff" stroke-width="3.5" stroke-linejoin="round"/>',
  description: 'Write invoices for orders',
  overview: [
    '### Invoices without typing',
    'Each completed order becomes an invoice:',
    '1. the customer is looked up by name\n2. the invoice is written in your currency\n3. the order is marked as *invoiced*',
    '---',
    'Pilot Books is an invented product; see [its data](https://pilotbooks.example).',
  ].join('\n\n'),
  userSettings: [
    {
      id: 'currency',
      type: 'ENUM',
      title: 'Currency',
      values: ['EUR', 'NOK', 'USD'],
      defaultValue: 'EUR',
      required: true,
    },
    {
      id: 'dueInDays',
      type: 'NUMBER',
      title: 'Time to pay',
      suffixLabel: 'days',
      defaultValue: '14',
      required: false,
    },
  ],
  workflows: [
    {
      id: '7e381368-dae9-46ef-a6fb-e4ed805abcd6',
      description: 'Tell the bookkeeper who has connected',
      trigger: {type: 'integrationEnabled'},
      run: leaveNote,
    },
    {
      id: 'ab651b34-5a2f-441c-a407-642cbc270404',
      description: 'Write an invoice for each order',
      trigger: {type: 'event', name: 'Order Completed'},
      run: writeInvoice,
    },
    {
      id: '9794bce0-ca8c-4cae-8b9f-f864d6c5158d',
      description: 'Show open invoices in the app',
      run: listOpenInvoices,
    },
    {
      id: 'df99d4e2-bdbb-48dc-a4a6-8c6e03a0eb2c',
      description: 'Take payments from the bank',
      trigger: {type: 'webhook'},
      customWebhookTriggerId: 'cb63cb8a-7ad0-43a4-9650-257c3218aebf',
      run: takePayment,
    },
  ],
  inputRules: {
    dueInDays: {pattern: '^\\d{1,3}$', message: 'Give a number of days up to 999.'},
  },
  oauth: {
    chooses: 'Company',
    scopes: {
      'company.read': 'See the name of the company',
      'customers.read': 'See customers',
      'invoices.read': 'See invoices',
      'invoices.write': {text: 'Write invoices and mark them as paid', optional: true},
    },
  },
  apiBase: '/pilotbooks/v1',
  account: {
    path: '/company',
    providerId: '{id}',
    providerData: {company: '{name}', bookkeeper: '{bookkeeper}'},
    refusal: 'Pilot Books did not accept the sign-in.',
  },
};
