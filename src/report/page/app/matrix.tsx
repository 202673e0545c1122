/**
 * The table of accounts and teams. Only the part in view is rendered, so that a large table stays
 * fast.
 */

import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";

import type { PageTeam } from "../page-data.ts";
import { accountColumns } from "./account-columns.ts";
import { nextSort, orderByTeam } from "./account-filter.ts";
import { MatrixHead, type Sorting } from "./matrix-head.tsx";
import { cellId, factColumns, fixedWidth, rowHeight, teamWidth } from "./matrix-layout.ts";
import { MatrixRow } from "./matrix-row.tsx";
import type { Span } from "./matrix-window.ts";
import { accountKey, type Account } from "./model.ts";
import { linkToAccount } from "./route.ts";
import { useCursor, type CursorUse } from "./use-cursor.ts";
import { useView } from "./use-view.ts";

interface TableProps {
  readonly accounts: readonly Account[];
  readonly teams: readonly PageTeam[];
}

/**
 * Shows accounts as rows and teams as columns; arrow keys move between the cells, Enter opens an
 * account, S sorts by the column.
 */
export function Matrix({ accounts, teams, ...sorting }: TableProps & Sorting): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { rows, columns, onScroll } = useView(box, accounts.length, teams.length);
  const open = (row: number) => {
    const account = accounts[row];
    if (account !== undefined) location.hash = linkToAccount(account);
  };
  const sort = (column: number) => {
    const team = teams[column - factColumns];
    const by = accountColumns[column]?.name ?? (team === undefined ? "" : orderByTeam(team.id));
    sorting.onSort(nextSort(sorting.query, by));
  };
  const keys = { onOpen: open, onSort: sort };
  const use = useCursor(box, accounts.length, teams.length, keys);
  useBackToTop(box, accounts);
  return (
    <div
      ref={box}
      class="matrix"
      role="grid"
      tabIndex={0}
      aria-label="Accounts by teams"
      aria-rowcount={accounts.length + 1}
      aria-colcount={factColumns + teams.length}
      aria-activedescendant={cellId(use.cursor.row, use.cursor.column)}
      onScroll={onScroll}
      onKeyDown={use.onKeyDown}
    >
      <MatrixHead teams={teams} columns={columns} {...sorting} />
      <Rows accounts={accounts} teams={teams} rows={rows} use={use} />
      {accounts.length === 0 ? <p class="muted">No account matches the filters.</p> : null}
    </div>
  );
}

interface RowsProps extends TableProps {
  readonly rows: Span;
  readonly use: CursorUse;
}

function Rows({ accounts, teams, rows, use }: RowsProps): JSX.Element {
  const { cursor, moveTo } = use;
  const teamIndex = useMemo(() => new Map(teams.map((team, index) => [team, index])), [teams]);
  const width = teams.length * teamWidth;
  const size = { height: `${accounts.length * rowHeight}px`, width: `${fixedWidth + width}px` };
  return (
    <div role="rowgroup" class="rows" style={size}>
      {accounts.slice(rows.first, rows.end).map((account, index) => (
        <MatrixRow
          key={accountKey(account)}
          account={account}
          row={rows.first + index}
          teams={teams}
          teamIndex={teamIndex}
          active={cursor.row === rows.first + index ? cursor.column : -1}
          onPoint={moveTo}
        />
      ))}
      <div
        aria-hidden="true"
        class="lines"
        style={{ left: `${fixedWidth}px`, width: `${width + 1}px` }}
      />
    </div>
  );
}

/** Scrolls to the top when the filter or the order changes. */
function useBackToTop(
  box: { readonly current: HTMLElement | null },
  accounts: readonly Account[],
): void {
  const shown = useRef(accounts);
  useLayoutEffect(() => {
    if (shown.current !== accounts) box.current?.scrollTo({ top: 0 });
    shown.current = accounts;
  }, [box, accounts]);
}
