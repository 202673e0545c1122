/** `check --base` and `check --base-rev`: what a change of the policy does, without a roster. */

import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { runHere } from "../support/command-line.ts";
import { clock } from "../support/command-scene.ts";
import { commit, forgetGit, git, makeRepository } from "../support/git.ts";
import { makeFolder } from "../support/process.ts";

beforeAll(forgetGit);

const policyOf = (owners: string, rest = "") =>
  `version: 1\norganization: fernwick\nroles: { owner: { members: [${owners}] } }\n${rest}`;
const before = policyOf("ada, bo", "teams: { t: { members: [cy, dan] } }\n");
const after = policyOf(
  "ada, bo, eve",
  "teams: { t: { members: [cy, fay] } }\nexceptions:\n  - { rule: two-factor, subject: ada, reason: r, created: 2026-11-23, expires: 2026-12-23 }\n",
);
const stronger = policyOf("ada");

const check = (cwd: string, ...args: string[]) => runHere(["check", ...args], { cwd, env: clock });

async function files(now: string, earlier: string | Buffer): Promise<string> {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), now);
  await writeFile(join(folder, "old.yml"), earlier);
  return folder;
}

/** Returns what is printed below the first line, which says that the policy is valid. */
const comparison = (stdout: string) => stdout.split("\n").slice(1).join("\n");

const printed = `
Weakens the policy (2)
  allows one more Owner: eve
  exception added for two-factor of ada: 30 days, until 2026-12-23, approved by nobody

Grants (1)
  team t: fay becomes a member

Removals (1)
  team t: dan no longer a member

compared with NAME: 2 weakenings, 2 other changes
`;

test("check --base prints what weakens the policy first, then grants, changes and removals", async () => {
  const run = await check(await files(after, before), "--base", "old.yml");

  expect(run.exitCode, run.stderr).toBe(0);
  expect(comparison(run.stdout)).toBe(printed.replace("NAME", "old.yml"));
});

test("check --base says that nothing changes", async () => {
  const run = await check(await files(`# a comment\n${before}`, before), "--base", "old.yml");

  expect(run.exitCode).toBe(0);
  expect(comparison(run.stdout)).toBe(
    "\nThis change does not change what the policy allows.\n\ncompared with old.yml: 0 weakenings, 0 other changes\n",
  );
});

test.each([
  ["a weakening", after, "fail", 1],
  ["a weakening that is allowed", after, "allow", 0],
  ["a change that only removes", stronger.replace("[ada]", "[ada, bo]"), "fail", 1],
  ["no change", before, "fail", 0],
])("--weakenings, for %s", async (_, now, choice, exitCode) => {
  const folder = await files(now, before);

  const run = await check(folder, "--base", "old.yml", "--weakenings", choice);

  expect(run.exitCode, run.stdout).toBe(exitCode);
});

test("a comparison changes nothing about the tests, and both can fail", async () => {
  const folder = await files(before, before);
  await writeFile(
    join(folder, "access-policy.test.yml"),
    "version: 1\ntoday: 2026-11-23\ntests:\n  - { name: n, findings: { two-factor: [ada] } }\n",
  );

  const run = await check(folder, "--base", "old.yml");

  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain("access-policy.test.yml: 1 of 1 test fails");
});

test("an earlier policy that was not valid is not compared, and fails nothing", async () => {
  const folder = await files(after, "version: 3\n");

  const run = await check(folder, "--base", "old.yml", "--weakenings", "fail");

  expect(run.exitCode).toBe(0);
  expect(comparison(run.stdout)).toBe(
    "The version of access-policy.yml before this change cannot be used, so nothing was compared.\n",
  );
});

test("an earlier policy that is not there, and two of them, are errors", async () => {
  const folder = await files(after, before);

  const gone = await check(folder, "--base", "gone.yml");
  const both = await check(folder, "--base", "old.yml", "--base-rev", "HEAD");

  expect(gone.exitCode).toBe(2);
  expect(gone.stderr).toContain('cannot read policy "gone.yml": there is no such file');
  expect(both.exitCode).toBe(2);
  expect(both.stderr).toContain("--base and --base-rev are both given. Give one of them.");
});

test("check --base-rev reads the policy from Git, and prints the same", async () => {
  const folder = await makeRepository({ "access-policy.yml": before });
  await commit(folder, { "access-policy.yml": policyOf("ada") });
  await writeFile(join(folder, "access-policy.yml"), after);

  for (const revision of ["HEAD~1", "HEAD^", (await git(folder, "rev-parse", "HEAD~1")).trim()]) {
    const run = await check(folder, "--base-rev", revision, "--weakenings", "fail");
    expect(run.exitCode, run.stderr).toBe(1);
    expect(comparison(run.stdout)).toBe(printed.replace("NAME", revision));
  }
});

test("the policy's folder is the one that counts, whatever its name and the working directory are", async () => {
  const folder = await makeRepository({ "a.txt": "" });
  const inner = join(folder, "a [b] :(c)");
  const { mkdir } = await import("node:fs/promises");
  await mkdir(inner);
  await commit(inner, { "p*.yml": before, "pq.yml": stronger });
  await writeFile(join(inner, "p*.yml"), after);

  const run = await check(
    await makeFolder(),
    "--policy",
    join(inner, "p*.yml"),
    "--base-rev",
    "HEAD",
  );

  expect(run.exitCode, run.stderr).toBe(0);
  expect(comparison(run.stdout)).toBe(printed.replace("NAME", "HEAD"));
});

test("a policy that does not exist in the commit is new", async () => {
  const folder = await makeRepository({ "old.yml": before });
  await writeFile(join(folder, "access-policy.yml"), after);

  const run = await check(folder, "--base-rev", "HEAD", "--weakenings", "fail");

  expect(run.exitCode, run.stderr).toBe(0);
  expect(comparison(run.stdout)).toBe(
    "access-policy.yml is new: it does not exist at HEAD, so nothing was compared\n",
  );
});

test.each([
  "gone",
  "-x",
  "--upload-pack=touch hacked",
  "HEAD:access-policy.yml",
  "$(touch hacked)",
])("the revision %j is an error, and runs nothing", async (revision) => {
  const folder = await makeRepository({ "access-policy.yml": before });

  const run = await check(folder, `--base-rev=${revision}`);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain(`cannot read "${revision}" from Git: `);
  expect(await git(folder, "status", "--porcelain")).toBe("");
});

test("a folder that is no repository is an error", async () => {
  const run = await check(await files(after, before), "--base-rev", "HEAD");

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(/cannot read "HEAD" from Git: Git cannot use a repository at ".+": /u);
});

test.each<readonly [string, string | Buffer, RegExp]>([
  ["a pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\n", /a pointer of Git LFS/u],
  ["binary", Buffer.from([0x76, 0, 0x01]), /binary, not text/u],
  ["too large", Buffer.alloc(16 * 1024 ** 2 + 1, "#"), /too large: at most 16777216 bytes/u],
])(
  "an earlier policy that is %s is an error, not a policy that was wrong",
  async (_, bytes, why) => {
    const folder = await makeRepository({ "access-policy.yml": bytes });
    await writeFile(join(folder, "access-policy.yml"), after);

    const run = await check(folder, "--base-rev", "HEAD");

    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(why);
  },
);

test("a symbolic link in the commit is an error", async () => {
  const folder = await makeRepository({ "real.yml": before });
  await symlink("real.yml", join(folder, "access-policy.yml"));
  await commit(folder, {});

  const run = await check(folder, "--base-rev", "HEAD");

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain(
    'cannot read "HEAD:./access-policy.yml" from Git: it is a symbolic link',
  );
});
