/** What is new and what is resolved: two evaluations, compared. */

import type { Evaluation } from "./evaluate.ts";
import type { Finding } from "./finding.ts";
import type { AnyRule } from "./rule.ts";

export interface Impact {
  /** The later evaluation, each finding introduced, existing or accepted. */
  readonly evaluation: Evaluation;
  /** Open in the earlier evaluation, and no finding in the later one. */
  readonly resolved: readonly ResolvedFinding[];
}

/** With the rule that found it, which the later policy may no longer have. */
export interface ResolvedFinding {
  readonly rule: AnyRule;
  readonly finding: Finding;
}

/**
 * Returns the impact of a change: of the policy, over one roster, or of the workspace, under one
 * policy. Without an earlier evaluation there is nothing that could have been introduced. A finding of
 * a rule that could not be judged earlier counts as new for a change of the policy, which answers for
 * it, and as existing for a change of the workspace.
 */
export function compareEvaluations(
  after: Evaluation,
  before: Evaluation | undefined,
  change: "policy" | "workspace",
): Impact {
  if (before === undefined) return { evaluation: after, resolved: [] };
  const known = new Set(before.findings.filter(isOpen).map(({ fingerprint }) => fingerprint));
  const unseen = change === "workspace" ? notJudged(before) : new Set<string>();
  const withState = (finding: Finding): Finding =>
    isOpen(finding) && !known.has(finding.fingerprint) && !unseen.has(finding.rule)
      ? { ...finding, state: "introduced" }
      : finding;
  const found = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  // A rule that cannot be judged any more clears nothing.
  const blind = notJudged(after);
  return {
    evaluation: {
      ...after,
      rules: after.rules.map((result) => ({
        ...result,
        findings: result.findings.map(withState),
      })),
      findings: after.findings.map(withState),
    },
    resolved: before.rules.flatMap(({ rule, findings }) =>
      findings
        .filter(
          (finding) => isOpen(finding) && !found.has(finding.fingerprint) && !blind.has(rule.id),
        )
        .map((finding) => ({ rule, finding })),
    ),
  };
}

function notJudged({ rules }: Evaluation): ReadonlySet<string> {
  return new Set(rules.filter(({ status }) => status === "not-judged").map(({ rule }) => rule.id));
}

function isOpen({ state }: Finding): boolean {
  return state !== "accepted";
}
