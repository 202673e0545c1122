/** Which rows and columns of a large table are in sight. */

export interface Span {
  /** The first one drawn. */
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

/**
 * Returns the items to draw of `count` items of `size` pixels each, with `spare` more at either end,
 * in steps of `spare`, so that not every pixel of scrolling draws anew.
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

/** Returns where to scroll, so that an item is in sight; where one is, if it is already. */
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
