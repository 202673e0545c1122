/** Compares two evaluations: what is introduced and what is resolved. */

import type { Evaluation } from "./evaluate.ts";
import type { Finding } from "./finding.ts";
import type { AnyRule } from "./rule.ts";

export interface Impact {
  /** The later evaluation; each finding is introduced, existing or accepted. */
  readonly evaluation: Evaluation;
  /** Open findings of the earlier evaluation that the later one does not have. */
  readonly resolved: readonly ResolvedFinding[];
}

/** Contains the rule of the finding, because the later policy may not have that rule any more. */
export interface ResolvedFinding {
  readonly rule: AnyRule;
  readonly finding: Finding;
}

/**
 * Returns the impact of a change: either of the policy, for one roster, or of the workspace, for
 * one policy. Without an earlier evaluation, no finding is introduced. If a rule could not be
 * judged earlier, its findings are introduced for a change of the policy, because that change must
 * answer for them, and existing for a change of the workspace.
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
  // A rule that cannot be judged any more resolves nothing.
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
