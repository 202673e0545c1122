/** Code that is needed later, loaded while a server is waited for. */

import { setImmediate } from "node:timers/promises";

/** Loads a module; what comes of it is taken from Node's own store when it is imported again. */
export type Load = () => Promise<unknown>;

/** By then the first requests are on their way, and no reply is back from a server far away. */
const untilAskedMs = 40;

/**
 * Returns what `reading` gives, or fails as it does. Until then loads one module after the other, so
 * that a reply waits for one at most. What cannot be loaded says so where it is needed.
 */
export async function loadMeanwhile<Result>(
  reading: Promise<Result>,
  loads: readonly Load[],
): Promise<Result> {
  let waiting = true;
  const loadEach = async () => {
    for (const load of loads) {
      if (!waiting) return;
      await load().catch(() => undefined);
      await setImmediate();
    }
  };
  const timer = setTimeout(() => void loadEach(), untilAskedMs);
  try {
    return await reading;
  } finally {
    waiting = false;
    clearTimeout(timer);
  }
}
