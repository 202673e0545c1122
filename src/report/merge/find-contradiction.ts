/** Compares what a report states with what follows from the rest of it. */

import {
  coverageStatus,
  optionalLists,
  workspaceLists,
  type ListName,
} from "../../roster/coverage.ts";
import { countFindings } from "../build-report.ts";
import { isWeakening } from "../policy-changes.ts";
import type { Report, Verdict } from "../report.ts";
import { decideVerdict } from "../verdict.ts";

/** Returns how a report contradicts itself, without a final period; null if it does not. */
export function findContradiction(report: Report): string | null {
  return (
    findInRules(report) ?? findInCounts(report) ?? findInLists(report) ?? findInVerdict(report)
  );
}

function findInRules({ rules, findings }: Report): string | null {
  if (rules.length === 0) return "it lists no rules";
  const again = findRepeated(rules.map(({ id }) => id));
  if (again !== undefined) return `it lists the rule ${again} twice`;
  const found = Map.groupBy(findings, ({ rule }) => rule);
  for (const { id, severity, status, findings: number } of rules) {
    const listed = found.get(id)?.length ?? 0;
    if (number !== listed) return `it counts ${number} findings of ${id} and lists ${listed}`;
    if ((severity === "off") !== (status === "off"))
      return `its rule ${id} is ${status} and has the severity ${severity}`;
    found.delete(id);
  }
  const [stray] = found.keys();
  return stray === undefined ? null : `it lists findings of ${stray}, which is not in its rules`;
}

function findInCounts(report: Report): string | null {
  const { counts, resolved, tasks, base, findings } = report;
  const hasBefore = base !== undefined && base.sha256 !== null;
  const listed: Report["counts"] = {
    ...countFindings(report),
    resolved: resolved.length,
    tasks: tasks?.length,
    weakened: hasBefore ? base.changes.filter(isWeakening).length : undefined,
  };
  for (const name of Object.keys(listed) as (keyof Report["counts"])[]) {
    if (counts[name] !== listed[name])
      return `its count ${name} is ${counts[name] ?? "absent"}, but it lists ${listed[name] ?? "none"}`;
  }
  const marked = findings.filter(({ task }) => task !== undefined).length;
  if (marked !== (tasks?.length ?? 0))
    return `it lists ${tasks?.length ?? 0} tasks, but ${marked} of its findings are tasks`;
  return (tasks === undefined) === (base === undefined)
    ? null
    : "it has only one of tasks and base, the two parts about a pull request";
}

function findInLists({ coverage, roster }: Report): string | null {
  const again = findRepeated(coverage.lists.map(({ name }) => name));
  if (again !== undefined) return `it has the list of ${again} twice`;
  const missing = workspaceLists.find((name) => !coverage.lists.some((list) => list.name === name));
  if (missing !== undefined && coverage.status === "complete")
    return `its coverage is complete, but the list of ${missing} is missing`;
  const rows: Readonly<Partial<Record<ListName, number>>> = {
    members: roster.members,
    teams: roster.teams,
    services: roster.services,
    invites: roster.invites,
  };
  for (const { name, status, count, expected } of coverage.lists) {
    if (status !== "complete" || optionalLists.has(name)) continue;
    const wanted = [expected, rows[name]].find((number) => (number ?? count) !== count);
    if (typeof wanted === "number")
      return `its list of ${name} is complete with ${count} rows, but another number of it is ${wanted}`;
  }
  const status = coverageStatus(coverage);
  return status === coverage.status
    ? null
    : `its coverage is ${coverage.status}, but according to its lists it is ${status}`;
}

/** An unknown result may have causes that the report does not have, and it is not trusted anyway. */
function findInVerdict(report: Report): string | null {
  const possible = possibleVerdicts(report);
  if (report.verdict === "unknown" || possible.has(report.verdict)) return null;
  return `its verdict is ${report.verdict}, but according to its content it is ${[...possible].join(" or ")}`;
}

/** A report does not say whether tasks or weakenings fail a pull request. */
function possibleVerdicts(report: Report): ReadonlySet<Verdict> {
  const { rules, findings, coverage, failOn, archive, base, counts } = report;
  const judged = {
    rules: rules.map(({ severity, status, notInPlan }) => ({
      severity,
      blind: status === "not-judged" && notInPlan !== true,
    })),
    findings: findings.map(({ severity, state, task }) => ({
      severity,
      state,
      resolvedBy: task ?? ("policy" as const),
    })),
  };
  const given = { coverage: coverage.status, failOn, isStale: archive?.stale !== undefined };
  const settings =
    base === undefined
      ? [undefined]
      : (["allow", "fail"] as const).flatMap((tasks) =>
          [false, (counts.weakened ?? 0) > 0].map((isTooWeak) => ({ tasks, isTooWeak })),
        );
  return new Set(settings.map((pullRequest) => decideVerdict(judged, { ...given, pullRequest })));
}

function findRepeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}
