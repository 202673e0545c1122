/**
 * Limits concurrency, and decides when the next request may start: as fast as Cloudsmith allows.
 */

import { createBudget } from "./budget.ts";
import type { Reply } from "./reply.ts";

/**
 * Enough for all first pages together. Cloudsmith allows 1.5 to 3 requests per second over an hour.
 */
export const maxConcurrent = 16;
/** Shorter waits are not logged. */
const announceFromMs = 1_500;
/** Wait in slices, because the wait may become shorter. */
const sliceMs = 1_000;

export interface RateLimiter {
  /**
   * Runs a task when its turn comes, and updates the limits from the reply. Rejects with
   * `WaitTooLong` if its turn would come after the deadline, and with `DeadlinePassed` after the
   * deadline.
   */
  run<T extends { readonly reply?: Reply }>(task: () => Promise<T>): Promise<T>;
  /** Starts nothing for `waitMs` milliseconds, and halves the concurrency. */
  slowDown(waitMs: number): void;
  /** Returns why `calls` more requests cannot be sent before the deadline, or null if they can. */
  whyNot(calls: number): string | null;
}

/** Cloudsmith asks to wait beyond the deadline. */
export class WaitTooLong extends Error {
  readonly waitMs: number;

  constructor(message: string, waitMs: number) {
    super(message);
    this.waitMs = waitMs;
  }
}

/** The deadline has passed. Waiting tasks do not start. */
export class DeadlinePassed extends Error {}

export interface RateLimiterSettings {
  /** Milliseconds until the deadline, from the clock. */
  readonly leftMs: () => number;
  /** Aborts at the deadline, or earlier. */
  readonly signal: AbortSignal;
  /** Called with a message when a wait for the rate limit begins. */
  readonly announce: (message: string) => void;
}

export function createRateLimiter({ leftMs, signal, announce }: RateLimiterSettings): RateLimiter {
  const budget = createBudget();
  let width = maxConcurrent;
  let running = 0;
  let goodInARow = 0;
  /** In the time of `performance.now()`. */
  let opensAtMs = 0;
  let announcedMs = 0;
  let waiting: { start: () => void; giveUp: () => void }[] = [];
  /**
   * The index of the first task that still waits. Removing items from the front of a long array
   * would be slow.
   */
  let next = 0;
  // One shared error, because there may be as many rejections as pages.
  const deadlineError = new DeadlinePassed("the deadline has passed");
  const isOver = () => signal.aborted || leftMs() <= 0;

  function rejectWaiting(): void {
    const rejected = waiting.slice(next);
    [waiting, next] = [[], 0];
    for (const { giveUp } of rejected) giveUp();
  }
  signal.addEventListener("abort", rejectWaiting);

  /** Waits for a turn, and returns the request's sequence number. */
  async function takeTurn(): Promise<number> {
    if (isOver()) throw deadlineError;
    if (running < width) running += 1;
    else {
      await new Promise<void>((resolve, reject) => {
        waiting.push({ start: resolve, giveUp: () => reject(deadlineError) });
      });
    }
    try {
      return await untilOpen();
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  async function untilOpen(): Promise<number> {
    for (;;) {
      if (isOver()) throw deadlineError;
      const { ms, certain, untilMs = 0 } = budget.wait();
      const nowMs = performance.now();
      const waitMs = Math.max(ms, opensAtMs - nowMs);
      // Without an await, so that no other request takes this start.
      if (waitMs <= 0) return budget.start();
      if (waitMs >= leftMs() && (certain || opensAtMs - nowMs >= leftMs())) {
        throw new WaitTooLong("Cloudsmith throttles this credential", waitMs);
      }
      announceWait(Math.max(untilMs, nowMs + waitMs));
      await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, sliceMs)));
    }
  }

  function announceWait(endMs: number): void {
    const waitMs = endMs - performance.now();
    // The end is only accurate to about a second.
    if (waitMs < announceFromMs || endMs < announcedMs + announceFromMs) return;
    announcedMs = endMs;
    const clock = budget.clockAt(endMs);
    const until = clock === undefined ? "" : `, until ${clock} at the latest`;
    announce(`Cloudsmith's rate limit: waiting for ${Math.ceil(waitMs / 1_000)} s${until}`);
  }

  function endTurn(): void {
    running -= 1;
    // Check the clock: the signal fires late if this thread is busy.
    if (isOver()) rejectWaiting();
    while (running < width && next < waiting.length) {
      running += 1;
      waiting[next++]?.start();
    }
    if (next === waiting.length) [waiting, next] = [[], 0];
  }

  function learn(reply: Reply, order: number): void {
    budget.learn(reply, order);
    if (reply.status === 429) return;
    goodInARow += 1;
    if (goodInARow < width || width === maxConcurrent) return;
    goodInARow = 0;
    width += 1;
  }

  return {
    run: async (task) => {
      const order = await takeTurn();
      try {
        const outcome = await task();
        if (outcome.reply !== undefined) learn(outcome.reply, order);
        return outcome;
      } finally {
        budget.end(order);
        endTurn();
      }
    },
    slowDown: (waitMs) => {
      width = Math.max(1, Math.floor(width / 2));
      goodInARow = 0;
      opensAtMs = Math.max(opensAtMs, performance.now() + waitMs);
    },
    whyNot: (calls) => budget.whyNot(calls, leftMs()),
  };
}
