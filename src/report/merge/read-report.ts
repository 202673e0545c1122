/** Reads a JSON report of unknown origin, and decides whether it can be trusted. */

import { z } from "zod";

import { severities } from "../../policy/severity.ts";
import { openFindings } from "../tally.ts";
import { Report } from "../report.ts";

/** Returns the report, or the reason why the text is not a report, without a final period. */
export function parseReport(text: string): { report: Report } | { reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: "it is not JSON" };
  }
  const { data } = z.looseObject({ version: z.number() }).safeParse(value);
  if (data === undefined) return { reason: "it is not a report of this tool" };
  if (data.version !== 1)
    return { reason: `it has version ${data.version}, and only version 1 is supported` };
  const parsed = Report.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.map(String).join(".") ?? "";
    return {
      reason: `it is not a report of this tool: ${place === "" ? "its shape" : place} is wrong`,
    };
  }
  return { report: parsed.data };
}

/** Returns why a report's verdict contradicts its content; null if it does not. */
export function findContradiction(report: Report): string | null {
  const { verdict, coverage, counts, failOn, base } = report;
  const open = openFindings(report);
  for (const severity of severities) {
    const listed = open.filter((finding) => finding.severity === severity).length;
    if (listed !== counts[`${severity}s`]) {
      return `it counts ${counts[`${severity}s`]} findings of severity ${severity} and lists ${listed}`;
    }
  }
  if (verdict !== "clean") return null;
  if (coverage.status !== "complete")
    return `its verdict is clean, but its coverage is ${coverage.status}`;
  const limit = severities.indexOf(failOn === "never" ? "error" : failOn);
  const failing = open.filter(
    ({ severity, state, task }) =>
      severities.indexOf(severity) <= limit &&
      (base === undefined || (state === "introduced" && task === undefined)),
  );
  return failing.length === 0
    ? null
    : `its verdict is clean, but it lists ${failing.length} that fail it`;
}
