/** A time limit that can be kept: an attribute may hold anything. */
export const usableTimeout = (milliseconds: number | undefined): number | undefined =>
  milliseconds !== undefined && milliseconds > 0 && milliseconds < Infinity ? milliseconds : undefined;
