/** Errors of requests, and their messages. */

import { AuditError, settingName } from "../errors.ts";
import type { NetworkFailure } from "../network/failure.ts";
import type { Endpoint } from "./endpoints.ts";
import { describeReply, type Reply } from "./reply.ts";

/** A problem that a retry may solve. */
export interface Problem {
  /** Text to follow a colon, without a final period. */
  readonly problem: string;
  readonly waitMs?: number;
  /** A sentence. */
  readonly remedy?: string;
  /** Set if no reply was received. */
  readonly failure?: NetworkFailure;
}

/**
 * Returns why a reply is worth a retry: throttling, a server error, or a truncated 200. Undefined
 * if it is not.
 */
export function transientProblem(reply: Reply, method: Endpoint["method"]): Problem | undefined {
  if (reply.status === 429) {
    const seconds = Number(reply.header("retry-after"));
    const problem = `Cloudsmith throttles this credential (${describeReply(reply)})`;
    return Number.isFinite(seconds) && seconds > 0
      ? { problem, waitMs: seconds * 1000 }
      : { problem };
  }
  if (reply.status >= 500)
    return { problem: `Cloudsmith returned a server error (${describeReply(reply)})` };
  // If the exchange's reply is not JSON, it did not reach Cloudsmith, and a retry will not either.
  if (reply.status === 200 && reply.body === undefined && method === "GET") {
    return {
      problem: `Cloudsmith's reply is not JSON (${describeReply(reply)})`,
      remedy: `Check ${settingName("api-url")}, and any proxy between this machine and Cloudsmith.`,
    };
  }
  return undefined;
}

export interface RequestErrors {
  /** Returns a request's name for messages. */
  readonly name: (from: Endpoint) => string;
  /** The deadline has passed. All requests of a template share one error. */
  readonly over: (from: Endpoint) => AuditError;
  readonly unreachable: (from: Endpoint, problem: string, more?: Partial<Problem>) => AuditError;
  /** The reply cannot be Cloudsmith's. `impossible` continues "its reply …". */
  readonly unusable: (from: Endpoint, impossible: string) => AuditError;
  /** Ends the run: Cloudsmith was never reached, so no list can be reported. */
  readonly offline: (failure: NetworkFailure) => AuditError;
}

/**
 * Returns the error factories of a run. Without `quote`, messages contain no path except the
 * exchange's.
 */
export function createRequestErrors(host: string, quote: boolean): RequestErrors {
  /** Cached, because there may be as many equal errors as teams. */
  const overErrors = new Map<string, AuditError>();
  // A path may contain a team's name, which must not appear in a public log.
  const name = (from: Endpoint) => (quote || from.method === "POST" ? from.path : from.template);
  const task = (from: Endpoint) =>
    from.method === "GET"
      ? `read ${name(from)} from Cloudsmith`
      : `sign in to Cloudsmith by POST ${name(from)}`;
  const unreachable: RequestErrors["unreachable"] = (
    from,
    problem,
    { waitMs, remedy = `Try again later, or raise ${settingName("deadline")}.` } = {},
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
        `cannot ${task(from)}: its reply ${impossible}. Check ${settingName("api-url")}.`,
      ),
    offline: ({ reason, remedy }) => {
      // Most reasons name the host; one about a proxy may not.
      const where = reason.includes(new URL(`https://${host}`).hostname) ? "" : ` at ${host}`;
      return new AuditError(
        "NETWORK_FAILED",
        `cannot reach Cloudsmith${where}: ${reason}. ${remedy ?? `Check ${settingName("api-url")}.`}`,
      );
    },
  };
}
