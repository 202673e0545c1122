/** A policy that cannot be read, as a comment on the pull request that brings it. */

import { escapeMarkdown } from "./escape-markdown.ts";

/** More mistakes than this are better looked for with `check`. */
const maxLines = 30;

/** Returns the lines of an error's message as GitHub Flavored Markdown. */
export function renderProblem(message: string): string {
  const lines = message.split("\n");
  const items = lines.slice(0, maxLines).map((line) => `- ${escapeMarkdown(line, 300)}`);
  const more = lines.length > maxLines ? `\n\n${lines.length - maxLines} more.` : "";
  return `### Access audit: the policy cannot be used\n\n${items.join("\n")}${more}\n\nNothing was audited, so nothing is known to be well.\n`;
}
