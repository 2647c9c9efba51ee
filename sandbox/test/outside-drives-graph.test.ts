import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {parseItemAddress} from '../src/providers/apis/drives/graph-address.js';
import type {Json} from './helpers/client.js';
import {bytesOf, visitDrive, type DriveVisitor} from './helpers/drives.js';

let sandbox: Sandbox;
let one: DriveVisitor;
let point: DriveVisitor;
before(async () => {
  sandbox = await createSandbox({memory: true});
  one = await visitDrive(sandbox, 'graph', 'onedrive');
  point = await visitDrive(sandbox, 'graph', 'sharepoint');
});
after(() => sandbox.close());

const ME = '/v1.0/me/drive';
const at = (path: string) => `${ME}/root:/${path.split('/').map(encodeURIComponent).join('/')}`;
const codeOf = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  const {error} = (await response.json()) as Json;
  assert.ok(error.message && error.innerError['request-id']);
  return [response.status, error.code];
};
const namesIn = ({value}: Json) => value.map(({name}: Json) => name);

test('the user, the drive and its root', async () => {
  const me = await one.json('/v1.0/me?$select=mail,displayName');
  assert.deepEqual(me, {displayName: 'Robin Vega', mail: 'robin@vega.example'});
  const drive = await one.json(ME);
  assert.equal(drive.driveType, 'business');
  assert.equal((await one.json(`/v1.0/drives/${drive.id}`)).id, drive.id);
  assert.equal((await one.json(`/v1.0/drives/${encodeURIComponent(drive.id)}/root`)).name, 'root');
  assert.deepEqual(await codeOf(one.call('/v1.0/drives/b!other/root')), [404, 'itemNotFound']);
  assert.deepEqual(await codeOf(one.call('/v1.0/me/messages')), [404, 'ResourceNotFound']);
  const root = await one.json(`${ME}/root`);
  const {value} = await one.json(`${ME}/root/children`);
  assert.equal(root.folder.childCount, value.length);
  assert.ok(value.every(({parentReference}: Json) => parentReference.id === root.id));
  assert.equal(value[0].name, 'Archive', 'folders come first');
});

test('items are found by id and by path, however they are encoded', async () => {
  const deep = at('Projects/Atlas/Phase 1/Design/Reviews/June/Round 2/Comments/Deep note.md');
  const note = await one.json(deep);
  assert.equal(note.parentReference.name, 'Comments');
  assert.match(note.parentReference.path, /root:\/Projects\/Atlas\/Phase%201\//);
  assert.equal((await one.json(`${ME}/items/${note.id}`)).name, 'Deep note.md');
  const projects = await one.json(at('projects'));
  const below = await one.json(`${ME}/items/${projects.id}:/Atlas/Phase%201:/children`);
  assert.deepEqual(namesIn(below), ['Design']);
  assert.equal((await one.json(`${ME}/root%3A/Projects`)).id, projects.id);
  for (const name of [
    'Grüße aus Köln 🌊.txt',
    'תוכנית שנתית.txt',
    "Contracts/Harbor's offer.txt",
    'Contracts/Terms & conditions.docx',
  ])
    assert.equal((await one.json(at(name))).name, name.split('/').at(-1));
  assert.deepEqual(await codeOf(one.call(at('Nothing'))), [404, 'itemNotFound']);
  assert.deepEqual(await codeOf(one.call(`${ME}/items/nothing`)), [404, 'itemNotFound']);
  assert.deepEqual(await codeOf(one.call(`${ME}/root:/%ff`)), [400, 'invalidRequest']);
  assert.deepEqual(await codeOf(one.call(`${ME}/root/permissions`)), [400, 'invalidRequest']);
});

test('addresses of items', () => {
  const cases: [rest: string, id: string | undefined, path: string[], action: string, search?: string][] = [
    ['/root', undefined, [], ''],
    ['/root/children', undefined, [], 'children'],
    ['/root:/a/b%20c', undefined, ['a', 'b c'], ''],
    ['/root:/a/children', undefined, ['a', 'children'], ''],
    ['/root:/a:/children', undefined, ['a'], 'children'],
    ['/root:/a:', undefined, ['a'], ''],
    ['/items/X', 'X', [], ''],
    ['/items/X:/a:/content', 'X', ['a'], 'content'],
    ["/search(q='it''s')", undefined, [], 'search', "it's"],
    ["/items/X/search(q='')", 'X', [], 'search', ''],
    ['/recent', undefined, [], 'recent'],
  ];
  for (const [rest, id, path, action, search] of cases)
    assert.deepEqual(
      parseItemAddress(rest),
      {...(id && {id}), path, action, ...(search !== undefined && {search})},
      rest,
    );
  for (const rest of [
    '/',
    '/item/X',
    '/items',
    '/root/a/b',
    '/root:a',
    "/search(q='a",
    '/root:/a:/b:/c',
    '/root:/%zz',
  ])
    assert.equal(parseItemAddress(rest), undefined, rest);
});

test('more than a thousand items come page by page, each once', async () => {
  const seen = new Set<string>();
  const pages: number[] = [];
  let url = `${at('Archive')}:/children?$top=500&$select=id,name`;
  for (;;) {
    const page = await one.json(url);
    assert.deepEqual(Object.keys(page.value[0]), ['id', 'name']);
    pages.push(page.value.length);
    for (const {id} of page.value) seen.add(id);
    const next = page['@odata.nextLink'];
    if (!next) break;
    assert.ok(next.startsWith(`${sandbox.urls.outside}/onedrive/v1.0/`));
    url = next.slice(`${sandbox.urls.outside}/onedrive`.length);
  }
  assert.deepEqual(pages, [500, 500, 200]);
  assert.equal(seen.size, 1200);
  assert.equal((await one.json(`${at('Archive')}:/children`)).value.length, 200);
  for (const query of ['$top=0', '$top=x', '$skiptoken=made-up', '$orderby=colour', '$filter=size gt 3'])
    assert.deepEqual(
      await codeOf(one.call(`${at('Archive')}:/children?${query}`)),
      [400, 'invalidRequest'],
      query,
    );
});

test('lists are ordered, filtered and searched', async () => {
  const latest = await one.json(
    `${ME}/root/children?$orderby=lastModifiedDateTime desc&$filter=file ne null`,
  );
  const dates = latest.value.map(({lastModifiedDateTime}: Json) => lastModifiedDateTime);
  assert.deepEqual(dates, [...dates].sort().reverse());
  assert.ok(latest.value.every(({file}: Json) => file));
  const folders = await one.json(`${ME}/root/children?$filter=folder ne null and startswith(name,'p')`);
  assert.deepEqual(namesIn(folders), ['Pictures', 'Projects']);
  const signed = `${ME}/root/search(q='SIGNED contract')`;
  assert.deepEqual(namesIn(await one.json(signed)), ['Contract (signed).pdf']);
  assert.deepEqual(namesIn(await one.json(`${at('Pictures')}:/search(q='HARBOR')`)), ['Harbor.png']);
  assert.deepEqual(namesIn(await one.json(`${ME}/search(q='harbor''s%20offer')`)), ["Harbor's offer.txt"]);
  const everything = await one.json(`${ME}/root/search(q='')?$top=999`);
  assert.equal(everything.value.length, 999);
  assert.equal((await one.json(`${ME}/recent`)).value.length, 25);
});

test('the bytes of a file are what its metadata says', async () => {
  const lists = await Promise.all(
    [`${ME}/root/children`, `${at('Pictures')}:/children`, `${at('Reports')}:/children`].map((path) =>
      one.json(path),
    ),
  );
  const files = lists.flatMap(({value}: Json) => value).filter(({file}: Json) => file);
  assert.ok(files.length > 12);
  for (const {id, name, size, file} of files) {
    const response = await one.call(`${ME}/items/${id}/content`);
    const bytes = await bytesOf(response);
    assert.equal(bytes.length, size, name);
    assert.equal(createHash('sha1').update(bytes).digest('hex').toUpperCase(), file.hashes.sha1Hash, name);
    assert.equal(response.headers.get('Content-Type')?.split(';')[0], file.mimeType, name);
  }
  const docx = await bytesOf(one.call(`${at('Team handbook.docx')}:/content`));
  assert.equal(docx.subarray(0, 4).toString('latin1'), 'PK\u0003\u0004');
  assert.ok(docx.includes('word/document.xml'));
  const part = await one.call(`${at('backup.bin')}:/content`, {headers: {Range: 'bytes=10-19'}});
  assert.deepEqual([part.status, (await bytesOf(part)).length], [206, 10]);
  assert.deepEqual(await codeOf(one.call(`${at('Reports')}:/content`)), [400, 'invalidRequest']);
});

test('apps add files and folders, change them and delete them', async () => {
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    one.call(path, {
      method,
      headers,
      body:
        typeof body === 'string' || body instanceof Uint8Array
          ? (body as NonNullable<RequestInit['body']>)
          : JSON.stringify(body),
    });
  const made = await send('PUT', `${at('New folder/Ä/report.txt')}:/content`, 'first');
  assert.equal(made.status, 201);
  const file = (await made.json()) as Json;
  assert.deepEqual([file.size, file.file.mimeType, file.parentReference.name], [5, 'text/plain', 'Ä']);
  const replaced = await send('PUT', `${ME}/items/${file.id}/content`, 'second');
  assert.equal(replaced.status, 200);
  const changed = (await replaced.json()) as Json;
  assert.notEqual(changed.eTag, file.eTag);
  assert.equal((await bytesOf(one.call(`${at('New folder/Ä/report.txt')}:/content`))).toString(), 'second');
  assert.deepEqual(
    await codeOf(send('PUT', `${ME}/items/${file.id}/content`, 'third', {'If-Match': file.eTag})),
    [412, 'resourceModified'],
  );
  const conflict = '@microsoft.graph.conflictBehavior';
  assert.deepEqual(
    await codeOf(send('PUT', `${at('New folder/Ä/report.txt')}:/content?${conflict}=fail`, 'x')),
    [409, 'nameAlreadyExists'],
  );
  const renamed = (await (
    await send('PUT', `${at('New folder/Ä/report.txt')}:/content?${conflict}=rename`, 'x')
  ).json()) as Json;
  assert.equal(renamed.name, 'report 1.txt');
  assert.deepEqual(await codeOf(send('POST', `${ME}/root/children`, {name: 'Reports', folder: {}})), [
    409,
    'nameAlreadyExists',
  ]);
  const folder = (await (
    await send('POST', `${ME}/root/children`, {name: 'Reports', folder: {}, [conflict]: 'rename'})
  ).json()) as Json;
  assert.equal(folder.name, 'Reports 1');
  const moved = await send('PATCH', `${ME}/items/${file.id}`, {
    name: 'moved.md',
    parentReference: {id: folder.id},
  });
  assert.equal(moved.status, 200);
  assert.equal((await one.json(at('Reports 1/moved.md'))).id, file.id);
  const self = await send('PATCH', `${ME}/items/${folder.id}`, {parentReference: {id: folder.id}});
  assert.deepEqual(await codeOf(self), [400, 'invalidRequest']);
  assert.equal((await one.call(`${ME}/items/${folder.id}`, {method: 'DELETE'})).status, 204);
  assert.equal((await one.call(`${ME}/items/${file.id}`)).status, 404);
  const theirs = await one.json(at('settings.json'));
  assert.equal((await send('PUT', `${at('settings.json')}:/content`, '{}')).status, 200);
  assert.equal((await one.json(`${ME}/items/${theirs.id}`)).size, 2, 'also what was there before');
  assert.equal((await one.call(at('settings.json'), {method: 'DELETE'})).status, 204);
  assert.equal((await one.call(at('settings.json'))).status, 404);

  assert.deepEqual(await codeOf(send('PUT', `${at('big.bin')}:/content`, Buffer.alloc(100_001))), [
    507,
    'quotaLimitReached',
  ]);
  for (const name of ['a?b.txt', 'a.', ' a', '\u0007', 'a|b', 'x'.repeat(256)])
    assert.deepEqual(await codeOf(send('PUT', `${at(name)}:/content`, 'x')), [400, 'invalidRequest'], name);
  assert.deepEqual(await codeOf(send('PUT', `${at('backup.bin/inside.txt')}:/content`, 'x')), [
    400,
    'invalidRequest',
  ]);
  assert.deepEqual(await codeOf(one.call(`${ME}/root`, {method: 'DELETE'})), [403, 'accessDenied']);
  assert.equal((await one.call(`${ME}/root/children`, {method: 'PUT'})).status, 405);
});

test('sites are searched and opened by id, name and address', async () => {
  const all = await point.json('/v1.0/sites?search=*');
  assert.equal(all.value.length, 4);
  const found = await point.json('/v1.0/sites?search=market');
  assert.deepEqual(
    found.value.map(({displayName}: Json) => displayName),
    ['Marketing'],
  );
  assert.deepEqual(await codeOf(point.call('/v1.0/sites')), [400, 'invalidRequest']);
  const [site] = found.value;
  assert.equal(site.webUrl, `${sandbox.urls.outside}/sharepoint/sites/marketing`);
  const [host, collection] = site.id.split(',');
  for (const id of [site.id, encodeURIComponent(site.id), collection, `${host}:/sites/marketing`])
    assert.equal((await point.json(`/v1.0/sites/${id}`)).id, site.id, id);
  const root = await point.json('/v1.0/sites/root');
  assert.equal((await point.json(`/v1.0/sites/${host}`)).id, root.id);
  assert.deepEqual(await codeOf(point.call('/v1.0/sites/nowhere')), [404, 'itemNotFound']);
  assert.deepEqual(await codeOf(point.call(`/v1.0/sites/${host}:/sites/nowhere`)), [404, 'itemNotFound']);
});

test('a site has libraries, with a folder of more than a thousand files', async () => {
  const {value: sites} = await point.json('/v1.0/sites?search=marketing');
  const {value: drives} = await point.json(`/v1.0/sites/${sites[0].id}/drives`);
  assert.deepEqual(namesIn({value: drives}), ['Documents', 'Assets']);
  const [documents, assets] = drives;
  assert.equal(documents.driveType, 'documentLibrary');
  assert.match(documents.webUrl, /\/sharepoint\/sites\/marketing\/Shared%20Documents$/);
  assert.equal((await point.json(`/v1.0/sites/${sites[0].id}/drive`)).id, documents.id);
  const plan = await point.json(`/v1.0/drives/${documents.id}/root:/Marketing%20plan.md`);
  assert.equal(plan.parentReference.siteId, sites[0].id);
  const bytes = await bytesOf(
    point.call(`/v1.0/sites/${sites[0].id}/drives/${documents.id}/items/${plan.id}/content`),
  );
  assert.match(bytes.toString(), /^# Marketing plan/);
  assert.deepEqual(
    await codeOf(point.call(`/v1.0/drives/${assets.id}/items/${plan.id}`)),
    [404, 'itemNotFound'],
    'an item is in its own library alone',
  );
  const archive = await point.json('/v1.0/sites/root/drive/root:/Archive');
  assert.equal(archive.folder.childCount, 1200);
  const page = await point.json('/v1.0/sites/root/drive/root:/Archive:/children?$top=999');
  const rest = await point.json(page['@odata.nextLink'].slice(`${sandbox.urls.outside}/sharepoint`.length));
  assert.equal(page.value.length + rest.value.length, 1200);
  const saved = await point.call(`/v1.0/drives/${assets.id}/root:/logo.svg:/content`, {
    method: 'PUT',
    body: '<svg/>',
  });
  assert.equal(saved.status, 201);
  assert.equal(((await saved.json()) as Json).file.mimeType, 'image/svg+xml');
});

test('tokens of nobody, of others, and without the scope are refused', async () => {
  const none = await fetch(`${sandbox.urls.outside}/onedrive${ME}`);
  assert.deepEqual(await codeOf(none), [401, 'InvalidAuthenticationToken']);
  const swapped = {headers: {Authorization: `Bearer ${point.token}`}};
  assert.equal((await one.call(ME, swapped)).status, 401, 'a token for SharePoint is none for OneDrive');
  const reader = await visitDrive(sandbox, 'reader', 'onedrive', {scopes: []});
  assert.equal((await reader.call(ME)).status, 200);
  const put = {method: 'PUT', body: 'x'};
  assert.deepEqual(await codeOf(reader.call(`${at('x.txt')}:/content`, put)), [403, 'accessDenied']);
  const visitor = await visitDrive(sandbox, 'reader', 'sharepoint', {scopes: []});
  assert.equal((await visitor.call('/v1.0/sites/root/drive')).status, 200);
  assert.deepEqual(await codeOf(visitor.call('/v1.0/sites/root/drive/root:/x.txt:/content', put)), [
    403,
    'accessDenied',
  ]);
});
