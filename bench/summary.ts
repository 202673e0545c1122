/** What several runs of one thing came to. */

export interface Summary {
  /** The middle one, the upper of two. */
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Returns the middle, the least and the most of some values; not numbers where there are none. */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { median: at(Math.floor(sorted.length / 2)), min: at(0), max: at(sorted.length - 1) };
}
