import type {Differing} from './compare.js';

/** Something that ours does otherwise on purpose. All else is the same. */
export interface Difference {
  /** What ours does, and why. */
  readonly reason: string;
  /** Names of the cases that show it. */
  readonly cases: readonly string[];
  readonly differ: Differing;
}

export const differences: readonly Difference[] = [];
