import {measureAct} from '../acts.js';
import type {Contestant} from '../contestants.js';
import type {FigureBook, Unit} from '../figures.js';
import type {BenchPage, Group, Lab} from '../lab.js';

/** Rounds at most: a hundred thousand options take their time. */
const ROUNDS = 11;
/** Turns of the wheel, and the pixels of each. */
const TURNS = 30;
const TURN = 400;

type Named = readonly [figure: string, unit: Unit, value: number];

export const lists: Group = {
  name: 'lists',
  title: 'A list to choose from: times until painted, and what the main thread does for them',
  async measure(lab, book) {
    const sizes = lab.options.quick ? [100, 1000] : [100, 1000, 10_000, 100_000];
    const turns = sizes.flatMap((size) => lab.having('combobox').map((contestant) => ({size, contestant})));
    await lab.interleave(
      turns,
      async ({size, contestant}, isCounted) => {
        const values = await measureList(lab, contestant, size);
        if (isCounted) addAll(book, contestant, size, values);
      },
      ROUNDS,
    );
  },
};

async function measureList(lab: Lab, contestant: Contestant, size: number): Promise<Named[]> {
  const bench = await lab.open(contestant, 'combobox');
  await bench.loadTools('tools');
  await bench.load();
  await bench.loadTools('lists');
  const values = [
    ...(await measureOpen(bench, size)),
    ...(await measureScroll(bench)),
    ...(await measureFilter(bench)),
  ];
  await bench.close();
  return values;
}

async function measureOpen(bench: BenchPage, size: number): Promise<Named[]> {
  const {page} = bench;
  await page.evaluate(async () => {
    window.list.add();
    window.list.give(1);
    await window.bench.painted();
  });
  // What is loaded with the first list of a page is there.
  await page.getByRole('combobox').click();
  await page.waitForFunction(() => window.list.isOpen());
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !window.list.isOpen());

  const before = {holds: await bench.holds(), elements: await countElements(bench)};
  const given = await bench.spent();
  await page.evaluate(
    (count) =>
      window.bench.from(
        () => window.list.give(count),
        () => true,
      ),
    size,
  );
  const giving = (await bench.spent()).task - given.task;
  const open = await measureAct(bench, {
    event: 'keydown',
    isDone: () => window.list.labels()[0] === 'Option 1' && window.list.labels().length > 5,
    act: () => page.keyboard.press('ArrowDown'),
  });
  const holds = await bench.holds();
  return [
    ['give options: main thread', 'ms', giving],
    ['open: until painted', 'ms', open.time],
    ['open: main thread', 'ms', open.work],
    ['open: elements added', 'count', (await countElements(bench)) - before.elements],
    ['open: heap', 'bytes', Math.max(0, holds.heap - before.holds.heap)],
  ];
}

async function measureScroll(bench: BenchPage): Promise<Named[]> {
  const {page} = bench;
  const box = await page.evaluate(() => {
    const {x, y, width, height} = (window.list.scroller() as HTMLElement).getBoundingClientRect();
    return {x: x + width / 2, y: y + height / 2};
  });
  await page.mouse.move(box.x, box.y);
  const before = await bench.spent();
  await page.evaluate(() => Object.assign(window, {endFrames: window.bench.watchFrames()}));
  for (let turn = 0; turn < TURNS; turn++) await page.mouse.wheel(0, TURN);
  const [frames, label] = await page.evaluate(async () => {
    await window.bench.painted();
    const {endFrames} = window as unknown as {endFrames: ReturnType<typeof window.bench.watchFrames>};
    return [endFrames(), window.list.labels()[0]] as const;
  });
  if (label === 'Option 1') throw new Error('The list has not been scrolled.');
  const after = await bench.spent();
  return [
    [`scroll ${TURNS} turns: frames over 16.7 ms`, 'count', frames.late],
    [`scroll ${TURNS} turns: longest frame`, 'ms', frames.longest],
    [`scroll ${TURNS} turns: main thread`, 'ms', after.task - before.task],
  ];
}

/** The first key, for which a list prepares itself, and the next one. */
async function measureFilter(bench: BenchPage): Promise<Named[]> {
  const {page} = bench;
  const first = await measureAct(bench, {
    event: 'keydown',
    isDone: () =>
      window.list.labels().length > 1 && window.list.labels().every((label) => label.includes('9')),
    act: () => page.keyboard.press('9'),
  });
  const next = await measureAct(bench, {
    event: 'keydown',
    isDone: () =>
      window.list.labels().length > 0 && window.list.labels().every((label) => label.includes('99')),
    act: () => page.keyboard.press('9'),
  });
  return [
    ['filter, first key: until painted', 'ms', first.time],
    ['filter, first key: main thread', 'ms', first.work],
    ['filter, next key: until painted', 'ms', next.time],
    ['filter, next key: main thread', 'ms', next.work],
  ];
}

const countElements = ({page}: BenchPage) => page.evaluate(() => window.bench.countElements());

function addAll(book: FigureBook, {name}: Contestant, size: number, values: readonly Named[]): void {
  for (const [figure, unit, value] of values)
    book.add({figure, unit, contestant: name, size: {of: 'options', is: size}, value});
}
