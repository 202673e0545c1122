/** One HTML file that shows the report and the roster, and makes no network request. */

import { createHash } from "node:crypto";

import { script, style } from "page:assets";

import type { Roster } from "../../roster/model.ts";
import type { PastSync } from "../past-sync.ts";
import type { Report } from "../report.ts";
import { escapeJson } from "../escape/visible-text.ts";
import { headline, meaning } from "../wording.ts";
import { escapeHtml } from "../escape/escape-html.ts";
import { toPageData, type PageData, type PageExtras } from "./page-data.ts";

/**
 * Yields the file's text in parts; `history` is the earlier syncs, oldest first. Without `extras`,
 * the page shows no lines of the policy. Equal input gives equal bytes.
 */
export function* renderPage(
  report: Report,
  roster: Roster,
  history: readonly PastSync[] = [],
  extras: PageExtras = {},
): Generator<string> {
  const title = escapeHtml(`Access audit of ${report.organization.slug}: ${headline(report)}`);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<noscript><h1>${title}</h1><p>${escapeHtml(meaning(report), 1_000)} This page needs its script to show more; the Markdown report needs none.</p></noscript>
<div id="page"></div>
<script type="application/json" id="data">`;
  yield* jsonParts(toPageData(report, roster, history, extras));
  yield `</script>
<script type="module">${script}</script>
</body>
</html>
`;
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

/** Nothing may be loaded, and only the one script and the one style sheet may run. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src '${hashOf(script)}'`,
  `style-src '${hashOf(style)}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** Without a `<`, the text cannot end the element or begin a comment. */
function toScriptJson(value: unknown): string {
  return escapeJson(JSON.stringify(value)).replaceAll("<", "\\u003c");
}
