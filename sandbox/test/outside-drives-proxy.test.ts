import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {createSandbox, defaultCatalog, type Sandbox} from '../src/index.js';
import {jsonOf, type Client, type Json} from './helpers/client.js';
import {bytesOf, visitDrive, type DriveType, type DriveVisitor} from './helpers/drives.js';

/** How apps reach a file in the root of a drive, and what lists those. */
const paths: Record<DriveType, {list: string; find: (body: Json, name: string) => string}> = {
  googledrive: {
    list: "/files?q='root'%20in%20parents&pageSize=1000",
    find: ({files}, name) => `/files/${files.find((one: Json) => one.name === name).id}?alt=media`,
  },
  onedrive: {
    list: '/me/drive/root/children',
    find: ({value}, name) => `/me/drive/items/${value.find((one: Json) => one.name === name).id}/content`,
  },
  sharepoint: {
    list: '/sites/root/drive/root/children',
    find: ({value}, name) =>
      `/sites/root/drive/items/${value.find((one: Json) => one.name === name).id}/content`,
  },
  box: {
    list: '/folders/0/items?limit=1000',
    find: ({entries}, name) => `/files/${entries.find((one: Json) => one.name === name).id}/content`,
  },
};
const types = Object.keys(paths) as DriveType[];
const workflowOf = (type: DriveType, description: string) =>
  defaultCatalog
    .find((entry) => entry.type === type)!
    .workflows!.find((workflow) => workflow.description === description)!;

let sandbox: Sandbox;
const visitors = new Map<DriveType, DriveVisitor>();
before(async () => {
  sandbox = await createSandbox({memory: true});
  for (const type of types) visitors.set(type, await visitDrive(sandbox, 'proxy', type));
});
after(() => sandbox.close());
const visitor = (type: DriveType): DriveVisitor => visitors.get(type)!;

const sdk = (client: Client, path: string, headers: Record<string, string> = {}) =>
  fetch(`${sandbox.urls.paragon}/projects/${sandbox.projectId}/sdk${path}`, {
    headers: {Authorization: `Bearer ${client.token}`, ...headers},
  });
const options = async (type: DriveType, sourceKey: string, paginationParameters: object = {}) => {
  const body = {action: type, sourceKey, parameters: [], paginationParameters};
  const answer = await visitor(type).client.post('/actions', body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.output as {records: {label: string; value: string}[]; nextPageCursor: string | null};
};

for (const type of types)
  test(`${type}: a file comes through the proxy as it is`, async () => {
    const {client, call} = visitor(type);
    const {list, find} = paths[type];
    const listed = await client.get(`/proxy/${type}${list}`);
    assert.equal(listed.status, 200);
    const isCompany = type === 'sharepoint';
    const binary = find(listed.body.output, isCompany ? 'Brand guide.pdf' : 'backup.bin');
    const base = {googledrive: '/drive/v3', onedrive: '/v1.0', sharepoint: '/v1.0', box: '/2.0'}[type];
    const direct = await bytesOf(call(base + binary));
    assert.ok(direct.length > 100);
    const raw = {'X-Paragon-Use-Raw-Response': '1'};
    const response = await sdk(client, `/proxy/${type}${binary}`, raw);
    assert.match(response.headers.get('Content-Disposition') ?? '', /^attachment; filename="/);
    assert.deepEqual(await bytesOf(response), direct);
    const part = await sdk(client, `/proxy/${type}${binary}`, {...raw, Range: 'bytes=2-5'});
    assert.deepEqual([part.status, await bytesOf(part)], [206, direct.subarray(2, 6)]);

    const name = 'Grüße aus Köln 🌊.txt';
    const text = await sdk(client, `/proxy/${type}${find(listed.body.output, name)}`);
    assert.match(text.headers.get('Content-Type') ?? '', /^text\/plain/);
    assert.match(await text.text(), /^Grüße aus Köln 🌊\.txt\n/);
    if (!isCompany) {
      const json = await client.get(`/proxy/${type}${find(listed.body.output, 'settings.json')}`);
      assert.equal(json.body.output.title, 'settings.json');
    }
  });

test('a document of Google is exported through the proxy', async () => {
  const {client} = visitor('googledrive');
  const {body} = await client.get(`/proxy/googledrive${paths.googledrive.list}`);
  const {id} = body.output.files.find(({name}: Json) => name === 'Team handbook');
  const response = await sdk(client, `/proxy/googledrive/files/${id}/export?mimeType=application/pdf`);
  assert.match((await bytesOf(response)).toString('latin1'), /^%PDF-/);
  const refused = await client.get(`/proxy/googledrive/files/${id}?alt=media`);
  assert.equal(refused.status, 403);
  assert.match(refused.body.message, /Use Export/);
});

test('folders of Google Drive are paged and searched there', async () => {
  const first = await options('googledrive', 'folders', {pageCursor: 0});
  assert.equal(first.records.length, 50);
  const second = await options('googledrive', 'folders', {pageCursor: first.nextPageCursor});
  assert.equal(new Set([...first.records, ...second.records].map(({value}) => value)).size, 100);
  const {records} = await options('googledrive', 'folders', {search: 'repor'});
  assert.deepEqual(
    records.map(({label}) => label),
    ['Reports'],
  );
  assert.deepEqual((await options('googledrive', 'folders', {search: "' or '' = '"})).records, []);
  assert.deepEqual((await options('googledrive', 'folders', {search: '\\'})).records.length, 50);
});

test('folders of OneDrive are paged by the address of the next page, and searched there', async () => {
  const labels: string[] = [];
  const pages: number[] = [];
  for (let pageCursor: string | number | null = 0; pageCursor !== null;) {
    const page = await options('onedrive', 'clientFolders', {pageCursor});
    pages.push(page.records.length);
    labels.push(...page.records.map(({label}) => label));
    pageCursor = page.nextPageCursor;
  }
  assert.deepEqual(pages, [50, 50, 20]);
  assert.deepEqual(labels, [...labels].sort());
  const {records} = await options('onedrive', 'clientFolders', {search: 'amber'});
  assert.ok(records.length > 0 && records.every(({label}) => label.startsWith('Amber')));
  assert.deepEqual((await options('onedrive', 'clientFolders', {search: "x') or ('"})).records, []);
});

test('sites, libraries and folders to choose from', async () => {
  const sites = await options('sharepoint', 'sites');
  assert.deepEqual(
    sites.records.map(({label}) => label),
    ['Vega Works', 'Marketing', 'Engineering', 'People & Culture'],
  );
  assert.deepEqual(
    (await options('sharepoint', 'libraries')).records.map(({label}) => label),
    ['Documents'],
  );
  const folders = (await options('box', 'folders')).records.map(({label}) => label);
  assert.ok(folders.includes('Reports') && !folders.includes('settings.json'));
});

for (const type of types)
  test(`${type}: workflows list the newest files and save reports`, async () => {
    const {client, credential} = visitor(type);
    const [newest, save] = ['List the newest files', 'Save a report'].map((one) => workflowOf(type, one));
    const source = {
      googledrive: ['folder', 'folders'],
      onedrive: ['folder', 'clientFolders'],
      sharepoint: ['library', 'libraries'],
      box: ['folder', 'folders'],
    }[type] as [string, string];
    const {records} = await options(type, source[1]);
    const sharedSettings = {[source[0]]: records[0]!.value};
    const patched = await client.call('PATCH', `/credentials/${credential.id}`, {
      body: {config: {sharedSettings}},
    });
    assert.equal(patched.status, 200);
    assert.ok(!('errors' in patched.body), JSON.stringify(patched.body.errors));
    for (const {id} of [newest!, save!])
      assert.equal((await client.post(`/workflows/${id}`, undefined)).status, 200);

    const payload = {title: 'Äpfel: May/June', text: 'Grüße 🌊\r\nEnd'};
    const sent = await client.post('/events/trigger', {name: 'Report Finished', payload});
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    const control = `${sandbox.urls.paragon}/_sandbox/runs?settled=true`;
    const {runs} = await jsonOf(sandbox.fetch(new Request(control)));
    const run = runs.find(({workflowId}: Json) => workflowId === save!.id);
    assert.equal(run.status, 'succeeded', JSON.stringify(run));

    const answer = await client.post(`/triggers/${newest!.id}?`, {});
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const files = answer.body.files ?? answer.body.value ?? answer.body.entries;
    assert.equal(files.length <= 10, true);
    const saved = files.find(({name}: Json) => name === 'Äpfel- May-June.txt');
    assert.ok(saved, JSON.stringify(files));
    const path = {
      googledrive: `/files/${saved.id}?alt=media`,
      onedrive: `/me/drive/items/${saved.id}/content`,
      sharepoint: `/drives/${records[0]!.value}/items/${saved.id}/content`,
      box: `/files/${saved.id}/content`,
    }[type];
    const text = await (await sdk(client, `/proxy/${type}${path}`)).text();
    assert.equal(text, payload.text);
  });
