/** The lines of the policy that allow what an account has, and the findings about it. */

import type { ReportFinding } from "../../report.ts";
import { forOthers, forRole, type PageAllowance } from "../allowances.ts";
import type { Account, Page } from "./model.ts";

/** The workspace role, or the id of a team. */
export type AccessPath = { readonly team: string } | "role";

/** Returns the lines that allow a role or a team; undefined if they were not looked up. */
export function linesFor(
  page: Page,
  account: Account,
  path: AccessPath,
): readonly PageAllowance[] | undefined {
  if (path === "role") return pick(page, account, (at) => at === forRole);
  return pick(page, account, (at) => page.teams[at]?.id === path.team);
}

/** Returns every line that names the account itself or its group; undefined as above. */
export function linesNaming(page: Page, account: Account): readonly PageAllowance[] | undefined {
  const lines = pick(page, account, (at) => at >= forOthers);
  return lines?.filter(({ by }) => by === "named");
}

function pick(
  { allowances }: Page,
  { lines: pairs }: Account,
  fits: (at: number) => boolean,
): readonly PageAllowance[] | undefined {
  if (allowances === undefined) return undefined;
  const found: PageAllowance[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const line = allowances.lines[pairs[index + 1] ?? -1];
    if (line !== undefined && fits(pairs[index] ?? Number.NaN)) found.push(line);
  }
  return found;
}

/** Rules whose findings are about the workspace role of an account. */
const roleRules: ReadonlySet<string> = new Set([
  "inactive-with-role",
  "invite-owner",
  "invite-unlisted",
  "member-unlisted",
  "role-conflict",
  "role-count",
  "role-missing",
  "role-unlisted",
  "service-role",
  "service-unlisted",
]);

/** Returns the findings about a role or a team of the account. */
export function findingsAbout(
  { findings }: Pick<Account, "findings">,
  path: AccessPath,
): readonly ReportFinding[] {
  return findings.filter((finding) =>
    path === "role"
      ? finding.object?.kind !== "team" && roleRules.has(finding.rule)
      : finding.object?.kind === "team" && finding.object.id === path.team,
  );
}
