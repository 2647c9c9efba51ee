import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {createSandbox} from '../src/index.js';
import {demoClients} from '../src/providers/people.js';
import {catalogueUser, workflowOf} from './helpers/catalogue-user.js';
import {jsonOf, type Json} from './helpers/client.js';

const sandbox = await createSandbox({memory: true});
after(() => sandbox.close());

let users = 0;
const newUser = () => catalogueUser(sandbox, `user-${++users}`);
const control = (path: string, method = 'GET'): Promise<Json> =>
  jsonOf(sandbox.fetch(new Request(`${sandbox.urls.paragon}/_sandbox${path}`, {method})));

test('events and runs are listed for control, and wrong limits are refused', async () => {
  assert.deepEqual(await control('/events'), {events: []});
  assert.deepEqual(await control('/runs?user=alice&limit=5'), {runs: []});
  assert.equal((await control('/runs?limit=0')).status, 400);
  assert.equal((await control('/runs/5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90')).status, 404);
});

const DEALS = 'Announce won deals';
const SALES = 'C010200';
const SUPPORT = 'C010300';

test('Slack: a won deal is announced in the channel that was chosen, and in no other', async () => {
  const user = await newUser();
  const {id} = await user.connect('slack');
  assert.equal((await user.turnOn('slack', DEALS)).status, 200);
  await user.event('Deal Won', {title: 'Pier 7', amount: 1200});
  const refused = await user.lastRun();
  assert.deepEqual([refused.workflow, refused.trigger, refused.status], [DEALS, 'event', 'failed']);
  assert.match(refused.error, /Choose a channel under "Post updates to"/);

  await user.settings(id, {channel: SALES});
  await user.workflowSettings(id, 'slack', DEALS, {prefix: 'Hooray:'});
  await user.event('Deal Won', {title: 'Pier 8', amount: 1200, currency: 'NOK'});
  const run = await user.lastRun();
  assert.equal(run.status, 'succeeded', run.error);
  assert.deepEqual(run.log, [`Posted to ${SALES}.`]);
  const {messages} = await user.atProvider('slack', `/conversations.history?channel=${SALES}`);
  assert.match(messages[0].text, /^Hooray: Pier 8 \(NOK.1,200\.00\)$/);
  assert.deepEqual(
    (await user.atProvider('slack', `/conversations.history?channel=${SUPPORT}`)).messages,
    [],
  );
});

test('a payload that a workflow cannot use fails with the member that is wrong', async () => {
  const user = await newUser();
  const {id} = await user.connect('slack');
  await user.settings(id, {channel: SALES});
  await user.turnOn('slack', DEALS);
  const cases: [payload: unknown, message: RegExp][] = [
    [{title: 'Pier'}, /needs the member "amount", a number/],
    [{amount: 5}, /needs the member "title", a text/],
    [{title: ' ', amount: 5}, /"title"/],
    ['Pier', /must be an object/],
    [{title: 'Pier', amount: 5, currency: 'gold'}, /a code such as EUR/],
  ];
  for (const [payload, message] of cases) {
    await user.event('Deal Won', payload);
    const {status, error} = await user.lastRun();
    assert.equal(status, 'failed');
    assert.match(error, message);
  }
  await user.turnOn('slack', 'Look up colleagues');
  const answer = await user.request('slack', 'Look up colleagues', {mail: 'x'});
  assert.equal(answer.status, 400);
  assert.match(answer.body.message, /needs the member "email"/);
  assert.equal(answer.body.meta.isIntegrationError, true, 'it signs nobody out');
});

test('Slack: requests are answered, webhooks posted, and what Slack refuses is said', async () => {
  const user = await newUser();
  const {id} = await user.connect('slack');
  await user.settings(id, {channel: SUPPORT, mentionEveryone: true});
  for (const one of ['Nightly synchronisation', 'Look up colleagues', 'Forward alerts'])
    assert.equal((await user.turnOn('slack', one)).status, 200, one);
  const counted = await user.request('slack', 'Nightly synchronisation');
  assert.deepEqual(counted.body, {channels: 120, archived: 10});

  const {members} = await user.atProvider('slack', '/users.list?limit=5');
  const {email, real_name: name} = members[3].profile;
  const found = await user.request('slack', 'Look up colleagues', {email: email.toUpperCase()});
  assert.deepEqual(found.body, {found: true, id: members[3].id, name});
  const nobody = await user.request('slack', 'Look up colleagues', {email: 'nobody@example.com'});
  assert.deepEqual(nobody.body, {found: false});

  await user.webhook(id, 'slack', 'Forward alerts', {text: 'Pier 7 is on fire'});
  assert.equal((await user.lastRun()).trigger, 'webhook');
  const {messages} = await user.atProvider('slack', `/conversations.history?channel=${SUPPORT}`);
  assert.equal(messages[0].text, '<!channel> Pier 7 is on fire');

  await user.settings(id, {channel: 'C0-gone'});
  await user.webhook(id, 'slack', 'Forward alerts', {text: 'again'});
  assert.match((await user.lastRun()).error, /Slack refused chat\.postMessage: channel_not_found/);
});

test('several accounts and several configurations each run with their own settings', async () => {
  const user = await newUser();
  const first = await user.connect('slack');
  const second = await user.connect('slack', {
    person: 'kim',
    installOptions: {allowMultipleCredentials: true, externalId: 'harbor'},
  });
  await user.client.post(`/credentials/${first.id}/configurations`, {externalId: 'north'});
  const [random, general, press] = ['C010100', 'C020000', 'C010900'];
  await user.settings(first.id, {channel: random});
  await user.settings(first.id, {channel: press}, 'ext:north');
  await user.settings(second.id, {channel: general});
  for (const place of [
    {credential: first.id},
    {credential: first.id, configuration: 'ext:north'},
    {credential: 'ext:harbor'},
  ])
    assert.equal((await user.turnOn('slack', DEALS, place)).status, 200);

  const textsIn = async (credential: string, channel: string) =>
    (await user.atProvider('slack', `/conversations.history?channel=${channel}`, credential)).messages.map(
      (one: Json) => one.text,
    );
  await user.event('Deal Won', {title: 'Everywhere', amount: 1});
  assert.equal((await user.runs()).length, 3);
  await user.event(
    'Deal Won',
    {title: 'North', amount: 1},
    {
      credential: first.id,
      configuration: 'ext:north',
    },
  );
  await user.event('Deal Won', {title: 'Harbor', amount: 1}, {credential: 'ext:harbor'});
  assert.deepEqual(new Set((await user.runs()).map(({status}) => status)), new Set(['succeeded']));
  assert.deepEqual(await textsIn(first.id, random), ['Won: Everywhere (€1.00)']);
  assert.deepEqual(await textsIn(first.id, press), ['Won: North (€1.00)', 'Won: Everywhere (€1.00)']);
  assert.deepEqual(await textsIn(second.id, general), ['Won: Harbor (€1.00)', 'Won: Everywhere (€1.00)']);
});

test('Slack: escalations are for the enterprise plan, and end with it', async () => {
  const user = await newUser();
  const {id} = await user.connect('slack');
  const name = 'Escalate tickets';
  await user.meta({plan: 'free'});
  const refused = await user.turnOn('slack', name);
  assert.equal(refused.status, 400);
  assert.match(refused.body.message, /not available to this user/);
  const event = () => user.event('Ticket Escalated', {subject: 'Crane is stuck'});

  await user.meta({plan: 'enterprise'});
  assert.equal((await user.turnOn('slack', name)).status, 200);
  await event();
  assert.match((await user.lastRun()).error, /not filled in: Channel for escalations/);
  await user.workflowSettings(id, 'slack', name, {escalationChannel: SALES});
  await event();
  assert.equal((await user.lastRun()).result.text, 'Escalated: Crane is stuck');
  assert.equal((await user.lastRun()).result.channel, SALES);

  const count = (await user.runs()).length;
  const {body} = await user.meta({plan: 'free'});
  const state = body.integrations.slack.workflowSettings[workflowOf('slack', name).id];
  assert.deepEqual(state, {enabled: false, settings: {escalationChannel: SALES}});
  await event();
  await user.meta({plan: 'enterprise'});
  await event();
  assert.equal((await user.runs()).length, count, 'it stays off until somebody turns it on');
});

test('Salesforce: contacts arrive in the object and the fields that were mapped', async () => {
  const user = await newUser();
  const {id} = await user.connect('salesforce', {installOptions: {accountType: 'default'}});
  await user.turnOn('salesforce', 'Create a contact for each new customer');
  const event = () => user.event('Contact Created', {name: 'Ada Lund', email: 'ada@lund.example'});
  await event();
  assert.match((await user.lastRun()).error, /Map the contact fields first/);
  const labels = {'Full name': 'LastName', 'E-mail': 'Email'};
  await user.settings(id, {contactMapping: {objectMapping: 'Contact', fieldMappings: labels}});
  await event();
  const made = (await user.lastRun()).result;
  const record = await user.atProvider('salesforce', `/sobjects/Contact/${made.id}`);
  assert.deepEqual([record.LastName, record.Email], ['Ada Lund', 'ada@lund.example']);

  const shape = {mainInput: 'Lead', fieldMappings: {'E-mail': 'Email', 'Full name': ''}};
  await user.settings(id, {contactMapping: shape});
  await event();
  const {objectType, id: leadId} = (await user.lastRun()).result;
  assert.equal(objectType, 'Lead');
  const lead = await user.atProvider('salesforce', `/sobjects/Lead/${leadId}`);
  assert.deepEqual([lead.Email, lead.Company], ['ada@lund.example', undefined]);

  await user.settings(id, {contactMapping: {objectMapping: 'Contact', fieldMappings: {'E-mail': 'Gone__c'}}});
  await event();
  assert.match((await user.lastRun()).error, /No such column 'Gone__c'/);
});

test('Salesforce: questions are answered, deals logged, leads taken, contacts deleted', async () => {
  const user = await newUser();
  const {id} = await user.connect('salesforce', {
    person: 'kim',
    installOptions: {accountType: 'sandbox'},
  });
  for (const one of ['Find accounts by name', 'Log won deals', 'Take leads from a web form'])
    assert.equal((await user.turnOn('salesforce', one)).status, 200, one);
  const {records} = await user.atProvider(
    'salesforce',
    `/query?q=${encodeURIComponent('SELECT Id, Name FROM Account LIMIT 1')}`,
  );
  const found = await user.request('salesforce', 'Find accounts by name', {name: records[0].Name});
  assert.equal(found.body.accounts[0].id, records[0].Id);
  const tricky = await user.request('salesforce', 'Find accounts by name', {name: "' OR Name LIKE '%"});
  assert.deepEqual(tricky.body, {accounts: []}, 'a quotation mark is part of the name');

  await user.event('Deal Won', {title: 'Quay 3', amount: 90});
  const deal = await user.atProvider(
    'salesforce',
    `/sobjects/Opportunity/${(await user.lastRun()).result.id}`,
  );
  assert.deepEqual([deal.Name, deal.Amount, deal.StageName], ['Quay 3', 90, 'Closed Won']);

  const lead = {company: 'Tide Foods', email: 'info@tide.example'};
  await user.webhook(id, 'salesforce', 'Take leads from a web form', lead);
  assert.match((await user.lastRun()).error, /not filled in: Status of new leads/);
  await user.workflowSettings(id, 'salesforce', 'Take leads from a web form', {status: 'Contacted'});
  await user.webhook(id, 'salesforce', 'Take leads from a web form', lead);
  const stored = await user.atProvider('salesforce', `/sobjects/Lead/${(await user.lastRun()).result.id}`);
  assert.deepEqual([stored.Company, stored.Status], ['Tide Foods', 'Contacted']);

  const remove = 'Delete contacts who ask for it';
  for (const team of [{size: 99, isVerified: true}, {size: 500}]) {
    await user.meta({team});
    assert.equal((await user.turnOn('salesforce', remove)).status, 400, JSON.stringify(team));
  }
  await user.meta({team: {size: 100, isVerified: true}});
  assert.equal((await user.turnOn('salesforce', remove)).status, 200);
  const {records: contacts} = await user.atProvider(
    'salesforce',
    `/query?q=${encodeURIComponent('SELECT Id, Email FROM Contact LIMIT 1')}`,
  );
  await user.event('Contact Deleted', {email: contacts[0].Email});
  assert.ok((await user.lastRun()).result.deleted >= 1);
  const gone = await user.client.get(`/proxy/salesforce/sobjects/Contact/${contacts[0].Id}`);
  assert.equal(gone.status, 404);
});

test('HubSpot: new contacts are shared without being asked for, in the usual properties or the mapped ones', async () => {
  const user = await newUser();
  const {id} = await user.connect('hubspot');
  await user.event('Contact Created', {name: 'Nils Toft Berg', email: 'nils@toft.example', company: 'Toft'});
  const first = await user.lastRun();
  assert.equal(first.status, 'succeeded', first.error);
  const at = async (contact: string) =>
    (await user.atProvider('hubspot', `/crm/v3/objects/contacts/${contact}`)).properties;
  assert.deepEqual(await at(first.result.id), {
    email: 'nils@toft.example',
    firstname: 'Nils',
    lastname: 'Toft Berg',
    company: 'Toft',
    lifecyclestage: 'lead',
  });
  await user.event('Contact Created', {name: 'Nils', email: 'nils@toft.example'});
  assert.match((await user.lastRun()).error, /Contact already exists/);

  const dynamicMappings = {
    one: {applicationField: 'email', integrationField: 'email'},
    phone: {integrationField: 'phone'},
  };
  const contactMapping = {objectMapping: 'contacts', dynamicMappings, mappingType: 'DYNAMIC'};
  await user.settings(id, {contactMapping, lifecycleStage: 'customer'});
  await user.event('Contact Created', {email: 'mira@lund.example', phone: '+47 5550', secret: 'x'});
  assert.deepEqual(await at((await user.lastRun()).result.id), {
    email: 'mira@lund.example',
    phone: '+47 5550',
    lifecyclestage: 'customer',
  });
});

test('HubSpot: companies, submissions and promotions', async () => {
  const user = await newUser();
  const {id} = await user.connect('hubspot');
  for (const one of ['Share new companies', 'Find companies', 'Take submissions of a form'])
    assert.equal((await user.turnOn('hubspot', one)).status, 200, one);
  await user.event('Company Created', {name: 'Keel and Mast'});
  assert.match((await user.lastRun()).error, /not filled in: Industry/);
  await user.workflowSettings(id, 'hubspot', 'Share new companies', {industry: 'FISHERY'});
  await user.event('Company Created', {name: 'Keel and Mast', domain: 'keel.example'});
  const run = await user.lastRun();
  assert.equal(run.log[0], 'Began by the event Company Created.');
  const found = await user.request('hubspot', 'Find companies', {query: 'keel.example'});
  assert.deepEqual(found.body, {total: 1, companies: [{id: run.result.id, name: 'Keel and Mast'}]});

  await user.webhook(id, 'hubspot', 'Take submissions of a form', {name: 'Oda', email: 'oda@fair.example'});
  const {id: contact} = (await user.lastRun()).result;
  const promote = 'Promote paying customers';
  assert.equal((await user.turnOn('hubspot', promote)).status, 200, 'no plan is no free plan');
  await user.event('Customer Promoted', {email: 'oda@fair.example'});
  assert.deepEqual((await user.lastRun()).result, {id: contact});
  const {properties} = await user.atProvider('hubspot', `/crm/v3/objects/contacts/${contact}`);
  assert.equal(properties.lifecyclestage, 'customer');
  await user.event('Customer Promoted', {email: 'nobody@fair.example'});
  assert.match((await user.lastRun()).error, /no contact with this address/);
});

test('Lighthouse Desk: tickets are opened, escalated, listed and closed', async () => {
  const user = await newUser();
  const {status, body} = await user.connectByInputs('custom.lighthouse', {
    WORKSPACE: 'harbor',
    API_TOKEN: 'lh-demo-kim',
    REGION: 'eu',
    OWNER_EMAIL: 'kim@harbor.example',
  });
  assert.equal(status, 200, JSON.stringify(body));
  const list = async () => (await user.request('custom.lighthouse', 'Show open tickets in the app')).body;
  const before = await list();
  assert.equal(before.total, 8, 'it is on from the beginning');
  for (const one of ['Open a ticket for each question', 'Escalate tickets', 'Close tickets from elsewhere'])
    assert.equal((await user.turnOn('custom.lighthouse', one)).status, 200, one);
  await user.settings(body.id, {greeting: 'Dear team,'});
  await user.event('Question Asked', {subject: 'Berth 4', text: 'Is it free?', from: 'ada@lund.example'});
  const ticket = (await user.lastRun()).result.id;
  const path = '/workspaces/harbor/tickets?limit=100';
  const stored = async (id: string) =>
    (await user.atProvider('custom.lighthouse', path)).tickets.find((one: Json) => one.id === id);
  const {text, from} = await stored(ticket);
  assert.deepEqual([text, from], ['Dear team,\n\nIs it free?', 'ada@lund.example']);

  await user.event('Ticket Escalated', {subject: 'Berth 4'});
  assert.match((await user.lastRun()).error, /not filled in: E-mail of who takes care/);
  await user.workflowSettings(body.id, 'custom.lighthouse', 'Escalate tickets', {assignee: 'a@b.example'});
  await user.event('Ticket Escalated', {subject: 'Berth 4'});
  assert.equal((await stored((await user.lastRun()).result.id)).assignee, 'a@b.example');
  assert.equal((await list()).total, before.total + 2);
  await user.webhook(body.id, 'custom.lighthouse', 'Close tickets from elsewhere', {ticket});
  assert.deepEqual((await user.lastRun()).result, {id: ticket, status: 'closed'});
  assert.equal((await stored(ticket)).status, 'closed');
  await user.webhook(body.id, 'custom.lighthouse', 'Close tickets from elsewhere', {ticket: 'LH-gone'});
  assert.match((await user.lastRun()).error, /no such ticket/);
});

test('Tide Mail: the user\u2019s own client subscribes customers', async () => {
  const user = await newUser();
  const [{clientId, clientSecret}] = demoClients['custom.tidemail'];
  const {status, body} = await user.connectByInputs('custom.tidemail', {clientId, clientSecret});
  assert.equal(status, 200, JSON.stringify(body));
  await user.turnOn('custom.tidemail', 'Count subscribers');
  const count = async () => (await user.request('custom.tidemail', 'Count subscribers')).body.counts;
  const before = await count();
  await user.event('Contact Created', {email: 'first@lund.example'});
  assert.equal((await user.lastRun()).result.list, 'newsletter');
  await user.settings(body.id, {list: 'events'});
  await user.event('Contact Created', {email: 'second@lund.example'});
  await user.turnOn('custom.tidemail', 'Take sign-ups of a landing page');
  await user.webhook(body.id, 'custom.tidemail', 'Take sign-ups of a landing page', {
    email: 'third@lund.example',
  });
  await user.runs();
  assert.deepEqual(await count(), {
    ...before,
    newsletter: before.newsletter + 1,
    events: before.events + 2,
  });
  await user.event('Contact Created', {email: 'no address'});
  assert.match((await user.lastRun()).error, /invalid_email/);
});

test('Pilot Books: a new account is told of once, orders become invoices, payments arrive', async () => {
  const user = await newUser();
  const credential = await user.connect('custom.pilotbooks');
  const notes = async (): Promise<Json[]> =>
    (await user.atProvider('custom.pilotbooks', '/notes')).notes.filter(
      ({text}: Json) => text === `Connected by the user ${user.id}.`,
    );
  await user.runs();
  assert.equal((await notes()).length, 1);
  await user.connect('custom.pilotbooks', {installOptions: {selectedCredentialId: credential.id}});
  await user.runs();
  assert.equal((await notes()).length, 1, 'it is the same account');

  for (const one of ['Write an invoice for each order', 'Show open invoices in the app'])
    assert.equal((await user.turnOn('custom.pilotbooks', one)).status, 200, one);
  await user.turnOn('custom.pilotbooks', 'Take payments from the bank');
  const {customers} = await user.atProvider('custom.pilotbooks', '/customers');
  const open = async () => (await user.request('custom.pilotbooks', 'Show open invoices in the app')).body;
  const before = await open();
  await user.client.call('PATCH', `/credentials/${credential.id}/configurations`, {
    body: {meta: {office: 'Bergen'}},
    headers: {'X-Paragon-Credential': credential.id},
  });
  await user.settings(credential.id, {currency: 'NOK', dueInDays: '30'});
  await user.event('Order Completed', {customer: customers[2].name, total: 12.34, memo: 'Order 1'});
  const {id} = (await user.lastRun()).result;
  const {invoices} = await user.atProvider('custom.pilotbooks', '/invoices?limit=100');
  const {amount, currency, memo, customer, issued, due} = invoices.find((one: Json) => one.id === id);
  assert.deepEqual([amount, currency, customer], [1234, 'NOK', customers[2].id]);
  assert.equal(memo, 'Order 1 (Bergen)');
  assert.equal((Date.parse(due) - Date.parse(issued)) / 86_400_000, 30);
  assert.deepEqual(await open(), {count: before.count + 1, total: before.total + 12.34});
  await user.webhook(credential.id, 'custom.pilotbooks', 'Take payments from the bank', {invoice: id});
  await user.runs();
  assert.deepEqual(await open(), before);

  await user.event('Order Completed', {customer: 'Nobody at all', total: 1});
  assert.match((await user.lastRun()).error, /has no customer "Nobody at all"/);
});

test('the orders database: what was not allowed is refused there, whatever the app asks', async () => {
  const user = await newUser();
  const payload = {DATABASE: 'shop', DB_USER: 'robin_app', DB_PASSWORD: 'orders-demo-robin'};
  const reading = await user.connectByInputs('custom.ordersdb', {...payload, PERMISSIONS: 'select'});
  assert.equal(reading.status, 200, JSON.stringify(reading.body));
  const sold = async () => (await user.request('custom.ordersdb', 'Report what was sold')).body;
  const before = await sold();
  assert.equal(before.count, 60);
  await user.turnOn('custom.ordersdb', 'Store each order');
  await user.event('Order Completed', {customer: 'Tide Foods', total: 40});
  assert.match((await user.lastRun()).error, /insert is not allowed/);
  await user.connectByInputs('custom.ordersdb', {...payload, PERMISSIONS: 'select insert'});
  await user.event('Order Completed', {customer: 'Tide Foods', total: 40});
  assert.equal((await user.lastRun()).status, 'succeeded');
  assert.deepEqual([(await sold()).count, (await sold()).total], [61, before.total + 40]);
});

test('an account that the provider no longer knows runs nothing until it is connected anew', async () => {
  const user = await newUser();
  const {id} = await user.connect('slack');
  await user.settings(id, {channel: SALES});
  await user.turnOn('slack', DEALS);
  await user.turnOn('slack', 'Nightly synchronisation');
  await control(`/credentials/${id}/revoke`, 'POST');
  await user.event('Deal Won', {title: 'Pier 9', amount: 1});
  const failed = await user.lastRun();
  assert.equal(failed.status, 'failed');
  assert.match(failed.error, /Slack/);
  assert.equal((await user.client.get(`/credentials/${id}`)).body.status, 'INVALID');

  const count = (await user.runs()).length;
  await user.event('Deal Won', {title: 'Pier 10', amount: 1});
  assert.equal((await user.runs()).length, count, 'no run for an account that cannot be used');
  const answer = await user.request('slack', 'Nightly synchronisation');
  assert.deepEqual([answer.status, answer.body.code], [answer.status, '7006']);
  assert.equal((await user.turnOn('slack', 'Forward alerts')).status, answer.status);

  await user.connect('slack', {installOptions: {selectedCredentialId: id}});
  await user.event('Deal Won', {title: 'Pier 11', amount: 1});
  assert.equal((await user.lastRun()).status, 'succeeded', 'settings and switches have stayed');
});
