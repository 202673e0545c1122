/** Summarizes several runs of the same thing. */

export interface Summary {
  /** The middle value; of two, the higher one. */
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Returns median, minimum and maximum; NaN if there are no values. */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { median: at(Math.floor(sorted.length / 2)), min: at(0), max: at(sorted.length - 1) };
}
