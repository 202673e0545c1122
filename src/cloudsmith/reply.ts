/** What Cloudsmith answered, and how to speak of it. */

import { ErrorBody } from "./wire.ts";

export interface Reply {
  readonly status: number;
  /** The parsed body; undefined when it was not JSON. */
  readonly body: unknown;
  /** Takes a lower-case name; returns the first value where a header came twice. */
  readonly header: (name: string) => string | undefined;
  /** True where the body held a credential, which is blanked in it: a name, say, may be another one. */
  readonly heldSecret: boolean;
  /** Returns a text of the reply without secrets, fit to be quoted. */
  readonly blank: (text: string) => string;
  /** False where messages are for everybody to read: what Cloudsmith says may name somebody. */
  readonly mayQuote: boolean;
}

/** Returns what Cloudsmith said in an error's `detail`, if it said so in JSON. */
export function detailOf({ body }: Reply): string | undefined {
  const parsed = ErrorBody.safeParse(body);
  return parsed.success ? parsed.data.detail : undefined;
}

/** Returns the status, what was said if it may be quoted, and the id by which Cloudsmith's support finds the request. */
export function describeReply(reply: Reply): string {
  const detail = reply.mayQuote ? detailOf(reply) : undefined;
  const said = detail === undefined ? "" : `: ${JSON.stringify(reply.blank(detail).slice(0, 200))}`;
  const id = reply.header("x-request-id") ?? reply.header("cf-ray");
  const found = id === undefined ? "" : `, request id ${JSON.stringify(id.slice(0, 100))}`;
  return `${reply.status}${said}${found}`;
}

/** Returns a pagination header's number; null for one that is missing, `malformed` for any other text. */
export function countHeader(reply: Reply, name: string): number | null | "malformed" {
  const text = reply.header(name);
  if (text === undefined) return null;
  return /^\d{1,9}$/u.test(text) ? Number(text) : "malformed";
}
