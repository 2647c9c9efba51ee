import type {Contestant} from '../contestants.js';
import type {FigureBook, Unit} from '../figures.js';
import type {BenchPage, Group, Lab} from '../lab.js';
import type {BenchSandbox} from '../sandbox.js';
import {authenticate, useSandbox} from '../sign-in.js';

const ROUNDS = 11;

type Named = readonly [figure: string, unit: Unit, value: number];

export const mapper: Group = {
  name: 'mapper',
  title: 'A field mapping: from its element in the page until all rows are painted, then one change',
  async measure(lab, book) {
    const sandbox = await lab.startSandbox();
    const client = await sandbox.clientOf('somebody');
    await client.connect('hubspot');
    const sizes = lab.options.quick ? [10, 50] : [10, 100, 500];
    const turns = sizes.flatMap((size) => lab.having('all').map((contestant) => ({size, contestant})));
    await lab.interleave(
      turns,
      async ({size, contestant}, isCounted) => {
        const values = await measureMapper(lab, contestant, sandbox, client.token, size);
        if (isCounted) addAll(book, contestant, size, values);
      },
      ROUNDS,
    );
    await sandbox.close();
  },
};

async function measureMapper(
  lab: Lab,
  contestant: Contestant,
  sandbox: BenchSandbox,
  token: string,
  size: number,
): Promise<Named[]> {
  const bench = await lab.open(contestant, 'all');
  await bench.loadTools('tools');
  await bench.load();
  await bench.loadTools('mapper');
  await useSandbox(bench, sandbox);
  await authenticate(bench, sandbox, token);
  const values = [...(await measureFirst(bench, size)), ...(await measureChange(bench))];
  await bench.close();
  return values;
}

async function measureFirst(bench: BenchPage, size: number): Promise<Named[]> {
  const {page} = bench;
  // What is loaded with the first mapping of a page is there: its code, and the options.
  await page.evaluate(async () => {
    const element = window.mapper.add(2);
    await window.bench.until(() => window.mapper.rows() === 2);
    element.remove();
  });
  const before = await bench.spent();
  const elements = await page.evaluate(() => window.bench.countElements());
  const time = await page.evaluate(
    (count) =>
      window.bench.from(
        () => window.mapper.add(count),
        () => window.mapper.rows() === count,
      ),
    size,
  );
  const after = await bench.spent();
  return [
    ['first render: until painted', 'ms', time],
    ['first render: main thread', 'ms', after.task - before.task],
    ['first render: elements', 'count', (await page.evaluate(() => window.bench.countElements())) - elements],
  ];
}

async function measureChange(bench: BenchPage): Promise<Named[]> {
  const {page} = bench;
  await page.getByRole('combobox', {name: 'HubSpot field for Field 1', exact: true}).click();
  const option = page.getByRole('option', {name: 'Email', exact: true});
  await option.waitFor();
  await page.evaluate(() => {
    const count = window.mapper.countUpdates();
    const painted = window.bench.after('click', () => window.mapper.chosen(0) === 'Email');
    Object.assign(window, {changed: painted.then((time) => [time, count()])});
  });
  const before = await bench.spent();
  await option.click();
  const [time = NaN, rows = NaN] = await page.evaluate(
    () => (window as unknown as {changed: Promise<number[]>}).changed,
  );
  const after = await bench.spent();
  return [
    ['one change: until painted', 'ms', time],
    ['one change: main thread', 'ms', after.task - before.task],
    ['one change: rows re-rendered', 'count', rows],
  ];
}

function addAll(book: FigureBook, {name}: Contestant, size: number, values: readonly Named[]): void {
  for (const [figure, unit, value] of values)
    book.add({figure, unit, contestant: name, size: {of: 'rows', is: size}, value});
}
