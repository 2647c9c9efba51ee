import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createCatalog} from '../src/catalog/index.js';
import {toRecord} from '../src/catalog/record.js';
import {StartError, createSandbox, defaultCatalog} from '../src/index.js';

const slack = defaultCatalog[0]!;
const messageOf = (entries: unknown[]) => {
  try {
    createCatalog(entries);
  } catch (error) {
    assert.ok(error instanceof StartError);
    return error.message;
  }
  return assert.fail('it was accepted');
};

test('a wrong entry is named with what is wrong about it', () => {
  assert.match(messageOf([{...slack, brandColor: 'purple'}]), /"slack": brandColor/);
  assert.match(messageOf([{...slack, id: 'x'}]), /"slack": id/);
  assert.match(messageOf([{...slack, oauth: undefined}]), /"slack": oauth: is needed/);
  assert.match(messageOf([{...slack, dataSources: {}}]), /lacks the source of the input channel/);
  assert.match(messageOf([slack, slack]), /its type is used twice/);
  assert.match(
    messageOf([{...slack, account: {...slack.account, path: 'https://evil.example'}}]),
    /path below the API base/,
  );
  assert.match(messageOf([7]), /number 1/);
});

test('a wrong catalogue stops the start', async () => {
  await assert.rejects(
    createSandbox({memory: true, catalog: [{...slack, name: ''}]}),
    /The catalogue has errors/,
  );
});

test('records have what clients read', () => {
  const catalog = createCatalog();
  const where = {projectId: '5f4c9a1e-7d3b-4e62-9a08-3c1b6d2f7e90', origin: 'http://localhost:4400'};
  for (const integration of catalog.all) {
    const record = toRecord(integration, where);
    assert.ok(Array.isArray(record.configs) && record.configs.length > 0);
    assert.match(record.id, /^[0-9a-f-]{14}4/);
    assert.equal(typeof record.needPreOauthInputs, 'boolean');
    const meta = record.configs[0]!.values.workflowMeta;
    assert.deepEqual(Object.keys(meta).sort(), record.workflows.map(({id}) => id).sort());
  }
  const byType = new Map(catalog.all.map((one) => [one.type, toRecord(one, where)]));
  assert.equal(byType.get('custom.lighthouse')!.type, 'custom');
  assert.equal(byType.get('custom.lighthouse')!.sdkIntegrationConfig, null);
  assert.equal(byType.get('shopify')!.needPreOauthInputs, true);
  assert.match(
    String(byType.get('salesforce')!.sdkIntegrationConfig!.authSchemeOptions?.packageInstallUrl),
    /^https:\/\/login\.salesforce\.com\/packaging\//,
  );
  const hidden = Object.values(byType.get('slack')!.configs[0]!.values.workflowMeta).filter(
    (one) => one.hidden,
  );
  assert.equal(hidden.length, 1);
});

test('wrong options stop the start before anything is opened', async () => {
  const messageFor = async (options: object) =>
    createSandbox({memory: true, ...options}).then(
      () => assert.fail('it started'),
      (error: Error) => error.message,
    );
  assert.match(await messageFor({allowedOrigins: ['http://a.example/x']}), /no origin/);
  assert.match(await messageFor({projectId: 'mine'}), /UUID/);
  assert.match(await messageFor({publicKeyFiles: [import.meta.filename]}), /no RSA public key/);
});
