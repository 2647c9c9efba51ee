import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {Client, type Answer, type Json} from './helpers/client.js';
import {configure, entryOf, optionsOf, proxy, runsOf, workflowOf} from './helpers/outside.js';

let sandbox: Sandbox;
let client: Client;
let credential: Json;
before(async () => {
  sandbox = await createSandbox({memory: true});
  client = await Client.of(sandbox, 'alice');
  credential = await client.connect('shopify', {inputs: {SHOP_NAME: 'vega'}});
});
after(() => sandbox.close());

const shop = (path: string, method?: string, body?: unknown) => proxy(client, 'shopify', path, method, body);
const output = async (path: string, method?: string, body?: unknown): Promise<Json> => {
  const answer = await shop(path, method, body);
  assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
  return answer.body.output;
};
const errorsOf = ({body}: Answer): Json => body.meta.response.errors;

test('products, orders and customers are counted, and walked through by since_id', async () => {
  for (const [kind, all] of [
    ['products', 132],
    ['customers', 90],
  ] as const) {
    assert.equal((await output(`/${kind}/count.json`)).count, all);
    const seen: number[] = [];
    for (;;) {
      const since = seen.at(-1) ?? 0;
      const page = (await output(`/${kind}.json?limit=50&since_id=${since}&fields=id`))[kind];
      if (!page.length) break;
      assert.deepEqual(Object.keys(page[0]), ['id']);
      seen.push(...page.map(({id}: Json) => id));
    }
    assert.equal(new Set(seen).size, all);
  }
  const counts = await Promise.all(
    ['open', 'closed', 'cancelled', 'any'].map(
      async (status) => (await output(`/orders/count.json?status=${status}`)).count,
    ),
  );
  assert.equal(counts[0] + counts[1] + counts[2], counts[3]);
  assert.equal(counts[3], 160);
  assert.equal((await output('/orders/count.json')).count, counts[0]);
});

test('pages point to the next and the former one', async () => {
  const ask = async (query: string) => {
    const answer = await client.get(`/proxy/shopify/products.json?${query}`, {
      'X-Paragon-Use-Raw-Response': 'true',
    });
    const link = (relation: string) => {
      const found = new RegExp(`<([^>]+)>; rel="${relation}"`).exec(answer.headers.get('Link') ?? '');
      return found ? new URL(found[1]!).search.slice(1) : undefined;
    };
    return {
      status: answer.status,
      products: answer.body.products,
      next: link('next'),
      previous: link('previous'),
    };
  };
  const one = await ask('limit=100&status=active');
  assert.equal(one.products.length, 100);
  assert.equal(one.previous, undefined);
  const two = await ask(one.next!);
  assert.equal(two.products.length, 20);
  assert.ok(two.products.every(({status}: Json) => status === 'active'));
  assert.equal(two.next, undefined);
  const back = await ask(two.previous!);
  assert.deepEqual(back.products, one.products);
  assert.equal((await ask(`${one.next!}&status=draft`)).status, 400);
  for (const info of ['x', Buffer.from('{"start":"5"}').toString('base64url')])
    assert.equal((await ask(`page_info=${info}`)).status, 400);
});

test('a product is added, changed and removed; what does not fit is named', async () => {
  const {product} = await output('/products.json', 'POST', {
    product: {title: 'Glass Buoy', variants: [{price: '19.9', sku: 'BUO'}, {price: 30}], nonsense: 1},
  });
  assert.equal(product.variants[0].price, '19.90');
  assert.equal(product.status, 'active');
  assert.ok(!('nonsense' in product));
  const path = `/products/${product.id}.json`;
  await output(path, 'PUT', {product: {id: product.id, status: 'draft', title: 'Glass Float'}});
  const changed = (await output(path)).product;
  assert.deepEqual([changed.title, changed.status, changed.variants.length], ['Glass Float', 'draft', 2]);
  assert.equal((await output('/products.json?title=Glass+Float')).products.length, 1);
  assert.equal((await output('/products/count.json')).count, 133);

  const add = (given: unknown) => shop('/products.json', 'POST', given);
  assert.equal((await add({})).status, 400);
  assert.deepEqual(Object.keys(errorsOf(await add({product: {}}))), ['title']);
  const wrong = await add({
    product: {title: ' ', status: 'sold', body_html: 1, variants: [{price: 'much'}]},
  });
  assert.equal(wrong.status, 422);
  assert.deepEqual(Object.keys(errorsOf(wrong)).sort(), ['body_html', 'status', 'title', 'variants']);
  assert.equal((await shop('/products/1.json', 'PUT', {product: {title: 'x'}})).status, 404);

  assert.equal((await shop(path, 'DELETE')).status, 200);
  assert.equal((await shop(path)).status, 404);
  assert.equal((await output('/products/count.json')).count, 132);
});

test('customers are searched; wrong questions are refused', async () => {
  const [{email, id}] = (await output('/customers.json?limit=1')).customers;
  const found = await output(`/customers/search.json?query=${encodeURIComponent(`email:${email}`)}`);
  assert.deepEqual(
    found.customers.map((one: Json) => one.id),
    [id],
  );
  assert.equal((await output(`/customers/${id}.json`)).customer.email, email);
  for (const query of ['limit=0', 'limit=251', 'status=lost', 'since_id=x', 'created_at_min=soon'])
    assert.equal((await shop(`/orders.json?${query}`)).status, 400, query);
  assert.equal((await shop('/nothing.json')).status, 404);
  assert.equal((await shop('/orders/7.json')).status, 404);
});

test('a token is good for its one store and for what was allowed', async () => {
  const wide = await createSandbox({
    memory: true,
    catalog: [{...entryOf('shopify'), proxyBase: '/shopify'}],
  });
  try {
    const robin = await Client.of(wide, 'robin');
    const {build, key} = await robin.startOAuth('shopify', {inputs: {SHOP_NAME: 'mine'}});
    let visit = await robin.browser.open(build.body.redirectUrl);
    visit = await visit.submit('/login', {person: 'robin'});
    await visit.submit('/consent', {decision: 'allow', scope: []});
    assert.ok((await robin.get(`/actions/session-id/${key}`)).body.connectCredentialId);
    const at = (store: string, path: string, method?: string, body?: unknown) =>
      proxy(robin, 'shopify', `/${store}/admin/api/2026-07${path}`, method, body);
    assert.equal((await at('mine', '/orders.json')).status, 200);
    const customers = await at('mine', '/customers.json');
    assert.equal(customers.status, 403);
    assert.match(customers.body.message, /read_customers/);
    assert.equal((await at('mine', '/products.json', 'POST', {product: {title: 'x'}})).status, 403);
    assert.notEqual((await at('yours', '/orders.json')).status, 200);
    assert.equal((await robin.get('/me')).body.integrations.shopify.credentialStatus, 'INVALID');
    const bare = await fetch(`${wide.urls.outside}/shopify/mine/admin/api/2026-07/orders.json`);
    assert.equal(bare.status, 401);
  } finally {
    await wide.close();
  }
});

test('each store has things of its own', async () => {
  const other = await Client.of(sandbox, 'other');
  await other.connect('shopify', {inputs: {SHOP_NAME: 'harbor'}});
  const [one] = (await output('/products.json?limit=1')).products;
  const {body} = await proxy(other, 'shopify', '/products.json?limit=1');
  assert.notEqual(body.output.products[0].id, one.id);
  await proxy(other, 'shopify', '/products.json', 'POST', {product: {title: 'Only here'}});
  assert.equal((await output('/products.json?title=Only+here')).products.length, 0);
});

test('products are options', async () => {
  const {body} = await optionsOf(client, 'shopify', 'products', {}, {pageCursor: 0});
  assert.equal(body.output.records.length, 50);
  assert.equal(body.output.nextPageCursor, '50');
  const found = await optionsOf(client, 'shopify', 'products', {}, {search: 'lantern'});
  assert.ok(found.body.output.records.every(({label}: Json) => /lantern/i.test(label)));
});

test('workflows look up stock, publish products and note orders by webhook', async () => {
  const [stock, publish, note] = await Promise.all(
    ['Look up stock', 'Add each published product to the store', 'Note large orders'].map((description) =>
      workflowOf(client, 'shopify', description),
    ),
  );
  const [counted] = await runsOf(sandbox, 'alice');
  assert.deepEqual(
    [counted.trigger, counted.status, counted.result],
    ['integrationEnabled', 'succeeded', {products: 132}],
  );
  const [product] = (await output('/products.json?limit=1')).products;
  const found = await client.post(`/triggers/${stock}`, {productId: product.id});
  assert.deepEqual(found.body.products, [
    {
      id: product.id,
      title: product.title,
      stock: product.variants[0].inventory_quantity + product.variants[1].inventory_quantity,
    },
  ]);
  assert.equal((await client.post(`/triggers/${stock}`, {})).status, 400);

  await configure(client, credential.id, {
    workflowSettings: {
      [publish!]: {enabled: true, settings: {vendor: 'Vega', asDraft: true}},
      [note!]: {enabled: true, settings: {leastTotal: '40'}},
    },
  });
  await client.post('/events/trigger', {name: 'Product Published', payload: {title: 'Sextant', price: 99.5}});
  const [published] = await runsOf(sandbox, 'alice');
  assert.equal(published.status, 'succeeded', published.error);
  const added = (await output(`/products/${published.result.productId}.json`)).product;
  assert.deepEqual(
    [added.title, added.vendor, added.status, added.variants[0].price],
    ['Sextant', 'Vega', 'draft', '99.50'],
  );

  const {id: integrationId, workflows} = await client.integration('shopify');
  const {customWebhookTriggerId} = workflows.find(({id}: Json) => id === note);
  const address = `${sandbox.urls.paragon}/triggers/connect/${sandbox.projectId}/${integrationId}/custom-triggers/${customWebhookTriggerId}?id=${credential.id}`;
  const orders = (await output('/orders.json?status=any&limit=250')).orders;
  const large = orders.find(({total_price: total}: Json) => Number(total) >= 40);
  const small = orders.find(({total_price: total}: Json) => Number(total) < 40);
  const tell = async (order: unknown) => {
    const headers = {'Content-Type': 'application/json'};
    const answer = await fetch(address, {method: 'POST', headers, body: JSON.stringify(order)});
    assert.equal(answer.status, 202);
    const [run] = await runsOf(sandbox, 'alice');
    return run;
  };
  // What the webhook claims counts for nothing.
  assert.deepEqual((await tell({id: small.id, total_price: '9999.00'})).result, {noted: false});
  assert.deepEqual((await tell({id: large.id})).result, {
    noted: true,
    order: large.name,
    total: Number(large.total_price),
    customer: large.email,
  });
  assert.equal((await tell({id: '../x'})).status, 'failed');
});
