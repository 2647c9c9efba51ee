/** What a set of measured values comes to. */
export interface Summary {
  readonly n: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** How many times as large the median of one set is as that of another, with an interval that it lies in. */
export interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2000;
/** Of the 95 % interval. */
const TAIL = 0.025;

/** A value below which the given part of all values lies, 0 to 1; between two values it is interpolated. */
export function quantile(values: readonly number[], part: number): number {
  if (!values.length) throw new Error('There is no quantile of no values.');
  const sorted = [...values].sort((one, other) => one - other);
  const position = (sorted.length - 1) * part;
  const below = sorted[Math.floor(position)] ?? 0;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function summarize(values: readonly number[]): Summary {
  return {
    n: values.length,
    p10: quantile(values, 0.1),
    p50: median(values),
    p90: quantile(values, 0.9),
  };
}

/**
 * The ratio of two medians with its bootstrap 95 % interval. The same values always give the same interval.
 *
 * `undefined` if the second median is 0, as nothing is a multiple of that; 1 if both are.
 */
export function ratioOf(values: readonly number[], to: readonly number[]): Ratio | undefined {
  const base = median(to);
  if (base === 0) return median(values) === 0 ? {ratio: 1, low: 1, high: 1} : undefined;
  const random = randomNumbers(values.length * 31 + to.length);
  const ratios: number[] = [];
  for (let turn = 0; turn < RESAMPLES; turn++) {
    const below = median(resample(to, random));
    if (below !== 0) ratios.push(median(resample(values, random)) / below);
  }
  return {ratio: median(values) / base, low: quantile(ratios, TAIL), high: quantile(ratios, 1 - TAIL)};
}

/**
 * How something grows with a size, as the exponent of a power: 0 is not at all, 1 in proportion, 2 by the square. The
 * slope of the line through the logarithms. `undefined` without two sizes, or where something is not above 0.
 */
export function growthExponent(points: readonly {size: number; value: number}[]): number | undefined {
  if (new Set(points.map(({size}) => size)).size < 2) return undefined;
  if (points.some(({size, value}) => size <= 0 || value <= 0)) return undefined;
  const logs = points.map(({size, value}) => ({x: Math.log(size), y: Math.log(value)}));
  const x = mean(logs.map((point) => point.x));
  const y = mean(logs.map((point) => point.y));
  const above = logs.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return above / logs.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const resample = (values: readonly number[], random: () => number) =>
  values.map(() => values[Math.floor(random() * values.length)] ?? 0);

/** Numbers from 0 to 1 in an order that the seed decides (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
