/** The verdict on an evaluation, and its exit code. */

import type { RuleResult } from "../policy/evaluate.ts";
import type { Finding } from "../policy/finding.ts";
import { isTask } from "../policy/tasks/tasks.ts";
import { severities, type Severity } from "../policy/severity.ts";
import type { CoverageStatus } from "../roster/coverage.ts";
import type { Verdict } from "./report.ts";

/** The lowest severity of drift that fails the run; `never` reports drift without failing. */
export const failOnValues = [...severities, "never"] as const;
export type FailOn = (typeof failOnValues)[number];

/** The part of an evaluation that decides. */
export interface Judged {
  readonly rules: readonly Pick<RuleResult, "severity" | "blind">[];
  readonly findings: readonly Pick<Finding, "severity" | "state" | "resolvedBy">[];
}

/**
 * Returns `unknown` if the roster has gaps or is too old, or if a rule that could fail the run was
 * not judged, unless the plan lacks what that rule looks at; otherwise `drift` if there is a
 * finding that fails the run; otherwise `clean`. With `never`, errors count for all this.
 */
export function decideVerdict(
  { rules, findings }: Judged,
  given: {
    readonly coverage: CoverageStatus;
    readonly failOn: FailOn;
    /** On a pull request: existing findings do not fail it, and tasks only with `fail`. */
    readonly pullRequest:
      | { readonly tasks: "allow" | "fail"; readonly isTooWeak: boolean }
      | undefined;
    /** True for an artifact that is too old. */
    readonly isStale: boolean;
  },
): Verdict {
  const { coverage, failOn, pullRequest, isStale } = given;
  const counts = (severity: Severity) => isAtLeast(severity, failOn === "never" ? "error" : failOn);
  const blind = rules.some(
    ({ blind: unseen, severity }) => unseen && severity !== "off" && counts(severity),
  );
  if (blind || isStale || coverage !== "complete") return "unknown";
  if (pullRequest?.isTooWeak === true) return "drift";
  const fails = (finding: Judged["findings"][number]) =>
    pullRequest === undefined
      ? isOpen(finding)
      : finding.state === "introduced" && !(pullRequest.tasks === "allow" && isTask(finding));
  return findings.some((finding) => fails(finding) && counts(finding.severity)) ? "drift" : "clean";
}

/** Returns 0 for clean, 1 for drift unless `never`, and 2 for unknown. */
export function toExitCode(verdict: Verdict, failOn: FailOn): 0 | 1 | 2 {
  if (verdict === "unknown") return 2;
  return verdict === "drift" && failOn !== "never" ? 1 : 0;
}

/** Returns whether a finding is not accepted. */
export function isOpen(finding: Pick<Finding, "state">): boolean {
  return finding.state !== "accepted";
}

function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
