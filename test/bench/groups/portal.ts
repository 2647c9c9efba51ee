import {measureAct} from '../acts.js';
import type {Contestant} from '../contestants.js';
import type {FigureBook, Unit} from '../figures.js';
import type {BenchPage, Group, Lab} from '../lab.js';
import {catalogModule, type BenchSandbox} from '../sandbox.js';
import {authenticate, connectByKey, useSandbox} from '../sign-in.js';
import {quantile} from '../statistics.js';

const ROUNDS = 11;
const TYPED = 'somebody@vega.example';

type Named = readonly [figure: string, unit: Unit, value: number];

export const portal: Group = {
  name: 'portal',
  title: 'The portal of a connected account, from the click on its button',
  async measure(lab, book) {
    const sizes = lab.options.quick ? [5, 20] : [5, 50, 200];
    const sandbox = await lab.startSandbox({catalog: catalogOf(sizes)});
    const client = await sandbox.clientOf('somebody');
    for (const size of sizes) await connectByKey(client, typeOf(size));
    const turns = sizes.flatMap((size) => lab.having('button').map((contestant) => ({size, contestant})));
    await lab.interleave(
      turns,
      async ({size, contestant}, isCounted) => {
        const values = await measurePortal(lab, contestant, sandbox, client.token, size);
        if (isCounted) addAll(book, contestant, size, values);
      },
      ROUNDS,
    );
    await sandbox.close();
  },
};

const typeOf = (workflows: number) => `work${workflows}`;

/** For each size an integration like SendGrid with so many workflows. */
const catalogOf = (sizes: readonly number[]) =>
  catalogModule(`${JSON.stringify(sizes)}.map((size) => ({
    ...defaultCatalog.find(({type}) => type === 'sendgrid'),
    id: uuid(10_000 + size), configId: uuid(20_000 + size), type: \`work\${size}\`, name: 'Work',
    workflows: Array.from({length: size}, (_none, at) => ({
      id: uuid(1_000_000 + size * 1000 + at), description: \`Workflow \${at + 1}\`, infoText: 'What it does, in a few words.',
      inputs: [{id: 'text', type: 'TEXT_NO_VARS', title: 'Text', required: false}],
    })),
  }))`);

async function measurePortal(
  lab: Lab,
  contestant: Contestant,
  sandbox: BenchSandbox,
  token: string,
  size: number,
): Promise<Named[]> {
  const bench = await lab.open(contestant, 'button');
  const {page} = bench;
  await bench.loadTools('tools');
  await bench.load();
  await bench.loadTools('portal');
  await useSandbox(bench, sandbox, {headless: false});
  await page.evaluate((type) => window.portal.add(type), typeOf(size));
  await authenticate(bench, sandbox, token);
  const first = await measureOpening(bench, size, 'first');
  const typing = await measureTyping(bench);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !window.portal.isShown());
  const again = await measureOpening(bench, size, 'again');
  await bench.close();
  return [...first, ...again, ...typing];
}

async function measureOpening(bench: BenchPage, size: number, label: string): Promise<Named[]> {
  const {page} = bench;
  const button = page.getByRole('button', {name: /Work/});
  await button.waitFor();
  const elements = await page.evaluate(() => window.bench.countElements());
  await page.evaluate(() => {
    Object.assign(window, {shown: window.bench.after('click', () => window.portal.isShown())});
  });
  const opened = await measureAct(bench, {
    event: 'click',
    isDone: (workflows: number) => window.portal.isUsable(workflows),
    argument: size,
    act: () => button.click(),
  });
  const shown = await page.evaluate(() => (window as unknown as {shown: Promise<number>}).shown);
  const added = (await page.evaluate(() => window.bench.countElements())) - elements;
  return [
    [`opened ${label}: until something is painted`, 'ms', shown],
    [`opened ${label}: until usable`, 'ms', opened.time],
    [`opened ${label}: main thread`, 'ms', opened.work],
    [`opened ${label}: elements`, 'count', added],
  ];
}

async function measureTyping(bench: BenchPage): Promise<Named[]> {
  const {page} = bench;
  const field = page.getByRole('dialog').getByRole('textbox', {name: /Sender/});
  await field.click();
  await page.evaluate(() => Object.assign(window, {endKeys: window.portal.watchKeys()}));
  const before = await bench.spent();
  await field.pressSequentially(TYPED, {delay: 30});
  const times = await page.evaluate(() =>
    (window as unknown as {endKeys: () => Promise<number[]>}).endKeys(),
  );
  const after = await bench.spent();
  return [
    ['typing: slowest key until painted', 'ms', Math.max(...times)],
    ['typing: usual key until painted', 'ms', quantile(times, 0.5)],
    ['typing: main thread, each key', 'ms', (after.task - before.task) / times.length],
  ];
}

function addAll(book: FigureBook, {name}: Contestant, size: number, values: readonly Named[]): void {
  for (const [figure, unit, value] of values)
    book.add({figure, unit, contestant: name, size: {of: 'workflows', is: size}, value});
}
