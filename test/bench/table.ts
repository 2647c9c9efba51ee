import type {Figure, Unit} from './figures.js';
import type {Growth} from './figures.js';

/** A value as a person reads it. */
export function format(value: number, unit: Unit): string {
  if (unit === 'bytes')
    return Math.abs(value) < 10_000 ? `${Math.round(value)} B` : `${(value / 1000).toFixed(1)} kB`;
  if (unit === 'count') return Number.isInteger(value) ? String(value) : value.toFixed(1);
  const text = Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(1);
  return unit === 'ms' ? `${text} ms` : `${Math.round(value)}/s`;
}

/** What is measured, with its size. */
export const labelOf = ({figure, size}: Pick<Figure, 'figure' | 'size'>): string =>
  size ? `${figure}, ${size.is.toLocaleString('en')} ${size.of}` : figure;

export const ratioText = ({ratio, low, high}: Figure['ratios'][number]): string =>
  `${factor(ratio)} (${factor(low)}–${factor(high)})`;

const factor = (value: number) => `${value < 0.1 ? value.toFixed(3) : value.toFixed(2)}×`;

/** The rows of a group: what, then a cell for each contestant, then one for each ratio. */
export function rowsOf(figures: readonly Figure[]): string[][] {
  const contestants = [...new Set(figures.flatMap((figure) => Object.keys(figure.contestants)))];
  const others = [...new Set(figures.flatMap(({ratios}) => ratios.map(({to}) => to)))];
  const head = ['', ...contestants, ...others.map((other) => `to ${other}`)];
  const rows = figures.map((figure) => [
    labelOf(figure),
    ...contestants.map((name) => cellOf(figure, name)),
    ...others.map((other) => {
      const ratio = figure.ratios.find(({to}) => to === other);
      return ratio ? ratioText(ratio) : '';
    }),
  ]);
  return [head, ...rows];
}

function cellOf({contestants, unit}: Figure, name: string): string {
  const values = contestants[name];
  if (!values) return '';
  const {p10, p50, p90} = values;
  return p10 === p90 ? format(p50, unit) : `${format(p50, unit)} (${format(p10, unit)}–${format(p90, unit)})`;
}

export const growthRows = (growths: readonly Growth[]): string[][] => [
  ['grows with', 'figure', 'contestant', 'exponent', 'at the end'],
  ...growths.map(({figure, contestant, of, from, to, exponent, atEnd}) => [
    `${of}, ${from.toLocaleString('en')} to ${to.toLocaleString('en')}`,
    figure,
    contestant,
    exponent.toFixed(2),
    atEnd.toFixed(2),
  ]),
];

/** Rows as lines of text, in columns. */
export function toText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
