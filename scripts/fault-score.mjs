/**
 * What Playwright's JSON reporter has written, as a table of the project `faults`: one line for each fault by its number,
 * and how many were survived.
 *
 * @param {{suites: readonly object[]}} report
 * @returns {string}
 */
export function faultScore({suites}) {
  const rows = suites
    .flatMap(testsOf)
    .filter(({project}) => project === 'faults')
    .map(({title, isSurvived}) => {
      const [, number = '', what = title] = /^(F\d+) (.*)$/.exec(title) ?? [];
      return {number, what, isSurvived};
    })
    .sort((one, other) => Number(one.number.slice(1)) - Number(other.number.slice(1)));
  const lines = rows.map(
    ({number, what, isSurvived}) => `${number.padEnd(4)}${isSurvived ? '✓' : '✗'} ${what}`,
  );
  const survived = rows.filter(({isSurvived}) => isSurvived).length;
  return [...lines, '', `${survived} of ${rows.length} survived`].join('\n');
}

function testsOf({specs = [], suites = []}) {
  const own = specs.flatMap(({title, tests}) =>
    tests.map(({projectName, status}) => ({
      title,
      project: projectName,
      isSurvived: status === 'expected' || status === 'flaky',
    })),
  );
  return [...own, ...suites.flatMap(testsOf)];
}
