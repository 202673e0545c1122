/** How long a text may be. */

import { invalid, type Reply } from "./route.ts";

/**
 * Characters are code points. github.com was measured to take 262 144 bytes, which is as much of the
 * longest characters; its error, and older servers, say this number, so nobody may rely on more.
 */
const maxBodyCharacters = 65_536;
const maxTitleCharacters = 256;

/** Returns the refusal of a body or a title that is too long; undefined when both fit. */
export function refuseLength(
  resource: "Issue" | "IssueComment",
  { title, body }: { readonly title?: unknown; readonly body?: unknown },
): Reply | undefined {
  if (isLonger(title, maxTitleCharacters)) {
    const message = `title is too long (maximum is ${maxTitleCharacters} characters)`;
    return invalid({ resource, field: "title", code: "custom", message });
  }
  if (!isLonger(body, maxBodyCharacters)) return undefined;
  const message = `body is too long (maximum is ${maxBodyCharacters} characters)`;
  return resource === "Issue"
    ? invalid({ resource, field: "body", code: "custom", message })
    : invalid({ resource, field: "data", code: "unprocessable", message: `B${message.slice(1)}` });
}

function isLonger(text: unknown, max: number): boolean {
  return typeof text === "string" && Array.from(text).length > max;
}
