/** `check --base` and `check --base-rev` with policies of several files. */

import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { runHere } from "../support/command-line.ts";
import { clock } from "../support/command-scene.ts";
import { commit, forgetGit, makeRepository } from "../support/git.ts";

beforeAll(forgetGit);

const mainOf = (rest = "") =>
  `version: 1\norganization: fernwick\ninclude:\n  - { files: teams/*.yml, sections: [teams] }\n${rest}`;
const platform = "teams: { platform: { managers: [ada], members: [bo] } }\n";
const files = {
  "access-policy.yml": mainOf(),
  "teams/platform.yml": platform,
  "teams/docs.yml": "teams: { docs: { members: [cy] } }\n",
};
type Changed = Readonly<Record<string, string | null>>;

/** Compares the changed files with the commit. */
async function compare(changed: Changed, before: Readonly<Record<string, string>> = files) {
  const cwd = await makeRepository(before);
  for (const [name, text] of Object.entries(changed)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await (text === null ? rm(join(cwd, name)) : writeFile(join(cwd, name), text));
  }
  return await runHere(["check", "--base-rev", "HEAD", "--weakenings", "fail"], {
    cwd,
    env: clock,
  });
}

test.each<readonly [string, Changed, number, string]>([
  ["nothing", {}, 0, "This change does not change what the policy allows."],
  [
    "a team that moves into the main file",
    {
      "access-policy.yml": mainOf(platform),
      "teams/platform.yml": "teams: {}\n",
    },
    0,
    "This change does not change what the policy allows.",
  ],
  [
    "a file with another name",
    { "teams/platform.yml": null, "teams/new.yml": platform },
    0,
    "This change does not change what the policy allows.",
  ],
  [
    "a member in an included file",
    { "teams/docs.yml": "teams: { docs: { members: [cy, dan] } }\n" },
    0,
    "team docs: dan becomes a member",
  ],
  [
    "a manager in an included file",
    { "teams/docs.yml": "teams: { docs: { managers: [dan], members: [cy] } }\n" },
    1,
    "allows one more manager of team docs: dan",
  ],
  ["a new file", { "teams/new.yml": "teams: { new: {} }\n" }, 0, "manages team new"],
  ["a file that is gone", { "teams/docs.yml": null }, 1, "no longer manages team docs"],
  [
    "files that are all gone",
    { "teams/docs.yml": null, "teams/platform.yml": null },
    1,
    "no longer manages team platform",
  ],
  [
    "an entry that is gone",
    { "access-policy.yml": "version: 1\norganization: fernwick\n" },
    1,
    "no longer manages team platform",
  ],
])("check --base-rev compares %s", async (_, changed, exitCode, line) => {
  const run = await compare(changed);

  expect(run.exitCode, run.stdout + run.stderr).toBe(exitCode);
  expect(run.stdout).toContain(line);
});

test("a pattern whose files are all gone has a warning, and is an error without a comparison", async () => {
  const gone = { "teams/docs.yml": null, "teams/platform.yml": null };
  const compared = await compare(gone);
  const other = await compare({
    ...gone,
    "access-policy.yml": mainOf().replace("teams/*.yml", "team/*.yml"),
  });

  expect(compared.stderr).toContain('no file matches "teams/*.yml" any more');
  expect(other.exitCode).toBe(2);
  expect(other.stderr).toContain('access-policy.yml:4:14: no file matches "team/*.yml"');
});

test("a policy that is split into files, and one that is joined again, do not change", async () => {
  const { "access-policy.yml": main, ...parts } = files;
  const joined = `${main.replace(/include:\n.*\n/u, "")}teams: { platform: { managers: [ada], members: [bo] }, docs: { members: [cy] } }\n`;

  const split = await compare(files, { "access-policy.yml": joined });
  const whole = await compare(
    {
      "access-policy.yml": joined,
      ...Object.fromEntries(Object.keys(parts).map((name) => [name, null])),
    },
    files,
  );

  for (const run of [split, whole]) {
    expect(run.stdout, run.stderr).toContain("does not change what the policy allows");
  }
});

test("a policy in a folder of the repository is compared with the files of its folder", async () => {
  const inFolder = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`governance/${name}`, text]),
  );
  const cwd = await makeRepository({ ...inFolder, "teams/other.yml": "teams: { other: {} }\n" });
  await rm(join(cwd, "governance/teams/docs.yml"));

  const run = await runHere(
    ["check", "--policy", "governance/access-policy.yml", "--base-rev", "HEAD"],
    { cwd, env: clock },
  );

  expect(run.stdout, run.stderr).toContain("compared with HEAD: 1 weakening, 0 other changes");
});

test("--base reads the files beside the earlier policy", async () => {
  const old = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`old/${name}`, text]),
  );
  const cwd = await makeRepository({ ...files, ...old });
  await writeFile(join(cwd, "teams/docs.yml"), "teams: { docs: { members: [cy, dan] } }\n");

  const run = await runHere(["check", "--base", "old/access-policy.yml"], { cwd, env: clock });

  expect(run.stdout, run.stderr).toContain("team docs: dan becomes a member");
  expect(run.stdout).toContain("compared with old/access-policy.yml: 0 weakenings, 1 other change");
});

test("an earlier file that is not valid, or not text", async () => {
  const invalid = await compare({}, { ...files, "teams/docs.yml": "team: {}\n" });
  expect(invalid.exitCode).toBe(2);
  const repaired = await compare(files, { ...files, "teams/docs.yml": "team: {}\n" });
  expect(repaired.stdout).toContain("before this change cannot be used");

  const pointer = await compare(files, {
    ...files,
    "teams/docs.yml": "version https://git-lfs.github.com/spec/v1\n",
  });
  expect(pointer.exitCode).toBe(2);
  expect(pointer.stderr).toContain('there, "teams/docs.yml" is a pointer of Git LFS');
});

test("an earlier file that was a link makes the earlier policy invalid", async () => {
  const cwd = await makeRepository(files);
  await symlink("platform.yml", join(cwd, "teams/z.yml"));
  await commit(cwd, {});
  await rm(join(cwd, "teams/z.yml"));

  const run = await runHere(["check", "--base-rev", "HEAD"], { cwd, env: clock });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("before this change cannot be used");
});
