import {chromium, type Browser, type CDPSession, type Page} from '@playwright/test';
import {findHeadlessChromium} from '../../scripts/find-browser.mjs';
import {bundlePageModule, served} from './bundles.js';
import type {Contestant, ScriptName} from './contestants.js';
import type {FigureBook} from './figures.js';
import {bytesOfValues} from './heap.js';
import type {BenchOptions} from './options.js';
import {startPageServer, type PageServer} from './page-server.js';
import {startBenchSandbox, type BenchSandbox, type SandboxNeeds} from './sandbox.js';

/** One group of figures. */
export interface Group {
  readonly name: string;
  /** What it measures, in a few words. */
  readonly title: string;
  /** Two versions of ours can be compared by it; default: yes. */
  readonly hasVersions?: boolean;
  measure(lab: Lab, book: FigureBook): Promise<void>;
}

/** A page in a context of its own, with a line to the browser for what a page does not know of itself. */
export interface BenchPage {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Loads the contestant's script and waits until it has run. */
  load(): Promise<void>;
  /** Loads a module of the folder `page`. */
  loadTools(name: string): Promise<void>;
  /** What the page holds, after a garbage collection; counts of the browser itself. */
  holds(): Promise<PageHolds>;
  /** Bytes of values in the page after a garbage collection. Compiled code and what the browser keeps beside them is left out. */
  values(): Promise<number>;
  /** Milliseconds of processor time that the main thread has spent since the page began; waiting for a turn is left out. */
  spent(): Promise<{readonly script: number; readonly task: number}>;
  close(): Promise<void>;
}

export interface PageHolds {
  /** Bytes of the JavaScript heap. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Documents, the page's own among them. */
  readonly documents: number;
}

/** What groups measure with. */
export interface Lab {
  readonly options: BenchOptions;
  /** The version that the others are compared with. */
  readonly subject: Contestant;
  readonly contestants: readonly Contestant[];
  readonly pages: PageServer;
  readonly browser: Browser;
  /** Those that have a script. */
  having(script: ScriptName): readonly Contestant[];
  open(contestant: Contestant, script: ScriptName): Promise<BenchPage>;
  startSandbox(needs?: Omit<SandboxNeeds, 'pageOrigin'>): Promise<BenchSandbox>;
  /**
   * Has each take its turn, in a round after a first one that does not count, and in the other order in every second
   * round: whatever else the computer does slows down all alike. A quick run has no first round.
   *
   * @param limit At most so many rounds, for what takes long.
   */
  interleave<T>(
    each: readonly T[],
    turn: (one: T, isCounted: boolean, round: number) => Promise<void>,
    limit?: number,
  ): Promise<void>;
  close(): Promise<void>;
}

const EMPTY_SCRIPT = '/empty.js';

/** Chromium heeds one `--host-resolver-rules` only. Nothing leaves this computer. */
const BROWSER_FLAGS = [
  '--host-resolver-rules=MAP *.bench.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  '--enable-precise-memory-info',
];

export async function openLab(
  options: BenchOptions,
  contestants: readonly Contestant[],
  subject: Contestant,
): Promise<Lab> {
  const found = await findHeadlessChromium();
  const pages = await startPageServer();
  pages.add(served('empty.js', 'export {};'));
  const browser = await chromium.launch({executablePath: found?.executablePath, args: BROWSER_FLAGS});

  const sandboxes: Promise<BenchSandbox>[] = [];
  const toolPaths = new Map<string, Promise<string>>();
  const toolsPath = (module: string) => {
    const path = toolPaths.get(module) ?? bundlePageModule(module).then((file) => pages.add(file));
    toolPaths.set(module, path);
    return path;
  };
  return {
    options,
    subject,
    contestants,
    pages,
    browser,
    having: (script) => contestants.filter(({scripts}) => scripts.includes(script)),

    async open(contestant, script) {
      const url = await pages.pageOf(contestant, script);
      return openPage(browser, url, `${contestant.name}, ${script}`, toolsPath);
    },

    async startSandbox(needs = {}) {
      const starting = startBenchSandbox({...needs, pageOrigin: pages.origin});
      sandboxes.push(starting);
      return starting;
    },

    async interleave(each, turn, limit = Infinity) {
      for (let round = options.quick ? 1 : 0; round <= Math.min(options.rounds, limit); round++) {
        for (const one of round % 2 ? each : [...each].reverse()) await turn(one, round > 0, round);
      }
    },

    async close() {
      await browser.close();
      // Those of a group that has failed.
      await Promise.allSettled(sandboxes.map(async (starting) => (await starting).close()));
      await pages.close();
    },
  };
}

/**
 * The frame that an SDK has from a service on the network gets an empty document. An error page in its place would cost
 * the contestant more.
 */
async function answerFrames(cdp: CDPSession): Promise<void> {
  cdp.on('Fetch.requestPaused', ({requestId}) => {
    const responseHeaders = [{name: 'Content-Type', value: 'text/html'}];
    const answered = cdp.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders,
      body: '',
    });
    // The page may be closed meanwhile.
    answered.catch(() => undefined);
  });
  await cdp.send('Fetch.enable', {patterns: [{urlPattern: 'https://*'}]});
}

/** Adds a module to the page and waits until it has run. Nothing of the adding stays. */
const loadScript = (page: Page, src: string): Promise<void> =>
  page.evaluate(
    (address) =>
      new Promise<void>((resolve, reject) => {
        const script = document.createElement('script');
        const end = (failed: boolean) => {
          script.onload = script.onerror = null;
          script.remove();
          if (failed) reject(new Error('The script cannot be loaded.'));
          else resolve();
        };
        script.type = 'module';
        script.onload = () => end(false);
        script.onerror = () => end(true);
        script.src = address;
        document.head.append(script);
      }),
    src,
  );

async function openPage(
  browser: Browser,
  url: string,
  name: string,
  toolsPath: (module: string) => Promise<string>,
): Promise<BenchPage> {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}});
  const page = await context.newPage();
  // tsx names functions by a helper that pages do not have.
  await page.addInitScript('globalThis.__name = (one) => one');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', {timeDomain: 'threadTicks'});
  await answerFrames(cdp);
  await page.goto(url);
  // What it takes to run anything from here, and to load any module, is not charged to the contestant.
  await loadScript(page, EMPTY_SCRIPT);

  const metrics = async () => {
    const {metrics: list} = await cdp.send('Performance.getMetrics');
    const values = new Map(list.map((metric) => [metric.name, metric.value]));
    return (metric: string) => {
      const value = values.get(metric);
      if (value === undefined) throw new Error(`The browser does not tell ${metric}.`);
      return value;
    };
  };
  return {
    page,
    cdp,
    async load() {
      await loadScript(page, 'main.js');
      if (errors.length) throw new Error(`${name}: ${errors.join('; ')}`);
    },
    loadTools: async (module) => loadScript(page, await toolsPath(module)),
    async holds() {
      // What the first collection frees may hold more.
      for (let time = 0; time < 2; time++) await cdp.send('HeapProfiler.collectGarbage');
      const metric = await metrics();
      return {
        heap: metric('JSHeapUsedSize'),
        nodes: metric('Nodes'),
        listeners: metric('JSEventListeners'),
        documents: metric('Documents'),
      };
    },
    values: () => bytesOfValues(cdp),
    async spent() {
      const metric = await metrics();
      return {script: metric('ScriptDuration') * 1000, task: metric('TaskDuration') * 1000};
    },
    close: () => context.close(),
  };
}
