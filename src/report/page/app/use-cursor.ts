import type { RefObject } from "preact";
import { useCallback, useState } from "preact/hooks";

import { accountColumns } from "./account-columns.ts";
import {
  factColumns,
  fixedWidth,
  headHeight,
  nameWidth,
  rowHeight,
  teamWidth,
} from "./matrix-layout.ts";
import { reveal } from "./matrix-window.ts";

export interface Cursor {
  readonly row: number;
  readonly column: number;
}

export interface CursorUse {
  readonly cursor: Cursor;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly moveTo: (row: number, column: number) => void;
}

/** The number of rows that Page Up and Page Down move. */
const pageRows = 15;

/** What the keys do that do not move the cursor. */
export interface CursorKeys {
  readonly onOpen: (row: number) => void;
  readonly onSort: (column: number) => void;
}

/** Returns the cell of the keyboard cursor; Enter opens its row, S sorts by its column. */
export function useCursor(
  box: RefObject<HTMLElement | null>,
  rowCount: number,
  teamCount: number,
  { onOpen, onSort }: CursorKeys,
): CursorUse {
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 0 });
  const moveTo = useCallback((row: number, column: number) => setCursor({ row, column }), []);
  const limits = { row: Math.max(0, rowCount - 1), column: factColumns + teamCount - 1 };
  // A filter may have removed the row.
  const at = {
    row: Math.min(cursor.row, limits.row),
    column: Math.min(cursor.column, limits.column),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A button in the head has its own keys.
    if (event.target instanceof Element && event.target.closest("button") !== null) return;
    if (event.key === "Enter") return onOpen(at.row);
    if (event.key === "s" && !event.ctrlKey && !event.metaKey) return onSort(at.column);
    const next = step(at, event, limits);
    if (next === undefined) return;
    event.preventDefault();
    setCursor(next);
    if (box.current !== null) showCell(box.current, next);
  };
  return { cursor: at, onKeyDown, moveTo };
}

/** Returns the cell to which a key moves the cursor; undefined for other keys. */
function step({ row, column }: Cursor, event: KeyboardEvent, limits: Cursor): Cursor | undefined {
  const all = event.ctrlKey || event.metaKey;
  const moves: Readonly<Record<string, Cursor>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: row - pageRows, column },
    PageDown: { row: row + pageRows, column },
    Home: { row: all ? 0 : row, column: 0 },
    End: { row: all ? limits.row : row, column: limits.column },
  };
  const next = moves[event.key];
  if (next === undefined) return undefined;
  return {
    row: Math.min(Math.max(next.row, 0), limits.row),
    column: Math.min(Math.max(next.column, 0), limits.column),
  };
}

function showCell(box: HTMLElement, { row, column }: Cursor): void {
  const { scrollTop, scrollLeft, clientHeight, clientWidth } = box;
  const top = reveal({
    offset: scrollTop,
    extent: clientHeight - headHeight,
    size: rowHeight,
    index: row,
  });
  const left =
    column < factColumns
      ? factLeft(box, column)
      : Math.max(
          fixedWidth - nameWidth,
          reveal({
            offset: scrollLeft - (fixedWidth - nameWidth),
            extent: clientWidth - nameWidth,
            size: teamWidth,
            index: column - factColumns,
          }) +
            fixedWidth -
            nameWidth,
        );
  box.scrollTo({
    top,
    left: column >= factColumns && isInSight(box, column) ? scrollLeft : left,
  });
}

function isInSight({ scrollLeft, clientWidth }: HTMLElement, column: number): boolean {
  const start = fixedWidth + (column - factColumns) * teamWidth;
  return start >= scrollLeft + nameWidth && start + teamWidth <= scrollLeft + clientWidth;
}

/** Returns the scroll offset that shows a fact beside the name, which stays in view. */
function factLeft({ scrollLeft, clientWidth }: HTMLElement, column: number): number {
  const start = accountColumns.slice(1, column).reduce((sum, { width }) => sum + width, 0);
  const end = start + (accountColumns[column]?.width ?? 0);
  const shown = clientWidth - nameWidth;
  if (column === 0 || start < scrollLeft) return column === 0 ? 0 : start;
  return Math.max(scrollLeft, end - shown);
}
