/**
 * What is left of the rate limit, as replies tell it. `X-RateLimit-Reset` alone decides nothing:
 * Cloudsmith's budget refills all the time, and then the reset moves ahead with every reply.
 */

import type { Reply } from "./reply.ts";

/** With fewer requests left than this, the interval that Cloudsmith suggests is kept. */
const scarce = 20;
/** A reset is in whole seconds, and so is the date beside it. */
const grainSeconds = 1;
/** After so long a reset that moves has moved by more than its grain. */
const lookAgainMs = 3_000;
/** Where a budget refills and nobody says how fast. */
const unknownIntervalMs = 1_000;
const hourMs = 3_600_000;
/** Until a reply under way can have come. */
const pollMs = 20;

export interface Wait {
  /** Until the next request may start; 0 or less: now. */
  readonly ms: number;
  /** False while it may still turn out shorter than `untilMs`. */
  readonly certain: boolean;
  /** Of `performance.now()`: when the limit ends at the latest; undefined where it only spaces. */
  readonly untilMs: number | undefined;
}

export interface Budget {
  /** Notes a start, and returns its place among all. */
  readonly start: () => number;
  /** Notes that the request of this place has ended, with a reply or without. */
  readonly end: (order: number) => void;
  readonly learn: (reply: Pick<Reply, "header">, order: number) => void;
  readonly wait: () => Wait;
  /**
   * Returns why so many more requests do not fit into so many milliseconds; null when they do. A
   * limit for each hour lets its part of the hour through, beside what is left of it.
   */
  readonly whyNot: (calls: number, leftMs: number) => string | null;
  /** Takes a moment of `performance.now()`; returns the server's clock then, as `08:15:30 UTC`. */
  readonly clockAt: (atMs: number) => string | undefined;
}

/** What one reply said. Replies overtake each other: one that was asked earlier and says more is old. */
interface Statement {
  readonly order: number;
  readonly left: number;
  /** Requests that were under way then: the number may hold them or not. */
  readonly uncounted: number;
  readonly startsBefore: number;
  readonly resetSeconds: number;
  readonly resetsAtMs: number;
}

export function createBudget(): Budget {
  let starts = 0;
  let underWay = 0;
  let lastStartMs = Number.NEGATIVE_INFINITY;
  let said: Statement | undefined;
  let saidAtMs = 0;
  let intervalMs = 0;
  let hourlyLimit = 0;
  let serverAheadMs: number | undefined;
  /** The reset was seen to move ahead before it came. */
  let refills = false;
  /** The one request that finds out whether a used-up limit is to be believed. */
  let probe: { readonly resetSeconds: number; order?: number; answered: boolean } | undefined;

  /** At least so many are left. */
  const remaining = () =>
    said === undefined
      ? Number.POSITIVE_INFINITY
      : said.left - said.uncounted - (starts - said.startsBefore);

  function learn({ header }: Pick<Reply, "header">, order: number): void {
    const dateMs = Date.parse(header("date") ?? "");
    const nowMs = performance.now();
    if (!Number.isNaN(dateMs)) serverAheadMs = dateMs - nowMs;
    const left = readCount(header("x-ratelimit-remaining"));
    const resetSeconds = readCount(header("x-ratelimit-reset"));
    if (left === undefined || resetSeconds === undefined || Number.isNaN(dateMs)) return;
    if (said !== undefined && order < said.order && left >= said.left) return;
    if (said !== undefined && resetSeconds > said.resetSeconds + grainSeconds) {
      refills ||= dateMs < said.resetSeconds * 1_000;
    }
    intervalMs = (readCount(header("x-ratelimit-interval")) ?? 0) * 1_000;
    hourlyLimit = readCount(header("x-ratelimit-limit")) ?? 0;
    const resetsAtMs = nowMs + Math.max(0, resetSeconds * 1_000 - dateMs);
    said = {
      order: Math.max(order, said?.order ?? 0),
      left,
      uncounted: underWay - 1,
      startsBefore: starts,
      resetSeconds,
      resetsAtMs,
    };
    saidAtMs = nowMs;
  }

  function wait(): Wait {
    const nowMs = performance.now();
    const spaced = { certain: true, untilMs: undefined };
    if (said === undefined || remaining() >= scarce) return { ...spaced, ms: 0 };
    const nextMs = lastStartMs + intervalMs - nowMs;
    const untilMs = said.resetsAtMs;
    if (remaining() > 0 || untilMs <= nowMs) return { ...spaced, ms: nextMs };
    // Some are left, and what is under way will say how many: until then one goes after the other.
    if (said.left > 0) return { ...spaced, ms: underWay > 0 ? pollMs : nextMs, certain: false };
    if (refills) {
      return { ...spaced, ms: lastStartMs + (intervalMs || unknownIntervalMs) - nowMs };
    }
    if (probe !== undefined && said.resetSeconds - probe.resetSeconds <= grainSeconds) {
      if (probe.answered) return { ms: untilMs - nowMs, certain: true, untilMs };
      if (probe.order !== undefined) return { ms: pollMs, certain: false, untilMs };
    } else probe = { resetSeconds: said.resetSeconds, answered: false };
    return { ms: Math.min(saidAtMs + lookAgainMs, untilMs) - nowMs, certain: false, untilMs };
  }

  return {
    learn,
    wait,
    start: () => {
      if (probe !== undefined && !probe.answered && (said?.left ?? 1) <= 0)
        probe.order ??= starts + 1;
      lastStartMs = performance.now();
      underWay += 1;
      starts += 1;
      return starts;
    },
    end: (order) => {
      underWay -= 1;
      if (probe?.order === order) probe.answered = true;
    },
    whyNot: (calls, leftMs) => {
      if (said === undefined) return null;
      const resetMs = said.resetsAtMs - performance.now();
      if (resetMs < leftMs) return null;
      const perMs = refills && intervalMs > 0 ? 1 / intervalMs : hourlyLimit / hourMs;
      if (refills && perMs === 0) return null;
      const allowed = Math.floor(Math.max(0, remaining()) + perMs * Math.max(0, leftMs));
      if (calls <= allowed) return null;
      return `it takes about ${calls} more requests, and Cloudsmith allows ${allowed} in the next ${Math.ceil(leftMs / 1000)} s`;
    },
    clockAt: (atMs) => {
      const clock = new Date(atMs + (serverAheadMs ?? Number.NaN));
      return Number.isNaN(clock.getTime()) ? undefined : `${clock.toISOString().slice(11, 19)} UTC`;
    },
  };
}

function readCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}(?:\.\d{1,9})?$/u.test(text) ? Number(text) : undefined;
}
