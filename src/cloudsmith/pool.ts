/** Many requests of one kind, a few at a time. */

import { maxConcurrent } from "./rate-limiter.ts";

/**
 * Runs the task for each item, as many at once as the transport takes, and makes nothing ahead: a
 * list from outside may say that it has a million pages. Once a task has failed no other is begun;
 * rejects with the first failure when those under way have ended.
 */
export async function forEachAtOnce<Item>(
  items: Iterable<Item>,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failed = false;
  const work = async () => {
    for (let next = iterator.next(); !failed && next.done !== true; next = iterator.next()) {
      try {
        await task(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: maxConcurrent }, work));
  const rejected = workers.find((worker) => worker.status === "rejected");
  if (rejected !== undefined) throw rejected.reason;
}

/** Yields the whole numbers from the first to the last. */
export function* numbersFrom(first: number, last: number): Generator<number> {
  for (let number = first; number <= last; number++) yield number;
}
