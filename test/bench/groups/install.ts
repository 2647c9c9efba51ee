import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Page} from '@playwright/test';
import {approve, signIn} from '../../helpers/provider-pages.js';
import type {Contestant} from '../contestants.js';
import type {FigureBook, Unit} from '../figures.js';
import type {BenchPage, Group, Lab} from '../lab.js';
import type {Exchange} from '../relay.js';
import type {BenchSandbox} from '../sandbox.js';
import {authenticate, useSandbox, type SdkWindow} from '../sign-in.js';

/** Milliseconds that every exchange with the service takes longer. */
const LATENCY = 50;
const ROUNDS = 11;
/**
 * Milliseconds that the user takes at the provider: other ones in each round, and the same for all. How an answer falls
 * together with the timers of a client is chance for its users, too.
 */
const pauseOf = (round: number): number => 500 + ((round * 370) % 2000);

type Named = readonly [figure: string, unit: Unit, value: number];

export const install: Group = {
  name: 'install',
  title: `An install by OAuth without the time at the provider; each exchange with the service takes ${LATENCY} ms longer`,
  async measure(lab, book) {
    const sandbox = await lab.startSandbox();
    sandbox.api.latency = LATENCY;
    await lab.interleave(
      lab.having('client'),
      async (contestant, isCounted, round) => {
        const values = await measureInstall(lab, contestant, sandbox, pauseOf(round));
        if (isCounted) addAll(book, contestant, values);
      },
      ROUNDS,
    );
    await sandbox.close();
  },
};

async function measureInstall(
  lab: Lab,
  contestant: Contestant,
  sandbox: BenchSandbox,
  pause: number,
): Promise<Named[]> {
  const bench = await lab.open(contestant, 'client');
  await bench.load();
  await useSandbox(bench, sandbox);
  await authenticate(bench, sandbox, await sandbox.userToken(`somebody-${randomUUID()}`));
  sandbox.api.take();
  sandbox.outside.take();
  const [popup] = await Promise.all([bench.page.waitForEvent('popup'), start(bench)]);
  await signIn(popup as Page);
  await sleep(pause);
  await approve(popup as Page);
  const [begin, end] = await times(bench);
  await bench.close();
  return figuresOf(begin, end, sandbox.api.take(), sandbox.outside.take());
}

/** Times of pages and of this process on one scale. */
interface Timed {
  installBegan: number;
  installed: Promise<number>;
}

const start = ({page}: BenchPage) =>
  page.evaluate(() => {
    const {paragon} = window as unknown as SdkWindow;
    const now = () => performance.timeOrigin + performance.now();
    const timed = window as unknown as Timed;
    timed.installed = new Promise((resolve, reject) => {
      timed.installBegan = now();
      paragon.installFlow.start('slack', {onComplete: () => resolve(now()), onError: reject});
    });
    // Is looked at later.
    timed.installed.catch(() => undefined);
  });

const times = ({page}: BenchPage): Promise<readonly [number, number]> =>
  page.evaluate(async () => {
    const {installBegan, installed} = window as unknown as Timed;
    return [installBegan, await installed] as const;
  });

function figuresOf(
  begin: number,
  end: number,
  service: readonly Exchange[],
  provider: readonly Exchange[],
): Named[] {
  const at = (time: number) => performance.timeOrigin + time;
  const [first] = provider;
  const last = provider.at(-1);
  if (!first || !last) throw new Error('Nobody has been at the provider.');
  const back = service.find((exchange) => exchange.begin > last.begin && exchange.path.includes('/oauth'));
  if (!back)
    throw new Error(`Nobody has come back: ${service.map(({path}) => path.split('?')[0]).join(', ')}`);
  const requests = service.filter((exchange) => at(exchange.begin) <= end);
  const preflights = requests.filter(({method}) => method === 'OPTIONS').length;
  const away = back.begin - first.begin;
  return [
    ['requests to the service', 'count', requests.length - preflights],
    ['preflights', 'count', preflights],
    ['until the provider is asked', 'ms', at(first.begin) - begin],
    ['from the way back until the page knows', 'ms', end - at(back.begin)],
    ['time without the provider', 'ms', end - begin - away],
  ];
}

function addAll(book: FigureBook, {name}: Contestant, values: readonly Named[]): void {
  for (const [figure, unit, value] of values) book.add({figure, unit, contestant: name, value});
}
