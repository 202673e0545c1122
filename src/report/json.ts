/** The report as JSON, and its published schema. */

import { z } from "zod";

import { compareIds } from "../roster/model.ts";
import { Report, type ReportFinding } from "./report.ts";
import { escapeJson } from "./escape/visible-text.ts";

/**
 * Returns the report as indented JSON with a final newline, keys in the schema's order, names of
 * facts and roles sorted, so that equal reports are equal bytes. Invisible characters are escaped.
 */
export function renderJson(report: Report): string {
  const { findings, resolved, roster, ...rest } = report;
  // Parsing also puts the keys in the schema's order.
  const ordered = Report.parse({
    ...rest,
    findings: findings.map(sortFacts),
    resolved: resolved.map(sortFacts),
    roster: { ...roster, roles: sortKeys(roster.roles) },
  });
  return `${escapeJson(JSON.stringify(ordered, null, 2))}\n`;
}

/** Returns the JSON Schema (draft 2020-12) of the output of `renderJson`. */
export function reportJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(Report, { target: "draft-2020-12" });
  return {
    $schema,
    $id: "urn:cloudsmith-access-audit:report:1",
    title: "cloudsmith-access-audit report, version 1",
    ...schema,
  };
}

function sortFacts(finding: ReportFinding): ReportFinding {
  return { ...finding, facts: sortKeys(finding.facts) };
}

function sortKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareIds(a, b)));
}
