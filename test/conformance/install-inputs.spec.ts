import {installFlowOn, stateOf} from './install.js';
import {sharedOfficialPage, signIn} from './official-page.js';
import {expect, test} from './official-test.js';

const official = sharedOfficialPage('install-inputs');

const LIGHTHOUSE = {
  WORKSPACE: 'harbor',
  API_TOKEN: 'lh-demo-robin',
  REGION: 'eu',
  OWNER_EMAIL: 'robin@vega.example',
};

test('an API key that the provider refuses, then the right one', async () => {
  const {page} = official;
  const {client} = await signIn(page, 'key');
  await page.evaluate(() => window.tools.listen());
  const flow = installFlowOn(page);
  await flow.start('sendgrid');
  expect((await flow.log()).stages).toMatchObject([
    {stage: 'preOptions', options: [{id: 'SENDGRID_API_KEY', type: 'PASSWORD'}]},
  ]);
  await flow.setPreOptions({SENDGRID_API_KEY: 'SG.nonsense'});
  const {stage, name, message} = await flow.failed();
  expect({stage, name}).toEqual({stage: 'preOptions', name: 'UnknownError'});
  expect(JSON.parse(message)).toMatchObject({
    message: expect.stringContaining('did not accept this API key'),
    status: 400,
  });
  expect((await client.get('/credentials')).body).toEqual([]);
  expect(await page.evaluate(() => window.paragon.getUser())).toMatchObject({authenticated: true});

  await flow.setPreOptions({SENDGRID_API_KEY: 'SG.demo-robin-8d1f'});
  await expect
    .poll(async () => (await flow.log()).completed)
    .toMatchObject({
      integrationType: 'sendgrid',
      credential: {status: 'VALID'},
    });
  expect(await stateOf(page, 'sendgrid')).toMatchObject({enabled: true, credentialStatus: 'VALID'});
  expect(await page.evaluate(() => window.tools.events.map(({name: event}) => event))).toEqual([
    'onIntegrationInstall',
  ]);
});

test('a form of a custom integration: what is missing or malformed is named, input by input', async () => {
  const {page} = official;
  await signIn(page, 'form');
  const flow = installFlowOn(page);
  await flow.start('custom.lighthouse');
  await flow.setPreOptions({...LIGHTHOUSE, WORKSPACE: 'Not A Workspace', OWNER_EMAIL: ''});
  const {message} = await flow.failed();
  const {status, meta} = JSON.parse(message) as {status: number; meta: {inputs: object}};
  expect(status).toBe(400);
  expect(Object.keys(meta.inputs).sort()).toEqual(['OWNER_EMAIL', 'WORKSPACE']);

  await flow.start('custom.lighthouse');
  await flow.setPreOptions(LIGHTHOUSE);
  const {credential} = await flow.completed();
  expect(credential).toMatchObject({status: 'VALID', providerData: {workspace: expect.any(String)}});
  expect(JSON.stringify(credential)).not.toContain(LIGHTHOUSE.API_TOKEN);
});

test('client credentials: ID and secret of the user’s own client', async () => {
  const {page} = official;
  await signIn(page, 'client');
  const flow = installFlowOn(page);
  await flow.start('custom.tidemail');
  expect((await flow.log()).stages).toMatchObject([
    {stage: 'preOptions', options: [{id: 'clientId'}, {id: 'clientSecret', type: 'PASSWORD'}]},
  ]);
  await flow.setPreOptions({clientId: 'tide-robin', clientSecret: 'wrong'});
  expect((await flow.failed()).message).toContain('did not accept this client');
  await flow.start('custom.tidemail');
  await flow.setPreOptions({clientId: 'tide-robin', clientSecret: 'tide-secret-robin-4e2b'});
  expect(await flow.completed()).toMatchObject({
    integrationType: 'custom.tidemail',
    credential: {status: 'VALID', providerData: {company: 'Vega Works'}},
  });
});

test('what is switched off cannot be connected', async () => {
  const {page} = official;
  const {client} = await signIn(page, 'inactive');
  const {id} = await client.integration('mailchimp');
  const answer = await client.post('/credentials', {integrationId: id, payload: {}});
  expect(answer.status).toBe(400);
  const failure = await page.evaluate(() =>
    window.tools.failure(() => window.paragon.installIntegration('mailchimp')),
  );
  expect(failure.name).toBe('Error');
});
