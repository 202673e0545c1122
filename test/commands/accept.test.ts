import { lstat, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, expect, test } from "vitest";

import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder } from "../support/process.ts";

const sandboxes: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.close()));
});

/** The day on which the sandbox's people are as old as its policy expects: 2026-11-23. */
const clock = { SOURCE_DATE_EPOCH: "1795424400" };

interface Scene {
  readonly folder: string;
  readonly sandbox: Sandbox;
  run(...args: string[]): ReturnType<typeof runHere>;
  /** Runs a command that reads the sandbox. */
  runLive(...args: string[]): ReturnType<typeof runHere>;
  policy(): Promise<string>;
}

async function setScene(policy = sandboxPolicy): Promise<Scene> {
  const sandbox = await startSandbox();
  sandboxes.push(sandbox);
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), policy);
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service };
  return {
    folder,
    sandbox,
    run: (...args) => runHere(args, { cwd: folder, env: clock }),
    runLive: (...args) => runHere([...args, "--api-url", sandbox.url], { cwd: folder, env }),
    policy: () => readFile(join(folder, "access-policy.yml"), "utf8"),
  };
}

test("accept makes the audit clean, and every line of the policy stays as it was", async () => {
  const scene = await setScene();

  const accepted = await scene.runLive(
    "accept",
    "--reason",
    "first audit",
    "--approved-by",
    "amara",
  );
  const audit = await scene.runLive("audit", "--fail-on", "warning");

  expect(accepted.stderr).toBe("");
  expect(accepted.exitCode).toBe(0);
  expect(accepted.stdout).toMatch(
    /^access-policy\.yml: \d+ exceptions until 2026-12-23, covering 34 findings\n$/u,
  );
  expect((await scene.policy()).startsWith(`${sandboxPolicy}exceptions:\n  - { rule: `)).toBe(true);
  expect(audit.exitCode).toBe(0);
  expect(audit.stdout).toContain("Accepted by the policy (34)");
  expect(audit.stdout).toContain("until 2026-12-23: first audit (approved by: amara; line");
  expect(audit.stdout).toContain("no drift; 34 accepted");
  expect((await readdir(scene.folder)).toSorted()).toEqual(["access-policy.yml", "cloudsmith.c1z"]);
});

test("what is accepted without a reason is told", async () => {
  const scene = await setScene();

  await scene.runLive("accept", "--rule", "two-factor", "--subject", "JONAS-LINDQVIST");

  expect((await scene.policy()).slice(sandboxPolicy.length)).toBe(
    'exceptions:\n  - { rule: two-factor, subject: "jonas-lindqvist", reason: "TODO", created: 2026-11-23, expires: 2026-12-23 }\n',
  );
  expect((await scene.runLive("audit")).stdout).toContain('exception for "jonas-lindqvist"');
});

test("a dry run prints what would be written and writes nothing", async () => {
  const scene = await setScene();

  const run = await scene.runLive("accept", "--rule", "two-factor", "--dry-run", "--expires", "7d");

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toMatch(
    /^exceptions:\n {2}- \{ rule: two-factor, .+ expires: 2026-11-30 \}\n/u,
  );
  expect(await scene.policy()).toBe(sandboxPolicy);
});

test("accept writes the file that a link points to, and leaves the link", async () => {
  const scene = await setScene();
  await symlink("access-policy.yml", join(scene.folder, "linked.yml"));

  const run = await scene.runLive("accept", "--rule", "two-factor", "--policy", "linked.yml");

  expect(run.exitCode).toBe(0);
  expect((await lstat(join(scene.folder, "linked.yml"))).isSymbolicLink()).toBe(true);
  expect(await scene.policy()).toContain("exceptions:");
});

test("accept tells whom a name with a slip of the pen may mean", async () => {
  const scene = await setScene();
  const before = await scene.policy();

  const run = await scene.runLive("accept", "--subject", "jonas-lindqwist");

  expect(run.stdout).toBe(
    "nothing to accept: there is no such finding: perhaps jonas-lindqvist is meant\n",
  );
  expect(await scene.policy()).toBe(before);
});

test("accepting again finds nothing more to accept", async () => {
  const scene = await setScene();

  await scene.runLive("accept");
  const once = await scene.policy();
  const again = await scene.runLive("accept");

  expect(again.stdout).toBe("nothing to accept: there is no such finding\n");
  expect(await scene.policy()).toBe(once);
});

const refusals: readonly [string, readonly string[], RegExp][] = [
  ["a rule that is not there", ["--rule", "two-facto"], /Did you mean "two-factor"\?/u],
  ["a rule on exceptions", ["--rule", "exception-unused"], /takes no exceptions/u],
  ["a day that is over", ["--expires", "2026-11-22"], /"2026-11-22": it is over/u],
  ["a day too far", ["--expires", "2029-01-01"], /lets an exception last 365 days at most/u],
  ["no day at all", ["--expires", "2026-02-30"], /it is not a day/u],
];

test.each(refusals)("accept refuses %s and writes nothing", async (_, args, sentence) => {
  const scene = await setScene();

  const run = await scene.runLive("accept", ...args);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(sentence);
  expect(await scene.policy()).toBe(sandboxPolicy);
});

test("a policy or a test file that is not UTF-8 is refused with its place, and no byte of it changes", async () => {
  const scene = await setScene();
  const policy = join(scene.folder, "access-policy.yml");
  const bytes = Buffer.from(`${sandboxPolicy}# gesch\u{FC}tzt von J\u{F6}rg\n`, "latin1");
  const last = sandboxPolicy.split("\n").length;

  await writeFile(join(scene.folder, "latin-1.test.yml"), "# \u{FC}\n", "latin1");
  const testFile = await scene.run("check", "--tests", "latin-1.test.yml");
  await writeFile(policy, bytes);
  const accepted = await scene.runLive("accept");
  const checked = await scene.run("check");

  const problem = `access-policy.yml:${last}:8: the byte 0xFC is not UTF-8: save the file as UTF-8`;
  for (const run of [accepted, checked]) {
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(problem);
  }
  expect((await readFile(policy)).equals(bytes)).toBe(true);
  expect(testFile.exitCode).toBe(2);
  expect(testFile.stderr).toContain("latin-1.test.yml:1:3: the byte 0xFC is not UTF-8");
});

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
  expect(wrong.stderr).toContain('other.yml:6:30: "two-facter" is no rule of the policy: did you');
  expect(gone.exitCode).toBe(2);
  expect(gone.stderr).toContain('cannot read policy tests "gone.yml": there is no such file');
});

test("check --strict fails on an exception without a reason, and only then", async () => {
  const scene = await setScene(
    `${sandboxPolicy}exceptions:\n  - { rule: two-factor, subject: jo, reason: TODO, expires: 2026-12-31 }\n`,
  );

  const lenient = await scene.run("check");
  const strict = await scene.run("check", "--strict");

  expect(lenient.exitCode).toBe(0);
  expect(lenient.stdout).toContain(", 1 exception\n");
  expect(strict.exitCode).toBe(1);
  expect(strict.stdout).toMatch(
    /^access-policy\.yml:\d+:5: the exception for "jo" to two-factor does not say why$/mu,
  );
});

test("explain tells of a person what is known, and what each rule says on which line", async () => {
  const scene = await setScene(
    `${sandboxPolicy}exceptions:\n  - { rule: two-factor, subject: jonas-lindqvist, reason: r, expires: 2026-12-31 }\n`,
  );

  const person = await scene.runLive("explain", "JONAS.lindqvist@fernwick.example");
  const rule = await scene.runLive("explain", "two-factor");
  const nobody = await scene.runLive("explain", "jonas-lindqvis");

  expect(person.exitCode).toBe(0);
  const text = person.stdout.replaceAll(/\s+/gu, " ");
  expect(text).toContain("Jonas Lindqvist (jonas-lindqvist) permanent id Zp71cRw0uYfe");
  expect(text).toContain("roles.owner access-policy.yml:8");
  expect(text).toContain("two-factor accepted until 2026-12-31 (access-policy.yml:71): Jonas");
  expect(text).toContain("dormant passes (access-policy.yml:65): active yes, last login");
  expect(text).toContain("visibility warning: Jonas Lindqvist (jonas-lindqvist) is an Owner");
  expect(rule.stdout).toContain("What to do:");
  expect(nobody.exitCode).toBe(2);
  expect(nobody.stderr).toContain(
    'e-mail address, nor a service account of that slug. Did you mean "jonas-lindqvist"? Run',
  );
});
