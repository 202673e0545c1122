import type { RefObject } from "preact";
import { useCallback, useState } from "preact/hooks";

import { factColumns, headHeight, rowHeight, teamWidth, type Widths } from "./matrix-layout.ts";
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

/** Returns the cell of the keyboard cursor; Enter calls `onOpen` with its row. */
export function useCursor(
  box: RefObject<HTMLElement | null>,
  rowCount: number,
  teamCount: number,
  widths: Widths,
  onOpen: (row: number) => void,
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
    if (event.key === "Enter") return onOpen(at.row);
    const next = step(at, event, limits);
    if (next === undefined) return;
    event.preventDefault();
    setCursor(next);
    if (box.current !== null) showCell(box.current, next, widths);
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

function showCell(box: HTMLElement, { row, column }: Cursor, widths: Widths): void {
  const { scrollTop, scrollLeft, clientHeight, clientWidth } = box;
  const top = reveal({
    offset: scrollTop,
    extent: clientHeight - headHeight,
    size: rowHeight,
    index: row,
  });
  const left =
    column < factColumns
      ? 0
      : Math.max(
          widths.fixed - widths.name,
          reveal({
            offset: scrollLeft - (widths.fixed - widths.name),
            extent: clientWidth - widths.name,
            size: teamWidth,
            index: column - factColumns,
          }) +
            widths.fixed -
            widths.name,
        );
  box.scrollTo({
    top,
    left: column >= factColumns && isInSight(box, column, widths) ? scrollLeft : left,
  });
}

function isInSight(
  { scrollLeft, clientWidth }: HTMLElement,
  column: number,
  widths: Widths,
): boolean {
  const start = widths.fixed + (column - factColumns) * teamWidth;
  return start >= scrollLeft + widths.name && start + teamWidth <= scrollLeft + clientWidth;
}
