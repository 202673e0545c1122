/** Filters findings as the reader chose. */

import type { Report, ReportFinding } from "../../report.ts";
import type { Route } from "./route.ts";

/** The states that the filter offers; `open` means all findings that are not accepted. */
export const findingStates = [
  "open",
  "introduced",
  "existing",
  "accepted",
  "resolved",
  "all",
] as const;
export type FindingStates = (typeof findingStates)[number];

/** Returns the state in a query; `open` if it contains none. */
export function chosenState({ state }: Route["query"]): FindingStates {
  return findingStates.find((name) => name === state) ?? "open";
}

/** Returns the findings that match a query, in the report's order. */
export function filterFindings(report: Report, query: Route["query"]): readonly ReportFinding[] {
  const state = chosenState(query);
  const words = (query["q"] ?? "")
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const { severity = "", rule = "" } = query;
  return (state === "resolved" ? report.resolved : report.findings).filter(
    (finding) =>
      (severity === "" || finding.severity === severity) &&
      (rule === "" || finding.rule === rule) &&
      hasState(finding, state) &&
      hasWords(finding, words),
  );
}

function hasState(finding: ReportFinding, state: FindingStates): boolean {
  if (state === "all" || state === "resolved") return true;
  return state === "open" ? finding.state !== "accepted" : finding.state === state;
}

function hasWords(finding: ReportFinding, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { rule, message, subject, object } = finding;
  const text =
    `${rule}\n${message}\n${subject.slug}\n${subject.name}\n${subject.id}\n${object?.slug ?? ""}\n${object?.name ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
