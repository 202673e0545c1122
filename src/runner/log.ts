/** The job's log, which carries out what looks like a workflow command. */

import * as core from "@actions/core";

import type { AuditResult } from "../audit.ts";
import type { AuditError } from "../errors.ts";
import { toAnnotations } from "../github/annotations.ts";
import type { FindingAnnotations } from "../github/finding-annotations.ts";
import { count } from "../report/counting.ts";
import { escapeTerminal } from "../report/escape-terminal.ts";
import { impactHeadline } from "../report/impact-wording.ts";
import type { Report } from "../report/report.ts";

/** A line of the log that begins like a workflow command would be carried out as one. */
function defuseCommand(line: string): string {
  return line.replaceAll("::", ": :").replace(/^(\s*)##\[/u, "$1# #[");
}

/** Returns the text as one line that is shown and nothing else. */
export function escapeLogLine(text: string): string {
  return defuseCommand(escapeTerminal(text, 2_000));
}

/** Loads what `printReport` needs. */
export const loadPrinting = () => import("../report/terminal.ts");

export async function printReport(
  report: Report,
  { colour }: { readonly colour: boolean },
): Promise<void> {
  const { renderTerminal } = await loadPrinting();
  const text = renderTerminal(report, { columns: 120, colour });
  process.stdout.write(`${text.split("\n").map(defuseCommand).join("\n")}\n`);
}

export function printAnnotations({ shown, left }: FindingAnnotations): void {
  const annotate = { error: core.error, warning: core.warning, notice: core.notice };
  for (const { level, message, ...place } of shown) {
    annotate[level](escapeLogLine(message), place);
  }
  if (left > 0) core.info(`and ${left} more findings, without an annotation`);
}

/** Mistakes in a file are annotations on its own lines; any other error stands for itself. */
export function printError(error: AuditError): void {
  if (error.places.length === 0) {
    for (const line of error.message.split("\n")) core.error(escapeLogLine(line));
    return;
  }
  const { shown, rest } = toAnnotations(error.places);
  for (const { message, ...place } of shown) core.error(escapeLogLine(message), place);
  if (rest.length === 0) return;
  core.info(`and ${rest.length} more, without an annotation:`);
  for (const line of rest) core.info(escapeLogLine(line));
}

/** The last line of a run that came to a result; one that fails is an annotation as well. */
export function printVerdict({ report, exitCode, delivery }: AuditResult): void {
  const { verdict, counts } = report;
  const parts = [
    report.base === undefined ? countFindings(counts) : impactHeadline(report),
    `${count(counts.notJudged, "rule")} not judged`,
  ];
  const undelivered = delivery === "partial" ? "; not everything could be delivered" : "";
  const line = `verdict: ${verdict} (${parts.join(", ")})${undelivered}`;
  if (exitCode === 0) core.info(line);
  else core.error(line);
}

/** The last line of any other run. */
export function printNoVerdict(why: string): void {
  core.info(`verdict: unknown (${why})`);
}

function countFindings({ errors, warnings, notes }: Report["counts"]): string {
  return [count(errors, "error"), count(warnings, "warning"), count(notes, "note")].join(", ");
}
