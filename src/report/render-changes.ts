/** The changes between two syncs without an audit, for `diff`. */

import { z } from "zod";

import type { Workspace } from "../roster/model.ts";
import { changeSentences, ReportChanges, summarizeChanges } from "./changes.ts";
import { ReportConnectors } from "./connectors.ts";
import {
  connectorSections,
  connectorSummary,
  connectorTitle,
  type Section,
} from "./connector-wording.ts";
import { escapeMarkdown } from "./escape/escape-markdown.ts";
import { createPage, heading, prose, toText, type PageOptions } from "./terminal/terminal-page.ts";
import { escapeJson } from "./escape/visible-text.ts";
import { utcMinute } from "./wording.ts";

export const ChangeReport = z
  .strictObject({
    version: z.literal(1),
    organization: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
    changes: ReportChanges,
    connectors: ReportConnectors.optional(),
  })
  .describe("What changed in a workspace between two syncs");

export type ChangeReport = z.infer<typeof ChangeReport>;

/** Returns the report on the changes of a workspace. */
export function toChangeReport(
  { id, slug, name }: Workspace,
  changes: ReportChanges,
  connectors?: ReportConnectors,
): ChangeReport {
  const organization = { id, slug, name };
  return { version: 1, organization, changes, ...(connectors !== undefined && { connectors }) };
}

/** Returns the changes as text with a final newline. */
export function renderChangesTerminal(report: ChangeReport, options: PageOptions): string {
  const page = createPage(options);
  const { title, sections, summary } = wordsOf(report);
  return toText([
    heading(title, "bold", page),
    ...sections.map(({ title, sentences }) => [
      ...(title === "" ? [] : heading(title, "bold", page)),
      ...sentences.flatMap((sentence) => prose("  ", sentence, page)),
    ]),
    heading(summary, "bold", page),
  ]);
}

/** Returns the changes as GitHub Flavored Markdown. */
export function renderChangesMarkdown(report: ChangeReport): string {
  const { title, sections } = wordsOf(report);
  const parts = sections.flatMap(({ title, sentences }) => [
    ...(title === "" ? [] : [`#### ${escapeMarkdown(title)}`]),
    sentences.map((sentence) => `- ${escapeMarkdown(sentence, 500)}`).join("\n"),
  ]);
  return `${[`### ${escapeMarkdown(title)}`, ...parts].join("\n\n")}\n`;
}

/** Two connectors are compared in their own words: their differences are no changes. */
function wordsOf(report: ChangeReport): {
  readonly title: string;
  readonly sections: readonly Section[];
  readonly summary: string;
} {
  const { organization, changes, connectors } = report;
  if (connectors !== undefined) {
    return {
      title: connectorTitle(organization.slug, connectors),
      sections: connectorSections(connectors),
      summary: connectorSummary(connectors),
    };
  }
  return {
    title: `Changes in ${organization.slug} from ${utcMinute(changes.since)} to ${utcMinute(changes.until)}`,
    sections: [{ title: "", sentences: changeSentences(changes) }],
    summary: summarizeChanges(changes),
  };
}

/** Returns the changes as indented JSON; equal changes are equal bytes. */
export function renderChangesJson(report: ChangeReport): string {
  return `${escapeJson(JSON.stringify(ChangeReport.parse(report), null, 2))}\n`;
}
