import { setTimeout as wait } from "node:timers/promises";

import { test } from "vitest";

import { loadDuring } from "../src/preload.ts";

/** Longer than it waits until the first requests are on their way. */
const longMs = 400;

function recordLoads() {
  const loaded: string[] = [];
  const load = (name: string) => async () => void loaded.push(name);
  return { loaded, load };
}

test.concurrent("what comes later is loaded while it is waited for, in order", async ({
  expect,
}) => {
  const { loaded, load } = recordLoads();
  const reading = wait(longMs, "the roster");
  expect(await loadDuring(reading, [load("writer"), load("page")])).toBe("the roster");
  expect(loaded).toEqual(["writer", "page"]);
});

test.concurrent("nothing is loaded where nothing had to be waited for", async ({ expect }) => {
  const { loaded, load } = recordLoads();
  expect(await loadDuring(Promise.resolve("the roster"), [load("writer")])).toBe("the roster");
  await wait(longMs);
  expect(loaded).toEqual([]);
});

test.concurrent("once there is an answer, no more is loaded", async ({ expect }) => {
  const { loaded, load } = recordLoads();
  const answered = Promise.withResolvers<string>();
  const last = async () => {
    await load("writer")();
    answered.resolve("the roster");
  };
  await loadDuring(answered.promise, [last, load("page")]);
  await wait(longMs);
  expect(loaded).toEqual(["writer"]);
});

test.concurrent("what cannot be loaded ends neither the reading nor the rest", async ({
  expect,
}) => {
  const { loaded, load } = recordLoads();
  const broken = async () => Promise.reject(new Error("no such file"));
  const reading = wait(longMs, "the roster");
  expect(await loadDuring(reading, [broken, load("page")])).toBe("the roster");
  expect(loaded).toEqual(["page"]);
});

test.concurrent("a reading that fails, fails as it did", async ({ expect }) => {
  const { loaded, load } = recordLoads();
  const reading = Promise.reject(new Error("the workspace is gone"));
  await expect(loadDuring(reading, [load("writer")])).rejects.toThrow("the workspace is gone");
  await wait(longMs);
  expect(loaded).toEqual([]);
});
