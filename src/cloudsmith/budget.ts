/**
 * Tracks the rate limit from the headers of replies. `X-RateLimit-Reset` alone is not enough:
 * Cloudsmith's budget may refill continuously, and then the reset moves ahead with every reply.
 */

import type { Reply } from "./reply.ts";

/** With fewer requests left than this, requests keep the interval that Cloudsmith suggests. */
const lowRemaining = 20;
/** The reset and the `Date` header are both in full seconds. */
const resolutionSeconds = 1;
/** If the reset moves, the change is visible after this time. */
const probeAfterMs = 3_000;
/** Used if a budget refills and no reply says how fast. */
const unknownIntervalMs = 1_000;
const hourMs = 3_600_000;
/** How often to check whether a pending reply has arrived. */
const pollMs = 20;

export interface Wait {
  /** Time until the next request may start; 0 or less means now. */
  readonly ms: number;
  /** False while the wait may still become shorter than `untilMs`. */
  readonly certain: boolean;
  /**
   * When the limit ends at the latest, in the time of `performance.now()`; undefined if requests
   * are only spaced.
   */
  readonly untilMs: number | undefined;
}

export interface Budget {
  /** Records the start of a request, and returns its sequence number. */
  readonly start: () => number;
  /** Records that the request with this number has ended, with or without a reply. */
  readonly end: (order: number) => void;
  readonly learn: (reply: Pick<Reply, "header">, order: number) => void;
  readonly wait: () => Wait;
  /**
   * Returns why `calls` more requests do not fit into `leftMs` milliseconds, or null if they do.
   * With an hourly limit, a proportional part of it counts in addition to what is left.
   */
  readonly whyNot: (calls: number, leftMs: number) => string | null;
  /** Converts a time of `performance.now()` to the server's clock, such as `08:15:30 UTC`. */
  readonly clockAt: (atMs: number) => string | undefined;
}

/**
 * The rate limit according to one reply. Replies can arrive out of order: one with a lower number
 * that reports more requests left is outdated.
 */
interface LimitReport {
  readonly order: number;
  readonly left: number;
  /** Requests that were pending at that time. `left` may or may not include them. */
  readonly uncounted: number;
  readonly startsBefore: number;
  readonly resetSeconds: number;
  readonly resetsAtMs: number;
}

export function createBudget(): Budget {
  let starts = 0;
  let pending = 0;
  let lastStartMs = Number.NEGATIVE_INFINITY;
  let latest: LimitReport | undefined;
  let latestAtMs = 0;
  let intervalMs = 0;
  let hourlyLimit = 0;
  let serverAheadMs: number | undefined;
  /** Whether the reset moved ahead before it was reached. */
  let refills = false;
  /** The single request that checks whether the limit is really used up. */
  let probe: { readonly resetSeconds: number; order?: number; answered: boolean } | undefined;

  /** Returns the minimum number of requests left. */
  const remaining = () =>
    latest === undefined
      ? Number.POSITIVE_INFINITY
      : latest.left - latest.uncounted - (starts - latest.startsBefore);

  function learn({ header }: Pick<Reply, "header">, order: number): void {
    const dateMs = Date.parse(header("date") ?? "");
    const nowMs = performance.now();
    if (!Number.isNaN(dateMs)) serverAheadMs = dateMs - nowMs;
    const left = readCount(header("x-ratelimit-remaining"));
    const resetSeconds = readCount(header("x-ratelimit-reset"));
    if (left === undefined || resetSeconds === undefined || Number.isNaN(dateMs)) return;
    if (latest !== undefined && order < latest.order && left >= latest.left) return;
    if (latest !== undefined && resetSeconds > latest.resetSeconds + resolutionSeconds) {
      refills ||= dateMs < latest.resetSeconds * 1_000;
    }
    intervalMs = (readCount(header("x-ratelimit-interval")) ?? 0) * 1_000;
    hourlyLimit = readCount(header("x-ratelimit-limit")) ?? 0;
    const resetsAtMs = nowMs + Math.max(0, resetSeconds * 1_000 - dateMs);
    latest = {
      order: Math.max(order, latest?.order ?? 0),
      left,
      uncounted: pending - 1,
      startsBefore: starts,
      resetSeconds,
      resetsAtMs,
    };
    latestAtMs = nowMs;
  }

  function wait(): Wait {
    const nowMs = performance.now();
    const spaced = { certain: true, untilMs: undefined };
    if (latest === undefined || remaining() >= lowRemaining) return { ...spaced, ms: 0 };
    const nextMs = lastStartMs + intervalMs - nowMs;
    const untilMs = latest.resetsAtMs;
    if (remaining() > 0 || untilMs <= nowMs) return { ...spaced, ms: nextMs };
    // Some requests are left, and the pending replies will say how many. Until then, send one at a
    // time.
    if (latest.left > 0) return { ...spaced, ms: pending > 0 ? pollMs : nextMs, certain: false };
    if (refills) {
      return { ...spaced, ms: lastStartMs + (intervalMs || unknownIntervalMs) - nowMs };
    }
    if (probe !== undefined && latest.resetSeconds - probe.resetSeconds <= resolutionSeconds) {
      if (probe.answered) return { ms: untilMs - nowMs, certain: true, untilMs };
      if (probe.order !== undefined) return { ms: pollMs, certain: false, untilMs };
    } else probe = { resetSeconds: latest.resetSeconds, answered: false };
    return { ms: Math.min(latestAtMs + probeAfterMs, untilMs) - nowMs, certain: false, untilMs };
  }

  return {
    learn,
    wait,
    start: () => {
      if (probe !== undefined && !probe.answered && (latest?.left ?? 1) <= 0)
        probe.order ??= starts + 1;
      lastStartMs = performance.now();
      pending += 1;
      starts += 1;
      return starts;
    },
    end: (order) => {
      pending -= 1;
      if (probe?.order === order) probe.answered = true;
    },
    whyNot: (calls, leftMs) => {
      if (latest === undefined) return null;
      const resetMs = latest.resetsAtMs - performance.now();
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
