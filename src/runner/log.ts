/** The job's log. What a runner would carry out in it comes from here and from nowhere else. */

import * as core from "@actions/core";

import type { AuditResult } from "../audit.ts";
import type { AuditError } from "../errors.ts";
import { toAnnotations } from "../github/annotations.ts";
import type { FindingAnnotations } from "../github/finding-annotations.ts";
import { createLogger, type Logger } from "../log.ts";
import { defuseCommands, openOutput } from "../output.ts";
import { count } from "../roster/count.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { impactHeadline } from "../report/impact-wording.ts";
import type { Report } from "../report/report.ts";

const { out } = openOutput(process, { isRunner: true });

/** Returns the text as one line that is shown and nothing else. */
function escapeLine(text: string): string {
  return escapeTerminal(text, 2_000);
}

/** Returns the logger of the step. */
export function createStepLogger(): Logger {
  return createLogger({
    write: out,
    columns: undefined,
    elapsedMs: () => performance.now(),
    escape: escapeLine,
    quiet: false,
  });
}

/** Prints one line. */
export function printLine(text: string): void {
  out(`${escapeLine(text)}\n`);
}

export type Level = "error" | "warning" | "notice";

const annotate = { error: core.error, warning: core.warning, notice: core.notice } as const;

/** Prints one line as an annotation, of a place in a file or of the step. */
export function printAnnotation(
  level: Level,
  message: string,
  place: core.AnnotationProperties = {},
): void {
  annotate[level](defuseCommands(escapeLine(message)), place);
}

/** Prints the stack of a bug. */
export function printBug(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  core.error(defuseCommands(`this is a bug in the action, please report it: ${text}`));
}

/** Loads what `printReport` needs. */
export const loadPrinting = () => import("../report/terminal/terminal.ts");

export async function printReport(
  report: Report,
  { colour }: { readonly colour: boolean },
): Promise<void> {
  const { renderTerminal } = await loadPrinting();
  out(`${renderTerminal(report, { columns: 120, colour })}\n`);
}

export function printAnnotations({ shown, left }: FindingAnnotations): void {
  for (const { level, message, ...place } of shown) printAnnotation(level, message, place);
  if (left > 0) printLine(`and ${left} more findings, without an annotation`);
}

/** Mistakes in a file are annotations on its own lines; any other error stands for itself. */
export function printError(error: AuditError): void {
  if (error.problems.length === 0) {
    for (const line of error.message.split("\n")) printAnnotation("error", line);
    return;
  }
  const { shown, rest } = toAnnotations(error.problems);
  for (const { message, ...place } of shown) printAnnotation("error", message, place);
  if (rest.length === 0) return;
  printLine(`and ${rest.length} more, without an annotation:`);
  for (const line of rest) printLine(line);
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
  if (exitCode === 0) printLine(line);
  else printAnnotation("error", line);
}

/** The last line of any other run. */
export function printNoVerdict(why: string): void {
  printLine(`verdict: unknown (${why})`);
}

function countFindings({ errors, warnings, notes }: Report["counts"]): string {
  return [count(errors, "error"), count(warnings, "warning"), count(notes, "note")].join(", ");
}
