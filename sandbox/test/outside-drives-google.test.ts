import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {after, before, test} from 'node:test';
import {createSandbox, type Sandbox} from '../src/index.js';
import {choose, parseFields} from '../src/providers/apis/drives/google-fields.js';
import {parseDriveQuery} from '../src/providers/apis/drives/google-query.js';
import type {Json} from './helpers/client.js';
import {bytesOf, visitDrive, type DriveVisitor} from './helpers/drives.js';
import {processorTime} from './helpers/processor-time.js';

const AUTH = 'https://www.googleapis.com/auth/';
const FILES = '/drive/v3/files';

let sandbox: Sandbox;
let drive: DriveVisitor;
before(async () => {
  sandbox = await createSandbox({memory: true});
  drive = await visitDrive(sandbox, 'google', 'googledrive');
});
after(() => sandbox.close());

const list = (parameters: Record<string, string>, by = drive): Promise<Json> =>
  by.json(`${FILES}?${new URLSearchParams(parameters)}`);
const named = async (name: string, by = drive): Promise<Json> => {
  const {files} = await list({q: `name = '${name}'`, fields: 'files(*)'}, by);
  assert.equal(files.length, 1, name);
  return files[0];
};
const reasonOf = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  const {error} = (await response.json()) as Json;
  assert.equal(error.code, response.status);
  return [response.status, error.errors[0].reason, error.errors[0].location];
};

test('the drive and its user', async () => {
  const about = await drive.json('/drive/v3/about?fields=user(emailAddress,me),kind');
  assert.deepEqual(about, {
    kind: 'drive#about',
    user: {me: true, emailAddress: 'robin@vega.example'},
  });
  assert.deepEqual(await reasonOf(drive.call('/drive/v3/about')), [400, 'required', 'fields']);
  const user = await drive.json('/oauth2/v3/userinfo');
  assert.deepEqual([user.email, user.name], ['robin@vega.example', 'Robin Vega']);
});

test('a folder is listed in order and with the members that are asked for', async () => {
  const usual = await list({q: "'root' in parents and trashed = false", orderBy: 'folder,name'});
  assert.deepEqual(Object.keys(usual), ['kind', 'incompleteSearch', 'files']);
  assert.deepEqual(Object.keys(usual.files[0]), ['kind', 'id', 'name', 'mimeType']);
  const names = usual.files.map(({name}: Json) => name);
  assert.equal(names[0], 'Archive');
  for (const name of ['Grüße aus Köln 🌊.txt', 'תוכנית שנתית.txt', 'Empty folder', 'Team handbook'])
    assert.ok(names.includes(name), name);
  const chosen = await list({
    q: "'root' in parents",
    fields: 'files(name,owners/emailAddress)',
    pageSize: '1',
  });
  assert.deepEqual(Object.keys(chosen), ['files']);
  assert.deepEqual(Object.keys(chosen.files[0]), ['name', 'owners']);
  assert.deepEqual(Object.keys(chosen.files[0].owners[0]), ['emailAddress']);
});

test('more than a thousand files come page by page, each once', async () => {
  const archive = await named('Archive');
  const seen = new Set<string>();
  const pages: number[] = [];
  for (let pageToken = ''; ;) {
    const page = await list({
      q: `'${archive.id}' in parents`,
      pageSize: '500',
      orderBy: 'name',
      ...(pageToken && {pageToken}),
    });
    pages.push(page.files.length);
    for (const {id} of page.files) seen.add(id);
    if (!page.nextPageToken) break;
    pageToken = page.nextPageToken;
  }
  assert.deepEqual(pages, [500, 500, 200]);
  assert.equal(seen.size, 1200);
  const {nextPageToken} = await list({q: `'${archive.id}' in parents`, pageSize: '1000'});
  assert.ok(nextPageToken);
  const foreign = {q: "'root' in parents", pageToken: nextPageToken};
  assert.deepEqual(await reasonOf(drive.call(`${FILES}?${new URLSearchParams(foreign)}`)), [
    400,
    'invalid',
    'pageToken',
  ]);
});

test('files are searched by name, type, place and time', async () => {
  const names = async (q: string) => (await list({q, orderBy: 'name'})).files.map(({name}: Json) => name);
  assert.deepEqual(await names("name contains 'harb' and mimeType = 'image/png'"), ['Harbor.png']);
  assert.deepEqual(await names("name = 'Harbor\\'s offer.txt'"), ["Harbor's offer.txt"]);
  assert.deepEqual(await names("name contains 'arbor'"), [], 'words are found by how they begin');
  assert.deepEqual(await names("mimeType contains 'image/' and not name contains 'ferry'"), [
    'Harbor.png',
    'Logo.svg',
  ]);
  assert.deepEqual(await names("(name = 'Logo.svg' or name = 'Deep note.md') and trashed = false"), [
    'Deep note.md',
    'Logo.svg',
  ]);
  assert.deepEqual(await names("modifiedTime > '2100-01-01T00:00:00'"), []);
  assert.ok((await names("'me' in owners and sharedWithMe = false")).length > 0);
  for (const q of [
    'name',
    "name = 'a",
    "name contains 'a' and",
    "colour = 'red'",
    "name > 'a'",
    "('a' in parents",
  ])
    assert.deepEqual(
      await reasonOf(drive.call(`${FILES}?${new URLSearchParams({q})}`)),
      [400, 'invalid', 'q'],
      q,
    );
  assert.deepEqual(await reasonOf(drive.call(`${FILES}?pageSize=0`)), [400, 'invalid', 'pageSize']);
  assert.deepEqual(await reasonOf(drive.call(`${FILES}?orderBy=colour`)), [400, 'invalid', 'orderBy']);
  assert.deepEqual(await reasonOf(drive.call(`${FILES}?fields=files(`)), [400, 'invalid', 'fields']);
});

test('queries and fields are read whole or not at all, in linear time', () => {
  const started = processorTime();
  assert.equal(parseDriveQuery('('.repeat(15_000)), undefined);
  assert.equal(parseDriveQuery(`${'not '.repeat(4000)}trashed = true`), undefined);
  assert.equal(parseDriveQuery(`name = '${'\\'.repeat(15_000)}`), undefined);
  assert.equal(parseFields('a('.repeat(7000)), undefined);
  assert.equal(parseFields('a/'.repeat(7000)), undefined);
  assert.ok(parseFields(`a${',a'.repeat(7000)}`));
  assert.ok(processorTime() - started < 500);
  const fields = parseFields('a(b,c/d),e, a/f');
  const value = {a: [{b: 1, c: {d: 2, x: 3}, f: 4, y: 5}], e: {any: 6}, z: 7};
  assert.deepEqual(choose(value, fields), {a: [{b: 1, c: {d: 2}, f: 4}], e: {any: 6}});
  for (const wrong of ['', ',', 'a(', 'a()', 'a)', 'a b', 'a/'])
    assert.equal(parseFields(wrong), undefined, wrong);
});

test('the bytes of a file are what its metadata says', async () => {
  const {files} = await list({
    q: "'root' in parents or name contains 'Q1' or name = 'Harbor.png' or name = 'Logo.svg'",
    fields: 'files(*)',
  });
  const found = files.filter(({md5Checksum}: Json) => md5Checksum);
  assert.ok(found.length >= 9);
  for (const {id, name, size, md5Checksum, mimeType} of found) {
    const response = await drive.call(`${FILES}/${id}?alt=media`);
    const bytes = await bytesOf(response);
    assert.equal(bytes.length, Number(size), name);
    assert.equal(createHash('md5').update(bytes).digest('hex'), md5Checksum, name);
    assert.equal(response.headers.get('Content-Type')?.split(';')[0], mimeType);
  }
  const pdf = await bytesOf(drive.call(`${FILES}/${(await named('Q1 2026.pdf')).id}?alt=media`));
  assert.match(pdf.toString('latin1'), /^%PDF-1\.4\n[\s\S]*startxref\n\d+\n%%EOF\n$/);
  const [, at] = /startxref\n(\d+)/.exec(pdf.toString('latin1')) ?? [];
  assert.equal(pdf.subarray(Number(at), Number(at) + 4).toString(), 'xref');
  const png = await bytesOf(drive.call(`${FILES}/${(await named('Harbor.png')).id}?alt=media`));
  assert.equal(png.subarray(0, 8).toString('hex'), '89504e470d0a1a0a');
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [64, 48]);
  JSON.parse(
    (await bytesOf(drive.call(`${FILES}/${(await named('settings.json')).id}?alt=media`))).toString(),
  );
  const empty = await named('Empty notes.txt');
  assert.equal(empty.size, '0');
  assert.equal((await bytesOf(drive.call(`${FILES}/${empty.id}?alt=media`))).length, 0);
});

test('parts of a file, and files that are known already', async () => {
  const {id, size} = await named('backup.bin');
  const path = `${FILES}/${id}?alt=media`;
  const whole = await bytesOf(drive.call(path));
  const ranged = async (Range: string, more: object = {}) => {
    const response = await drive.call(path, {headers: {Range, ...more}});
    return {
      status: response.status,
      range: response.headers.get('Content-Range'),
      bytes: await bytesOf(response),
    };
  };
  const cases: [range: string, first: number, last: number][] = [
    ['bytes=0-9', 0, 9],
    ['bytes=1000-', 1000, 1023],
    ['bytes=-5', 1019, 1023],
    ['bytes=1020-9999', 1020, 1023],
    ['bytes=-9999', 0, 1023],
  ];
  for (const [range, first, last] of cases)
    assert.deepEqual(await ranged(range), {
      status: 206,
      range: `bytes ${first}-${last}/${size}`,
      bytes: whole.subarray(first, last + 1),
    });
  for (const range of ['bytes=1024-', 'bytes=-0'])
    assert.deepEqual(await ranged(range), {status: 416, range: `bytes */${size}`, bytes: Buffer.alloc(0)});
  for (const range of ['bytes=9-1', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-'])
    assert.equal((await ranged(range)).status, 200, range);
  const etag = (await drive.call(path)).headers.get('ETag') ?? '';
  assert.match(etag, /^"[0-9a-f]{32}"$/);
  assert.equal((await drive.call(path, {headers: {'If-None-Match': etag}})).status, 304);
  assert.equal((await ranged('bytes=0-1', {'If-Range': etag})).status, 206);
  assert.equal((await ranged('bytes=0-1', {'If-Range': '"old"'})).status, 200);
  const umlaut = await named('Grüße aus Köln 🌊.txt');
  const {headers} = await drive.call(`${FILES}/${umlaut.id}?alt=media`);
  assert.equal(
    headers.get('Content-Disposition'),
    `attachment; filename="Gr__e aus K_ln _.txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20aus%20K%C3%B6ln%20%F0%9F%8C%8A.txt`,
  );
});

test('documents are exported and not downloaded, files the other way round', async () => {
  const {id, mimeType, exportLinks} = await named('Team handbook');
  assert.equal(mimeType, 'application/vnd.google-apps.document');
  const exportAs = (type: string, file = id) =>
    drive.call(`${FILES}/${file}/export?mimeType=${encodeURIComponent(type)}`);
  const starts: Record<string, string> = {
    'text/plain': '\ufeffTeam handbook',
    'text/markdown': '# Team handbook',
    'text/html': '<!DOCTYPE html>',
    'application/pdf': '%PDF-',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'PK\u0003\u0004',
  };
  assert.deepEqual(Object.keys(exportLinks).sort(), Object.keys(starts).sort());
  for (const [type, start] of Object.entries(starts)) {
    const response = await exportAs(type);
    assert.equal(response.status, 200, type);
    assert.equal(response.headers.get('Content-Type')?.split(';')[0], type);
    assert.ok((await bytesOf(response)).toString('utf8').startsWith(start), type);
  }
  const sheet = await named('Budget 2026');
  assert.match((await bytesOf(exportAs('text/csv', sheet.id))).toString(), /^Company,Date,Amount\r\n/);
  assert.deepEqual((await reasonOf(exportAs('image/png')))[1], 'badRequest');
  assert.deepEqual(await reasonOf(drive.call(`${FILES}/${id}/export`)), [400, 'required', 'mimeType']);
  assert.deepEqual((await reasonOf(drive.call(`${FILES}/${id}?alt=media`)))[1], 'fileNotDownloadable');
  const text = await named('settings.json');
  assert.deepEqual((await reasonOf(exportAs('text/plain', text.id)))[1], 'fileNotExportable');
});

test('shared drives are there for those who ask for them', async () => {
  const {drives} = await drive.json('/drive/v3/drives');
  assert.deepEqual(
    drives.map(({name}: Json) => name),
    ['Vega Works Marketing', 'Vega Works Engineering'],
  );
  const [{id}] = drives;
  assert.equal((await drive.json(`/drive/v3/drives/${id}`)).name, 'Vega Works Marketing');
  assert.equal((await drive.call('/drive/v3/drives/0AX')).status, 404);
  const all = {includeItemsFromAllDrives: 'true', supportsAllDrives: 'true'};
  const q = "name = 'Brand guide.pdf'";
  assert.equal((await list({q})).files.length, 0);
  assert.equal((await list({q, ...all})).files.length, 2);
  const {files} = await list({q, driveId: id, corpora: 'drive', ...all, fields: 'files(id,driveId)'});
  assert.deepEqual(
    files.map(({driveId}: Json) => driveId),
    [id],
  );
  assert.equal((await drive.call(`${FILES}/${files[0].id}`)).status, 404);
  assert.equal((await drive.call(`${FILES}/${files[0].id}?supportsAllDrives=true`)).status, 200);
  assert.equal((await reasonOf(drive.call(`${FILES}?driveId=${id}&corpora=user`)))[0], 403);
});

test('apps add files, change them and delete them', async () => {
  const post = (path: string, type: string, body: string | Buffer, method = 'POST') =>
    drive.call(path, {
      method,
      headers: {'Content-Type': type},
      body: body as NonNullable<RequestInit['body']>,
    });
  const folder = (await (
    await post(FILES, 'application/json', '{"name":"New","mimeType":"application/vnd.google-apps.folder"}')
  ).json()) as Json;
  const bytes = Buffer.from(Array.from({length: 256}, (_, index) => index));
  const metadata = JSON.stringify({name: 'Ä.bin', parents: [folder.id]});
  const body = Buffer.concat([
    Buffer.from(
      `--x y\r\nContent-Type: application/json\r\n\r\n${metadata}\r\n--x y\r\nContent-Type: application/x-own\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n--x y--'),
  ]);
  const made = await post(
    '/upload/drive/v3/files?uploadType=multipart&fields=id,size,mimeType,parents',
    'multipart/related; boundary="x y"',
    body,
  );
  assert.equal(made.status, 200);
  const {id, ...rest} = (await made.json()) as Json;
  assert.deepEqual(rest, {size: '256', mimeType: 'application/x-own', parents: [folder.id]});
  assert.deepEqual(await bytesOf(drive.call(`${FILES}/${id}?alt=media`)), bytes);
  const media = await post(`/upload/drive/v3/files/${id}?uploadType=media`, 'text/plain', 'changed', 'PATCH');
  assert.equal(media.status, 200);
  assert.equal((await bytesOf(drive.call(`${FILES}/${id}?alt=media`))).toString(), 'changed');
  await post(
    `${FILES}/${id}?addParents=root`,
    'application/json',
    '{"name":"Moved.bin","trashed":true}',
    'PATCH',
  );
  const moved = await named('Moved.bin');
  assert.equal(moved.trashed, true);
  assert.equal((await list({q: "name = 'Moved.bin' and trashed = false"})).files.length, 0);
  assert.equal((await drive.call(`${FILES}/${folder.id}`, {method: 'DELETE'})).status, 204);
  assert.equal((await drive.call(`${FILES}/${folder.id}`)).status, 404);

  const large = Buffer.alloc(100_001);
  assert.deepEqual(
    (await reasonOf(post('/upload/drive/v3/files?uploadType=media', 'text/plain', large)))[1],
    'uploadTooLarge',
  );
  assert.equal(
    (await post('/upload/drive/v3/files?uploadType=multipart', 'multipart/related; boundary=x', '--y'))
      .status,
    400,
  );
  assert.equal((await post('/upload/drive/v3/files?uploadType=resumable', 'text/plain', '')).status, 400);
  assert.equal((await post(FILES, 'application/json', '{"name":7}')).status, 400);
  assert.equal((await post(FILES, 'application/json', '{"name":"\\u0000"}')).status, 400);
  assert.equal((await post(FILES, 'application/json', '{"parents":["nowhere"]}')).status, 404);
  const theirs = await named('settings.json');
  assert.equal(
    (await reasonOf(drive.call(`${FILES}/${theirs.id}`, {method: 'DELETE'})))[1],
    'appNotAuthorizedToFile',
  );
});

test('tokens of nobody, of others, and without the scope are refused', async () => {
  assert.deepEqual(await reasonOf(fetch(`${sandbox.urls.outside}/googledrive${FILES}`)), [
    401,
    'authError',
    'Authorization',
  ]);
  const other = await visitDrive(sandbox, 'google', 'box');
  const foreign = await drive.call(FILES, {headers: {Authorization: `Bearer ${other.token}`}});
  assert.equal(foreign.status, 401);
  const reader = await visitDrive(sandbox, 'reader', 'googledrive', {scopes: []});
  assert.equal((await reader.call(FILES)).status, 200);
  const refused = await reader.call(FILES, {method: 'POST', body: '{}'});
  const {error} = (await refused.json()) as Json;
  assert.deepEqual([refused.status, error.details[0].reason], [403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT']);
});

test('whoever may only see what it has added sees nothing else', async () => {
  const {googledrive} = await import('../src/catalog/googledrive.js');
  const scopes = {[`${AUTH}drive.file`]: 'Its own files'};
  const entry = {...googledrive, oauth: {...googledrive.oauth!, scopes}};
  const own = await createSandbox({memory: true, catalog: [entry]});
  try {
    const app = await visitDrive(own, 'own', 'googledrive');
    assert.deepEqual((await list({}, app)).files, []);
    const made = await app.json(FILES, {method: 'POST', body: '{"name":"Mine.txt"}'});
    assert.deepEqual(
      (await list({}, app)).files.map(({id}: Json) => id),
      [made.id],
    );
    assert.equal((await app.call('/oauth2/v3/userinfo')).status, 403);
  } finally {
    await own.close();
  }
});

test('each account has files of its own', async () => {
  const kim = await visitDrive(sandbox, 'kim', 'googledrive', {person: 'kim'});
  const [mine, theirs] = [await named('settings.json'), await named('settings.json', kim)];
  assert.notEqual(mine.id, theirs.id);
  assert.notEqual(mine.md5Checksum, theirs.md5Checksum);
  assert.equal((await drive.call(`${FILES}/${theirs.id}`)).status, 404);
  const again = await visitDrive(sandbox, 'google2', 'googledrive');
  assert.equal((await named('settings.json', again)).id, mine.id, 'the same account is the same drive');
});
