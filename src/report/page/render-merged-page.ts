/** One HTML file that shows a merged report, and makes no network request. */

import { script, style } from "page:merged-assets";

import type { MergedReport } from "../merge/merged-report.ts";
import { titleOf } from "../merge/merged-wording.ts";
import { renderFrame, toScriptJson } from "./frame.ts";
import { toMergedPageData } from "./merged-page-data.ts";

/** Yields the file's text in parts. Equal input gives equal bytes. */
export function renderMergedPage(report: MergedReport): Generator<string> {
  const title = titleOf(report);
  return renderFrame({
    title,
    summary: `${title}.`,
    script,
    style,
    data: [toScriptJson(toMergedPageData(report))],
  });
}
