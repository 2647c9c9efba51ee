import {nameOf} from './contract/case.js';
import {cases} from './contract/cases/index.js';
import {compare} from './contract/compare.js';
import {differences} from './contract/differences.js';
import {DOCUMENTED_OPTIONS, INSTALL_FLOW, NOT_COMPARED} from './contract/documented.js';
import {sharedSides} from './contract/sides.js';
import {expect, test} from './official-test.js';

const sides = sharedSides();

for (const [index, one] of cases.entries()) {
  test(nameOf(one), async () => {
    const [official, ours] = await Promise.all([sides.official.run(index, one), sides.ours.run(index, one)]);
    const intended = differences.filter(({cases: names}) => names.includes(nameOf(one)));
    expect(compare(official, ours)).toEqual(Object.assign({}, ...intended.map(({differ}) => differ)));
  });
}

test('every member of the facade and every documented option has a case', async () => {
  const facade = await sides.official.page.evaluate(() =>
    Object.keys(window.paragon).filter((name) => typeof Reflect.get(window.paragon, name) === 'function'),
  );
  expect(facade.length).toBeGreaterThan(40);
  const members = new Set(cases.map(({member}) => member));
  const missing = [...facade, ...INSTALL_FLOW].filter((name) => !members.has(name));
  expect(missing).toEqual(Object.keys(NOT_COMPARED));
  const options = new Set(cases.map(({member, option}) => `${member}: ${option}`));
  expect(DOCUMENTED_OPTIONS.filter((name) => !options.has(name))).toEqual([]);
});

test('the table of differences names cases that exist, each path of a case once', () => {
  const names = new Set(cases.map(nameOf));
  expect(names.size).toBe(cases.length);
  const listed = differences.flatMap((one) =>
    one.cases.flatMap((name) => Object.keys(one.differ).map((path) => `${name}: ${path}`)),
  );
  expect(differences.flatMap((one) => one.cases).filter((name) => !names.has(name))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});
