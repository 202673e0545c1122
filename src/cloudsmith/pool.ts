/** Runs many requests of one kind with limited concurrency. */

import { maxConcurrent } from "./rate-limiter.ts";

/**
 * Runs the task for each item, as many concurrently as the transport allows. It takes items one by
 * one, because an external list may announce a million pages. After a failure, no further task
 * starts; it rejects with the first failure when the running tasks have ended.
 */
export async function forEachConcurrently<Item>(
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

/** Yields the integers from the first to the last. */
export function* numbersFrom(first: number, last: number): Generator<number> {
  for (let number = first; number <= last; number++) yield number;
}
