/** The number of findings of each severity, in words. */

import { severities, type Severity } from "../policy/severity.ts";
import { count } from "../roster/count.ts";
import type { Report, ReportFinding } from "./report.ts";

export const severityPlurals = {
  error: "errors",
  warning: "warnings",
  note: "notes",
} as const satisfies Record<Severity, string>;

/** Returns the findings that are not accepted, in the report's order. */
export function openFindings(report: Report): readonly ReportFinding[] {
  return report.findings.filter((finding) => finding.state !== "accepted");
}

/** Returns `5 errors, 1 warning` for findings; empty if there are none. */
export function tally(findings: readonly ReportFinding[]): string {
  return severities
    .map((severity) => [severity, findings.filter((f) => f.severity === severity).length] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => count(number, severity, severityPlurals[severity]))
    .join(", ");
}
