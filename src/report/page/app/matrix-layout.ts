/**
 * The dimensions of the matrix, in pixels. All rows have the same height, so that a scroll position
 * determines the row.
 */

export const rowHeight = 30;
export const headHeight = 128;
export const teamWidth = 34;

/** Columns before the teams: name, role, two-factor, last login. */
export const factColumns = 4;

export interface Widths {
  readonly name: number;
  readonly role: number;
  readonly twoFactor: number;
  readonly login: number;
  /** All four together. */
  readonly fixed: number;
}

const wide = { name: 250, role: 116, twoFactor: 84, login: 108, fixed: 558 };
const narrow = { name: 140, role: 108, twoFactor: 76, login: 100, fixed: 424 };

/**
 * Returns the widths of the first columns; on a phone, narrower names leave room for the others.
 */
export function widthsFor(narrowScreen: boolean): Widths {
  return narrowScreen ? narrow : wide;
}

/**
 * Returns the id of a cell's element; row numbers do not include the head, column numbers include
 * the name.
 */
export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}
