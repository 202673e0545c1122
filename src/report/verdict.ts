/** The verdict on an evaluation, and the exit code that tells it. */

import type { Evaluation } from "../policy/evaluate.ts";
import type { Finding } from "../policy/finding.ts";
import { isTask } from "../policy/tasks.ts";
import { severities, type Severity } from "../policy/severity.ts";
import type { CoverageStatus } from "../roster/coverage.ts";
import type { Verdict } from "./report.ts";

/** From which severity on drift fails the run; `never` reports it without failing. */
export const failOnValues = [...severities, "never"] as const;
export type FailOn = (typeof failOnValues)[number];

/**
 * Returns `unknown` when the roster has gaps or is too old, or a rule that could fail the run was not judged, else
 * `drift` when one found something that nobody accepted, else `clean`.
 */
export function decideVerdict(
  evaluation: Evaluation,
  given: {
    readonly coverage: CoverageStatus;
    readonly failOn: FailOn;
    /** On a pull request: existing findings fail nothing, and tasks only if `fail`. */
    readonly pullRequest:
      | { readonly tasks: "allow" | "fail"; readonly isTooWeak: boolean }
      | undefined;
    /** True for an artifact that is too old. */
    readonly isStale: boolean;
  },
): Verdict {
  const { coverage, failOn, pullRequest, isStale } = given;
  const counts = (severity: Severity) => isAtLeast(severity, failOn === "never" ? "error" : failOn);
  const blind = evaluation.rules.some(
    ({ blind: unseen, severity }) => unseen && severity !== "off" && counts(severity),
  );
  if (blind || isStale || coverage !== "complete") return "unknown";
  if (pullRequest?.isTooWeak === true) return "drift";
  const fails = (finding: Finding) =>
    pullRequest === undefined
      ? isOpen(finding)
      : finding.state === "introduced" && !(pullRequest.tasks === "allow" && isTask(finding));
  return evaluation.findings.some((finding) => fails(finding) && counts(finding.severity))
    ? "drift"
    : "clean";
}

/** Returns 0 for clean, 1 for drift unless `never`, and 2 when it could not be told. */
export function toExitCode(verdict: Verdict, failOn: FailOn): 0 | 1 | 2 {
  if (verdict === "unknown") return 2;
  return verdict === "drift" && failOn !== "never" ? 1 : 0;
}

/** True for a finding that nobody accepted. */
export function isOpen(finding: Pick<Finding, "state">): boolean {
  return finding.state !== "accepted";
}

function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
