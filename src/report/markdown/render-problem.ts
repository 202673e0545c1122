/** Why nothing was audited, as a comment on the pull request or as the job's summary. */

import { escapeMarkdown } from "../escape/escape-markdown.ts";

/** More mistakes than this are easier to find with `check`. */
const maxLines = 30;

/** Returns the lines of an error's message as GitHub Flavored Markdown. */
export function renderProblem(message: string, of: "policy" | "run"): string {
  const heading = of === "policy" ? "the policy cannot be used" : "result unknown";
  const lines = message.split("\n");
  const items = lines.slice(0, maxLines).map((line) => `- ${escapeMarkdown(line, 500)}`);
  const more = lines.length > maxLines ? `\n\n${lines.length - maxLines} more.` : "";
  return `### Access audit: ${heading}\n\n${items.join("\n")}${more}\n\nNothing was audited, so this is not a clean result.\n`;
}
