import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { severities } from "../../../policy/finding.ts";
import { isUnknown, unknownReasons, type Fact, type TeamRole } from "../../../roster/model.ts";
import type { PageTeam } from "../page-data.ts";
import { FactValue, factWord, visible } from "./facts.tsx";
import { SeverityMark } from "./marks.tsx";
import { cellId, factColumns, rowHeight, teamWidth, type Widths } from "./matrix-layout.ts";
import type { Span } from "./matrix-window.ts";
import type { Account } from "./model.ts";
import { linkToAccount } from "./route.ts";

interface RowProps {
  readonly account: Account;
  readonly row: number;
  readonly teams: readonly PageTeam[];
  readonly columns: Span;
  readonly widths: Widths;
  /** The column under the cursor; -1 where it is in another row. */
  readonly active: number;
  readonly onPoint: (row: number, column: number) => void;
}

/** One account; drawn anew only where it, its place or the columns in sight change. */
export function MatrixRow(props: RowProps): JSX.Element {
  const { account, row, teams, columns, widths, active, onPoint } = props;
  return useMemo(
    () => (
      <div
        role="row"
        aria-rowindex={row + 2}
        class={row % 2 === 0 ? "row" : "row odd"}
        style={{ top: `${row * rowHeight}px`, height: `${rowHeight}px` }}
        onMouseDown={(event) => onPoint(row, columnAt(event.target))}
      >
        <NameCell {...props} />
        <FactCells {...props} />
        <TeamCells {...props} />
      </div>
    ),
    [account, row, teams, columns.first, columns.end, widths, active, onPoint],
  );
}

function columnAt(target: EventTarget | null): number {
  const cell = target instanceof Element ? target.closest("[aria-colindex]") : null;
  return Number(cell?.getAttribute("aria-colindex") ?? 1) - 1;
}

function NameCell({ account, row, widths, active }: RowProps): JSX.Element {
  const { kind, slug, name, findings } = account;
  const open = findings.filter(({ state }) => state !== "accepted");
  const worst = severities.find((severity) =>
    open.some((finding) => finding.severity === severity),
  );
  const label = visible(name === "" ? slug : name);
  return (
    <div
      role="rowheader"
      id={cellId(row, 0)}
      aria-colindex={1}
      class={active === 0 ? "name active" : "name"}
      style={{ width: `${widths.name}px` }}
    >
      <a href={linkToAccount(account)} tabIndex={-1} title={visible(`${name} (${slug})`)}>
        <bdi>{label}</bdi>
      </a>
      {kind === "member" ? null : <span class="kind">{kind}</span>}
      {worst === undefined ? null : (
        <span class="worst">
          <SeverityMark severity={worst} bare />
          <span class="unseen-word">findings: </span>
          {open.length}
        </span>
      )}
    </div>
  );
}

function FactCells({ account, row, widths, active }: RowProps): JSX.Element {
  const { kind, role, twoFactor, lastLoginAt } = account;
  const never = kind === "member" ? "never" : "–";
  const cells = [
    ["role", widths.role, <FactValue key="role" fact={role} brief />, factWord(role)],
    [
      "two-factor",
      widths.twoFactor,
      <FactValue key="2fa" fact={twoFactor} brief />,
      factWord(twoFactor),
    ],
    [
      "login",
      widths.login,
      <FactValue key="login" fact={lastLoginAt} none={never} brief />,
      factWord(lastLoginAt, never),
    ],
  ] as const;
  return (
    <>
      {cells.map(([name, width, shown, word], index) => (
        <div
          key={name}
          role="gridcell"
          id={cellId(row, index + 1)}
          aria-colindex={index + 2}
          class={`fact ${name} ${toneOf(word)}${active === index + 1 ? " active" : ""}`}
          style={{ width: `${width}px` }}
        >
          {shown}
        </div>
      ))}
    </>
  );
}

function toneOf(word: string): string {
  return word === "no" || word === "never" ? "bad" : "";
}

function TeamCells({ account, row, teams, columns, active }: RowProps): JSX.Element {
  const { places } = account;
  const held = isUnknown(places)
    ? undefined
    : new Map(places.map(({ team, role }) => [team, role]));
  return (
    <>
      {teams.slice(columns.first, columns.end).map((team, index) => {
        const column = factColumns + columns.first + index;
        const role = isUnknown(places) ? places : held?.get(team);
        return (
          <div
            key={team.id}
            role="gridcell"
            id={cellId(row, column)}
            aria-colindex={column + 1}
            class={active === column ? "team active" : "team"}
            title={role === undefined ? undefined : `${visible(team.slug)}: ${heldWord(role)}`}
            style={{
              width: `${teamWidth}px`,
              marginLeft: index === 0 ? `${columns.first * teamWidth}px` : "0",
            }}
          >
            {role === undefined ? <span class="unseen-word">none</span> : <Held role={role} />}
          </div>
        );
      })}
    </>
  );
}

function Held({ role }: { readonly role: Fact<TeamRole> }): JSX.Element {
  const kind = isUnknown(role) ? "unknown" : role.toLowerCase();
  return (
    <span class={`held ${kind}`}>
      {kind === "unknown" ? <span aria-hidden="true">?</span> : null}
      <span class="unseen-word">{heldWord(role)}</span>
    </span>
  );
}

function heldWord(role: Fact<TeamRole>): string {
  return isUnknown(role) ? `unknown (${unknownReasons[role.unknown]})` : role;
}
