import { expect, test } from "vitest";

import { runAudit, type Channel } from "../src/audit.ts";
import { silentLogger } from "../src/log.ts";
import { policyOf } from "./support/policy.ts";
import { aRoster } from "./support/roster.ts";

/** Returns the result of an audit with these channels, and the errors in its log. */
async function deliverTo(channels: readonly Channel[]) {
  const errors: string[] = [];
  const roster = aRoster();
  const result = await runAudit({
    policy: policyOf(""),
    failOn: "note",
    tool: { name: "test", version: "0" },
    clock: () => new Date(roster.readAt),
    log: { ...silentLogger, error: (text) => errors.push(text) },
    readRoster: async () => ({ roster, baseline: undefined }),
    artifact: undefined,
    channels,
  });
  return { result, errors };
}

test("a channel that fails is reported, and the others still deliver", async () => {
  const delivered: string[] = [];
  const channels: readonly Channel[] = [
    {
      task: "write a",
      deliver: async () => {
        throw new Error("no space");
      },
    },
    { task: "write b", deliver: async () => void delivered.push("b") },
  ];

  const { result, errors } = await deliverTo(channels);

  expect(errors).toEqual(["cannot write a: no space."]);
  expect(delivered).toEqual(["b"]);
  expect(result).toMatchObject({ delivery: "partial", exitCode: 2 });
});

test("channels deliver one after another, the early ones first", async () => {
  const events: string[] = [];
  const channel = (task: string): Channel => ({
    task,
    deliver: async () => {
      events.push(`${task} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${task} ends`);
    },
  });

  const { errors } = await deliverTo([
    channel("a"),
    channel("b"),
    { ...channel("c"), early: true },
  ]);

  expect(errors).toEqual([]);
  expect(events).toEqual(["c begins", "c ends", "a begins", "a ends", "b begins", "b ends"]);
});
