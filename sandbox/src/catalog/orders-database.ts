import type {IntegrationEntry} from './schema.js';
import {report, storeOrder} from './workflows/orders-database.js';

/** A custom integration with a user name and a password; also connected as a resource, by its slug. */
export const ordersDatabase: IntegrationEntry = {
  id: 'f624c84c-34fc-4017-9df5-14aabb9fe634',
  configId: '4883c611-d6b3-4c47-8f12-7eec1b832802',
  type: 'custom.ordersdb',
  name: 'Orders database',
  brandColor: '#8A4B0F',
  authenticationType: 'basic',
  icon: '<path d="M10 13v22c0 3 6 5 14 5s14-2 14-5V13" fill="none" stroke="#fff" stroke-width="3.5"/><ellipse cx="24" cy="13" rx="14" ry="5" fill="none" stroke="#fff" stroke-width="3.5"/><path d="M10 24c0 3 6 5 14 5s14-2 14-5" fill="none" stroke="#fff" stroke-width="3.5"/>',
  description: 'Keep orders in your own database',
  overview:
    'Orders are stored in **your own** database.\n\nLet the address of the app in first: `203.0.113.7`.',
  inputs: [
    {
      id: 'ALLOWED_ADDRESS',
      type: 'COPYABLE_BUTTON_INPUT',
      title: 'Address of the app',
      subtitle: 'Let it in through the firewall of the database',
      defaultValue: '203.0.113.7/32',
    },
    {id: 'DATABASE', type: 'TEXT_NO_VARS', title: 'Database', placeholder: 'shop', required: true},
    {id: 'DB_USER', type: 'TEXT_NO_VARS', title: 'User name', placeholder: 'robin_app', required: true},
    {id: 'DB_PASSWORD', type: 'PASSWORD', title: 'Password', required: true},
    {
      id: 'PERMISSIONS',
      type: 'PERMISSION',
      title: 'What the app may do',
      subtitle: 'Reading is always needed',
      required: false,
      requiredScopes: ['select'],
      scopes: {
        values: [
          {name: 'select', label: 'Read', description: 'Read the orders', required: true},
          {name: 'insert', label: 'Add', description: 'Add orders'},
          {name: 'update', label: 'Change', description: 'Change orders that are there'},
        ],
      },
    },
    {
      id: 'CA_CERTIFICATE',
      type: 'FILE',
      title: 'Certificate of the authority',
      subtitle: 'In PEM format; needed if the database has a certificate of its own',
      required: false,
    },
    {
      id: 'VERIFY_HOST',
      type: 'BOOLEAN_INPUT',
      title: 'Check the name in the certificate',
      defaultValue: true,
      required: false,
    },
  ],
  workflows: [
    {
      id: 'e4426ea5-c9ca-42fe-8b00-4d6596511580',
      description: 'Store each order',
      trigger: {type: 'event', name: 'Order Completed'},
      run: storeOrder,
    },
    {
      id: '00fbaee3-8636-464a-9eaf-62fd0c680c63',
      description: 'Report what was sold',
      defaultEnabled: true,
      run: report,
    },
  ],
  inputRules: {
    DATABASE: {
      pattern: '^[a-z][a-z0-9_]{0,62}$',
      message: 'A database has a name of small letters, digits and underscores, for example shop.',
    },
  },
  apiBase: '/ordersdb/v1',
  authHeaders: {
    Authorization: 'Database {DB_USER}:{DB_PASSWORD}',
    'X-Allowed-Statements': '{PERMISSIONS}',
  },
  account: {
    method: 'POST',
    path: '/{DATABASE}/session',
    body: {certificate: '{CA_CERTIFICATE}'},
    providerId: '{id}',
    providerData: {database: '{database}'},
    refusal:
      'The database did not accept this. Check user name and password, and that the certificate is in PEM format.',
  },
};
