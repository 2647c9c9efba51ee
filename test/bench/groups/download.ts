import type {ServedFile} from '../bundles.js';
import type {Contestant, ScriptName} from '../contestants.js';
import type {FigureBook} from '../figures.js';
import type {Group, Lab} from '../lab.js';
import type {BenchSandbox} from '../sandbox.js';
import {authenticate, connectByKey, useSandbox} from '../sign-in.js';

/** What pages load at once, and the contestants' scripts for it. */
const PAGES: readonly {readonly figure: string; readonly script: ScriptName}[] = [
  {figure: 'client', script: 'client'},
  {figure: 'connect button', script: 'button'},
  {figure: 'all elements, from the CDN', script: 'cdn'},
];

export const download: Group = {
  name: 'download',
  title: 'What a page downloads: the files that it asks for, each compressed by itself',
  async measure(lab, book) {
    // It starts while the first pages are made.
    const starting = lab.startSandbox();
    starting.catch(() => undefined);
    for (const {figure, script} of PAGES)
      for (const contestant of lab.having(script)) {
        const page = await lab.open(contestant, script);
        lab.pages.takeServed();
        await page.load();
        addSizes(book, figure, contestant, lab.pages.takeServed());
        await page.close();
      }
    await measurePortal(lab, book, await starting);
    for (const contestant of lab.having('cdn'))
      addSizes(book, 'every file of the CDN', contestant, await contestant.files('cdn'));
  },
};

/** With the button's: what has come when the portal of a connected account shows its settings. */
async function measurePortal(lab: Lab, book: FigureBook, sandbox: BenchSandbox): Promise<void> {
  const contestants = lab.having('button');
  try {
    const client = await sandbox.clientOf('somebody');
    await connectByKey(client);
    for (const contestant of contestants) {
      const bench = await lab.open(contestant, 'button');
      const {page} = bench;
      lab.pages.takeServed();
      await bench.load();
      await useSandbox(bench, sandbox, {headless: false});
      await page.evaluate(() => {
        const connect = document.createElement('paragon-connect');
        connect.setAttribute('integration', 'sendgrid');
        document.body.append(connect);
      });
      await authenticate(bench, sandbox, client.token);
      await page.getByRole('button', {name: /SendGrid/}).click();
      await page
        .getByRole('dialog')
        .getByRole('textbox', {name: /Sender/})
        .waitFor();
      addSizes(book, 'connect portal, opened', contestant, lab.pages.takeServed());
      await bench.close();
    }
  } finally {
    await sandbox.close();
  }
}

function addSizes(book: FigureBook, page: string, {name}: Contestant, files: readonly ServedFile[]): void {
  const sum = (size: (file: ServedFile) => number) => files.reduce((total, file) => total + size(file), 0);
  const add = (how: string, value: number) =>
    book.add({figure: `${page}, ${how}`, unit: 'bytes', contestant: name, value});
  add(
    'gzip',
    sum(({gzip}) => gzip.length),
  );
  add(
    'brotli',
    sum(({brotli}) => brotli.length),
  );
}
