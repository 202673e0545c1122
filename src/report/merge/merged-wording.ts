/** The sentences of a merged report, the same in every rendering. Nothing here is escaped. */

import { severities } from "../../policy/severity.ts";
import { joinNames } from "../../policy/list-gap.ts";
import { count } from "../../roster/count.ts";
import { shownName } from "../../roster/visible.ts";
import { shorten } from "../escape/visible-text.ts";
import type { Verdict } from "../report.ts";
import { severityPlurals } from "../tally.ts";
import { utcMinute } from "../wording.ts";
import type {
  MergedFinding,
  MergedReport,
  MergedRule,
  MergedWorkspace,
  Previous,
  SharedPerson,
  WorkspaceChange,
} from "./merged-report.ts";

/** The page does not load the schema that lists them. */
export const verdictsWorstFirst = [
  "unknown",
  "drift",
  "clean",
] as const satisfies readonly Verdict[];

/** Returns the number of workspaces, the verdict, and the workspaces of each verdict. */
export function titleOf(report: MergedReport): string {
  const { counts, verdict } = report;
  return `Access audit of ${count(counts.workspaces, "workspace")}: ${verdict} (${verdictCounts(report)})`;
}

/** Returns `1 report not read, 2 unknown, 5 drift, 30 clean`. */
export function verdictCounts({ counts }: Pick<MergedReport, "counts">): string {
  const parts = [
    ...(counts.unreadable === 0 ? [] : [`${count(counts.unreadable, "report")} not read`]),
    ...verdictsWorstFirst.filter((one) => counts[one] > 0).map((one) => `${counts[one]} ${one}`),
  ];
  return parts.join(", ");
}

/** Returns why a workspace has its verdict, as far as its findings do not say it; or empty. */
export function noteOf({ why, expected }: Pick<MergedWorkspace, "why" | "expected">): string {
  const stray = expected === false ? "it is not one of the expected workspaces" : null;
  return [why, stray].filter((part) => part !== null).join("; ");
}

/** Returns the listed findings of each workspace by its slug, the worst first. */
export function findingsByWorkspace({
  findings,
}: Pick<MergedReport, "findings">): ReadonlyMap<string, readonly MergedFinding[]> {
  return Map.groupBy(findings, ({ workspace }) => workspace);
}

/** Returns how many open findings are only in the workspaces' own reports, if `shown` are here. */
export function leftOut({ workspaces, findings }: MergedReport, shown: number): string {
  const unlisted = workspaces.reduce((sum, row) => sum + row.findingsLeftOut, 0);
  const number = unlisted + findings.length - shown;
  if (number === 0) return "";
  return `${count(number, "more finding")} ${number === 1 ? "is" : "are"} in the workspaces' own reports.`;
}

/** Returns `two-factor: 34 workspaces, 51 findings`. */
export function describeRule({ id, workspaces, findings }: MergedRule): string {
  return `${id}: ${count(workspaces, "workspace")}, ${count(findings, "finding")}`;
}

/** Returns a person's display name and username, or the e-mail address of an invite. */
export function describePerson({ slug, name }: Pick<SharedPerson, "slug" | "name">): string {
  const shown = shownName(name, slug);
  return shown === slug ? slug : `${shown} (${slug})`;
}

/**
 * Returns what is new since the earlier report, and what cannot be compared with it, in one sentence
 * without a final period. `verdict` is the present one of all workspaces.
 */
export function describePrevious(previous: Previous, verdict: Verdict): string {
  const { generatedAt, workspaces } = previous;
  const sum = (name: "introduced" | "resolved") =>
    workspaces.reduce((total, change) => total + (change[name] ?? 0), 0);
  const number = (is: (change: WorkspaceChange) => boolean) => workspaces.filter(is).length;
  const verdicts = number(({ before, now }) => before !== null && now !== null && before !== now);
  const parts = [
    [number(({ before }) => before === null), "new workspace", "new workspaces"],
    [number(({ now }) => now === null), "workspace gone", "workspaces gone"],
    [verdicts, "verdict changed", "verdicts changed"],
    [sum("introduced"), "new finding", "new findings"],
    [sum("resolved"), "resolved finding", "resolved findings"],
    [number(isNotCompared), "workspace cannot be compared", "workspaces cannot be compared"],
  ] as const;
  const known = [
    ...(previous.verdict === verdict ? [] : [`the verdict is ${verdict}, was ${previous.verdict}`]),
    ...parts.filter(([of]) => of > 0).map(([of, one, several]) => count(of, one, several)),
    ...describeRules(workspaces.flatMap(({ notCompared }) => notCompared)),
  ];
  return `Since ${utcMinute(generatedAt)}: ${known.length === 0 ? "nothing changed" : known.join(", ")}`;
}

/** Returns what cannot be compared in a workspace that both reports have; empty if all can be. */
export function describeNotCompared(change: WorkspaceChange): string {
  if (isNotCompared(change)) return "findings cannot be compared";
  return describeRules(change.notCompared).join("");
}

function isNotCompared({ before, now, introduced }: WorkspaceChange): boolean {
  return before !== null && now !== null && introduced === null;
}

/** A sentence that names more rules is not read. */
const maxRulesNamed = 5;

function describeRules(rules: readonly string[]): readonly string[] {
  const names = [...new Set(rules)];
  if (names.length === 0) return [];
  const more = names.length - maxRulesNamed;
  const named = names.slice(0, maxRulesNamed).map((id) => shorten(id, 100));
  return [`not compared: ${joinNames([...named, ...(more > 0 ? [`${more} more`] : [])])}`];
}

/** Returns how a workspace's verdict changed: `clean → drift`, `new: drift`, `gone`. */
export function describeVerdicts({ before, now }: WorkspaceChange, arrow: string): string {
  if (now === null) return `gone, was ${before ?? "unknown"}`;
  if (before === null) return `new: ${now}`;
  return before === now ? now : `${before} ${arrow} ${now}`;
}

/** Returns a number of findings, or a sign for what cannot be compared. */
export function countOrUnknown(number: number | null): string {
  return number === null ? "?" : String(number);
}

/** Returns the open findings of a workspace in words, such as `5 errors, 1 note`. */
export function countsOf({ counts }: NonNullable<MergedWorkspace["seen"]>): string {
  return severities
    .map((severity) => {
      const plural = severityPlurals[severity];
      return count(counts[plural], severity, plural);
    })
    .join(", ");
}
