/**
 * The dimensions of the matrix, in pixels. All rows have the same height, so that a scroll position
 * determines the row.
 */

import { accountColumns } from "./account-columns.ts";

export const rowHeight = 30;
export const headHeight = 128;
export const teamWidth = 34;

/** The number of columns before the teams. */
export const factColumns = accountColumns.length;

/** The width of the first column, which stays in view. */
export const nameWidth = accountColumns[0]?.width ?? 0;

/** The width of all columns before the teams. */
export const fixedWidth = accountColumns.reduce((sum, { width }) => sum + width, 0);

/**
 * Returns the id of a cell's element; row numbers do not include the head, column numbers include
 * the name.
 */
export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}
