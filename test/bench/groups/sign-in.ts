import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fillDatabase} from '../../../sandbox/bench/many-users.js';
import type {Contestant} from '../contestants.js';
import type {FigureBook, FigureName} from '../figures.js';
import type {Group, Lab} from '../lab.js';
import {roundTrips, type Exchange} from '../relay.js';
import {catalogModule, type BenchSandbox} from '../sandbox.js';
import {authenticate, useSandbox} from '../sign-in.js';

/** Milliseconds that every exchange with the service takes longer, where round trips are counted. */
const LATENCY = 50;
/** Growth takes so many rounds at most. */
const GROWTH_ROUNDS = 11;

export const signIn: Group = {
  name: 'sign-in',
  title: `From authenticate() until the user is there; ${LATENCY} ms further away where round trips are counted`,
  async measure(lab, book) {
    const {quick} = lab.options;
    await measureRoundTrips(lab, book);
    await measureIntegrations(lab, book, quick ? [10, 50] : [10, 50, 500]);
    await measureAccounts(lab, book, quick ? [1, 10] : [1, 10, 100]);
  },
};

/** A first sign-in, and a second one in the same browser, which knows from the first what the service allows. */
async function measureRoundTrips(lab: Lab, book: FigureBook): Promise<void> {
  const sandbox = await lab.startSandbox();
  sandbox.api.latency = LATENCY;
  const token = await sandbox.userToken('somebody');
  await lab.interleave(lab.having('client'), async (contestant, isCounted) => {
    const page = await lab.open(contestant, 'client');
    await page.load();
    await useSandbox(page, sandbox);
    for (const label of ['first', 'again']) {
      sandbox.api.take();
      const time = await authenticate(page, sandbox, token);
      if (isCounted) addExchanges(book, contestant, `${label}: `, sandbox.api.take(), time);
    }
    await page.close();
  });
  await sandbox.close();
}

function addExchanges(
  book: FigureBook,
  {name: contestant}: Contestant,
  label: string,
  exchanges: readonly Exchange[],
  time: number,
): void {
  const preflights = exchanges.filter(({method}) => method === 'OPTIONS');
  const add = (figure: string, unit: FigureName['unit'], value: number) =>
    book.add({figure: label + figure, unit, contestant, value});
  add('requests', 'count', exchanges.length - preflights.length);
  add('preflights', 'count', preflights.length);
  add('round trips', 'count', roundTrips(exchanges));
  add(
    'bytes of the answers',
    'bytes',
    exchanges.reduce((sum, {bytes}) => sum + bytes, 0),
  );
  add('time', 'ms', time);
}

/** A catalogue with that many integrations: the built-in ones, and more like SendGrid. */
const catalogOf = (count: number) =>
  catalogModule(`(() => {
    const sendgrid = defaultCatalog.find(({type}) => type === 'sendgrid');
    const further = Array.from({length: ${count}}, (_none, number) => ({
      ...sendgrid, id: uuid(10_000 + number), configId: uuid(20_000 + number), type: \`mail\${number}\`,
      name: \`Mail \${number}\`, workflows: [],
    }));
    return [...defaultCatalog, ...further].slice(0, ${count});
  })()`);

async function measureIntegrations(lab: Lab, book: FigureBook, sizes: readonly number[]): Promise<void> {
  const places: Place[] = [];
  for (const size of sizes) {
    const sandbox = await lab.startSandbox({catalog: catalogOf(size)});
    places.push({sandbox, user: 'somebody', size: {of: 'integrations', is: size}});
  }
  await measureGrowth(lab, book, places);
  for (const {sandbox} of places) await sandbox.close();
}

async function measureAccounts(lab: Lab, book: FigureBook, sizes: readonly number[]): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'paragon-bench-'));
  const userOf = (size: number) => `user-with-${size}`;
  await fillDatabase({
    users: 1,
    dataFolder,
    measured: Object.fromEntries(sizes.map((size) => [userOf(size), size])),
  });
  const sandbox = await lab.startSandbox({dataFolder});
  await measureGrowth(
    lab,
    book,
    sizes.map((size) => ({sandbox, user: userOf(size), size: {of: 'accounts', is: size}})),
  );
  await sandbox.close();
  await rm(dataFolder, {recursive: true});
}

interface Place {
  readonly sandbox: BenchSandbox;
  readonly user: string;
  readonly size: NonNullable<FigureName['size']>;
}

async function measureGrowth(lab: Lab, book: FigureBook, places: readonly Place[]): Promise<void> {
  const turns = places.flatMap((place) => lab.having('client').map((contestant) => ({...place, contestant})));
  await lab.interleave(
    turns,
    async ({sandbox, user, size, contestant}, isCounted) => {
      const page = await lab.open(contestant, 'client');
      await page.load();
      await useSandbox(page, sandbox);
      const token = await sandbox.userToken(user);
      sandbox.api.take();
      const before = await page.spent();
      const time = await authenticate(page, sandbox, token);
      const spent = await page.spent();
      const bytes = sandbox.api.take().reduce((sum, exchange) => sum + exchange.bytes, 0);
      await page.close();
      if (!isCounted) return;
      const shared = {contestant: contestant.name, size};
      book.add({...shared, figure: 'growth: time', unit: 'ms', value: time});
      book.add({...shared, figure: 'growth: main thread', unit: 'ms', value: spent.task - before.task});
      book.add({...shared, figure: 'growth: bytes of the answers', unit: 'bytes', value: bytes});
    },
    GROWTH_ROUNDS,
  );
}
