import type {IntegrationEntry} from './schema.js';
import {shopifyWorkflows} from './shopify-workflows.js';

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
  userSettings: [
    {
      id: 'featuredProduct',
      type: 'DYNAMIC_ENUM',
      title: 'Featured product',
      sourceType: 'products',
      required: false,
    },
    {
      id: 'orderStatus',
      type: 'ENUM',
      title: 'Orders to show',
      sourceType: 'orderStatuses',
      required: false,
    },
  ],
  workflows: shopifyWorkflows,
  dataSources: {
    products: {
      type: 'DYNAMIC_DATA_SOURCE',
      title: 'Products',
      cacheKey: 'products',
      refreshDependencies: [],
      supportPagination: true,
    },
    orderStatuses: {
      id: 'orderStatuses',
      type: 'STATIC_ENUM_DATA_SOURCE',
      title: 'Status',
      values: [
        {label: 'Open', value: 'open'},
        {label: 'Closed', value: 'closed'},
        {label: 'Cancelled', value: 'cancelled'},
        {label: 'All', value: 'any'},
      ],
    },
  },
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
      write_products: {text: 'Add and change products', optional: true},
      read_customers: {text: 'Read the customers of the store', optional: true},
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
  options: {
    products: {
      path: '/products.json',
      query: {limit: '250', fields: 'id,title,vendor'},
      records: 'products',
      label: '{title}',
      value: '{id}',
      subtitle: '{vendor}',
    },
  },
};
