import { escapeJson } from "../escape/visible-text.ts";
import { MergedReport } from "./merged-report.ts";

/** Returns indented JSON, keys in the schema's order; equal reports are equal bytes. */
export function renderMergedJson(report: MergedReport): string {
  return `${escapeJson(JSON.stringify(MergedReport.parse(report), null, 2))}\n`;
}
