import assert from 'node:assert/strict';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {PGlite} from '@electric-sql/pglite';
import {createEmbeddedDatabases} from '../src/db/embedded.js';
import {createImageCache, defaultCacheFolder, type ImageCache} from '../src/db/image-cache.js';
import {imageKey, packImage, unpackImage, type StartImage} from '../src/db/start-image.js';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const parent = await mkdtemp(join(tmpdir(), 'paragon-image-'));
after(() => rm(parent, {recursive: true}));
const newFolder = () => mkdtemp(join(parent, 'x-'));

/** Small, and enough for the cache, which does not look inside. */
const small: StartImage = {
  entries: [
    ['/folder', null],
    ['/folder/a', 1],
    ['/b', 2],
  ],
  contents: Buffer.from('abb'),
};
const listOf = (image: StartImage | undefined) =>
  image && {entries: image.entries, contents: Buffer.from(image.contents).toString()};

/** A cache that counts. */
function watched(cache: ImageCache) {
  const writes: StartImage[] = [];
  return {
    read: cache.read,
    write: (key: string, image: StartImage) => {
      writes.push(image);
      return cache.write(key, image);
    },
    writes,
  };
}

const rowsOf = async (client: PGlite, text: string) =>
  (await client.query<Record<string, unknown>>(text)).rows;
const addKey = (client: PGlite, name: string) =>
  client.query('insert into keys (name, value) values ($1, $2)', [name, 'secret']);
const keyNames = async (client: PGlite) =>
  (await rowsOf(client, 'select name from keys order by name')).map(({name}) => name);

const isPosix = process.getuid !== undefined;
const onlyPosix = isPosix ? {} : {skip: 'Windows has no such permissions'};

test('an image is made once, holds no data, and every database begins with it', async (t) => {
  const folder = join(await newFolder(), 'made/as/needed');
  // Whole, but of no use: it is found out and replaced.
  const key = await imageKey(migrations);
  await createImageCache(folder).write(key, small);
  const cache = watched(createImageCache(folder));
  const first = createEmbeddedDatabases(migrations, cache);
  const one = await opened(t, first.inMemory());
  assert.equal(cache.writes.length, 1);

  const tables = await rowsOf(
    one,
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  assert.ok(tables.length > 5, JSON.stringify(tables));
  for (const {name} of tables)
    assert.deepEqual(await rowsOf(one, `select * from "${String(name)}"`), [], `${String(name)} is empty`);

  await addKey(one, 'of one');
  const two = await opened(t, first.inMemory());
  const three = await opened(t, createEmbeddedDatabases(migrations, cache).inMemory());
  assert.equal(cache.writes.length, 1, 'nothing had to be made again');
  assert.deepEqual(await keyNames(two), []);
  assert.deepEqual(await keyNames(three), []);
  assert.deepEqual(await keyNames(one), ['of one']);

  await t.test('also one in a folder, which stays', async () => {
    const place = join(await newFolder(), 'database');
    const before = await first.inFolder(place);
    await addKey(before, 'stays');
    await before.close();
    assert.equal(cache.writes.length, 1);
    const again = await first.inFolder(place);
    assert.deepEqual(await keyNames(again), ['stays']);
    await again.close();
    if (isPosix) assert.equal((await stat(place)).mode & 0o077, 0);
  });

  await t.test('in a folder with an image of no use', async () => {
    const place = join(await newFolder(), 'database');
    const useless = {read: async () => small, write: async () => undefined};
    const client = await createEmbeddedDatabases(migrations, useless).inFolder(place);
    assert.deepEqual(await keyNames(client), []);
    await client.close();
    assert.deepEqual(await readdir(join(place, '..')), ['database'], 'nothing is left beside it');
  });
});

test('other migrations have an image of their own', async (t) => {
  const changed = join(await newFolder(), 'migrations');
  await cp(migrations, changed, {recursive: true});
  const journalFile = join(changed, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(journalFile, 'utf8'));
  const {idx, when, ...last} = journal.entries.at(-1);
  journal.entries.push({...last, idx: idx + 1, when: when + 1, tag: '9999_more'});
  await writeFile(journalFile, JSON.stringify(journal));
  await writeFile(join(changed, '9999_more.sql'), 'CREATE TABLE "more" ("text" text);');

  const folder = await newFolder();
  const cache = createImageCache(folder);
  await cache.write(await imageKey(migrations), small);
  const client = await opened(t, createEmbeddedDatabases(changed, cache).inMemory());
  assert.deepEqual(await rowsOf(client, 'select * from more'), []);
  const key = await imageKey(changed);
  assert.notEqual(key, await imageKey(migrations));
  assert.deepEqual(await readdir(folder), [`${key}.image`], 'the old one is gone');

  await writeFile(join(changed, '9999_more.sql'), 'CREATE TABLE "more" ("number" integer);');
  assert.notEqual(await imageKey(changed), key, 'what a migration does counts, not its name alone');
});

test('what is kept comes back as it was', async () => {
  const folder = join(await newFolder(), 'new');
  const cache = createImageCache(folder);
  assert.equal(await cache.read('key'), undefined);
  await cache.write('key', small);
  assert.deepEqual(listOf(await cache.read('key')), listOf(small));
  assert.equal(await cache.read('other'), undefined);
  if (!isPosix) return;
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.equal((await stat(join(folder, 'key.image'))).mode & 0o777, 0o600);
});

test('a damaged file is no image', async () => {
  const folder = await newFolder();
  const cache = createImageCache(folder);
  const file = join(folder, 'key.image');
  const packed = packImage(small);
  const flipped = Buffer.from(packed);
  flipped[flipped.length - 1]! ^= 1;
  for (const damaged of [
    Buffer.alloc(0),
    packed.subarray(0, 20),
    packed.subarray(0, -1),
    flipped,
    Buffer.from('{}'),
  ]) {
    await writeFile(file, damaged, {mode: 0o600});
    assert.equal(await cache.read('key'), undefined);
    assert.equal(unpackImage(damaged), undefined);
    await cache.write('key', small);
    assert.deepEqual(listOf(await cache.read('key')), listOf(small), 'and is replaced');
  }
});

test('where nothing can be kept, nothing is, without an error', async () => {
  const file = join(await newFolder(), 'file');
  await writeFile(file, '');
  for (const folder of [undefined, file, join(file, 'below')]) {
    const cache = createImageCache(folder);
    await cache.write('key', small);
    assert.equal(await cache.read('key'), undefined);
  }
  // A folder where the file should be.
  const folder = await newFolder();
  await mkdir(join(folder, 'key.image'));
  const cache = createImageCache(folder);
  await cache.write('key', small);
  assert.equal(await cache.read('key'), undefined);
});

test('nothing is read from where others may write, nor written there', onlyPosix, async () => {
  const folder = await newFolder();
  const file = join(folder, 'key.image');
  const cache = createImageCache(folder);
  await cache.write('key', small);
  const isRead = async () => (await cache.read('key')) !== undefined;
  assert.ok(await isRead());

  await chmod(file, 0o666);
  assert.ok(!(await isRead()), 'a file that others may write to');
  await chmod(file, 0o600);
  await chmod(folder, 0o770);
  assert.ok(!(await isRead()), 'a folder that others may write to');
  await cache.write('second', small);
  assert.deepEqual(await readdir(folder), ['key.image']);
  await chmod(folder, 0o700);
  assert.ok(await isRead());

  const link = join(await newFolder(), 'link');
  await symlink(folder, link);
  assert.equal(await createImageCache(link).read('key'), undefined, 'a folder that is a link');
  await symlink(file, join(folder, 'linked.image'));
  assert.equal(await cache.read('linked'), undefined, 'a file that is a link');
});

const onlyRoot = process.getuid?.() === 0 ? {} : {skip: 'only root can give files away'};

test('nothing is read that belongs to somebody else', onlyRoot, async () => {
  const folder = await newFolder();
  const file = join(folder, 'key.image');
  const cache = createImageCache(folder);
  await cache.write('key', small);
  await chown(file, 12345, 12345);
  assert.equal(await cache.read('key'), undefined);
  await chown(file, 0, 0);
  await chown(folder, 12345, 12345);
  assert.equal(await cache.read('key'), undefined);
  assert.equal(await defaultCacheFolder({}, folder), undefined, 'the home of another user');
});

test('images are kept among what the user may throw away', onlyPosix, async () => {
  const home = await newFolder();
  const given = join(home, 'given');
  assert.equal(await defaultCacheFolder({XDG_CACHE_HOME: given}, home), join(given, 'paragon-sandbox'));
  for (const env of [{}, {XDG_CACHE_HOME: ''}, {XDG_CACHE_HOME: 'relative'}])
    assert.ok((await defaultCacheFolder(env, home))!.startsWith(home));
  assert.equal(await defaultCacheFolder({}, join(home, 'missing')), undefined);
});

async function opened(t: TestContext, starting: Promise<PGlite>): Promise<PGlite> {
  const client = await starting;
  t.after(() => client.close());
  return client;
}
