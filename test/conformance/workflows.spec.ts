import {ApiError} from '../../sandbox/src/errors.js';
import {slackWith, workflow} from '../../sandbox/test/helpers/workflows.js';
import {ownSandbox} from '../helpers/own-sandbox.js';
import {stateOf} from './install.js';
import {refresh, sharedOfficialPage, signIn as signInTo} from './official-page.js';
import {expect, test} from './official-test.js';

const HOOK = '5a5b5c5d-1e1f-4a1b-8c1d-2e2f3a3b4c4d';
const prefix = {id: 'prefix', type: 'TEXT_NO_VARS', title: 'Prefix', required: false} as const;

const answering = workflow('Answers', {
  inputs: [prefix],
  run: ({trigger, settings, user, sharedSettings}) => ({
    said: `${String(settings['prefix'] ?? '')}${String((trigger.payload as {name?: string}).name)}`,
    query: trigger.query,
    header: trigger.headers['x-order'] ?? null,
    user: user.id,
    channel: sharedSettings['channel'] ?? null,
  }),
});
const posting = workflow('Posts won deals', {
  trigger: {type: 'event', name: 'Deal Won'},
  inputs: [prefix],
  run: async ({trigger, request, log, settings}) => {
    const text = `${String(settings['prefix'] ?? '')}${String((trigger.payload as {deal: string}).deal)}`;
    const answer = (await request('/chat.postMessage', {method: 'POST', body: {channel: 'sales', text}})) as {
      ok: boolean;
    };
    log(`posted: ${text}`);
    return {ok: answer.ok};
  },
});
const receiving = workflow('Receives', {
  trigger: {type: 'webhook'},
  customWebhookTriggerId: HOOK,
  run: ({trigger}) => trigger.payload,
});
const always = workflow('Is on for everybody', {defaultEnabled: true, run: () => 'on'});
const hidden = workflow('Is not shown', {hidden: true, run: () => 'hidden'});
const forPro = workflow('Is for some', {
  permissions: {field: 'plan', operator: '$stringExactlyMatches', value: 'pro'},
  run: () => 'pro',
});
const failing = workflow('Fails', {
  run: () => {
    throw new Error('The harbour is closed.');
  },
});
const refusing = workflow('Refuses', {
  run: () => {
    throw new ApiError(401, '0401', 'Not today.');
  },
});

const sandbox = ownSandbox({
  catalog: [slackWith([answering, posting, receiving, always, hidden, forPro, failing, refusing])],
});
const official = sharedOfficialPage('workflows', {sandbox});

/** A user with a Slack account. */
async function connected(name: string, meta: Record<string, string> = {}) {
  const {page} = official;
  const user = await signInTo(page, name, {sandbox: sandbox()});
  if (Object.keys(meta).length) await user.client.call('PATCH', '/me', {body: {meta}});
  const {id} = (await user.client.connect('slack')) as {id: string};
  await refresh(page, user);
  return {...user, credentialId: id};
}

const enable = (id: string) => official.page.evaluate((one) => window.paragon.enableWorkflow(one), id);
const switches = async () => (await stateOf(official.page, 'slack'))?.workflowSettings ?? {};
const failureOf = (id: string) =>
  official.page.evaluate(
    (one) => window.tools.failure(() => window.paragon.workflow(one, {body: {name: 'Kim'}})),
    id,
  );

interface Run {
  readonly status: string;
  readonly trigger: string;
  readonly workflowId: string;
  readonly payload: unknown;
  readonly result: unknown;
  readonly log: string[];
}

async function runsOf(user: string): Promise<Run[]> {
  const {urls} = sandbox();
  const response = await fetch(`${urls.paragon}/_sandbox/runs?user=${user}&settled=true`);
  return ((await response.json()) as {runs: Run[]}).runs;
}

test('switching on and off is known here and to the sandbox', async () => {
  const {page} = official;
  const user = await connected('switch');
  expect(await switches()).toEqual({[always.id]: {enabled: true, settings: {}}});
  await enable(answering.id);
  expect(await switches()).toMatchObject({[answering.id]: {enabled: true, settings: {}}});
  await refresh(page, user);
  expect(await switches()).toMatchObject({[answering.id]: {enabled: true}, [always.id]: {enabled: true}});

  await page.evaluate((id) => window.paragon.disableWorkflow(id, {}), always.id);
  await refresh(page, user);
  expect(await switches()).toMatchObject({[answering.id]: {enabled: true}, [always.id]: {enabled: false}});
});

test('several switches at once; what is not possible is named', async () => {
  const {page} = official;
  const user = await connected('switches');
  const result = await page.evaluate(
    ([answers, on, some, posts]) =>
      window.paragon.updateWorkflowState({[answers]: true, [on]: true, [some]: true, [posts]: true}),
    [answering.id, always.id, forPro.id, posting.id] as const,
  );
  // One is on already, and one is not for this user.
  expect(result.errors.map(({workflowId}) => workflowId)).toEqual([always.id, forPro.id]);
  await refresh(page, user);
  expect(await switches()).toMatchObject({
    [answering.id]: {enabled: true},
    [posting.id]: {enabled: true},
    [always.id]: {enabled: true},
  });
  expect(await switches()).not.toHaveProperty(forPro.id);
});

test('hidden workflows, and those for some users only, are listed as such', async () => {
  const {page} = official;
  const listed = () =>
    page.evaluate(() => {
      const {availableWorkflows, hiddenWorkflows} = window.paragon.getIntegrationConfig('slack');
      return {
        available: availableWorkflows.map(({id}) => id),
        hidden: hiddenWorkflows.map(({id}) => id),
      };
    });
  await connected('some');
  expect(await listed()).toMatchObject({
    available: [answering, posting, receiving, always, failing, refusing].map(({id}) => id),
    hidden: [hidden, forPro].map(({id}) => id),
  });
  await connected('pro', {plan: 'pro'});
  expect((await listed()).hidden).toEqual([hidden.id]);
  await enable(forPro.id);
  expect(await page.evaluate((id) => window.paragon.workflow(id, {}), forPro.id)).toBe('pro');
});

test('a workflow answers the request that has started it, with the settings of its user', async () => {
  const {page} = official;
  const {user, credentialId} = await connected('answer');
  await enable(answering.id);
  await page.evaluate(
    ([id]) => window.paragon.updateWorkflowUserSettings('slack', id!, {prefix: 'Hello, '}),
    [answering.id],
  );
  const answer = await page.evaluate(
    ([id, account]) =>
      window.paragon.workflow(id!, {
        body: {name: 'Kim'},
        query: {page: '2'},
        headers: {'X-Order': '7'},
        selectedCredentialId: account,
      }),
    [answering.id, credentialId],
  );
  expect(answer).toEqual({said: 'Hello, Kim', query: {page: '2'}, header: '7', user, channel: null});
  expect(await runsOf(user)).toMatchObject([
    {status: 'succeeded', trigger: 'request', workflowId: answering.id, payload: {name: 'Kim'}},
  ]);
});

test('a workflow that fails, refuses, or is not on, says so, and nobody is signed out', async () => {
  const {page} = official;
  const {user} = await connected('failures');
  for (const {id} of [failing, refusing]) await enable(id);
  const [failed, refused, off] = [
    await failureOf(failing.id),
    await failureOf(refusing.id),
    await failureOf(answering.id),
  ].map(({message}) => JSON.parse(message) as {message: string; status: number});
  expect(failed).toMatchObject({status: 500, message: expect.stringContaining('"Fails" failed')});
  expect(failed!.message).not.toContain('harbour');
  expect(refused).toMatchObject({status: 401, message: 'Not today.'});
  expect(off).toMatchObject({status: 400, message: expect.stringContaining('not enabled')});
  expect(await page.evaluate(() => window.paragon.getUser())).toMatchObject({userId: user});
});

test('an event of the app runs the workflows that wait for it, with the account of its user', async () => {
  const {page} = official;
  const {user, client, credentialId} = await connected('event');
  await enable(posting.id);
  await page.evaluate(() => window.paragon.event('Deal Won', {deal: 'Lantern'}));
  await page.evaluate(() => window.paragon.event('Something else', {deal: 'No'}));
  expect(await runsOf(user)).toMatchObject([
    {
      status: 'succeeded',
      trigger: 'event',
      workflowId: posting.id,
      payload: {deal: 'Lantern'},
      log: [expect.stringContaining('posted: Lantern')],
      result: {ok: true},
    },
  ]);
  const {body} = await client.get('/proxy/slack/conversations.list?limit=200');
  const channel = (body.output.channels as {id: string; name: string}[]).find(({name}) => name === 'sales')!;
  expect(
    await page.evaluate(
      (id) => window.paragon.request('slack', `/conversations.history?channel=${id}`, {method: 'GET'}),
      channel.id,
    ),
  ).toMatchObject({ok: true, messages: [{text: 'Lantern'}]});

  // Meant for one account only.
  await page.evaluate(
    (id) => window.paragon.event('Deal Won', {deal: 'Beacon'}, {selectedCredentialId: id}),
    credentialId,
  );
  expect(await runsOf(user)).toHaveLength(2);
  const failure = await page.evaluate(() =>
    window.tools.failure(() =>
      window.paragon.event('Deal Won', {}, {selectedCredentialId: '11111111-2222-4333-8444-555555555555'}),
    ),
  );
  expect(JSON.parse(failure.message)).toMatchObject({status: 404});
});

test('a webhook address is known without a request; what third parties post there runs the workflow', async () => {
  const {page} = official;
  const {user, credentialId} = await connected('webhook');
  await enable(receiving.id);
  const address = await page.evaluate((id) => window.paragon.getCustomWebhookUserManualUrl(id), receiving.id);
  const explicit = await page.evaluate(
    ([id, account]) => window.paragon.getCustomWebhookUserManualUrl(id!, account),
    [receiving.id, credentialId],
  );
  expect(explicit).toBe(address);
  expect(new URL(address).searchParams.get('id')).toBe(credentialId);
  const response = await fetch(address, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({order: 42}),
  });
  expect(response.status).toBe(202);
  expect(await runsOf(user)).toMatchObject([
    {status: 'succeeded', trigger: 'webhook', payload: {order: 42}, result: {order: 42}},
  ]);
  expect((await fetch(address.replace(HOOK, credentialId), {method: 'POST'})).status).toBe(404);
});
