import type { JSX } from "preact";

import type { PageTeam } from "../page-data.ts";
import { nameOf } from "../../../policy/subject.ts";
import { accountColumns } from "./account-columns.ts";
import { chosenOrder, nextSort, orderByTeam } from "./account-filter.ts";
import { visible } from "./facts.tsx";
import { factColumns, fixedWidth, headHeight, teamWidth } from "./matrix-layout.ts";
import type { Span } from "./matrix-window.ts";
import type { Route } from "./route.ts";

/** How the table is sorted, and how to sort it in another way. */
export interface Sorting {
  readonly query: Route["query"];
  readonly onSort: (sort: string) => void;
}

interface HeadProps extends Sorting {
  readonly teams: readonly PageTeam[];
  readonly columns: Span;
}

/** The names of the columns, which stay in view; each is a button that sorts by its column. */
export function MatrixHead({ teams, columns, ...sorting }: HeadProps): JSX.Element {
  const width = fixedWidth + teams.length * teamWidth;
  return (
    <div role="rowgroup" class="head" style={{ width: `${width}px`, height: `${headHeight}px` }}>
      <div role="row" aria-rowindex={1} class="row">
        {accountColumns.map(({ name, title, width: size }, index) => (
          <div
            key={name}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={sortedBy(sorting, name)}
            class={index === 0 ? "name" : "fact"}
            style={{ width: `${size}px` }}
          >
            <SortButton {...sorting} by={name}>
              {title}
            </SortButton>
          </div>
        ))}
        {teams.slice(columns.first, columns.end).map((team, index) => (
          <div
            key={team.id}
            role="columnheader"
            aria-colindex={factColumns + columns.first + index + 1}
            aria-sort={sortedBy(sorting, orderByTeam(team.id))}
            class="team"
            title={visible(nameOf({ kind: "team", ...team }))}
            style={{
              width: `${teamWidth}px`,
              marginLeft: index === 0 ? `${columns.first * teamWidth}px` : "0",
            }}
          >
            <SortButton {...sorting} by={orderByTeam(team.id)} isTeam>
              {visible(team.slug)}
            </SortButton>
          </div>
        ))}
      </div>
    </div>
  );
}

/** A column that is not the sorted one has no `aria-sort`, as ARIA recommends. */
function sortedBy({ query }: Sorting, by: string): "ascending" | "descending" | undefined {
  const { by: sorted, descending } = chosenOrder(query);
  if (sorted !== by) return undefined;
  return descending ? "descending" : "ascending";
}

/** The teams are many: the Tab key skips them, and S sorts by the column of the cursor. */
function SortButton(
  props: Sorting & { readonly by: string; readonly isTeam?: boolean; readonly children: string },
): JSX.Element {
  const { by, isTeam = false, children, ...sorting } = props;
  const sorted = sortedBy(sorting, by);
  return (
    <button
      type="button"
      class={sorted === undefined ? "sort" : `sort ${sorted}`}
      tabIndex={isTeam ? -1 : 0}
      onClick={() => sorting.onSort(nextSort(sorting.query, by))}
    >
      <span>{children}</span>
    </button>
  );
}
