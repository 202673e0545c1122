/**
 * Writes the job's log. Only this module may print workflow commands, which the runner executes.
 */

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

/** Returns the text as one line, escaped so that it is only displayed. */
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

export function printLine(text: string): void {
  out(`${escapeLine(text)}\n`);
}

export type Level = "error" | "warning" | "notice";

const annotate = { error: core.error, warning: core.warning, notice: core.notice } as const;

/** Prints one line as an annotation of the step or of a place in a file. */
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

/** Loads the module that `printReport` needs. */
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

/**
 * Prints problems of a file as annotations on its lines, and any other error as an annotation of
 * the step.
 */
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

/** Prints the last line of a run with a result; a failing one is also an annotation. */
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

/** Prints the last line of any other run. */
export function printNoVerdict(why: string): void {
  printLine(`verdict: unknown (${why})`);
}

function countFindings({ errors, warnings, notes }: Report["counts"]): string {
  return [count(errors, "error"), count(warnings, "warning"), count(notes, "note")].join(", ");
}
