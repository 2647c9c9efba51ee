import type {Contestant, ScriptName} from '../contestants.js';
import type {FigureBook} from '../figures.js';
import type {Group, Lab} from '../lab.js';
import type {CycleTools} from '../page/cycles.js';
import type {BenchSandbox} from '../sandbox.js';
import {authenticate, connectByKey, useSandbox} from '../sign-in.js';

/** What stays is counted, not timed: the same comes out each time. */
const ROUNDS = 3;
/** Cycles before what the page holds is taken down: caches fill, code is compiled. */
const WARM_UP = 30;

interface Case {
  readonly label: string;
  readonly cycle: keyof CycleTools;
  readonly script: ScriptName;
  readonly times: number;
  /** Installs without a portal need it. */
  readonly headless: boolean;
}

const CASES: readonly Case[] = [
  {label: 'portal opened and closed', cycle: 'portal', script: 'all', times: 500, headless: false},
  {label: 'list opened and closed', cycle: 'list', script: 'all', times: 500, headless: false},
  {label: 'install begun and given up', cycle: 'flow', script: 'client', times: 200, headless: true},
  {label: 'field mapping added and removed', cycle: 'mapper', script: 'all', times: 200, headless: false},
];

export const leaks: Group = {
  name: 'leaks',
  title: 'What is left in the page by doing something again and again',
  async measure(lab, book) {
    const sandbox = await lab.startSandbox();
    const client = await sandbox.clientOf('somebody');
    await client.connect('hubspot');
    await connectByKey(client);
    for (const one of CASES) {
      const times = lab.options.quick ? Math.ceil(one.times / 20) : one.times;
      const rounds = Math.min(ROUNDS, lab.options.rounds);
      for (let round = 0; round < rounds; round++)
        for (const contestant of lab.having(one.script))
          await measureCase(lab, book, sandbox, client.token, {...one, times}, contestant);
    }
    await sandbox.close();
  },
};

async function measureCase(
  lab: Lab,
  book: FigureBook,
  sandbox: BenchSandbox,
  token: string,
  {label, cycle, script, times, headless}: Case,
  contestant: Contestant,
): Promise<void> {
  const bench = await lab.open(contestant, script);
  await bench.loadTools('tools');
  await bench.load();
  await bench.loadTools('cycles');
  await useSandbox(bench, sandbox, {headless});
  await authenticate(bench, sandbox, token);
  const run = (count: number) =>
    bench.page.evaluate(
      async ([name, limit]) => {
        for (let time = 0; time < limit; time++) await window.cycles[name]();
      },
      [cycle, count] as const,
    );
  await run(Math.min(WARM_UP, times));
  const before = {...(await bench.holds()), values: await bench.values()};
  await run(times);
  const after = {...(await bench.holds()), values: await bench.values()};
  await bench.close();
  const shared = {contestant: contestant.name};
  const name = `${label}, ${times} times`;
  book.add({
    ...shared,
    figure: `${name}: heap of values each`,
    unit: 'bytes',
    value: (after.values - before.values) / times,
  });
  book.add({...shared, figure: `${name}: nodes`, unit: 'count', value: after.nodes - before.nodes});
  book.add({
    ...shared,
    figure: `${name}: listeners`,
    unit: 'count',
    value: after.listeners - before.listeners,
  });
}
