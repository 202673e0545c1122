import { lstat, open, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { setScene } from "../support/command-scene.ts";

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
  expect((await scene.policy()).startsWith(`${peoplePolicy}exceptions:\n  - { rule: `)).toBe(true);
  expect(audit.exitCode).toBe(0);
  expect(audit.stdout).toContain("Accepted by the policy (34)");
  expect(audit.stdout).toContain("until 2026-12-23: first audit (approved by: amara; line");
  expect(audit.stdout).toContain("no drift; 34 accepted");
  expect((await readdir(scene.folder)).toSorted()).toEqual(["access-policy.yml", "cloudsmith.c1z"]);
});

test("what is accepted without a reason is told", async () => {
  const scene = await setScene();

  await scene.runLive("accept", "--rule", "two-factor", "--subject", "JONAS-LINDQVIST");

  expect((await scene.policy()).slice(peoplePolicy.length)).toBe(
    'exceptions:\n  - { rule: two-factor, subject: "jonas-lindqvist", reason: "TODO", created: 2026-11-23, expires: 2026-12-23 }\n',
  );
  expect((await scene.runLive("audit")).stdout).toContain("exception for jonas-lindqvist");
});

test("a dry run prints what would be written and writes nothing", async () => {
  const scene = await setScene();

  const run = await scene.runLive("accept", "--rule", "two-factor", "--dry-run", "--expires", "7d");

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toMatch(
    /^exceptions:\n {2}- \{ rule: two-factor, .+ expires: 2026-11-30 \}\n/u,
  );
  expect(await scene.policy()).toBe(peoplePolicy);
});

test.skipIf(process.platform !== "linux").each([
  ["a finding", ["--rule", "two-factor"]],
  ["an entry", ["--prune"]],
])("a policy that cannot be written has one place, also for %s", async (_, flags) => {
  const unused = "  - { rule: two-factor, subject: amara-okoye, reason: r, expires: 2026-12-31 }\n";
  const scene = await setScene(`${peoplePolicy}exceptions:\n${unused}`);
  const file = await open(join(scene.folder, "access-policy.yml"));
  onTestFinished(() => file.close());
  await symlink(`/proc/self/fd/${file.fd}`, join(scene.folder, "open.yml"));

  const run = await scene.runLive("accept", ...flags, "--policy", "open.yml");

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(
    /^error: cannot write "open\.yml": .*\. Make the file and its folder writable\.\n$/u,
  );
});

test("accept writes the file that a link points to, and leaves the link", async () => {
  const scene = await setScene();
  await symlink("access-policy.yml", join(scene.folder, "linked.yml"));

  const run = await scene.runLive("accept", "--rule", "two-factor", "--policy", "linked.yml");

  expect(run.exitCode).toBe(0);
  expect((await lstat(join(scene.folder, "linked.yml"))).isSymbolicLink()).toBe(true);
  expect(await scene.policy()).toContain("exceptions:");
});

const nobody = "the name matches nobody in the workspace, and nothing that was found.";

test.each([
  ["jonas-lindqwist", `"jonas-lindqwist": ${nobody} Did you mean "jonas-lindqvist"? Give a`],
  ["nobody", `"nobody": ${nobody} Give a username, a permanent id, an e-mail address or a slug.`],
])("a subject that matches nobody is a mistake: %s", async (name, sentence) => {
  const scene = await setScene();

  for (const more of [[], ["--dry-run"], ["--prune"], ["--rule", "two-factor"]]) {
    const run = await scene.runLive("accept", "--subject", name, ...more);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(`error: cannot accept findings of ${sentence}`);
    expect(run.stdout).toBe("");
  }
  expect(await scene.policy()).toBe(peoplePolicy);
});

test.each([
  [
    ["--subject", "amara-okoye", "--rule", "two-factor"],
    "amara-okoye has no open finding of two-factor",
  ],
  [["--subject", "docs", "--rule", "two-factor"], "docs has no open finding of two-factor"],
  [["--subject", "hana-kim"], "hana-kim has no open finding"],
  [["--rule", "role-conflict"], "there is no open finding of role-conflict"],
])("somebody without findings is no mistake: accept %j", async (args, sentence) => {
  const scene = await setScene();

  const run = await scene.runLive("accept", ...args);

  expect([run.exitCode, run.stdout]).toEqual([0, `nothing to accept: ${sentence}\n`]);
  expect(await scene.policy()).toBe(peoplePolicy);
});

test("somebody who left, and whom only the policy names, can be pruned", async () => {
  const gone =
    "exceptions:\n  - { rule: dormant, subject: gone, reason: r, expires: 2026-01-01 }\n";
  const scene = await setScene(`${peoplePolicy}${gone}`);

  const run = await scene.runLive("accept", "--prune", "--subject", "gone");

  expect([run.exitCode, run.stderr]).toEqual([0, ""]);
  expect(run.stdout).toContain("removed 1 entry");
});

test("an alias of the policy selects the findings of its account", async () => {
  const scene = await setScene(`${peoplePolicy}people: { jonas: jonas-lindqvist }\n`);

  const run = await scene.runLive("accept", "--rule", "two-factor", "--subject", "JONAS");

  expect(run.stdout).toContain("access-policy.yml: 1 exception until");
});

test("accepting again finds nothing more to accept", async () => {
  const scene = await setScene();

  await scene.runLive("accept");
  const once = await scene.policy();
  const again = await scene.runLive("accept");

  expect(again.stdout).toBe("nothing to accept: there is no open finding\n");
  expect(await scene.policy()).toBe(once);
});

const refusals: readonly [string, readonly string[], RegExp][] = [
  ["a rule that is not there", ["--rule", "two-facto"], /Did you mean "two-factor"\?/u],
  ["a rule on exceptions", ["--rule", "exception-unused"], /takes no exceptions/u],
  ["a day that is over", ["--expires", "2026-11-22"], /"2026-11-22": it is in the past/u],
  ["a day too far", ["--expires", "2029-01-01"], /limits an exception to 365 days/u],
  ["no day at all", ["--expires", "2026-02-30"], /it is not a day/u],
];

test.each(refusals)("accept refuses %s and writes nothing", async (_, args, sentence) => {
  const scene = await setScene();

  const run = await scene.runLive("accept", ...args);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(sentence);
  expect(await scene.policy()).toBe(peoplePolicy);
});

test("a policy or a test file that is not UTF-8 is refused with its place, and no byte of it changes", async () => {
  const scene = await setScene();
  const policy = join(scene.folder, "access-policy.yml");
  const bytes = Buffer.from(`${peoplePolicy}# gesch\u{FC}tzt von J\u{F6}rg\n`, "latin1");
  const last = peoplePolicy.split("\n").length;

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
