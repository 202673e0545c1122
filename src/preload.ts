/** Loads code that is needed later while a request waits for its reply. */

import { setImmediate } from "node:timers/promises";

/** Loads a module; a later import takes it from Node's module cache. */
export type Load = () => Promise<unknown>;

/**
 * In milliseconds. By then the first requests are sent, and a distant server has not replied yet.
 */
const startDelayMs = 40;

/**
 * Returns the result of `reading`, or rejects like it. Meanwhile it loads the modules one by one,
 * so that a reply waits for one module at most. A module that fails to load reports that where it
 * is used.
 */
export async function loadDuring<Result>(
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
  const timer = setTimeout(() => void loadEach(), startDelayMs);
  try {
    return await reading;
  } finally {
    waiting = false;
    clearTimeout(timer);
  }
}
