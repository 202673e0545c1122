/** A reply of Cloudsmith, and its description for messages. */

import { ErrorBody } from "./wire.ts";

export interface Reply {
  readonly status: number;
  /** The parsed body; undefined if it was not JSON. */
  readonly body: unknown;
  /** Takes a lower-case name. If a header occurs twice, returns the first value. */
  readonly header: (name: string) => string | undefined;
  /**
   * True if the body contained a credential. It was replaced by asterisks, so a name in the body
   * may be wrong.
   */
  readonly containedSecret: boolean;
  /** Returns a text with secrets replaced, safe to quote. */
  readonly blank: (text: string) => string;
  /** False if Cloudsmith's text may contain a secret, or a name where messages are public. */
  readonly mayQuote: boolean;
}

/** Returns the `detail` of a JSON error, if there is one. */
export function detailOf({ body }: Reply): string | undefined {
  const parsed = ErrorBody.safeParse(body);
  return parsed.success ? parsed.data.detail : undefined;
}

/**
 * Returns the status, the `detail` if it may be quoted, and the id by which Cloudsmith's support
 * finds the request. With `omitOk`, leaves out the status 200.
 */
export function describeReply(reply: Reply, { omitOk = false } = {}): string {
  const detail = reply.mayQuote ? detailOf(reply) : undefined;
  const quotedDetail =
    detail === undefined ? undefined : JSON.stringify(reply.blank(detail).slice(0, 200));
  const status = omitOk && reply.status === 200 ? undefined : String(reply.status);
  const id = reply.header("x-request-id") ?? reply.header("cf-ray");
  const requestId = id === undefined ? undefined : `request id ${JSON.stringify(id.slice(0, 100))}`;
  const join = (parts: readonly (string | undefined)[], separator: string) =>
    parts.filter((part) => part !== undefined && part !== "").join(separator);
  return join([join([status, quotedDetail], ": "), requestId], ", ");
}

/**
 * Returns a pagination header's number; null if the header is missing, `malformed` if it is not a
 * number.
 */
export function countHeader(reply: Reply, name: string): number | null | "malformed" {
  const text = reply.header(name);
  if (text === undefined) return null;
  return /^\d{1,9}$/u.test(text) ? Number(text) : "malformed";
}
