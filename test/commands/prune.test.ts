import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { setScene } from "../support/command-scene.ts";

const used =
  "  - { rule: two-factor, subject: jonas-lindqvist, reason: key on order, expires: 2026-12-31 }\n";
const unused =
  "  # back in spring\n  - { rule: two-factor, subject: amara-okoye, reason: r, expires: 2026-12-31 }\n";
const expired =
  "  - { rule: dormant, subject: jonas-lindqvist, reason: r, expires: 2026-11-01 } # over\n";
const line = peoplePolicy.split("\n").length;

test("accept --prune removes what covers nothing, says what and why, and changes no other byte", async () => {
  const scene = await setScene(`${peoplePolicy}exceptions:\n${unused}${used}${expired}`);
  const text = await scene.policy();

  const dry = await scene.runLive("accept", "--prune", "--dry-run");
  const unchanged = await scene.policy();
  const pruned = await scene.runLive("accept", "--prune");
  const again = await scene.runLive("accept", "--prune");

  const list = `  line ${line + 2}: exception for amara-okoye from rule two-factor: there is no such finding\n  line ${line + 4}: exception for jonas-lindqvist from rule dormant: it expired on 2026-11-01\n`;
  expect(dry.stdout).toBe(`access-policy.yml: would remove 2 entries\n${list}`);
  expect(unchanged).toBe(text);
  expect(pruned.exitCode).toBe(0);
  expect(pruned.stdout).toBe(`access-policy.yml: removed 2 entries\n${list}`);
  expect(await scene.policy()).toBe(`${peoplePolicy}exceptions:\n${used}`);
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toBe(
    "nothing to prune: no exception is unused or expired, and no entry has ended\n",
  );
  expect(await scene.policy()).toBe(`${peoplePolicy}exceptions:\n${used}`);
});

test("--prune is alone: a reason is for new exceptions", async () => {
  const scene = await setScene(`${peoplePolicy}exceptions:\n${expired}`);

  const run = await scene.runLive("accept", "--prune", "--reason", "r");

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain("cannot prune with --reason: --prune only removes entries.");
  expect(await scene.policy()).toContain(expired);
});
