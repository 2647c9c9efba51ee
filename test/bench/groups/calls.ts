import type {Contestant} from '../contestants.js';
import type {FigureBook, Unit} from '../figures.js';
import type {BenchPage, Group} from '../lab.js';
import type {BenchSandbox} from '../sandbox.js';
import {authenticate, useSandbox, type SdkWindow} from '../sign-in.js';

/** Milliseconds that every exchange with the service takes longer. */
const LATENCY = 50;
/** What does not ask the service is called so often, to be long enough to be measured. */
const REPEATED = 1000;
const PARALLEL = 20;
/** Characters of the payload of an event. */
const EVENT_SIZE = 1_000_000;

type Named = readonly [figure: string, unit: Unit, value: number];

export const calls: Group = {
  name: 'calls',
  title: `Calls of a signed-in client; each exchange takes ${LATENCY} ms longer`,
  async measure(lab, book) {
    const sandbox = await lab.startSandbox();
    sandbox.api.latency = LATENCY;
    const client = await sandbox.clientOf('somebody');
    await client.connect('slack');
    await lab.interleave(lab.having('client'), async (contestant, isCounted) => {
      const page = await lab.open(contestant, 'client');
      await page.load();
      await useSandbox(page, sandbox);
      await authenticate(page, sandbox, client.token);
      const values = [
        ...(await measureReads(page)),
        ...(await measureOptions(page, sandbox)),
        ...(await measureEvent(page, sandbox)),
      ];
      await page.close();
      if (isCounted) addAll(book, contestant, values);
    });
    await sandbox.close();
  },
};

/** What the client knows already. */
async function measureReads({page}: BenchPage): Promise<Named[]> {
  const [user, config] = await page.evaluate((times) => {
    const {paragon} = window as unknown as SdkWindow;
    const timeOf = (call: () => unknown) => {
      const begin = performance.now();
      for (let time = 0; time < times; time++) call();
      return performance.now() - begin;
    };
    return [timeOf(() => paragon.getUser()), timeOf(() => paragon.getIntegrationConfig('slack'))];
  }, REPEATED);
  return [
    [`getUser(), ${REPEATED} times`, 'ms', user ?? NaN],
    [`getIntegrationConfig(), ${REPEATED} times`, 'ms', config ?? NaN],
  ];
}

/** A list that is asked for first, then again, then by many at once. */
async function measureOptions({page}: BenchPage, {api}: BenchSandbox): Promise<Named[]> {
  const ask = (times: number, search?: string) =>
    page.evaluate(
      async ([count, wanted]) => {
        const {paragon} = window as unknown as SdkWindow;
        const begin = performance.now();
        const pages = await Promise.all(
          Array.from({length: count}, () =>
            paragon.getFieldOptions({integration: 'slack', action: 'channels', search: wanted}),
          ),
        );
        if (pages.some(({data}) => !data.length)) throw new Error('There are no options.');
        return performance.now() - begin;
      },
      [times, search] as const,
    );
  const measure = async (label: string, times: number, search?: string): Promise<Named[]> => {
    api.take();
    const time = await ask(times, search);
    const requests = api.take().filter(({method}) => method !== 'OPTIONS').length;
    return [
      [`getFieldOptions(), ${label}: time`, 'ms', time],
      [`getFieldOptions(), ${label}: requests`, 'count', requests],
    ];
  };
  return [
    ...(await measure('first', 1)),
    ...(await measure('again', 1)),
    ...(await measure(`${PARALLEL} at once`, PARALLEL, 'sales')),
  ];
}

/** A large event: how long the page stands still until the call has returned, and what it takes in all. */
async function measureEvent(bench: BenchPage, {api}: BenchSandbox): Promise<Named[]> {
  const before = await bench.spent();
  const [blocked, time] = await bench.page.evaluate(async (size) => {
    const {paragon} = window as unknown as SdkWindow;
    const payload = {
      name: 'x',
      rows: Array.from({length: size / 100}, (_none, at) => `${at}`.padEnd(96, '-')),
    };
    const begin = performance.now();
    const sent = paragon.event('Deal Won', payload);
    const returned = performance.now();
    await sent;
    return [returned - begin, performance.now() - begin];
  }, EVENT_SIZE);
  const after = await bench.spent();
  if (!api.take().some(({path}) => path.includes('/events'))) throw new Error('The event has not been sent.');
  return [
    ['event() of 1 MB: until it returns', 'ms', blocked ?? NaN],
    ['event() of 1 MB: main thread', 'ms', after.task - before.task],
    ['event() of 1 MB: time', 'ms', time ?? NaN],
  ];
}

function addAll(book: FigureBook, {name}: Contestant, values: readonly Named[]): void {
  for (const [figure, unit, value] of values) book.add({figure, unit, contestant: name, value});
}
