import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, test} from 'node:test';
import {createSandbox, defaultCatalog} from '../src/index.js';
import {catalogueUser} from './helpers/catalogue-user.js';

const pilotbooks = defaultCatalog.find(({type}) => type === 'custom.pilotbooks')!;
const impostor = {
  ...pilotbooks,
  id: randomUUID(),
  configId: randomUUID(),
  type: 'custom.impostor',
  workflows: [],
};
const sandbox = await createSandbox({memory: true, catalog: [...defaultCatalog, impostor]});
after(() => sandbox.close());

test('Pilot Books takes tokens of its own client only', async () => {
  const user = await catalogueUser(sandbox, 'alice');
  await assert.rejects(user.connect('custom.impostor'), /400/);
  const me = await user.client.get('/me');
  assert.equal(me.body.integrations['custom.impostor'].enabled, false);
  const {providerData} = await user.connect('custom.pilotbooks');
  assert.equal(providerData.company, 'Vega Works');
  for (const headers of [{}, {Authorization: 'Bearer invented'}] as Record<string, string>[])
    assert.equal((await fetch(`${sandbox.urls.outside}/pilotbooks/v1/company`, {headers})).status, 401);
});

test('what was left out on the consent page is refused by Pilot Books, in its own words', async () => {
  const user = await catalogueUser(sandbox, 'bob');
  const {client} = user;
  const {build} = await client.startOAuth('custom.pilotbooks');
  let visit = await client.browser.open(build.body.redirectUrl);
  visit = await visit.submit('/login', {person: 'kim'});
  assert.match(visit.html, /Write invoices and mark them as paid/);
  const scopes = ['company.read', 'customers.read', 'invoices.read'];
  await visit.submit('/consent', {decision: 'allow', scope: scopes});
  await user.turnOn('custom.pilotbooks', 'Write an invoice for each order');
  const {customers} = await user.atProvider('custom.pilotbooks', '/customers');
  await user.event('Order Completed', {customer: customers[0].name, total: 10});
  assert.match((await user.lastRun()).error, /without the scope invoices\.write/);
});

test('the orders database looks at the certificate before anything is stored', async () => {
  const user = await catalogueUser(sandbox, 'carol');
  const payload = {DATABASE: 'shop', DB_USER: 'kim_app', DB_PASSWORD: 'orders-demo-kim'};
  const connect = (more: object) => user.connectByInputs('custom.ordersdb', {...payload, ...more});
  const wrong = await connect({CA_CERTIFICATE: 'no certificate'});
  assert.deepEqual([wrong.status, wrong.body.code], [400, '7003']);
  assert.match(wrong.body.message, /the certificate is in PEM format/);
  assert.match((await connect({PERMISSIONS: 'insert'})).body.message, /required permission is missing/);
  assert.match((await connect({DATABASE: '../etc'})).body.message, /A database has a name of small letters/);
  assert.equal((await connect({DB_PASSWORD: 'orders-demo-robin'})).body.code, '7003');
  const {status, body} = await connect({
    CA_CERTIFICATE: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    ALLOWED_ADDRESS: 'not mine',
  });
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual([body.providerId, body.providerData], ['harbor/shop', {database: 'shop'}]);
});
