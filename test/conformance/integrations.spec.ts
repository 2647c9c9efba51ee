import {defaultCatalog} from '../../sandbox/src/catalog/index.js';
import {SANDBOX_URL} from '../helpers/addresses.js';
import {sharedOfficialPage} from './official-page.js';
import {expect, test} from './official-test.js';

const official = sharedOfficialPage('integrations');
const active = defaultCatalog.filter(({isActive}) => isActive !== false);
const entry = (type: string) => defaultCatalog.find((one) => one.type === type)!;

test('the active integrations are listed in the order of the catalogue, with pictures that load', async () => {
  const {page} = official;
  const listed = await page.evaluate(() => window.paragon.getIntegrationMetadata());
  expect(listed.map(({type, name, brandColor}) => ({type, name, brandColor}))).toEqual(
    active.map(({type, name, brandColor}) => ({type, name, brandColor})),
  );
  for (const {icon} of listed) {
    const response = await fetch(icon);
    expect(response.headers.get('Content-Type'), icon).toBe('image/svg+xml');
    expect(await response.text()).toContain('<svg');
  }
  const one = await page.evaluate(() => window.paragon.getIntegrationMetadata('custom.lighthouse'));
  expect(one).toMatchObject({type: 'custom.lighthouse', name: 'Lighthouse Desk'});
});

test('what is switched off is not offered, and what is not there is unknown', async () => {
  const {page} = official;
  const failures = await page.evaluate(async () => [
    await window.tools.failure(() => window.paragon.getIntegrationMetadata('mailchimp')),
    await window.tools.failure(() => window.paragon.getIntegrationMetadata('nowhere')),
    await window.tools.failure(() => window.paragon.getIntegrationConfig('nowhere')),
    await window.tools.failure(() => window.paragon.getIntegrationId('nowhere')),
  ]);
  expect(failures.map(({name}) => name)).toEqual(['Error', 'Error', 'TypeError', 'Error']);
});

test('texts, settings and workflows of every integration arrive as the catalogue has them', async () => {
  const {page} = official;
  for (const {type, description, overview = '', userSettings = [], workflows = []} of active) {
    const config = await page.evaluate((name) => window.paragon.getIntegrationConfig(name), type);
    expect(config, type).toMatchObject({shortDescription: description, longDescription: overview});
    expect(config.availableUserSettings, type).toMatchObject(userSettings);
    const listed = workflows.filter(({trigger}) => trigger?.type !== 'integrationEnabled');
    const hidden = listed.filter((one) => one.hidden && !one.permissions);
    const open = listed.filter((one) => !one.hidden && !one.permissions);
    const texts = (list: readonly {id: string; description?: string}[]) =>
      list.map(({id, description: text}) => ({id, description: text}));
    expect(texts(config.availableWorkflows as never), type).toEqual(expect.arrayContaining(texts(open)));
    expect(texts(config.hiddenWorkflows as never), type).toEqual(expect.arrayContaining(texts(hidden)));
    const inputs = config.availableWorkflows.find(({id}) => id === open[0]?.id)?.inputs ?? [];
    expect(inputs, type).toMatchObject(open[0]?.inputs ?? []);
  }
});

test('ids are those of the catalogue', async () => {
  const {page} = official;
  for (const {type, id} of active)
    expect(await page.evaluate((name) => window.paragon.getIntegrationId(name), type)).toBe(id);
});

test('kinds of accounts and what is asked before and after the sign-in', async () => {
  const {page} = official;
  const asked = await page.evaluate(() => {
    const {paragon} = window;
    const ids = (inputs: {id: string; type?: string}[]) => inputs.map(({id}) => id);
    return {
      kinds: ids(paragon.getAccountTypeOptions('salesforce') as {id: string}[]),
      noKinds: paragon.getAccountTypeOptions('slack') as unknown,
      store: ids(paragon.getPreOptions('shopify') as {id: string}[]),
      key: ids(paragon.getPreOptions('sendgrid') as {id: string}[]),
      custom: ids(paragon.getPreOptions('custom.lighthouse') as {id: string}[]),
      client: paragon.getPreOptions('custom.tidemail') as unknown,
      nothing: paragon.getPreOptions('slack') as unknown,
      site: paragon.getPostOptions('jira') as unknown,
      nothingAfter: paragon.getPostOptions('slack') as unknown,
    };
  });
  expect(asked).toMatchObject({
    kinds: ['default', 'sandbox'],
    noKinds: [],
    store: ['SHOP_NAME'],
    key: ['SENDGRID_API_KEY'],
    custom: entry('custom.lighthouse').inputs!.map(({id}) => id),
    client: [
      {id: 'clientId', required: true},
      {id: 'clientSecret', required: true},
    ],
    nothing: [],
    site: [{id: 'JIRA_CLOUD_ID', type: 'DYNAMIC_ENUM', sourceType: 'getAvailableSites'}],
    nothingAfter: [],
  });
  const failure = await page.evaluate(() =>
    window.tools.failure(() => window.paragon.getPreOptions('nowhere') as unknown),
  );
  expect(failure.name).toBe('IntegrationNotFoundError');
});

test('pictures of the instructions are served', async () => {
  const {page} = official;
  for (const name of [
    'salesforce-install-package',
    'salesforce-install-app-default',
    'salesforce-install-app-sandbox',
  ]) {
    const url = await page.evaluate((image) => window.paragon.getAssetUrl(image), name);
    expect(url).toBe(`${SANDBOX_URL}/images/${name}.png`);
    const response = await fetch(url);
    expect(response.status, url).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml');
  }
});
