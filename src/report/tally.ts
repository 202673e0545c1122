/** The findings that count, and how many there are of each severity. */

import { severities } from "../policy/severity.ts";
import { count, severityPlurals } from "./counting.ts";
import type { Report, ReportFinding } from "./report.ts";

/** Returns the findings that count: those not accepted, in the report's order. */
export function openFindings(report: Report): readonly ReportFinding[] {
  return report.findings.filter((finding) => finding.state !== "accepted");
}

/** Returns `5 errors, 1 warning` for findings; empty for none. */
export function tally(findings: readonly ReportFinding[]): string {
  return severities
    .map((severity) => [severity, findings.filter((f) => f.severity === severity).length] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => count(number, severity, severityPlurals[severity]))
    .join(", ");
}
