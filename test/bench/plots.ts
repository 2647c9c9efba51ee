import type {Figure, Unit} from './figures.js';
import {h, type Markup} from './markup.js';
import {format, labelOf, ratioText} from './table.js';

/** Shapes and colours of contestants, in their order; a shape is told from another without its colour. */
const MARKS = [
  (x: number, y: number) => h('circle', {cx: x, cy: y, r: 4, class: 'mark mark-0'}),
  (x: number, y: number) => h('rect', {x: x - 4, y: y - 4, width: 8, height: 8, class: 'mark mark-1'}),
  (x: number, y: number) =>
    h('path', {d: `M${x} ${y - 5}L${x + 5} ${y + 4}L${x - 5} ${y + 4}Z`, class: 'mark mark-2'}),
];

const markAt = (index: number, x: number, y: number): Markup => (MARKS[index % MARKS.length] ?? circle)(x, y);
const circle = (x: number, y: number) => h('circle', {cx: x, cy: y, r: 4});

/** Places values on a line by their logarithm. */
function logScale(low: number, high: number, from: number, to: number): (value: number) => number {
  const [begin, end] = [Math.log10(low), Math.log10(high)];
  const clamp = (value: number) => Math.min(Math.max(value, low), high);
  return (value) => round(from + ((Math.log10(clamp(value)) - begin) / (end - begin || 1)) * (to - from));
}

const round = (value: number) => Math.round(value * 10) / 10;
const powersOf10 = (low: number, high: number): number[] => {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  return Array.from({length: to - from + 1}, (_none, at) => 10 ** (from + at));
};

const ROW = 22;
const LABEL = 330;
const WIDTH = 760;

/** Ours as a multiple of another contestant, a row for each figure: left of the line of 1 is less. */
export function ratioPlot(figures: readonly Figure[], to: string): Markup | undefined {
  const rows = figures.flatMap((figure) => {
    const ratio = figure.ratios.find((one) => one.to === to);
    return ratio ? [{label: labelOf(figure), ratio}] : [];
  });
  if (!rows.length) return undefined;
  const values = rows.flatMap(({ratio}) => [ratio.low, ratio.high, ratio.ratio]).filter((value) => value > 0);
  const ticks = powersOf10(Math.max(0.001, Math.min(0.1, ...values)), Math.max(10, ...values));
  const [low = 0.1, high = 10] = [ticks[0], ticks.at(-1)];
  const x = logScale(low, high, LABEL, WIDTH - 20);
  const height = rows.length * ROW + 30;
  const title = `Ours as a multiple of ${to}; less is better, except where requests per second are counted`;
  return h(
    'svg',
    {viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', class: 'ratios', 'aria-label': title},
    h('title', {}, title),
    ticks.map((tick) => [
      h('line', {x1: x(tick), x2: x(tick), y1: 0, y2: height - 24, class: tick === 1 ? 'one' : 'grid'}),
      h('text', {x: x(tick), y: height - 8, class: 'tick'}, `${tick}×`),
    ]),
    rows.map(({label, ratio}, row) => {
      const y = row * ROW + ROW / 2;
      return h(
        'g',
        {},
        h('title', {}, `${label}: ${ratioText(ratio)}`),
        h('text', {x: LABEL - 10, y: y + 4, class: 'label'}, label),
        h('line', {x1: x(ratio.low), x2: x(ratio.high), y1: y, y2: y, class: 'interval'}),
        markAt(0, x(ratio.ratio), y),
      );
    }),
  );
}

const GROWTH = {width: 360, height: 200, left: 64, right: 14, top: 14, bottom: 34};

/** A figure at several sizes, a line for each contestant; both axes by their logarithm. */
export function growthPlot(name: string, unit: Unit, figures: readonly Figure[]): Markup | undefined {
  const sized = figures.filter(({size}) => size);
  const contestants = [...new Set(sized.flatMap((figure) => Object.keys(figure.contestants)))];
  const lines = contestants.map((contestant) =>
    sized.flatMap(({size, contestants: all}) => {
      const value = all[contestant]?.p50 ?? 0;
      return size && value > 0 ? [{size: size.is, value}] : [];
    }),
  );
  const points = lines.flat();
  const sizes = [...new Set(sized.flatMap(({size}) => size?.is ?? []))];
  if (sizes.length < 2 || points.length < 2) return undefined;
  const {width, height, left, right, top, bottom} = GROWTH;
  const values = powersOf10(
    Math.min(...points.map(({value}) => value)),
    Math.max(...points.map(({value}) => value)),
  );
  const x = logScale(Math.min(...sizes), Math.max(...sizes), left + 8, width - right - 8);
  const y = logScale(values[0] ?? 1, values.at(-1) ?? 10, height - bottom, top);
  return h(
    'figure',
    {class: 'growth'},
    h('figcaption', {}, name),
    h(
      'svg',
      {
        viewBox: `0 0 ${width} ${height}`,
        role: 'img',
        'aria-label': `${name} by ${sized[0]?.size?.of ?? 'size'}`,
      },
      values.map((value) => [
        h('line', {x1: left, x2: width - right, y1: y(value), y2: y(value), class: 'grid'}),
        h('text', {x: left - 6, y: y(value) + 4, class: 'label'}, format(value, unit)),
      ]),
      sizes.map((size) => h('text', {x: x(size), y: height - 14, class: 'tick'}, size.toLocaleString('en'))),
      lines.map((line, index) => [
        h('polyline', {
          points: line.map(({size, value}) => `${x(size)},${y(value)}`).join(' '),
          class: `line line-${index % MARKS.length}`,
        }),
        line.map(({size, value}) => markAt(index, x(size), y(value))),
      ]),
    ),
  );
}

/** Which shape is whose. */
export const legend = (contestants: readonly string[]): Markup =>
  h(
    'p',
    {class: 'legend'},
    contestants.map((name, index) =>
      h(
        'span',
        {},
        h('svg', {viewBox: '0 0 12 12', width: 12, height: 12, 'aria-hidden': 'true'}, markAt(index, 6, 6)),
        ` ${name}`,
      ),
    ),
  );
