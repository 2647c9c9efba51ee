import type {Contestant, ScriptName} from '../contestants.js';
import type {FigureBook} from '../figures.js';
import type {Group, Lab} from '../lab.js';

/** What others have only one of is measured once a round and stands beside both. */
const LABELS: Partial<Record<ScriptName, string>> = {client: 'client', cdn: 'all elements, from the CDN'};

/** How much slower the processor is made for long tasks, to be like that of a phone. */
const SLOWED = 4;

export const startUp: Group = {
  name: 'start-up',
  title: 'What importing costs a page, in a fresh process',
  async measure(lab, book) {
    const scripts = Object.keys(LABELS) as (keyof typeof LABELS)[];
    const turns = lab.contestants.flatMap((contestant) =>
      scripts.filter((script) => contestant.scripts.includes(script)).map((script) => ({contestant, script})),
    );
    await lab.interleave(turns, async (turn, isCounted) => {
      const values = [...(await importOnce(lab, turn)), ...(await importSlowly(lab, turn))];
      if (!isCounted) return;
      const isAlone = turns.filter(({contestant}) => contestant === turn.contestant).length === 1;
      for (const script of isAlone ? scripts : [turn.script])
        addAll(book, LABELS[script] ?? script, turn.contestant, values);
    });
  },
};

type Turn = {readonly contestant: Contestant; readonly script: ScriptName};
type Named = readonly [figure: string, unit: 'ms' | 'bytes' | 'count', value: number];

async function importOnce(lab: Lab, {contestant, script}: Turn): Promise<Named[]> {
  const page = await lab.open(contestant, script);
  const before = {holds: await page.holds(), spent: await page.spent()};
  await page.load();
  const spent = await page.spent();
  const holds = await page.holds();
  await page.close();
  return [
    ['script evaluation', 'ms', spent.script - before.spent.script],
    ['main thread', 'ms', spent.task - before.spent.task],
    ['heap', 'bytes', holds.heap - before.holds.heap],
    ['nodes added', 'count', holds.nodes - before.holds.nodes],
    ['listeners added', 'count', holds.listeners - before.holds.listeners],
    ['documents added', 'count', holds.documents - before.holds.documents],
  ];
}

async function importSlowly(lab: Lab, {contestant, script}: Turn): Promise<Named[]> {
  const bench = await lab.open(contestant, script);
  const {page, cdp} = bench;
  await cdp.send('Emulation.setCPUThrottlingRate', {rate: SLOWED});
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, {longTasks: tasks});
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({duration}) => duration))).observe(
      {
        type: 'longtask',
      },
    );
  });
  await bench.load();
  // The observer hears of a task after it.
  const tasks = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return (window as unknown as {longTasks: number[]}).longTasks;
  });
  await bench.close();
  return [[`long tasks, ${SLOWED} times slower`, 'ms', tasks.reduce((sum, duration) => sum + duration, 0)]];
}

function addAll(book: FigureBook, label: string, {name}: Contestant, values: readonly Named[]): void {
  for (const [figure, unit, value] of values)
    book.add({figure: `${label}: ${figure}`, unit, contestant: name, value});
}
