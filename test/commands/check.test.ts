import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { setScene } from "../support/command-scene.ts";

const tests = (findings: string) =>
  `version: 1\ntoday: 2026-11-23\ntests:\n  - name: Jonas has no second factor\n    members: { jonas-lindqvist: { two-factor: false } }\n    findings: { ${findings} }\n`;

test("check runs the tests beside the policy, and exits 1 when one fails", async () => {
  const scene = await setScene();
  const file = join(scene.folder, "access-policy.test.yml");

  await writeFile(file, tests("two-factor: [jonas-lindqvist]"));
  const passing = await scene.run("check");
  await writeFile(file, tests("dormant: [jonas-lindqvist]"));
  const failing = await scene.run("check");

  expect(passing.exitCode).toBe(0);
  expect(passing.stdout).toContain("access-policy.test.yml: 1 test passes\n");
  expect(failing.exitCode).toBe(1);
  expect(failing.stdout.split("\n").slice(1)).toEqual([
    "access-policy.test.yml:4:5: this test fails: Jonas has no second factor",
    "  access-policy.test.yml:6:27: not found: dormant jonas-lindqvist",
    "  found, but not expected: two-factor jonas-lindqvist: jonas-lindqvist is an Owner without two-factor authentication",
    "access-policy.test.yml: 1 of 1 test fails",
    "",
  ]);
});

test("check exits 2 for tests that are not valid, or not there where --tests names them", async () => {
  const scene = await setScene();
  await writeFile(join(scene.folder, "other.yml"), tests("two-facter: [x]"));

  const wrong = await scene.run("check", "--tests", "other.yml");
  const gone = await scene.run("check", "--tests", "gone.yml");

  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain(
    'other.yml:6:30: "two-facter" is not a rule of the policy: did you',
  );
  expect(gone.exitCode).toBe(2);
  expect(gone.stderr).toContain('cannot read policy tests "gone.yml": there is no such file');
});

test("check --strict fails on an exception without a reason, and only then", async () => {
  const scene = await setScene(
    `${peoplePolicy}exceptions:\n  - { rule: two-factor, subject: jo, reason: TODO, expires: 2026-12-31 }\n`,
  );

  const lenient = await scene.run("check");
  const strict = await scene.run("check", "--strict");

  expect(lenient.exitCode).toBe(0);
  expect(lenient.stdout).toContain(", 1 exception\n");
  expect(strict.exitCode).toBe(1);
  expect(strict.stdout).toMatch(
    /^access-policy\.yml:\d+:5: the exception for jo from rule two-factor has no reason$/mu,
  );
});

test("check --strict fails on an exception for role-count without role and number, and names its line", async () => {
  const entry = (fields: string) =>
    `  - { rule: role-count, subject: fernwick, ${fields}reason: handover, expires: 2026-12-31 }\n`;
  const scene = await setScene(
    `${peoplePolicy}exceptions:\n${entry("")}${entry("role: owner, allow: 4, ")}`,
  );

  const lenient = await scene.run("check");
  const strict = await scene.run("check", "--strict");

  expect(lenient.exitCode).toBe(0);
  expect(strict.exitCode).toBe(1);
  const line = peoplePolicy.split("\n").length + 1;
  expect(strict.stdout.split("\n").slice(1, -1)).toEqual([
    `access-policy.yml:${line}:5: the exception for fernwick from rule role-count covers any role and any number: add role, and allow with the number`,
  ]);
});

test.each([
  ["", "1 role and 1 team managed"],
  ["repositories: { web: {} }\n", "1 role, 1 team and 1 repository managed"],
  ["repositories: { web: {}, lab-*: {} }\n", "1 role, 1 team and 2 repositories managed"],
])("check counts what the policy manages, with %s", async (section, expected) => {
  const body = "roles: { owner: { min: 1 } }\nteams: { docs: {} }\n";
  const scene = await setScene(`version: 1\norganization: fernwick\n${body}${section}`);
  expect((await scene.run("check")).stdout).toContain(`workspace fernwick, ${expected}, `);
});
