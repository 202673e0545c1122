/** One HTML file that shows the report and the roster, and makes no network request. */

import { script, style } from "page:assets";

import type { Roster } from "../../roster/model.ts";
import type { PastSync } from "../past-sync.ts";
import type { Report } from "../report.ts";
import { headline, meaning } from "../wording.ts";
import { renderFrame, toScriptJson } from "./frame.ts";
import { toPageData, type PageData, type PageExtras } from "./page-data.ts";

/**
 * Yields the file's text in parts; `history` is the earlier syncs, oldest first. Without `extras`,
 * the page shows no lines of the policy. Equal input gives equal bytes.
 */
export function renderPage(
  report: Report,
  roster: Roster,
  history: readonly PastSync[] = [],
  extras: PageExtras = {},
): Generator<string> {
  return renderFrame({
    title: `Access audit of ${report.organization.slug}: ${headline(report)}`,
    summary: meaning(report),
    script,
    style,
    data: jsonParts(toPageData(report, roster, history, extras)),
  });
}

/** Yields the data as JSON, the long columns one after the other. */
function* jsonParts({ accounts, ...rest }: PageData): Generator<string> {
  yield `${toScriptJson(rest).slice(0, -1)},"accounts":{`;
  let before = "";
  for (const [name, column] of Object.entries(accounts)) {
    yield `${before}${JSON.stringify(name)}:${toScriptJson(column)}`;
    before = ",";
  }
  yield "}}";
}
