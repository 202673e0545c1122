/** How many requests run at once, and when the next may start: as fast as Cloudsmith lets us. */

import { createBudget } from "./budget.ts";
import type { Reply } from "./reply.ts";

/** Enough for every first page at once; Cloudsmith allows 1.5 to 3 requests a second over an hour. */
export const maxConcurrent = 16;
/** A shorter wait is not worth a line. */
const announceFromMs = 1_500;
/** What is waited for may turn out shorter by then. */
const sliceMs = 1_000;

export interface RateLimiter {
  /**
   * Runs a task when it is its turn, and learns from the reply that comes of it.
   * Rejects with `WaitTooLong` when its turn comes after the deadline, and with `DeadlinePassed` from then on.
   */
  run<T extends { readonly reply?: Reply }>(task: () => Promise<T>): Promise<T>;
  /** Nothing starts for so long, and then less at once. */
  slowDown(waitMs: number): void;
  /** Returns why so many more requests cannot be made before the deadline; null when they can. */
  whyNot(calls: number): string | null;
}

/** The wait that Cloudsmith asks for ends after the deadline. */
export class WaitTooLong extends Error {
  readonly waitMs: number;

  constructor(message: string, waitMs: number) {
    super(message);
    this.waitMs = waitMs;
  }
}

/** The deadline has passed: what waited for its turn is not begun. */
export class DeadlinePassed extends Error {}

export interface RateLimiterSettings {
  /** Milliseconds until the deadline, by the clock. */
  readonly leftMs: () => number;
  /** Aborts at the deadline, or earlier. */
  readonly signal: AbortSignal;
  /** Told when a wait for the rate limit begins, with its end. */
  readonly announce: (message: string) => void;
}

export function createRateLimiter({ leftMs, signal, announce }: RateLimiterSettings): RateLimiter {
  const budget = createBudget();
  let width = maxConcurrent;
  let running = 0;
  let goodInARow = 0;
  /** Of `performance.now()`. */
  let opensAtMs = 0;
  let announcedMs = 0;
  let waiting: { start: () => void; giveUp: () => void }[] = [];
  /** The first that still waits: taking it off a long list would move all the others. */
  let next = 0;
  // One error for all: there may be as many of them as there are pages.
  const over = new DeadlinePassed("the deadline has passed");
  const isOver = () => signal.aborted || leftMs() <= 0;

  function giveAllUp(): void {
    const given = waiting.slice(next);
    [waiting, next] = [[], 0];
    for (const { giveUp } of given) giveUp();
  }
  signal.addEventListener("abort", giveAllUp);

  /** Returns the place of the start among all. */
  async function takeTurn(): Promise<number> {
    if (isOver()) throw over;
    if (running < width) running += 1;
    else {
      await new Promise<void>((resolve, reject) => {
        waiting.push({ start: resolve, giveUp: () => reject(over) });
      });
    }
    try {
      return await untilOpen();
    } catch (error) {
      giveTurn();
      throw error;
    }
  }

  async function untilOpen(): Promise<number> {
    for (;;) {
      if (isOver()) throw over;
      const { ms, certain, untilMs = 0 } = budget.wait();
      const nowMs = performance.now();
      const waitMs = Math.max(ms, opensAtMs - nowMs);
      // At once, so that nobody else takes this start for free.
      if (waitMs <= 0) return budget.start();
      if (waitMs >= leftMs() && (certain || opensAtMs - nowMs >= leftMs())) {
        throw new WaitTooLong("Cloudsmith throttles this credential", waitMs);
      }
      sayHowLong(Math.max(untilMs, nowMs + waitMs));
      await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, sliceMs)));
    }
  }

  function sayHowLong(endMs: number): void {
    const waitMs = endMs - performance.now();
    // The end is known to a second or so.
    if (waitMs < announceFromMs || endMs < announcedMs + announceFromMs) return;
    announcedMs = endMs;
    const clock = budget.clockAt(endMs);
    const until = clock === undefined ? "" : `, until ${clock} at the latest`;
    announce(`Cloudsmith's rate limit: waiting for ${Math.ceil(waitMs / 1_000)} s${until}`);
  }

  function giveTurn(): void {
    running -= 1;
    // By the clock: the signal comes late where this thread is busy.
    if (isOver()) giveAllUp();
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
        giveTurn();
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
