import type {IntegrationEntry} from './schema.js';

/** Needs the store's name before the provider's page can be opened. */
export const shopify: IntegrationEntry = {
  id: '144ee223-6b11-450c-984c-3abd4b7071a3',
  configId: 'd3c14025-b305-487f-a243-ab17fb297c11',
  type: 'shopify',
  name: 'Shopify',
  brandColor: '#5E8E3E',
  authenticationType: 'oauth',
  icon: '<path d="M13 17h22l-2 22H15zM18 20v-5a6 6 0 0 1 12 0v5" fill="none" stroke="#fff" stroke-width="3.5" stroke-linejoin="round" stroke-linecap="round"/>',
  description: 'See orders as they come in',
  overview: 'Orders of your store appear within a minute.',
  inputs: [
    {
      id: 'SHOP_NAME',
      type: 'TEXT_NO_VARS',
      title: 'Store name',
      subtitle: 'The first part of your store\u2019s address',
      placeholder: 'my-store',
      suffixLabel: '.myshopify.com',
      required: true,
    },
  ],
  inputRules: {
    SHOP_NAME: {
      pattern: '^[a-z0-9][a-z0-9-]{0,59}$',
      message:
        'A store name has only small letters, digits and hyphens. Enter the part before .myshopify.com, for example my-store.',
    },
  },
  oauth: {
    scopes: {
      read_orders: 'Read the orders of the store',
      read_products: 'Read the products of the store',
    },
    authorizationParameters: {shop: '{SHOP_NAME}'},
  },
  apiBase: '/shopify/{SHOP_NAME}/admin/api/2026-07',
  authHeaders: {'X-Shopify-Access-Token': '{accessToken}'},
  account: {
    path: '/shop.json',
    providerId: '{shop.id}',
    providerData: {shopName: '{shop.name}', domain: '{shop.myshopify_domain}'},
    refusal: 'Shopify did not accept the sign-in for this store.',
  },
};
