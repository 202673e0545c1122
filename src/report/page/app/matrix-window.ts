/** Computes which rows and columns of a large table are in view. */

export interface Span {
  /** The first index to draw. */
  readonly first: number;
  /** The last index to draw, plus one. */
  readonly end: number;
}

/**
 * Returns which of `count` items of `size` pixels each to draw, with `spare` more at both ends, in
 * steps of `spare`, so that not every pixel of scrolling renders again.
 */
export function spanOf(options: {
  readonly offset: number;
  readonly extent: number;
  readonly size: number;
  readonly count: number;
  readonly spare: number;
}): Span {
  const { offset, extent, size, count, spare } = options;
  const start = Math.floor(Math.max(0, offset) / size / spare) * spare;
  const end = start + Math.ceil(extent / size) + 2 * spare;
  return { first: Math.max(0, Math.min(start, count) - spare), end: Math.min(count, end) };
}

/** Returns the scroll offset that brings an item into view; the present offset if it is in view. */
export function reveal(options: {
  readonly offset: number;
  readonly extent: number;
  readonly size: number;
  readonly index: number;
}): number {
  const { offset, extent, size, index } = options;
  if (index * size < offset) return index * size;
  return Math.max(offset, (index + 1) * size - extent);
}
