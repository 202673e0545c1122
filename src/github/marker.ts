/** The hidden first line by which a comment or an issue of ours is found again. */

import { fold } from "../roster/fold.ts";

/** Returns the marker; a workspace's slug is hexadecimal in it, so that it cannot end the comment. */
export function createMarker(kind: "comment" | "issue", workspace: string): string {
  const id = Buffer.from(fold(workspace)).toString("hex");
  return `<!-- cloudsmith-access-audit v1 ${kind} ${id} -->`;
}

/** Returns the body with the marker as its first line. */
export function withMarker(body: string, marker: string): string {
  return `${marker}\n${body}`;
}

/** True when the marker is the first line: elsewhere it may be a quotation. */
export function hasMarker(body: string | null | undefined, marker: string): boolean {
  const text = normalizeNewlines(body ?? "");
  return text === marker || text.startsWith(`${marker}\n`);
}

/** True when two bodies are the same but for line ends and the white space that GitHub trims. */
export function isSameBody(a: string | null | undefined, b: string): boolean {
  return normalizeNewlines(a ?? "").trim() === normalizeNewlines(b).trim();
}

function normalizeNewlines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
