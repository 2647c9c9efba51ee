import {addFault} from '../helpers/addresses.js';
import {stateOf} from './install.js';
import {refresh, sharedOfficialPage, signIn} from './official-page.js';
import {expect, test} from './official-test.js';

const official = sharedOfficialPage('requests');

async function connected(name: string, ...types: string[]) {
  const {page} = official;
  const user = await signIn(page, name);
  for (const type of types) await user.client.connect(type);
  await refresh(page, user);
  return user;
}

test('requests to the provider: read, write, and read what was written', async () => {
  const {page} = official;
  await connected('proxy', 'slack', 'hubspot');
  const posted = await page.evaluate(() =>
    window.paragon.request<{ok: boolean; channel: string; ts: string}>('slack', '/chat.postMessage', {
      method: 'POST',
      body: {channel: 'general', text: 'Good morning'},
    }),
  );
  expect(posted).toMatchObject({ok: true, channel: expect.any(String)});
  const history = await page.evaluate(
    (channel) => window.paragon.request('slack', `conversations.history?channel=${channel}`, {method: 'GET'}),
    posted!.channel,
  );
  expect(history).toMatchObject({ok: true, messages: [{text: 'Good morning'}]});

  const made = await page.evaluate(() =>
    window.paragon.request<{id: string}>('hubspot', '/crm/v3/objects/contacts', {
      method: 'POST',
      body: {properties: {email: 'kim@harbor.example', firstname: 'Kim'}},
    }),
  );
  const changed = await page.evaluate(
    (id) =>
      window.paragon.request('hubspot', `/crm/v3/objects/contacts/${id}`, {
        method: 'PATCH',
        body: {properties: {firstname: 'Kimberly'}},
        headers: {'X-Order': '1'},
      }),
    made!.id,
  );
  expect(changed).toMatchObject({id: made!.id, properties: {firstname: 'Kimberly'}});
});

test('what the provider refuses arrives with its answer, and nobody is signed out', async () => {
  const {page} = official;
  const {user} = await connected('refused', 'hubspot');
  const missing = await page.evaluate(() =>
    window.tools.failure(() => window.paragon.request('hubspot', '/crm/v3/objects/contacts/0', {})),
  );
  expect(missing.name).toBe('Error');
  expect(missing.response).toMatchObject({status: 404, message: expect.any(String)});
  const nowhere = await page.evaluate(() =>
    window.tools.failure(() => window.paragon.request('slack', '/auth.test', {method: 'POST'})),
  );
  expect(nowhere.response).toMatchObject({status: 404});
  expect(await page.evaluate(() => window.paragon.getUser())).toMatchObject({userId: user});
});

test('an access that was taken back at the provider makes the account invalid; the user stays signed in', async () => {
  const {page} = official;
  const {user} = await connected('revoked', 'hubspot');
  const endFault = await addFault({
    effect: 'revoke-token',
    integration: 'hubspot',
    user,
    times: 1,
  } as never);
  const failure = await page.evaluate(() =>
    window.tools.failure(() =>
      window.paragon.request('hubspot', '/crm/v3/objects/contacts', {method: 'GET'}),
    ),
  );
  await endFault();
  expect(failure.response).toMatchObject({status: 401});
  await expect
    .poll(() => stateOf(page, 'hubspot'))
    .toMatchObject({enabled: false, credentialStatus: 'INVALID'});
  expect(await page.evaluate(() => window.paragon.getUser())).toMatchObject({
    authenticated: true,
    userId: user,
  });
});

test('a token that has expired is renewed unnoticed', async () => {
  const {page} = official;
  const {user} = await connected('expired', 'slack');
  const endFault = await addFault({effect: 'expire-token', user, times: 1} as never);
  expect(
    await page.evaluate(() => window.paragon.request('slack', '/auth.test', {method: 'POST'})),
  ).toMatchObject({ok: true, team: 'Vega Works'});
  await endFault();
  expect(await stateOf(page, 'slack')).toMatchObject({enabled: true});
});

test('one of several accounts makes the request', async () => {
  const {page} = official;
  const user = await connected('several', 'slack');
  const other = (await user.client.connect('slack', {
    person: 'kim',
    installOptions: {allowMultipleCredentials: true},
  })) as {id: string};
  await refresh(page, user);
  const team = (selectedCredentialId?: string) =>
    page.evaluate(
      async (id) =>
        (await window.paragon.request<{team: string}>('slack', '/auth.test', {
          method: 'POST',
          selectedCredentialId: id,
        }))!.team,
      selectedCredentialId,
    );
  expect(await team()).toBe('Vega Works');
  expect(await team(other.id)).toBe('Harbor & Co.');
});

test('binary and empty answers, and the rest of what a provider may send', async () => {
  const {page} = official;
  await connected('bodies', 'hubspot');
  const made = await page.evaluate(() =>
    window.paragon.request<{id: string}>('hubspot', '/crm/v3/objects/contacts', {
      method: 'POST',
      body: JSON.stringify({properties: {email: 'once@harbor.example'}}),
    }),
  );
  const gone = await page.evaluate(
    (id) => window.paragon.request('hubspot', `/crm/v3/objects/contacts/${id}`, {method: 'DELETE'}),
    made!.id,
  );
  expect(gone).toBeUndefined();
});

test('whose account it is; no page gets a token of what is no file integration', async () => {
  const {page} = official;
  await connected('account', 'slack');
  const account = (options?: {includeAccountAuth?: boolean}) =>
    page.evaluate((given) => window.paragon.getIntegrationAccount('slack', given), options);
  expect(await account()).toMatchObject({type: 'slack', providerData: {teamName: 'Vega Works'}});
  expect(await account()).not.toHaveProperty('accountAuth');
  const withAuth = (await account({includeAccountAuth: true})) as {accountAuth?: object};
  expect(JSON.stringify(withAuth.accountAuth ?? {})).not.toMatch(/token/i);
  const failure = await page.evaluate(() =>
    window.tools.failure(() => window.paragon.getIntegrationAccount('hubspot')),
  );
  expect(failure.name).toBe('Error');
});

test('what can be listened to at the provider, with options for what has to be said about it', async () => {
  const {page} = official;
  await connected('triggers', 'slack');
  const {triggers, options} = await page.evaluate(async () => {
    const {paragon} = window;
    const {triggers} = await paragon.getTriggers('slack');
    const [first] = (triggers as unknown as Record<string, {parameters: never[]}[]>)['slack'] ?? [];
    const source = paragon.getSourcesForActionInput(first!.parameters[0]!) as unknown as {source: never};
    const options = await paragon.getFieldOptions({integration: 'slack', source: source.source});
    return {triggers, options};
  });
  expect(triggers).toMatchObject({
    slack: expect.arrayContaining([
      expect.objectContaining({
        type: 'SLACK_MESSAGE_POSTED',
        triggerModel: 'WEBHOOK',
        title: 'Message posted',
      }),
    ]),
  });
  expect(options.data).toHaveLength(50);
  const failure = await page.evaluate(() =>
    window.tools.failure(() => window.paragon.getTriggers('hubspot')),
  );
  expect(failure.name).toBe('Error');
});
