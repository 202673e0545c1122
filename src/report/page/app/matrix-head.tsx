import type { JSX } from "preact";

import type { PageTeam } from "../page-data.ts";
import { nameOf } from "../../../policy/subject.ts";
import { visible } from "./facts.tsx";
import { factColumns, headHeight, teamWidth, type Widths } from "./matrix-layout.ts";
import type { Span } from "./matrix-window.ts";

interface HeadProps {
  readonly teams: readonly PageTeam[];
  readonly columns: Span;
  readonly widths: Widths;
  readonly width: number;
}

/** The names of the columns, which stay in view. */
export function MatrixHead({ teams, columns, widths, width }: HeadProps): JSX.Element {
  const facts = [
    ["Account", widths.name],
    ["Role", widths.role],
    ["2FA", widths.twoFactor],
    ["Last login", widths.login],
  ] as const;
  return (
    <div role="rowgroup" class="head" style={{ width: `${width}px`, height: `${headHeight}px` }}>
      <div role="row" aria-rowindex={1} class="row">
        {facts.map(([name, size], index) => (
          <div
            key={name}
            role="columnheader"
            aria-colindex={index + 1}
            class={index === 0 ? "name" : "fact"}
            style={{ width: `${size}px` }}
          >
            {name}
          </div>
        ))}
        {teams.slice(columns.first, columns.end).map((team, index) => (
          <div
            key={team.id}
            role="columnheader"
            aria-colindex={factColumns + columns.first + index + 1}
            class="team"
            title={visible(nameOf({ kind: "team", ...team }))}
            style={{
              width: `${teamWidth}px`,
              marginLeft: index === 0 ? `${columns.first * teamWidth}px` : "0",
            }}
          >
            <span>{visible(team.slug)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
