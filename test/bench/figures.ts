import {growthExponent, median, ratioOf, summarize, type Ratio, type Summary} from './statistics.js';

export type Unit = 'bytes' | 'ms' | 'count' | 'per s';

/** What is measured, at one size of what it is measured with. */
export interface FigureName {
  readonly figure: string;
  readonly unit: Unit;
  /** The size, and what it counts: `{of: 'options', is: 10000}`. */
  readonly size?: {readonly of: string; readonly is: number};
}

/** One value of one contestant. */
export interface Value extends FigureName {
  readonly contestant: string;
  readonly value: number;
}

/** A figure with what was measured of each contestant. */
export interface Figure extends FigureName {
  readonly group: string;
  readonly contestants: Readonly<Record<string, Summary & {readonly values: readonly number[]}>>;
  /** Ours, as a multiple of another contestant. */
  readonly ratios: readonly (Ratio & {readonly of: string; readonly to: string})[];
}

/** How a figure grows from the smallest size to the largest. */
export interface Growth {
  readonly group: string;
  readonly figure: string;
  readonly contestant: string;
  readonly of: string;
  readonly from: number;
  readonly to: number;
  /** Over all sizes. */
  readonly exponent: number;
  /** From the second-largest size to the largest, where what does not grow no longer hides what does. */
  readonly atEnd: number;
}

/** Collects the values of a group. */
export class FigureBook {
  readonly group: string;
  readonly #figures = new Map<string, {name: FigureName; values: Map<string, number[]>}>();

  constructor(group: string) {
    this.group = group;
  }

  add({contestant, value, ...name}: Value): void {
    if (!Number.isFinite(value))
      throw new Error(`${this.group}, ${name.figure}: ${value} is no measurement.`);
    const key = JSON.stringify([name.figure, name.unit, name.size?.of, name.size?.is]);
    const entry = this.#figures.get(key) ?? {name, values: new Map<string, number[]>()};
    this.#figures.set(key, entry);
    const values = entry.values.get(contestant) ?? [];
    entry.values.set(contestant, values);
    values.push(value);
  }

  /** @param subject The contestant whose ratios to the others are wanted. */
  figures(subject: string): Figure[] {
    return [...this.#figures.values()].map(({name, values}) => {
      const own = values.get(subject);
      const others = [...values].filter(([contestant]) => contestant !== subject);
      const ratios = others.flatMap(([to, theirs]) => {
        const ratio = own && ratioOf(own, theirs);
        return ratio ? [{of: subject, to, ...ratio}] : [];
      });
      const contestants = Object.fromEntries(
        [...values].map(([contestant, all]) => [contestant, {...summarize(all), values: all}]),
      );
      return {group: this.group, ...name, contestants, ratios};
    });
  }
}

/** The growth of every figure that was measured at several sizes, for each contestant. */
export function growthOf(figures: readonly Figure[]): Growth[] {
  const series = new Map<
    string,
    {figure: Figure; contestant: string; points: {size: number; value: number}[]}
  >();
  for (const figure of figures) {
    if (!figure.size) continue;
    for (const [contestant, {values}] of Object.entries(figure.contestants)) {
      const key = JSON.stringify([figure.group, figure.figure, figure.size.of, contestant]);
      const entry = series.get(key) ?? {figure, contestant, points: []};
      series.set(key, entry);
      entry.points.push({size: figure.size.is, value: median(values)});
    }
  }
  return [...series.values()].flatMap(({figure, contestant, points}) => {
    const exponent = growthExponent(points);
    if (exponent === undefined) return [];
    const sorted = [...points].sort((one, other) => one.size - other.size);
    const atEnd = growthExponent(sorted.slice(-2)) ?? exponent;
    const sizes = points.map(({size}) => size);
    const [from, to] = [Math.min(...sizes), Math.max(...sizes)];
    return [
      {
        group: figure.group,
        figure: figure.figure,
        contestant,
        of: figure.size?.of ?? '',
        from,
        to,
        exponent,
        atEnd,
      },
    ];
  });
}
