/** What goes wrong on the way, and what happens in between. */

import { refuse, type Reply } from "./route.ts";

export interface Fault {
  /** An operation's id, for instance `issues/update-comment`, or `graphql`. */
  readonly operation: string;
  /** How many of the next requests it strikes. Default: 1. */
  readonly times?: number;
  readonly reply: Reply | "reset";
  /** What was asked is done all the same; only the reply says otherwise. */
  readonly applied?: boolean;
}

/** Awaited before a request is answered; `nth` counts the operation's requests from 1. */
export type Hook = (nth: number) => Promise<void> | void;

export interface Faults {
  readonly add: (fault: Fault) => void;
  /** Ends all faults. */
  readonly mend: () => void;
  readonly before: (operation: string, hook: Hook) => void;
  /** Waits for the hooks, and returns the fault that strikes this request. */
  readonly meet: (operation: string) => Promise<Fault | undefined>;
}

export function createFaults(): Faults {
  const pending: { fault: Fault; left: number }[] = [];
  const hooks: { operation: string; hook: Hook }[] = [];
  const counts = new Map<string, number>();
  return {
    add: (fault) => void pending.push({ fault, left: fault.times ?? 1 }),
    mend: () => void pending.splice(0),
    before: (operation, hook) => void hooks.push({ operation, hook }),
    meet: async (operation) => {
      const nth = (counts.get(operation) ?? 0) + 1;
      counts.set(operation, nth);
      for (const entry of hooks) if (entry.operation === operation) await entry.hook(nth);
      const struck = pending.find(({ fault, left }) => fault.operation === operation && left > 0);
      if (struck === undefined) return undefined;
      struck.left -= 1;
      return struck.fault;
    },
  };
}

/** Returns a hook at which the first `count` requests wait until all of them are there. */
export function gather(count: number): Hook {
  const { promise, resolve } = Promise.withResolvers<void>();
  return (nth) => {
    if (nth === count) resolve();
    return nth <= count ? promise : undefined;
  };
}

export const badGateway: Reply = { status: 502, body: { message: "Server Error" } };

/** Returns GitHub's plea to go slower, which it may give with either status. */
export function secondaryRateLimit(status: 403 | 429, retryAfterSeconds: number): Reply {
  const message =
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID 0000:0000.";
  return {
    ...refuse(status, message),
    headers: { "Retry-After": String(retryAfterSeconds) },
  };
}

/** Returns how GraphQL says that the hour's requests are used up; `resetsAt` as below. */
export function graphQlRateLimit(resetsAt: number): Reply {
  const message = "API rate limit already exceeded for installation ID 4242.";
  return {
    status: 200,
    body: { errors: [{ type: "RATE_LIMITED", message }] },
    headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(resetsAt) },
  };
}

/** Returns the end of the hour's requests; `resetsAt` is in seconds of Unix time. */
export function primaryRateLimit(resetsAt: number): Reply {
  return {
    ...refuse(403, "API rate limit exceeded for installation. Please wait before you try again."),
    headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(resetsAt) },
  };
}
