import {createHash} from 'node:crypto';
import type {Figure, Growth, Unit} from './figures.js';
import {h, raw, type Markup} from './markup.js';
import {growthPlot, legend, ratioPlot} from './plots.js';
import {growthRows, rowsOf} from './table.js';

/** Where and when something was measured. */
export interface Circumstances {
  readonly date: string;
  readonly version: string;
  readonly commit: string;
  readonly browser: string;
  readonly node: string;
  readonly processor: string;
  readonly rounds: number;
  readonly quick: boolean;
}

export interface GroupResult {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly growth: readonly Growth[];
}

export interface Results {
  readonly circumstances: Circumstances;
  readonly groups: readonly GroupResult[];
}

const STYLES = `
:root { color-scheme: light dark; --text: light-dark(#1c2024, #e8eaed); --muted: light-dark(#5b6470, #a4adb8);
  --line: light-dark(#d9dee4, #363c44); --surface: light-dark(#fff, #15181c);
  --c0: light-dark(#0b5fcc, #7db4ff); --c1: light-dark(#a84300, #ffb07a); --c2: light-dark(#2c6e2f, #8fd694); }
body { margin: 0 auto; padding: 24px; max-width: 1080px; font: 16px/1.5 system-ui, sans-serif; color: var(--text);
  background: var(--surface); }
h2 { margin-block: 48px 4px; } p { margin-block: 4px 16px; } .note { color: var(--muted); }
.scroller { overflow-x: auto; } .scroller:focus-visible { outline: 2px solid var(--c0); }
table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; white-space: nowrap; }
caption { text-align: start; color: var(--muted); padding-block: 8px; }
th, td { padding: 4px 12px; border-block-end: 1px solid var(--line); text-align: end; }
th:first-child, td:first-child { text-align: start; padding-inline-start: 0; } th { font-weight: 600; }
svg { display: block; max-width: 100%; } svg text { font-size: 12px; fill: var(--text); }
.ratios { inline-size: 100%; min-inline-size: 640px; }
.label { text-anchor: end; } .tick { text-anchor: middle; } svg .tick { fill: var(--muted); }
.grid { stroke: var(--line); } .one { stroke: var(--muted); stroke-width: 2; }
.interval { stroke: var(--c0); stroke-width: 2; opacity: .6; }
.mark-0 { fill: var(--c0); } .mark-1 { fill: var(--c1); } .mark-2 { fill: var(--c2); }
.line { fill: none; stroke-width: 2; } .line-0 { stroke: var(--c0); } .line-1 { stroke: var(--c1); }
.line-2 { stroke: var(--c2); }
.plots { display: flex; flex-wrap: wrap; gap: 16px; } .growth { margin: 0; inline-size: 330px; font-size: 14px; }
.growth svg { inline-size: 100%; }
.legend { display: flex; flex-wrap: wrap; gap: 16px; } .legend svg { display: inline; }
@media (forced-colors: active) { svg text { fill: CanvasText; } .grid, .one { stroke: GrayText; } }
`;

/** The report as a page of its own: nothing is loaded, and nothing runs. */
export function toHtml({circumstances, groups}: Results): string {
  const hash = createHash('sha256').update(STYLES).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'`;
  const page = h(
    'html',
    {lang: 'en'},
    h(
      'head',
      {},
      h('meta', {charset: 'utf-8'}),
      h('meta', {'http-equiv': 'Content-Security-Policy', content: policy}),
      h('meta', {name: 'viewport', content: 'width=device-width, initial-scale=1'}),
      h('title', {}, 'Paragon Elements, measured'),
      h('style', {}, raw(STYLES)),
    ),
    h('body', {}, h('h1', {}, 'Paragon Elements, measured'), intro(circumstances), groups.map(groupSection)),
  );
  return `<!doctype html>\n${page.text}\n`;
}

function intro({date, version, commit, browser, node, processor, rounds, quick}: Circumstances): Markup {
  return h(
    'div',
    {},
    h(
      'p',
      {class: 'note'},
      `Version ${version}, commit ${commit}, on ${date.slice(0, 10)}; Chromium ${browser}, Node ${node}, ${processor}. `,
      quick ? 'A quick run, which shows that everything works and measures nothing well. ' : '',
      `At most ${rounds} rounds after a first one that does not count, the contestants in turn.`,
    ),
    h(
      'p',
      {},
      'Cells hold the median, and where it varies the tenth and the ninetieth percentile. A ratio is ours as a multiple ',
      'of the other, with a bootstrap 95 % interval. Milliseconds belong to the computer; ratios and counts hold elsewhere, too.',
    ),
  );
}

function groupSection({name, title, figures, growth}: GroupResult): Markup {
  const others = [...new Set(figures.flatMap(({ratios}) => ratios.map(({to}) => to)))];
  const plots = growthPlots(figures);
  const contestants = [...new Set(figures.flatMap((figure) => Object.keys(figure.contestants)))];
  return h(
    'section',
    {'aria-labelledby': name},
    h('h2', {id: name}, name),
    h('p', {}, title, '.'),
    others.map((other) => scroller(`Ratios to ${other}`, ratioPlot(figures, other))),
    plots.length ? [legend(contestants), h('div', {class: 'plots'}, plots)] : undefined,
    scroller(`Figures of ${name}`, table(rowsOf(figures), 'All figures')),
    growth.length
      ? scroller(
          `Growth of ${name}`,
          table(growthRows(growth), 'Growth as the exponent: 0 is not at all, 1 in proportion'),
        )
      : undefined,
  );
}

function growthPlots(figures: readonly Figure[]): Markup[] {
  const byName = new Map<string, {name: string; unit: Unit; figures: Figure[]}>();
  for (const figure of figures) {
    if (!figure.size) continue;
    const key = JSON.stringify([figure.figure, figure.size.of]);
    const entry = byName.get(key) ?? {name: figure.figure, unit: figure.unit, figures: []};
    byName.set(key, entry);
    entry.figures.push(figure);
  }
  return [...byName.values()].flatMap(({name, unit, figures: sized}) => {
    const of = sized[0]?.size?.of ?? '';
    return growthPlot(`${name}, by ${of}`, unit, sized) ?? [];
  });
}

/** What may be wider than the page; it can be scrolled by keyboard. */
const scroller = (label: string, content: Markup | undefined): Markup | undefined =>
  content && h('div', {class: 'scroller', role: 'region', tabindex: 0, 'aria-label': label}, content);

function table([head = [], ...rows]: readonly (readonly string[])[], caption: string): Markup {
  return h(
    'table',
    {},
    h('caption', {}, caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        head.map((cell) => h('th', {scope: 'col'}, cell || 'figure')),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map(([first = '', ...cells]) =>
        h(
          'tr',
          {},
          h('th', {scope: 'row'}, first),
          cells.map((cell) => h('td', {}, cell)),
        ),
      ),
    ),
  );
}
