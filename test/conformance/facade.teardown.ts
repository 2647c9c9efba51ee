import {readFileSync, readdirSync} from 'node:fs';
import {loggedTests} from './call-log.js';
import {openOfficialPage} from './official-page.js';
import {expect, test} from './official-test.js';

/** Methods of `installFlow`: a class, whose private ones are methods as well. */
const INSTALL_FLOW = [
  'start',
  'cancel',
  'setAccountType',
  'setPreOptions',
  'setPostOptions',
  'next',
  'getAccountTypeValue',
  'getPreOptionsValue',
  'getPostOptionsValue',
];

test('the suite has called every member of the official SDK’s facade', async ({page}, info) => {
  const logged = loggedTests(info);
  const missing = missingTests(logged);
  test.skip(
    missing.length > 0,
    `Only a part of the suite has run, or not all has passed: ${missing.join(', ')}`,
  );

  await openOfficialPage(page);
  const facade = await page.evaluate(() =>
    Object.keys(window.paragon).filter((name) => typeof Reflect.get(window.paragon, name) === 'function'),
  );
  expect(facade.length).toBeGreaterThan(40);
  const called = new Set(logged.flatMap(({members}) => members));
  const members = [...facade, ...INSTALL_FLOW.map((name) => `installFlow.${name}`)];
  expect(members.filter((name) => !called.has(name))).toEqual([]);
});

/** Files with tests that have not passed in this run. Those of the portal log nothing: all is called without it, too. */
function missingTests(logged: readonly {file: string; title: string}[]): string[] {
  const folder = new URL('./', import.meta.url);
  return readdirSync(folder).filter((name) => {
    if (!name.endsWith('.spec.ts')) return false;
    const source = readFileSync(new URL(name, folder), 'utf8');
    if (!source.includes("from './official-test.js'")) return false;
    const declared = source.match(/^ *test\(/gm) ?? [];
    const passed = new Set(logged.filter(({file}) => file === name).map(({title}) => title));
    return passed.size < declared.length;
  });
}
