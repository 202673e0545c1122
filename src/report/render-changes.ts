/** The changes between two syncs without an audit, for `diff`. */

import { z } from "zod";

import type { Workspace } from "../roster/model.ts";
import { changeSentences, ReportChanges, summarizeChanges } from "./changes.ts";
import { escapeMarkdown } from "./escape/escape-markdown.ts";
import { createPage, heading, prose, toText, type PageOptions } from "./terminal/terminal-page.ts";
import { escapeJson } from "./escape/visible-text.ts";
import { utcMinute } from "./wording.ts";

export const ChangeReport = z
  .strictObject({
    version: z.literal(1),
    organization: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
    changes: ReportChanges,
  })
  .describe("What changed in a workspace between two syncs");

export type ChangeReport = z.infer<typeof ChangeReport>;

/** Returns the report on the changes of a workspace. */
export function toChangeReport(
  { id, slug, name }: Workspace,
  changes: ReportChanges,
): ChangeReport {
  return { version: 1, organization: { id, slug, name }, changes };
}

/** Returns the changes as text with a final newline. */
export function renderChangesTerminal(report: ChangeReport, options: PageOptions): string {
  const page = createPage(options);
  return toText([
    heading(titleOf(report), "bold", page),
    changeSentences(report.changes).flatMap((sentence) => prose("  ", sentence, page)),
    heading(summarizeChanges(report.changes), "bold", page),
  ]);
}

/** Returns the changes as GitHub Flavored Markdown. */
export function renderChangesMarkdown(report: ChangeReport): string {
  const items = changeSentences(report.changes).map(
    (sentence) => `- ${escapeMarkdown(sentence, 500)}`,
  );
  return `### ${escapeMarkdown(titleOf(report))}\n\n${items.join("\n")}\n`;
}

/** Returns the changes as indented JSON; equal changes are equal bytes. */
export function renderChangesJson(report: ChangeReport): string {
  return `${escapeJson(JSON.stringify(ChangeReport.parse(report), null, 2))}\n`;
}

function titleOf({ organization, changes }: ChangeReport): string {
  return `Changes in ${organization.slug} from ${utcMinute(changes.since)} to ${utcMinute(changes.until)}`;
}
