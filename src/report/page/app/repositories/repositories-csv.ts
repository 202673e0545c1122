/** The repositories of the table as a CSV file: a row for each privilege. */

import { isUnknown, type Fact } from "../../../../roster/fact.ts";
import { shownName } from "../../../../roster/visible.ts";
import { csvParts, type Cell } from "../../../escape/escape-csv.ts";
import type { ReportFinding } from "../../../report.ts";
import type { Held, Repository } from "./repository-model.ts";

type ToCell = (repository: Repository, held: Held | undefined) => Cell;

const columns: Readonly<Record<string, ToCell>> = {
  id: ({ id }) => id,
  slug: ({ slug }) => slug,
  name: ({ name, slug }) => shownName(name, slug),
  "broadcast state": ({ broadcast }) => wordOf(broadcast),
  "default privilege": ({ defaultPrivilege }) => wordOf(defaultPrivilege),
  "privileges read": ({ coverage }) => coverage.status,
  "why not": ({ coverage }) => coverage.reason,
  "holder kind": (_, held) => held?.holder.kind ?? null,
  holder: (_, held) => held?.holder.slug ?? null,
  level: (_, held) => (held === undefined ? null : wordOf(held.level)),
  findings: (_, held) => rulesOf(held?.findings ?? []),
  "other findings": (repository) => rulesOf(otherFindings(repository)),
};

/** Returns the text of a CSV file, repositories in their order; one without privileges has a row. */
export function repositoriesCsv(repositories: readonly Repository[]): string {
  const cells = Object.values(columns);
  const rows = repositories.flatMap((repository) =>
    (repository.held.length === 0 ? [undefined] : repository.held).map((held) =>
      cells.map((cell) => cell(repository, held)),
    ),
  );
  return [...csvParts([Object.keys(columns), ...rows])].join("");
}

/** The findings that are about none of the privileges that are there. */
function otherFindings({ findings, held }: Repository): readonly ReportFinding[] {
  const shown = new Set(held.flatMap((one) => one.findings));
  return findings.filter((finding) => !shown.has(finding));
}

function wordOf(fact: Fact<string>): string {
  return isUnknown(fact) ? "unknown" : fact;
}

function rulesOf(findings: readonly ReportFinding[]): string {
  return findings
    .map(({ rule, severity, state }) => `${rule} (${state === "accepted" ? state : severity})`)
    .join(", ");
}
