/** Builds the report that every rendering shows, from a roster and its evaluation. */

import type { BasePolicy } from "../policy/base-policy.ts";
import type { Evaluation } from "../policy/evaluate.ts";
import type { Finding } from "../policy/finding.ts";
import type { ResolvedFinding } from "../policy/impact.ts";
import type { Policy } from "../policy/policy.ts";
import { checksOnlyVisible } from "../policy/rules/repository-unlisted.ts";
import { toTasks, type Task } from "../policy/tasks/tasks.ts";
import { coverageStatus, listCoverage, type ListName } from "../roster/coverage.ts";
import { rosterDigest } from "../roster/digest.ts";
import type { Roster } from "../roster/model.ts";
import type { PrivilegeCoverage } from "../roster/repository.ts";
import { requestedRepositories } from "../roster/requested.ts";
import { isUnknown, type UnknownReason } from "../roster/fact.ts";
import { describeChanges } from "./changes.ts";
import { describePolicyChanges, isWeakening } from "./policy-changes.ts";
import { toAcceptance, toReportException } from "./exceptions.ts";
import { RunUrl, type Report, type ReportFinding, type ReportTask } from "./report.ts";
import { decideVerdict, isOpen, type FailOn } from "./verdict.ts";

export interface ReportInput {
  readonly roster: Roster;
  /** An earlier roster of the same workspace, to report what changed since then. */
  readonly baseline?: Roster | undefined;
  /** The artifact that the roster was read from, if it was not read from the workspace itself. */
  readonly readFrom?: Report["archive"];
  /** The workflow run; left out of the report if it is not the address of one. */
  readonly runUrl?: string | undefined;
  readonly policy: Policy;
  readonly evaluation: Evaluation;
  readonly resolved: readonly ResolvedFinding[];
  /** On a pull request: the policy before it. */
  readonly base?: BasePolicy | undefined;
  readonly failOn: FailOn;
  /** Whether tasks fail a pull request; default: they do not. */
  readonly pullRequestTasks?: "allow" | "fail";
  /** Whether changes that weaken the policy fail a pull request; default: they do not. */
  readonly weakenings?: "allow" | "fail";
  readonly generatedAt: Date;
  readonly tool: Report["tool"];
}

/**
 * Returns the report, except for the artifact that the run may write later. Built only once, here.
 */
export function buildReport(input: ReportInput): Report {
  const { roster, policy, evaluation, resolved, base, failOn } = input;
  const { id, slug, name } = roster.workspace;
  const tasks =
    base === undefined
      ? []
      : toTasks(
          evaluation.findings,
          { roster, policy, now: input.generatedAt },
          messagesOf(evaluation),
        );
  const described = base === undefined ? undefined : describeBase(base, input);
  // Without an earlier policy nothing was compared, so nothing is counted either.
  const weakened =
    base?.policy === undefined ? undefined : described?.changes.filter(isWeakening).length;
  const runUrl = RunUrl.safeParse(input.runUrl).data;
  const actions = new Map(tasks.map(({ finding, action }) => [finding.fingerprint, action]));
  return {
    version: 1,
    tool: input.tool,
    organization: { id, slug, name },
    generatedAt: input.generatedAt.toISOString(),
    readAt: roster.readAt,
    ...(input.readFrom !== undefined && { archive: input.readFrom }),
    ...(runUrl !== undefined && { runUrl }),
    verdict: decideVerdict(evaluation, {
      coverage: coverageStatus(roster.coverage),
      failOn,
      pullRequest:
        base === undefined
          ? undefined
          : {
              tasks: input.pullRequestTasks ?? "allow",
              isTooWeak: input.weakenings === "fail" && (weakened ?? 0) > 0,
            },
      isStale: input.readFrom?.stale !== undefined,
    }),
    failOn,
    counts: {
      ...countFindings(evaluation),
      resolved: resolved.length,
      ...(base !== undefined && { tasks: tasks.length }),
      ...(weakened !== undefined && { weakened }),
    },
    rosterDigest: rosterDigest(roster),
    coverage: describeCoverage(roster, policy),
    roster: countRoster(roster),
    rules: evaluation.rules.map(({ rule, severity, status, reason, blind, findings }) => ({
      id: rule.id,
      title: rule.title,
      severity,
      status,
      reason,
      ...(status === "not-judged" && !blind && { notInPlan: true as const }),
      findings: findings.length,
      explanation: rule.explanation,
      remedy: rule.remedy,
    })),
    findings: toReportFindings(evaluation, policy.path).map((finding) => {
      const task = actions.get(finding.fingerprint);
      return task === undefined ? finding : { ...finding, task };
    }),
    resolved: resolved.map(({ finding, rule }) => toReportFinding(finding, rule, policy.path)),
    ...(base !== undefined && { tasks: tasks.map(toReportTask) }),
    exceptions: evaluation.exceptions.map((use) => toReportException(use, policy.path)),
    ...(described !== undefined && { base: described }),
    ...(input.baseline !== undefined && { changes: describeChanges(input.baseline, roster) }),
    policy: { path: policy.path, sha256: policy.sha256 },
  };
}

function messagesOf({ rules }: Evaluation): (finding: Finding) => string {
  const byId = new Map(rules.map(({ rule }) => [rule.id, rule]));
  return (finding) => byId.get(finding.rule)?.message(finding) ?? finding.rule;
}

function toReportTask({ finding, action, todo, call, next, doneWith }: Task): ReportTask {
  const { rule, fingerprint, subject, object } = finding;
  return {
    finding: fingerprint,
    rule,
    action,
    todo,
    subject: { ...subject },
    ...(object !== undefined && { object: { ...object } }),
    call: call === undefined ? null : { ...call, parameters: { ...call.parameters } },
    ...(next !== undefined && { next: { ...next, parameters: { ...next.parameters } } }),
    ...(doneWith !== undefined && { doneWith }),
  };
}

function describeBase(
  { policy: before, invalid, movedFrom, latin1 }: BasePolicy,
  { policy, generatedAt }: ReportInput,
): NonNullable<Report["base"]> {
  const notes = {
    ...(movedFrom !== undefined && { movedFrom }),
    ...(latin1 === true && { encoding: "latin-1" as const }),
  };
  if (before === undefined) {
    return { sha256: null, ...(invalid && { invalid }), ...notes, changes: [] };
  }
  return {
    sha256: before.sha256,
    ...notes,
    changes: describePolicyChanges(before, policy, generatedAt),
  };
}

/**
 * Returns the number of findings of each severity, and the number of rules that were not judged.
 */
export function countFindings({
  findings,
  rules,
}: {
  readonly findings: readonly Pick<Finding, "severity" | "state">[];
  readonly rules: readonly Pick<Evaluation["rules"][number], "status">[];
}): Omit<Report["counts"], "resolved" | "tasks" | "weakened"> {
  const open = findings.filter(isOpen);
  const of = (severity: Finding["severity"]) =>
    open.filter((finding) => finding.severity === severity).length;
  return {
    errors: of("error"),
    warnings: of("warning"),
    notes: of("note"),
    accepted: findings.length - open.length,
    introduced: open.filter((finding) => finding.state === "introduced").length,
    notJudged: rules.filter((rule) => rule.status === "not-judged").length,
  };
}

function describeCoverage(roster: Roster, policy: Policy): Report["coverage"] {
  const { readAs, lists } = roster.coverage;
  const tokens = roster.repositories.flatMap((one) => one.tokens?.coverage ?? []);
  return {
    status: coverageStatus(roster.coverage),
    readAs: {
      kind: readAs.kind,
      slug: readAs.slug,
      role: isUnknown(readAs.role) ? null : readAs.role,
    },
    lists: lists.map((list) => ({ ...list })),
    ...(checksOnlyVisible(policy) && { visibleOnly: true as const }),
    unknowns: countUnknowns(roster),
    ...(requestedRepositories(roster) && {
      privileges: countStatuses(roster.repositories.map(({ coverage }) => coverage)),
    }),
    ...(tokens.length > 0 && { tokens: countStatuses(tokens) }),
  };
}

function countStatuses(
  coverages: readonly PrivilegeCoverage[],
): NonNullable<Report["coverage"]["privileges"]> {
  const counts = { complete: 0, partial: 0, refused: 0, unknown: 0 };
  for (const { status } of coverages) counts[status] += 1;
  return counts;
}

function countUnknowns(roster: Roster): Report["coverage"]["unknowns"] {
  const unknowns = new Map<string, Report["coverage"]["unknowns"][number]>();
  const count = (list: ListName, entry: object) => {
    for (const [fact, value] of Object.entries(entry)) {
      if (!isUnknown(value as unknown)) continue;
      const { unknown: reason } = value as { unknown: UnknownReason };
      const key = `${list} ${fact} ${reason}`;
      const known = unknowns.get(key);
      if (known === undefined) unknowns.set(key, { list, fact, reason, count: 1 });
      else known.count += 1;
    }
  };
  count("organization", roster.workspace);
  for (const member of roster.members) count("members", member);
  for (const team of roster.teams) count("teams", team);
  for (const service of roster.services) count("services", service);
  for (const invite of roster.invites) {
    count("invites", invite);
    for (const { role } of isUnknown(invite.teams) ? [] : invite.teams) {
      count("invites", { teamRole: role });
    }
  }
  // A setting whose list was not read is unknown, for the reason that the list gives.
  const isComplete = (name: ListName) => listCoverage(roster.coverage, name).status === "complete";
  if (isComplete("saml")) count("saml", roster.singleSignOn);
  if (isComplete("group-sync")) count("group-sync", roster.groupSync);
  for (const { role } of roster.groupSync.mappings) count("group-sync", { role });
  for (const provider of roster.oidcProviders) count("oidc", provider);
  for (const repository of roster.repositories) {
    count("repositories", repository);
    for (const { level } of repository.privileges) count("repositories", { level });
    for (const token of repository.tokens?.list ?? []) count("repositories", token);
  }
  return [...unknowns.values()];
}

function countRoster(roster: Roster): Report["roster"] {
  const roles: Record<string, number> = { Owner: 0, Manager: 0, Member: 0, Collaborator: 0 };
  for (const { role } of roster.members) {
    const name = isUnknown(role) ? "unknown" : role;
    roles[name] = (roles[name] ?? 0) + 1;
  }
  return {
    members: roster.members.length,
    teams: roster.teams.length,
    services: roster.services.length,
    invites: roster.invites.length,
    ...(requestedRepositories(roster) && { repositories: roster.repositories.length }),
    roles,
  };
}

function toReportFindings({ rules, findings }: Evaluation, path: string): ReportFinding[] {
  const byId = new Map(rules.map(({ rule }) => [rule.id, rule]));
  return findings.map((finding) => {
    const rule = byId.get(finding.rule);
    if (rule === undefined) throw new Error(`bug: no rule ${finding.rule}`);
    return toReportFinding(finding, rule, path);
  });
}

function toReportFinding(
  finding: Finding,
  rule: Evaluation["rules"][number]["rule"],
  path: string,
): ReportFinding {
  const { subject, object, position } = finding;
  const accepted = toAcceptance(finding, path);
  return {
    rule: finding.rule,
    severity: finding.severity,
    state: finding.state,
    fingerprint: finding.fingerprint,
    subject: { ...subject },
    ...(object !== undefined && { object: { ...object } }),
    facts: { ...finding.facts },
    message: rule.message(finding),
    remedy: rule.remedyOf?.(finding) ?? rule.remedy,
    ...(position !== undefined && { policy: { path, ...position } }),
    ...(accepted !== undefined && { accepted }),
  };
}
