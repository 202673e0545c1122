/** Compares a roster with a policy. */

import { createHash } from "node:crypto";

import { listCoverage, type ListCoverage } from "../roster/coverage.ts";
import { compareIds, type Roster } from "../roster/model.ts";
import { isUnknown, unknownReasons, type Fact, type UnknownReason } from "../roster/fact.ts";
import { catalog } from "./catalog.ts";
import { toRule } from "./custom/to-rule.ts";
import { applyExceptions } from "./exceptions/apply.ts";
import type { ExceptionUse } from "./exceptions/exception.ts";
import type { Finding } from "./finding.ts";
import { shareContext, type SharedContext } from "./shared-context.ts";
import { compareSeverities, type Severity } from "./severity.ts";
import { describeGap } from "./list-gap.ts";
import type { Policy } from "./policy.ts";
import type { AnyRule, Drift } from "./rule.ts";
import { remindOf } from "./rules/exception-expiring.ts";
import { reportOnce, type Repeat } from "./report-once.ts";

export interface RuleResult {
  readonly rule: AnyRule;
  readonly severity: Severity | "off";
  /**
   * `not-judged`: the facts that the rule needs were not seen, so the absence of findings means
   * nothing.
   */
  readonly status: "judged" | "not-judged" | "off";
  /** For `not-judged`: what was not seen. */
  readonly reason: string | null;
  /**
   * False if the workspace's plan does not include what the rule checks, so nothing was missed.
   */
  readonly blind: boolean;
  readonly findings: readonly Finding[];
  /** Findings of this rule that another rule reports; left out if there are none. */
  readonly repeats?: readonly Repeat[];
}

interface Judged extends RuleResult {
  readonly statements: ReadonlyMap<Finding, string>;
}

export interface Evaluation {
  /** One entry for each rule: the catalog's rules in their order, then the custom ones. */
  readonly rules: readonly RuleResult[];
  /** Worst first, then in the catalog's order, then by subject. */
  readonly findings: readonly Finding[];
  /** The use of each exception, in the file's order. */
  readonly exceptions: readonly ExceptionUse[];
}

/**
 * Returns the result of every rule for the roster. Pure: the same arguments give the same result.
 * An earlier roster of the workspace changes no finding; it only helps to say what happened to
 * somebody.
 */
export function evaluate(
  roster: Roster,
  written: Policy,
  now: Date,
  baseline?: Roster,
): Evaluation {
  const shared = { ...shareContext(roster, written, now), baseline };
  const { policy } = shared;
  const isLate = (rule: AnyRule) => rule.stage === "exceptions";
  const early = catalog.filter((rule) => !isLate(rule));
  const custom = policy.custom.map(toRule);
  const first = reportOnce([...early, ...custom].map((rule) => judge(rule, shared)));
  const { results, uses } = applyExceptions(first, {
    exceptions: policy.exceptions,
    directory: shared.directory,
    now,
    remind: remindOf(policy),
  });
  // The rules about exceptions need to know what the exceptions cover.
  const late = { ...shared, exceptions: uses };
  const last = reportOnce(catalog.filter(isLate).map((rule) => judge(rule, late)));
  const rules = [...results.slice(0, early.length), ...last, ...results.slice(early.length)];
  const findings = rules.flatMap((result) => result.findings).sort(compareSeverities);
  return { rules, findings, exceptions: uses };
}

function judge(rule: AnyRule, shared: SharedContext): Judged {
  const setting = shared.policy.rules.get(rule.id);
  if (setting === undefined) throw new Error(`bug: the policy has no setting for ${rule.id}`);
  const { severity, options } = setting;
  const statements = new Map<Finding, string>();
  const base = { rule, severity, reason: null, blind: false, findings: [], statements };
  if (severity === "off") return { ...base, status: "off" };

  const gap = findGap(rule, shared.roster);
  if (gap !== undefined && (gap.status === "not-in-plan" || rule.evidence === "list")) {
    const blind = gap.status !== "not-in-plan";
    return { ...base, status: "not-judged", reason: describeGap(gap), blind };
  }
  const gaps = new UnseenFacts();
  const readFact = <T>(fact: Fact<T>, name: string): T | undefined => {
    if (!isUnknown(fact)) return fact;
    gaps.add(name, fact.unknown);
    return undefined;
  };
  const cannotJudge = (reason: string, blind = true) => gaps.addReason(reason, blind);
  const found = new Map<string, Finding>();
  for (const drift of rule.evaluate({ ...shared, options, readFact, cannotJudge })) {
    const { position } = setting;
    const finding = toFinding(rule, severity, drift, position, shared.roster.workspace.id);
    // A policy may name a team or a repository twice, by slug and by id.
    if (found.has(finding.fingerprint)) continue;
    found.set(finding.fingerprint, finding);
    if (drift.states !== undefined) statements.set(finding, drift.states);
  }
  const findings = [...found.values()].sort(compareFindings);
  const reason = gap === undefined ? gaps.toReason() : describeGap(gap);
  const status = reason === null ? "judged" : "not-judged";
  const blind = gap !== undefined || gaps.blind;
  return { rule, severity, status, reason, blind, findings, statements };
}

/**
 * Returns one of the rule's lists that is not complete. Prefers a list that the plan includes;
 * otherwise returns one that it does not include.
 */
function findGap(rule: AnyRule, { coverage }: Roster): ListCoverage | undefined {
  const gaps = rule.lists
    .map((name) => listCoverage(coverage, name))
    .filter((list) => list.status !== "complete");
  return gaps.find((list) => list.status !== "not-in-plan") ?? gaps[0];
}

function toFinding(
  rule: AnyRule,
  severity: Severity,
  drift: Drift,
  settingPosition: Finding["position"],
  workspaceId: string,
): Finding {
  const position = drift.position ?? settingPosition;
  return {
    rule: rule.id,
    severity,
    state: "existing",
    subject: drift.subject,
    ...(drift.object !== undefined && { object: drift.object }),
    facts: drift.facts,
    resolvedBy: drift.resolvedBy ?? rule.resolvedBy,
    fingerprint: fingerprint(rule.id, workspaceId, drift),
    ...(position !== undefined && { position }),
  };
}

/** Names, slugs and times may change, so only permanent ids identify a finding. */
function fingerprint(rule: string, workspaceId: string, { subject, object, key }: Drift): string {
  const parts = [rule, workspaceId, subject.kind, subject.id];
  parts.push(object?.kind ?? "", object?.id ?? "", key ?? "");
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareIds(a.subject.slug, b.subject.slug) ||
    compareIds(a.object?.slug ?? "", b.object?.slug ?? "") ||
    compareIds(a.fingerprint, b.fingerprint)
  );
}

class UnseenFacts {
  readonly #sentences = new Set<string>();
  /** True if a fact is missing that the plan includes. */
  blind = false;

  add(name: string, reason: UnknownReason): void {
    this.addReason(`the ${name} was not seen for every account: ${unknownReasons[reason]}`, true);
  }

  addReason(sentence: string, blind: boolean): void {
    this.#sentences.add(sentence);
    this.blind ||= blind;
  }

  toReason(): string | null {
    return this.#sentences.size === 0 ? null : [...this.#sentences].join("; ");
  }
}
