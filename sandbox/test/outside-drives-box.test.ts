import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import type {Json} from './helpers/client.js';
import {bytesOf, visitDrive, type DriveVisitor} from './helpers/drives.js';

let sandbox: Sandbox;
let box: DriveVisitor;
before(async () => {
  sandbox = await createSandbox({memory: true});
  box = await visitDrive(sandbox, 'box', 'box');
});
after(() => sandbox.close());

const items = (folder: string, query = 'limit=1000'): Promise<Json> =>
  box.json(`/2.0/folders/${folder}/items?${query}`);
const child = async (name: string, folder = '0'): Promise<Json> => {
  const {entries} = await items(folder);
  const found = entries.find((one: Json) => one.name === name);
  assert.ok(found, name);
  return found;
};
const codeOf = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  const body = (await response.json()) as Json;
  assert.deepEqual([body.type, body.status], ['error', response.status]);
  assert.ok(body.request_id && body.message);
  return [response.status, body.code];
};
const search = (parameters: Record<string, string>): Promise<Json> =>
  box.json(`/2.0/search?${new URLSearchParams(parameters)}`);
const upload = (path: string, attributes: string | undefined, content: Buffer | string, headers = {}) => {
  const form = new FormData();
  if (attributes !== undefined) form.set('attributes', attributes);
  form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), 'upload.bin');
  return box.call(path, {method: 'POST', body: form, headers});
};

test('the user and the root', async () => {
  const me = await box.json('/2.0/users/me');
  assert.deepEqual([me.type, me.login, me.name], ['user', 'robin@vega.example', 'Robin Vega']);
  const root = await box.json('/2.0/folders/0');
  assert.deepEqual([root.id, root.name, root.parent], ['0', 'All Files', null]);
  assert.equal(root.item_collection.entries[0].type, 'folder');
  assert.equal(root.item_collection.total_count, root.item_collection.entries.length);
  const few = await box.json('/2.0/folders/0?fields=name,size');
  assert.deepEqual(Object.keys(few).sort(), ['etag', 'id', 'name', 'size', 'type']);
});

test('a folder is listed briefly, or with what is asked for', async () => {
  const {entries, total_count} = await items('0');
  assert.equal(entries.length, total_count);
  const file = entries.find(({name}: Json) => name === 'Grüße aus Köln 🌊.txt');
  assert.deepEqual(Object.keys(file).sort(), [
    'etag',
    'file_version',
    'id',
    'name',
    'sequence_id',
    'sha1',
    'type',
  ]);
  const chosen = await items('0', 'fields=name,extension,size,parent&limit=1000');
  const text = chosen.entries.find(({name}: Json) => name === 'תוכנית שנתית.txt');
  assert.deepEqual(Object.keys(text).sort(), ['etag', 'extension', 'id', 'name', 'parent', 'size', 'type']);
  assert.deepEqual([text.extension, text.parent.id], ['txt', '0']);
  const byDate = await items('0', 'sort=date&direction=DESC&fields=modified_at&limit=1000');
  const dates = byDate.entries
    .filter(({type}: Json) => type === 'file')
    .map(({modified_at}: Json) => modified_at);
  assert.deepEqual(dates, [...dates].sort().reverse());
});

test('more than a thousand files come page by page, by offset and by marker', async () => {
  const {id} = await child('Archive');
  const seen = new Set<string>();
  for (let offset = 0; offset < 1200; offset += 500) {
    const page = await items(id, `limit=500&offset=${offset}`);
    assert.deepEqual([page.total_count, page.offset, page.limit], [1200, offset, 500]);
    for (const one of page.entries) seen.add(one.id);
  }
  assert.equal(seen.size, 1200);
  const marked = new Set<string>();
  for (let marker = ''; ;) {
    const page = await items(id, `usemarker=true&limit=700&marker=${marker}`);
    for (const one of page.entries) marked.add(one.id);
    if (!page.next_marker) break;
    marker = page.next_marker;
  }
  assert.deepEqual(marked, seen);
  assert.equal((await items(id, 'limit=5000')).entries.length, 1000);
  for (const query of ['limit=x', 'offset=-1', 'usemarker=true&marker=made-up', 'sort=colour'])
    assert.deepEqual(
      await codeOf(box.call(`/2.0/folders/${id}/items?${query}`)),
      [400, 'bad_request'],
      query,
    );
});

test('files and folders are searched', async () => {
  const names = async (parameters: Record<string, string>) =>
    (await search(parameters)).entries.map(({name}: Json) => name);
  assert.deepEqual(await names({query: 'HARBOR', type: 'file'}), ['Harbor.png', "Harbor's offer.txt"]);
  assert.deepEqual(await names({query: 'harbor', file_extensions: 'png,jpg'}), ['Harbor.png']);
  assert.deepEqual(await names({query: '"2026.pdf"', type: 'file'}), [
    'Q1 2026.pdf',
    'Q2 2026.pdf',
    'Q3 2026.pdf',
    'Q4 2026.pdf',
  ]);
  assert.deepEqual(await names({query: 'reports', type: 'folder'}), ['Reports']);
  const contracts = await child('Contracts');
  assert.deepEqual(await names({query: 'harbor', ancestor_folder_ids: contracts.id}), ["Harbor's offer.txt"]);
  const page = await search({query: 'invoice', limit: '200', offset: '1100'});
  assert.deepEqual([page.total_count, page.entries.length], [1200, 100]);
  assert.deepEqual(await codeOf(box.call('/2.0/search?query=')), [400, 'bad_request']);
  assert.deepEqual(await codeOf(box.call('/2.0/search?query=a&type=x')), [400, 'bad_request']);
});

test('the bytes of a file are what its metadata says', async () => {
  const {entries} = await items('0', 'fields=size,sha1,name&limit=1000');
  const files = entries.filter(({type}: Json) => type === 'file');
  assert.ok(files.length >= 9);
  for (const {id, name, size, sha1} of files) {
    const bytes = await bytesOf(box.call(`/2.0/files/${id}/content`));
    assert.equal(bytes.length, size, name);
    assert.equal(createHash('sha1').update(bytes).digest('hex'), sha1, name);
  }
  const pictures = await child('Pictures');
  const logo = await bytesOf(box.call(`/2.0/files/${(await child('Logo.svg', pictures.id)).id}/content`));
  assert.match(logo.toString(), /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  const {id} = await child('backup.bin');
  const part = await box.call(`/2.0/files/${id}/content`, {headers: {Range: 'bytes=-4'}});
  assert.deepEqual([part.status, part.headers.get('Content-Range')], [206, 'bytes 1020-1023/1024']);
  const full = await box.json(`/2.0/files/${id}`);
  assert.deepEqual(
    full.path_collection.entries.map(({id: one}: Json) => one),
    ['0'],
  );
  assert.ok(!('extension' in full), 'only on request');
  for (const path of [
    '/2.0/files/1',
    '/2.0/files/0',
    `/2.0/folders/${id}`,
    '/2.0/files/1/content',
    '/2.0/webhooks',
  ])
    assert.deepEqual(await codeOf(box.call(path)), [404, 'not_found'], path);
});

test('apps add files and folders, change them and delete them', async () => {
  const json = (method: string, path: string, body: unknown) =>
    box.call(path, {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  const bytes = Buffer.from(Array.from({length: 256}, (_, index) => index));
  const folder = (await (await json('POST', '/2.0/folders', {name: 'Ä', parent: {id: '0'}})).json()) as Json;
  const attributes = JSON.stringify({name: 'new.bin', parent: {id: folder.id}});
  const made = await upload('/2.0/files/content', attributes, bytes);
  assert.equal(made.status, 201);
  const [file] = ((await made.json()) as Json).entries;
  assert.deepEqual([file.size, file.parent.name], [256, 'Ä']);
  assert.deepEqual(await bytesOf(box.call(`/2.0/files/${file.id}/content`)), bytes);
  const taken = await upload('/2.0/files/content', attributes, 'x');
  const conflict = (await taken.json()) as Json;
  assert.deepEqual(
    [taken.status, conflict.code, conflict.context_info.conflicts.id],
    [409, 'item_name_in_use', file.id],
  );
  assert.equal(
    (await upload(`/2.0/files/${file.id}/content`, undefined, 'v2', {'If-Match': file.etag})).status,
    201,
  );
  assert.deepEqual(
    await codeOf(upload(`/2.0/files/${file.id}/content`, undefined, 'v3', {'If-Match': file.etag})),
    [412, 'precondition_failed'],
  );
  const moved = await json('PUT', `/2.0/files/${file.id}`, {
    name: 'moved.txt',
    parent: {id: '0'},
    description: 'd',
  });
  const {name, description, parent} = (await moved.json()) as Json;
  assert.deepEqual([name, description, parent.id], ['moved.txt', 'd', '0']);
  const inner = (await (
    await json('POST', '/2.0/folders', {name: 'in', parent: {id: folder.id}})
  ).json()) as Json;
  assert.deepEqual(await codeOf(json('PUT', `/2.0/folders/${folder.id}`, {parent: {id: inner.id}})), [
    400,
    'bad_request',
  ]);
  assert.deepEqual(await codeOf(box.call(`/2.0/folders/${folder.id}`, {method: 'DELETE'})), [
    400,
    'folder_not_empty',
  ]);
  assert.equal((await box.call(`/2.0/folders/${folder.id}?recursive=true`, {method: 'DELETE'})).status, 204);
  assert.equal((await box.call(`/2.0/folders/${inner.id}`)).status, 404);

  const place = (one: string) => JSON.stringify({name: one, parent: {id: '0'}});
  assert.deepEqual(await codeOf(upload('/2.0/files/content', place('big'), Buffer.alloc(100_001))), [
    403,
    'file_size_limit_exceeded',
  ]);
  for (const wrong of ['a/b', '..', ' a', ''])
    assert.deepEqual(
      await codeOf(upload('/2.0/files/content', place(wrong), 'x')),
      [400, 'item_name_invalid'],
      wrong,
    );
  assert.deepEqual(await codeOf(upload('/2.0/files/content', '{"name":"x","parent":{"id":"7"}}', 'x')), [
    404,
    'not_found',
  ]);
  assert.deepEqual(await codeOf(upload('/2.0/files/content', 'x', 'x')), [400, 'bad_request']);
  assert.deepEqual(await codeOf(json('POST', '/2.0/files/content', {})), [400, 'bad_request']);
  assert.deepEqual(await codeOf(json('PUT', '/2.0/folders/0', {name: 'x'})), [
    403,
    'access_denied_insufficient_permissions',
  ]);
});

test('there is an end to what an account takes', async () => {
  const kim = await visitDrive(sandbox, 'kim', 'box', {person: 'kim'});
  const send = async (index: number) => {
    const form = new FormData();
    form.set('attributes', JSON.stringify({name: `fill ${index}`, parent: {id: '0'}}));
    form.set('file', new Blob([new Uint8Array(100_000)]), 'x');
    return kim.call('/2.0/files/content', {method: 'POST', body: form});
  };
  for (let index = 0; index < 50; index++) assert.equal((await send(index)).status, 201, String(index));
  assert.deepEqual(await codeOf(send(50)), [403, 'storage_limit_exceeded']);
});

test('tokens of nobody, of others, and without the scope are refused', async () => {
  const none = await fetch(`${sandbox.urls.outside}/box/2.0/users/me`);
  assert.deepEqual([none.status, await none.text()], [401, '']);
  assert.match(none.headers.get('WWW-Authenticate') ?? '', /error="invalid_token"/);
  const other = await visitDrive(sandbox, 'box', 'onedrive');
  const foreign = await box.call('/2.0/users/me', {headers: {Authorization: `Bearer ${other.token}`}});
  assert.equal(foreign.status, 401);
  const reader = await visitDrive(sandbox, 'reader', 'box', {scopes: []});
  assert.equal((await reader.call('/2.0/folders/0')).status, 200);
  const refused = await reader.call('/2.0/folders', {
    method: 'POST',
    body: '{"name":"x","parent":{"id":"0"}}',
  });
  assert.match(refused.headers.get('WWW-Authenticate') ?? '', /insufficient_scope/);
  assert.deepEqual(await codeOf(refused), [403, 'insufficient_scope']);
});
