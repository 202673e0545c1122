import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import type { TeamRole } from "../../../roster/roles.ts";
import { isUnknown, unknownReasons, type Fact } from "../../../roster/fact.ts";
import type { PageTeam } from "../page-data.ts";
import { accountColumns, type ColumnName } from "./account-columns.ts";
import { FactValue, factWord, visible } from "./facts.tsx";
import {
  cellId,
  factColumns,
  fixedWidth,
  nameWidth,
  rowHeight,
  teamWidth,
} from "./matrix-layout.ts";
import type { Account } from "./model.ts";
import { linkToAccount } from "./route.ts";
import { shownName } from "../../../roster/visible.ts";
import { WorstFinding } from "./worst-finding.tsx";

interface RowProps {
  readonly account: Account;
  readonly row: number;
  readonly teams: readonly PageTeam[];
  /** The position of each team in `teams`. */
  readonly teamIndex: ReadonlyMap<PageTeam, number>;
  /** The column of the cursor; -1 if the cursor is in another row. */
  readonly active: number;
  readonly onPoint: (row: number, column: number) => void;
}

/** Shows one account; rendered again only if the account or its position changes. */
export function MatrixRow(props: RowProps): JSX.Element {
  const { account, row, teams, teamIndex, active, onPoint } = props;
  return useMemo(
    () => (
      <div
        role="row"
        aria-rowindex={row + 2}
        class={row % 2 === 0 ? "row" : "row odd"}
        style={{ top: `${row * rowHeight}px`, height: `${rowHeight}px` }}
        onMouseDown={(event) => onPoint(row, columnAt(event))}
      >
        <NameCell {...props} />
        <FactCells {...props} />
        <TeamCells {...props} />
      </div>
    ),
    [account, row, teams, teamIndex, active, onPoint],
  );
}

function columnAt(event: MouseEvent): number {
  const { target, currentTarget, offsetX } = event;
  if (target === currentTarget) return factColumns + Math.floor((offsetX - fixedWidth) / teamWidth);
  const cell = target instanceof Element ? target.closest("[aria-colindex]") : null;
  return Number(cell?.getAttribute("aria-colindex") ?? 1) - 1;
}

function NameCell({ account, row, active }: RowProps): JSX.Element {
  const { kind, slug, name, findings } = account;
  const label = visible(shownName(name, slug));
  return (
    <div
      role="rowheader"
      id={cellId(row, 0)}
      aria-colindex={1}
      class={active === 0 ? "name cursor" : "name"}
      style={{ width: `${nameWidth}px` }}
    >
      <a
        href={linkToAccount(account)}
        tabIndex={-1}
        title={visible(`${shownName(name, slug)} (${slug})`)}
      >
        <bdi>{label}</bdi>
      </a>
      {kind === "member" ? null : <span class="kind">{kind}</span>}
      <WorstFinding findings={findings} />
    </div>
  );
}

function FactCells({ account, row, active }: RowProps): JSX.Element {
  return (
    <>
      {accountColumns.slice(1).map(({ name, width, fact, none, warns }, index) => {
        const value = fact(account);
        const word = factWord(value, none(account));
        const bad = warns && (word === "no" || word === "never");
        return (
          <div
            key={name}
            role="gridcell"
            id={cellId(row, index + 1)}
            aria-colindex={index + 2}
            class={`fact ${name}${bad ? " bad" : ""}${active === index + 1 ? " cursor" : ""}`}
            style={{ width: `${width}px` }}
            title={isLong.has(name) ? word : undefined}
          >
            <FactValue fact={value} none={none(account)} brief />
          </div>
        );
      })}
    </>
  );
}

/** Columns whose text may be cut. */
const isLong: ReadonlySet<ColumnName> = new Set(["username", "email"]);

/** Most cells are empty: an empty cell has an element only while the cursor is on it. */
function TeamCells({ account, row, teams, teamIndex, active }: RowProps): JSX.Element {
  const { places } = account;
  const cell = (column: number, word: string, span = 1) =>
    toCell({ row, column, word, span, active });
  if (isUnknown(places)) {
    const why = roleWord(places);
    return (
      <div
        {...cell(factColumns, `teams ${why}`, teams.length)}
        aria-colspan={teams.length}
        title={`teams: ${why}`}
      >
        <RoleShape role={places} /> <span class="unseen">teams unknown</span>
      </div>
    );
  }
  const columnOf = (team: PageTeam) => factColumns + (teamIndex.get(team) ?? 0);
  const onEmpty = active >= factColumns && !places.some(({ team }) => columnOf(team) === active);
  return (
    <>
      {places.map(({ team, role }) => (
        <div
          key={team.id}
          {...cell(columnOf(team), roleWord(role))}
          title={`${visible(team.slug)}: ${roleWord(role)}`}
        >
          <RoleShape role={role} />
        </div>
      ))}
      {onEmpty ? <div key="empty" {...cell(active, "not in this team")} /> : null}
    </>
  );
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly word: string;
  readonly span: number;
  readonly active: number;
}

function toCell({ row, column, word, span, active }: Cell) {
  const last = column + span - 1;
  return {
    role: "gridcell" as const,
    // The cursor finds an element that spans many columns under each of them.
    id: cellId(row, Math.min(Math.max(column, active), last)),
    "aria-colindex": column + 1,
    "aria-label": word,
    class: active >= column && active <= last ? "team cursor" : "team",
    style: {
      left: `${fixedWidth + (column - factColumns) * teamWidth}px`,
      width: `${span * teamWidth}px`,
    },
  };
}

/** Shows a shape; its cell contains the word. */
function RoleShape({ role }: { readonly role: Fact<TeamRole> }): JSX.Element {
  const kind = isUnknown(role) ? "unknown" : role.toLowerCase();
  return (
    <span class={`held ${kind}`} aria-hidden="true">
      {kind === "unknown" ? "?" : null}
    </span>
  );
}

function roleWord(role: Fact<TeamRole>): string {
  return isUnknown(role) ? `unknown (${unknownReasons[role.unknown]})` : role;
}
