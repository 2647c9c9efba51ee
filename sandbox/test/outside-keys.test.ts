import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, demoKeys, type Sandbox} from '../src/index.js';
import {Client, jsonOf, type Json} from './helpers/client.js';
import {
  completeSetup,
  configure,
  connectByKey,
  optionsOf,
  proxy,
  runsOf,
  workflowOf,
} from './helpers/outside.js';

let sandbox: Sandbox;
before(async () => {
  sandbox = await createSandbox({memory: true});
});
after(() => sandbox.close());

const sendgridOf = async (user: string, key: string): Promise<{client: Client; credential: Json}> => {
  const client = await Client.of(sandbox, user);
  return {client, credential: await connectByKey(client, 'sendgrid', {SENDGRID_API_KEY: key})};
};
const mailTo = (to: string, more: object = {}) => ({
  personalizations: [{to: [{email: to}]}],
  from: {email: 'hello@vega.example'},
  subject: 'Tide tables',
  content: [{type: 'text/plain', value: 'High water at six.'}],
  ...more,
});

test('SendGrid: mail is kept to be looked at, found, and belongs to its account', async () => {
  const {client} = await sendgridOf('sender', demoKeys.sendgrid[0].key);
  const send = (body: unknown) => proxy(client, 'sendgrid', '/mail/send', 'POST', body);
  assert.equal((await send(mailTo('First@Reader.example'))).status, 202);
  const both = {
    personalizations: [
      {to: [{email: 'a@reader.example'}], cc: [{email: 'b@reader.example'}], subject: 'Their own'},
    ],
  };
  assert.equal((await send(mailTo('', both))).status, 202);
  const list = async (query = '', on = client) =>
    (await proxy(on, 'sendgrid', `/messages?limit=50&query=${encodeURIComponent(query)}`)).body.output
      .messages;
  assert.deepEqual(
    (await list()).map((one: Json) => [one.to_email, one.subject]),
    [
      ['a@reader.example', 'Their own'],
      ['b@reader.example', 'Their own'],
      ['first@reader.example', 'Tide tables'],
    ],
  );
  const [found] = await list('to_email="First@reader.example"');
  const one = await proxy(client, 'sendgrid', `/messages/${found.msg_id}`);
  assert.deepEqual(one.body.output.content, [{type: 'text/plain', value: 'High water at six.'}]);
  assert.equal((await list('subject LIKE "%own%"')).length, 2);
  assert.equal((await proxy(client, 'sendgrid', '/messages?query=status%3D1')).status, 400);
  assert.equal((await proxy(client, 'sendgrid', '/messages/none')).status, 404);
  const {client: kim} = await sendgridOf('kim', demoKeys.sendgrid[1].key);
  assert.deepEqual(await list('', kim), []);

  const dry = mailTo('dry@run.example', {mail_settings: {sandbox_mode: {enable: true}}});
  assert.equal((await send(dry)).status, 200);
  assert.equal((await list()).length, 3);
});

test('SendGrid: all that is wrong with a mail is named', async () => {
  const {client} = await sendgridOf('sender', demoKeys.sendgrid[0].key);
  const fieldsOf = async (body: unknown) => {
    const answer = await proxy(client, 'sendgrid', '/mail/send', 'POST', body);
    assert.equal(answer.status, 400, JSON.stringify(body));
    return answer.body.meta.response.errors.map(({field}: Json) => field);
  };
  assert.deepEqual(await fieldsOf({}), ['from.email', 'content', 'personalizations']);
  assert.deepEqual(await fieldsOf([]), [null]);
  assert.deepEqual(await fieldsOf(mailTo('nobody')), ['personalizations.0.to.0.email']);
  assert.deepEqual(await fieldsOf(mailTo('a@b.example', {personalizations: [{to: []}]})), [
    'personalizations.0.to',
  ]);
  assert.deepEqual(await fieldsOf(mailTo('a@b.example', {subject: ' '})), ['personalizations.0.subject']);
  assert.deepEqual(await fieldsOf(mailTo('a@b.example', {content: [{type: 'text/plain'}]})), ['content.0']);
  assert.deepEqual(await fieldsOf(mailTo('a@b.example', {template_id: 'd-none'})), ['template_id']);
});

test('SendGrid: templates are listed by page and added; a key is good for what it is for', async () => {
  const {client} = await sendgridOf('reader', 'SG.demo-reader-77b0');
  const page = await proxy(client, 'sendgrid', '/templates?generations=dynamic&page_size=2');
  assert.equal(page.body.output.result.length, 2);
  const next = new URL(page.body.output._metadata.next).search;
  const rest = await proxy(client, 'sendgrid', `/templates${next}`);
  assert.equal(rest.body.output.result.length, 1);
  assert.equal(rest.body.output._metadata.next, undefined);
  const [{id}] = rest.body.output.result;
  assert.equal((await proxy(client, 'sendgrid', `/templates/${id}`)).body.output.versions.length, 1);
  assert.equal((await proxy(client, 'sendgrid', '/templates/none')).status, 404);
  const scopes = await proxy(client, 'sendgrid', '/scopes');
  assert.ok(!scopes.body.output.scopes.includes('mail.send'));
  const sent = await proxy(client, 'sendgrid', '/mail/send', 'POST', mailTo('a@b.example'));
  assert.equal(sent.status, 403);
  assert.match(sent.body.message, /mail\.send/);
  assert.equal((await proxy(client, 'sendgrid', '/templates', 'POST', {name: 'x'})).status, 403);

  const {client: writer} = await sendgridOf('writer', demoKeys.sendgrid[2].key);
  const added = await proxy(writer, 'sendgrid', '/templates', 'POST', {name: 'New', generation: 'dynamic'});
  assert.equal(added.status, 201);
  assert.equal((await proxy(writer, 'sendgrid', '/templates', 'POST', {name: ''})).status, 400);
  const {body} = await optionsOf(writer, 'sendgrid', 'templates');
  assert.deepEqual(
    body.output.records.map(({label}: Json) => label),
    ['Welcome', 'Receipt', 'Weekly summary', 'New'],
  );
});

test('SendGrid: workflows send a message and welcome new users by a template', async () => {
  const {client, credential} = await sendgridOf('flows', demoKeys.sendgrid[1].key);
  const send = await workflowOf(client, 'sendgrid', 'Send a message');
  const message = {to: 'captain@ship.example', subject: 'Ahoy', text: 'All well?'};
  const early = await client.post(`/triggers/${send}`, message);
  assert.equal(early.status, 400);
  assert.match(early.body.message, /Sender/);
  const welcome = await workflowOf(client, 'sendgrid', 'Welcome new users');
  const {body} = await optionsOf(client, 'sendgrid', 'templates');
  await configure(client, credential.id, {
    sharedSettings: {sender: 'crew@harbor.example'},
    workflowSettings: {
      [send]: {enabled: true, settings: {}},
      [welcome]: {enabled: true, settings: {template: body.output.records[0].value}},
    },
  });
  const sent = await client.post(`/triggers/${send}`, message);
  assert.deepEqual(sent.body, {to: 'captain@ship.example'});
  const wrong = await client.post(`/triggers/${send}`, {...message, text: ''});
  assert.equal(wrong.status, 400);
  await client.post('/events/trigger', {
    name: 'User Registered',
    payload: {email: 'ines@new.example', name: 'Ines'},
  });
  const [run] = await runsOf(sandbox, 'flows');
  assert.equal(run.status, 'succeeded', run.error);
  const messages = (await proxy(client, 'sendgrid', '/messages')).body.output.messages;
  assert.deepEqual(
    messages.map((one: Json) => [one.from_email, one.to_email, one.subject]),
    [
      ['crew@harbor.example', 'ines@new.example', 'Welcome, Ines'],
      ['crew@harbor.example', 'captain@ship.example', 'Ahoy'],
    ],
  );
});

const [KEY, TOKEN] = demoKeys.trello[0].key.split(':') as [string, string];
const boardsOf = async (client: Client) => (await optionsOf(client, 'trello', 'boards')).body.output.records;

async function trelloOf(user: string): Promise<{client: Client; credential: Json; boards: Json[]}> {
  const client = await Client.of(sandbox, user);
  const {id} = await connectByKey(client, 'trello', {TRELLO_API_KEY: KEY, TRELLO_TOKEN: TOKEN});
  const boards = await boardsOf(client);
  const payload = {TRELLO_BOARD_ID: boards[0].value};
  return {client, boards, credential: await completeSetup(client, 'trello', id, payload)};
}

test('Trello: keys, then a board; until then the account is pending', async () => {
  const client = await Client.of(sandbox, 'boarder');
  const {id: integrationId} = await client.integration('trello');
  const connect = (TRELLO_API_KEY: string, TRELLO_TOKEN: string) =>
    client.post('/credentials', {integrationId, payload: {TRELLO_API_KEY, TRELLO_TOKEN}});
  for (const [key, token] of [
    [KEY, 'wrong'],
    ['wrong', TOKEN],
  ] as const)
    assert.match((await connect(key, token)).body.message, /did not accept this API key and token/);
  assert.match((await connect(KEY, `${TOKEN}", x="`)).body.message, /only letters/);
  assert.deepEqual((await client.get('/credentials')).body, []);
  const {body} = await connect(KEY, TOKEN);
  assert.equal(body.status, 'PENDING');
  assert.equal((await client.get('/me')).body.integrations.trello.enabled, false);
  assert.equal((await proxy(client, 'trello', '/members/me')).status, 400);
  const boards = await boardsOf(client);
  assert.deepEqual(
    boards.map(({label}: Json) => label),
    ['Product', 'Marketing', 'Hiring', 'Customer requests', 'Office move'],
  );
  const complete = (TRELLO_BOARD_ID: string) =>
    client.post(`/credentials/${body.id}/complete-setup`, {
      integrationId,
      config: {},
      payload: {TRELLO_BOARD_ID},
      installOptions: {},
    });
  assert.equal((await complete('elsewhere')).status, 400);
  assert.equal((await complete(boards[0].value)).body.status, 'VALID');
  assert.equal((await proxy(client, 'trello', '/members/me')).body.output.username, 'robin');
});

test('Trello: cards are listed page by page, made, read, moved, closed and deleted', async () => {
  const {client, boards} = await trelloOf('carder');
  const call = async (path: string, method?: string, body?: unknown) => {
    const answer = await proxy(client, 'trello', path, method, body);
    assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body.output;
  };
  const board = boards[0].value;
  const seen: string[] = [];
  for (;;) {
    const before = seen.length ? `&before=${seen.at(-1)}` : '';
    const cards = await call(`/boards/${board}/cards?limit=100&filter=all&fields=name${before}`);
    if (!cards.length) break;
    assert.deepEqual(Object.keys(cards[0]).sort(), ['id', 'name']);
    seen.push(...cards.map(({id}: Json) => id));
  }
  assert.equal(new Set(seen).size, 260);
  const lists = await call(`/boards/${board}/lists`);
  const [ideas, todo] = lists;
  const card = await call('/cards', 'POST', {idList: ideas.id, name: 'Repair the pier', due: '2027-01-02'});
  assert.match(card.id, /^[0-9a-f]{24}$/);
  assert.equal(card.due, '2027-01-02T00:00:00.000Z');
  assert.equal((await call(`/lists/${ideas.id}/cards?limit=1`))[0].id, card.id);
  // Parameters may stand in the address, too.
  await call(`/cards/${card.id}?idList=${todo.id}&dueComplete=true`, 'PUT');
  const moved = await call(`/cards/${card.id}`);
  assert.deepEqual([moved.idList, moved.dueComplete, moved.name], [todo.id, true, 'Repair the pier']);
  await call(`/cards/${card.id}`, 'PUT', {closed: true, due: null});
  assert.equal((await call(`/cards/${card.id}`)).due, null);
  assert.ok(!(await call(`/lists/${todo.id}/cards`)).some(({id}: Json) => id === card.id));
  await call(`/cards/${card.id}`, 'DELETE');

  const statusOf = async (path: string, method?: string, body?: unknown) =>
    (await proxy(client, 'trello', path, method, body)).status;
  assert.equal(await statusOf(`/cards/${card.id}`), 404);
  assert.equal(await statusOf(`/cards/${card.id}`, 'PUT', {name: 'x'}), 404);
  assert.equal(await statusOf('/boards/none/lists'), 404);
  assert.equal(await statusOf('/nothing'), 404);
  assert.equal(await statusOf('/cards', 'POST', {idList: 'none', name: 'x'}), 400);
  for (const wrong of [{name: ' '}, {due: 'soon'}, {closed: 'perhaps'}, {desc: 7}])
    assert.equal(await statusOf('/cards', 'POST', {idList: ideas.id, ...wrong}), 400, JSON.stringify(wrong));
  assert.equal(await statusOf(`/boards/${board}/cards?limit=0`), 400);
});

test('Trello: keys by header, address or body; none of them is logged, and each opens its own account', async () => {
  const url = `${sandbox.urls.outside}/trello/1/members/me`;
  const [kimKey, kimToken] = demoKeys.trello[1].key.split(':') as [string, string];
  const byQuery = await jsonOf(fetch(`${url}?key=${kimKey}&token=${kimToken}`));
  assert.equal(byQuery.username, 'kim');
  const robinBoards = await jsonOf(fetch(`${url}/boards?key=${KEY}&token=${TOKEN}`));
  const foreign = await fetch(
    `${sandbox.urls.outside}/trello/1/boards/${robinBoards[0].id}?key=${kimKey}&token=${kimToken}`,
  );
  assert.equal(foreign.status, 404);
  const [list] = await jsonOf(
    fetch(`${sandbox.urls.outside}/trello/1/boards/${robinBoards[0].id}/lists?key=${KEY}&token=${TOKEN}`),
  );
  const form = new URLSearchParams({key: KEY, token: TOKEN, idList: list.id, name: 'By form'});
  const made = await jsonOf(fetch(`${sandbox.urls.outside}/trello/1/cards`, {method: 'POST', body: form}));
  assert.equal(made.name, 'By form');
  for (const [query, text] of [
    ['', 'invalid key'],
    ['?key=wrong&token=x', 'invalid key'],
    [`?key=${KEY}&token=wrong`, 'invalid app token'],
  ] as const) {
    const answer = await fetch(url + query);
    assert.deepEqual([answer.status, await answer.text()], [401, text]);
  }
  const log = JSON.stringify(sandbox.requests);
  assert.ok(log.includes('/trello/1/members/me?key=…&token=…'));
  for (const secret of [KEY, TOKEN, kimToken]) assert.ok(!log.includes(secret));
});

test('Trello: workflows add a card for each task, and move it', async () => {
  const {client, credential} = await trelloOf('tasks');
  const {body} = await optionsOf(client, 'trello', 'lists');
  const [, todo] = body.output.records;
  assert.equal(todo.label, 'To do');
  const add = await workflowOf(client, 'trello', 'Add a card for each new task');
  await configure(client, credential.id, {
    workflowSettings: {[add]: {enabled: true, settings: {list: todo.value}}},
  });
  const move = await workflowOf(client, 'trello', 'Move a card');
  await client.call('POST', `/workflows/${move}`);
  await client.post('/events/trigger', {name: 'Task Created', payload: {title: 'Paint the buoys'}});
  const [run] = await runsOf(sandbox, 'tasks');
  assert.equal(run.status, 'succeeded', run.error);
  const card = await proxy(client, 'trello', `/cards/${run.result.card}`);
  assert.deepEqual([card.body.output.name, card.body.output.idList], ['Paint the buoys', todo.value]);
  const moved = await client.post(`/triggers/${move}`, {card: run.result.card, list: 'Done'});
  assert.deepEqual(moved.body, {card: run.result.card, list: 'Done'});
  assert.equal(
    (await client.post(`/triggers/${move}`, {card: run.result.card, list: 'Nowhere'})).status,
    400,
  );
  assert.equal((await client.post(`/triggers/${move}`, {card: 'none', list: 'Done'})).status, 404);
});
