/** What may go wrong with a request, and how it is told. */

import { AuditError } from "../errors.ts";
import type { NetworkFailure } from "../network/failure.ts";
import type { Endpoint } from "./endpoints.ts";
import { describeReply, type Reply } from "./reply.ts";

/** What another try may get over. */
export interface Problem {
  /** Fit to follow a colon, without a final stop. */
  readonly problem: string;
  readonly waitMs?: number;
  /** A sentence. */
  readonly remedy?: string;
  /** Where no reply came at all. */
  readonly failure?: NetworkFailure;
}

/** Returns what makes a reply worth another try: throttling, trouble over there, a 200 that was cut. */
export function transientProblem(reply: Reply, method: Endpoint["method"]): Problem | undefined {
  if (reply.status === 429) {
    const seconds = Number(reply.header("retry-after"));
    const problem = `Cloudsmith throttles this credential (${describeReply(reply)})`;
    return Number.isFinite(seconds) && seconds > 0
      ? { problem, waitMs: seconds * 1000 }
      : { problem };
  }
  if (reply.status >= 500) return { problem: `Cloudsmith has trouble (${describeReply(reply)})` };
  // An exchange whose reply is not JSON reached something else, and will again.
  if (reply.status === 200 && reply.body === undefined && method === "GET") {
    return {
      problem: `Cloudsmith's reply is not JSON (${describeReply(reply)})`,
      remedy: "Check api-url, and what stands between here and there.",
    };
  }
  return undefined;
}

export interface RequestErrors {
  /** Returns what a request is called in messages. */
  readonly name: (from: Endpoint) => string;
  /** The deadline has passed; one error for all requests of a template. */
  readonly over: (from: Endpoint) => AuditError;
  readonly unreachable: (from: Endpoint, problem: string, more?: Partial<Problem>) => AuditError;
  /** The reply can be no answer of Cloudsmith's; `impossible` follows "its reply". */
  readonly unusable: (from: Endpoint, impossible: string) => AuditError;
  /** Ends the run: nothing was reached at all, so there is no list to speak of. */
  readonly offline: (failure: NetworkFailure) => AuditError;
}

/** Returns the errors of a run. Without `quote` no path is in them but the exchange's. */
export function createRequestErrors(host: string, quote: boolean): RequestErrors {
  /** There may be as many as there are teams, and all of them end alike. */
  const overErrors = new Map<string, AuditError>();
  // A path may name a team, and a log that everybody reads must not.
  const name = (from: Endpoint) => (quote || from.method === "POST" ? from.path : from.template);
  const task = (from: Endpoint) =>
    from.method === "GET"
      ? `read ${name(from)} from Cloudsmith`
      : `sign in to Cloudsmith by POST ${name(from)}`;
  const unreachable: RequestErrors["unreachable"] = (
    from,
    problem,
    { waitMs, remedy = 'Try again later, or raise "deadline".' } = {},
  ) => {
    const wait =
      waitMs !== undefined && Number.isFinite(waitMs)
        ? ` It asks to wait ${Math.ceil(waitMs / 1000)} s.`
        : "";
    return new AuditError(
      "CLOUDSMITH_UNREACHABLE",
      `cannot ${task(from)}: ${problem}.${wait} ${remedy}`,
    );
  };
  return {
    name,
    unreachable,
    over: (from) => {
      const known = overErrors.get(from.template);
      if (known !== undefined) return known;
      const all = from.method === "POST" ? from : { ...from, path: from.template };
      const error = unreachable(all, "the deadline has passed");
      overErrors.set(from.template, error);
      return error;
    },
    unusable: (from, impossible) =>
      new AuditError(
        "CLOUDSMITH_UNREACHABLE",
        `cannot ${task(from)}: its reply ${impossible}. Check api-url.`,
      ),
    offline: ({ reason, remedy }) =>
      new AuditError(
        "NETWORK_FAILED",
        `cannot reach Cloudsmith at ${host}: ${reason}. ${remedy ?? "Check api-url."}`,
      ),
  };
}
