import {memberOf} from '../accounts/template.js';
import type {WorkflowFunction} from '../workflows/types.js';
import type {IntegrationEntry} from './schema.js';
import {badRequest, listOf, textOf, valuesOf} from './workflow-values.js';

const findStock: WorkflowFunction = async ({request, trigger}) => {
  const {productId, title} = valuesOf(trigger.payload);
  if (!textOf(productId) && !textOf(title)) throw badRequest('Say which product: "productId" or "title".');
  const query = textOf(productId) ? `ids=${textOf(productId)}` : new URLSearchParams({title: textOf(title)});
  const answer = await request(`/products.json?${query.toString()}`);
  return {
    products: listOf(memberOf(answer, 'products')).map((product) => ({
      id: memberOf(product, 'id'),
      title: memberOf(product, 'title'),
      stock: listOf(memberOf(product, 'variants'))
        .map((variant) => Number(memberOf(variant, 'inventory_quantity')))
        .reduce((sum, quantity) => sum + quantity, 0),
    })),
  };
};

const publishProduct: WorkflowFunction = async ({request, settings, trigger, log}) => {
  const {title, description, price, sku} = valuesOf(trigger.payload);
  if (!textOf(title)) throw badRequest('The event lacks the "title" of the product.');
  const product = {
    title: textOf(title),
    ...(textOf(description) && {body_html: textOf(description)}),
    vendor: textOf(settings['vendor']),
    status: settings['asDraft'] === true ? 'draft' : 'active',
    variants: [{price: textOf(price) || '0.00', ...(textOf(sku) && {sku: textOf(sku)})}],
  };
  const made = await request('/products.json', {method: 'POST', body: {product}});
  log(`Added ${product.title}.`);
  return {productId: memberOf(made, 'product.id')};
};

/** The store posts the order; what counts is what the store says of it when it is asked. */
const noteOrder: WorkflowFunction = async ({request, settings, trigger, log}) => {
  const id = textOf(valuesOf(trigger.payload)['id']);
  if (!/^\d+$/.test(id)) throw badRequest('The webhook lacks the "id" of the order.');
  const {order} = valuesOf(await request(`/orders/${id}.json`));
  const total = Number(memberOf(order, 'total_price'));
  const least = Number(settings['leastTotal'] ?? 0);
  if (total < least) {
    log(`Order ${id} comes to ${total}, which is less than ${least}.`);
    return {noted: false};
  }
  return {noted: true, order: memberOf(order, 'name'), total, customer: memberOf(order, 'email')};
};

const countProducts: WorkflowFunction = async ({request}) => ({
  products: memberOf(await request('/products/count.json'), 'count'),
});

export const shopifyWorkflows: NonNullable<IntegrationEntry['workflows']> = [
  {
    id: 'a3d969a8-3d4b-4932-855a-db11591a9fe2',
    description: 'Note large orders',
    infoText: 'Your store tells us about each order by a webhook.',
    trigger: {type: 'webhook'},
    customWebhookTriggerId: '80c3c026-6cbe-4fd7-ac4a-1dcb5890fdd3',
    inputs: [
      {
        id: 'leastTotal',
        type: 'NUMBER',
        title: 'Smallest total',
        defaultValue: '50',
        required: false,
      },
    ],
    run: noteOrder,
  },
  {
    id: '6511f975-69dd-4f2d-b887-648c0431ddfc',
    description: 'Add each published product to the store',
    trigger: {type: 'event', name: 'Product Published'},
    inputs: [
      {id: 'vendor', type: 'TEXT_NO_VARS', title: 'Vendor', required: true},
      {id: 'asDraft', type: 'SWITCH', title: 'As a draft', required: false},
    ],
    run: publishProduct,
  },
  {
    id: 'f4b684ec-cab2-4b91-822e-897784d0933e',
    description: 'Look up stock',
    defaultEnabled: true,
    run: findStock,
  },
  {
    id: '9964c7ee-3032-4aa2-8b1a-6958b77a9f88',
    description: 'Count the products of a new store',
    trigger: {type: 'integrationEnabled'},
    run: countProducts,
  },
];
