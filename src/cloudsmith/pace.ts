/** How many requests run at once, and when the next may start: as fast as Cloudsmith lets us. */

import type { Reply } from "./reply.ts";

/** Enough for every first page at once; Cloudsmith allows 1.5 to 3 requests a second over an hour. */
export const maxConcurrent = 16;
/** With fewer requests left than this, the interval that Cloudsmith suggests is kept. */
const scarce = 20;
/** A reply's own date is given in whole seconds. */
const clockGrainMs = 2_000;

export interface Pace {
  /** Runs a task when it is its turn. Rejects with `TooLong` when its turn comes after the deadline. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Learns from a reply what is left of the rate limit. */
  learn(reply: Reply): void;
  /** Nothing starts for so long, and then less at once. */
  slowDown(waitMs: number): void;
  /** Returns why so many more requests cannot be made before the deadline; null when they can. */
  whyNot(calls: number): string | null;
}

/** The wait that Cloudsmith asks for ends after the deadline. */
export class TooLong extends Error {
  readonly waitMs: number;

  constructor(message: string, waitMs: number) {
    super(message);
    this.waitMs = waitMs;
  }
}

/** Returns a pace that knows how much time is left, in milliseconds. */
export function createPace(leftMs: () => number): Pace {
  let width = maxConcurrent;
  let running = 0;
  let goodInARow = 0;
  /** Of `performance.now()`. */
  let opensAtMs = 0;
  let lastStartMs = 0;
  let intervalMs = 0;
  let remaining = Number.POSITIVE_INFINITY;
  let resetsAtMs = 0;
  const waiting: (() => void)[] = [];

  const pause = (waitMs: number) => {
    opensAtMs = Math.max(opensAtMs, performance.now() + waitMs);
  };

  async function takeTurn(): Promise<void> {
    if (running < width) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    for (;;) {
      const spaced = remaining < scarce ? lastStartMs + intervalMs : 0;
      const waitMs = Math.max(opensAtMs, spaced) - performance.now();
      if (waitMs <= 0) break;
      if (waitMs >= leftMs()) throw new TooLong("Cloudsmith throttles this credential", waitMs);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    lastStartMs = performance.now();
    remaining -= 1;
  }

  function giveTurn(): void {
    running -= 1;
    while (running < width && waiting.length > 0) {
      running += 1;
      waiting.shift()?.();
    }
  }

  return {
    run: async (task) => {
      try {
        await takeTurn();
        return await task();
      } finally {
        giveTurn();
      }
    },
    learn: ({ header, status }) => {
      const left = readCount(header("x-ratelimit-remaining"));
      const resetMs = readReset(header);
      if (left !== undefined && resetMs !== undefined) {
        const resetsAt = performance.now() + resetMs;
        // Replies overtake each other: within a period, only a lower number is news.
        const samePeriod = Math.abs(resetsAt - resetsAtMs) < clockGrainMs;
        remaining = samePeriod ? Math.min(remaining, left) : left;
        resetsAtMs = resetsAt;
        intervalMs = (readCount(header("x-ratelimit-interval")) ?? 0) * 1_000;
        if (remaining <= 0) pause(resetMs);
      }
      if (status === 429) return;
      goodInARow += 1;
      if (goodInARow < width || width === maxConcurrent) return;
      goodInARow = 0;
      width += 1;
    },
    slowDown: (waitMs) => {
      width = Math.max(1, Math.floor(width / 2));
      goodInARow = 0;
      pause(waitMs);
    },
    whyNot: (calls) => {
      const resetMs = resetsAtMs - performance.now();
      if (calls <= remaining || resetMs < leftMs()) return null;
      return `it takes about ${calls} more requests, and Cloudsmith allows ${Math.max(0, remaining)} in the next ${Math.ceil(resetMs / 1000)} s`;
    },
  };
}

function readCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}(?:\.\d{1,9})?$/u.test(text) ? Number(text) : undefined;
}

/** Returns the milliseconds until the limit is renewed, by the server's own clock. */
function readReset(header: Reply["header"]): number | undefined {
  const resetSeconds = readCount(header("x-ratelimit-reset"));
  const nowMs = Date.parse(header("date") ?? "");
  if (resetSeconds === undefined || Number.isNaN(nowMs)) return undefined;
  return Math.max(0, resetSeconds * 1_000 - nowMs);
}
