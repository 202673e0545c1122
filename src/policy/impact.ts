/** What a change of the policy does: two evaluations of one roster, held against each other. */

import type { Evaluation } from "./evaluate.ts";
import type { Finding } from "./finding.ts";
import type { AnyRule } from "./rule.ts";

export interface Impact {
  /** The evaluation under the new policy, each finding introduced, existing or accepted. */
  readonly evaluation: Evaluation;
  /** Open under the old policy, and no finding under the new one. */
  readonly resolved: readonly ResolvedFinding[];
}

/** With the rule that found it, which the new policy may no longer have. */
export interface ResolvedFinding {
  readonly rule: AnyRule;
  readonly finding: Finding;
}

/** Returns the impact. Without an old policy there is nothing that could have been introduced. */
export function compareEvaluations(after: Evaluation, before: Evaluation | undefined): Impact {
  if (before === undefined) return { evaluation: after, resolved: [] };
  const known = new Set(before.findings.filter(isOpen).map(({ fingerprint }) => fingerprint));
  const withState = (finding: Finding): Finding =>
    isOpen(finding) && !known.has(finding.fingerprint)
      ? { ...finding, state: "introduced" }
      : finding;
  const found = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  // A rule that could not be judged under the new policy clears nothing.
  const blind = new Set(
    after.rules.filter(({ status }) => status === "not-judged").map(({ rule }) => rule.id),
  );
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

function isOpen({ state }: Finding): boolean {
  return state !== "accepted";
}
