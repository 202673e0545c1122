/** A policy of several files on disk and in Git, for check, explain and accept. */

import { execFileSync } from "node:child_process";
import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { runHere } from "../support/command-line.ts";
import { clock, setScene } from "../support/command-scene.ts";
import { forgetGit, makeRepository } from "../support/git.ts";

beforeAll(forgetGit);

const mainOf = (sections = "[teams]", rest = "") =>
  `version: 1\norganization: fernwick\ninclude:\n  - { files: teams/*.yml, sections: ${sections} }\nroles: { owner: { members: [ada] } }\n${rest}`;
const platform = "teams: { platform: { managers: [ada], members: [bo] } }\n";
const docs = "teams: { docs: { members: any } }\n";
const files = {
  "access-policy.yml": mainOf(),
  "teams/platform.yml": platform,
  "teams/docs.yml": docs,
};

const check = (cwd: string, ...args: string[]) => runHere(["check", ...args], { cwd, env: clock });
const change = async (folder: string, changed: Readonly<Record<string, string | null>>) => {
  for (const [name, text] of Object.entries(changed)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await (text === null ? rm(join(folder, name)) : writeFile(join(folder, name), text));
  }
};

test("check reads the included files, from any folder", async () => {
  const cwd = await makeRepository(files);

  const here = await check(cwd);
  const there = await check("/", "--policy", join(cwd, "access-policy.yml"));
  await change(cwd, { "teams/docs.yml": "teams: { docs: { member: any } }\n" });
  const wrong = await check("/", "--policy", join(cwd, "access-policy.yml"));

  expect(here.stdout).toMatch(
    /^access-policy\.yml is valid: workspace fernwick, 1 role and 2 teams managed, \d+ rules on, 2 files included\n$/u,
  );
  expect(there.exitCode, there.stderr).toBe(0);
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain(`${join(cwd, "teams/docs.yml")}:1:18: "member" is not known in`);
});

test("check counts the files with mistakes", async () => {
  const cwd = await makeRepository({ ...files, "teams/a.yml": "team: {}\n", "teams/b.yml": "" });

  const { exitCode, stderr } = await check(cwd);

  expect(exitCode).toBe(2);
  expect(stderr).toContain("teams/a.yml:1:1: ");
  expect(stderr).toContain("error: cannot use the policy: it has 2 mistakes in 2 files.");
});

test("a file or a folder that is a symbolic link is refused", async () => {
  const cwd = await makeRepository(files);
  await symlink("/etc/passwd", join(cwd, "teams/z.yml"));
  const file = await check(cwd);
  await rm(join(cwd, "teams/z.yml"));
  await rename(join(cwd, "teams"), join(cwd, "real"));
  await symlink("real", join(cwd, "teams"));
  const folder = await check(cwd);
  await writeFile(join(cwd, "access-policy.yml"), mainOf().replace("teams/*", "teams/docs"));
  const inside = await check(cwd);

  expect(file.stderr).toContain('4:14: "teams/z.yml" is a symbolic link: include the file itself');
  for (const { stderr } of [folder, inside]) {
    expect(stderr).toContain('4:14: "teams" is a symbolic link: include the file itself');
  }
});

test("a pipe is not a file", async () => {
  const cwd = await makeRepository(files);
  execFileSync("mkfifo", [join(cwd, "teams/pipe.yml")]);

  expect((await check(cwd)).stderr).toContain('4:14: "teams/pipe.yml" is not a file');
});

test("the tests beside the main file run with the included teams", async () => {
  const tests = (who: string) =>
    `version: 1\ntoday: 2026-11-23\ntests:\n  - { name: t, members: { cy: { teams: [platform] } }, findings: { team-member-unexpected: [${who} in platform] } }\n`;
  const cwd = await makeRepository({ ...files, "access-policy.test.yml": tests("cy") });

  const passing = await check(cwd);
  await change(cwd, { "access-policy.test.yml": tests("dan") });
  const failing = await check(cwd);

  expect(passing.stdout).toContain("access-policy.test.yml: 1 test passes\n");
  expect(failing.exitCode).toBe(1);
  expect(failing.stdout).toContain("(policy line 1 of teams/platform.yml)");
});

test("an exception without a reason is named with its file", async () => {
  const cwd = await makeRepository({
    ...files,
    "access-policy.yml": mainOf("[teams, exceptions]"),
    "teams/docs.yml": `${docs}exceptions:\n  - { rule: two-factor, subject: ada, expires: 2026-12-31 }\n`,
  });

  const { exitCode, stdout } = await check(cwd, "--strict");

  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    "teams/docs.yml:3:5: the exception for ada from rule two-factor has no reason",
  );
});

test("explain names the file of a rule's setting", async () => {
  const cwd = await makeRepository({
    ...files,
    "access-policy.yml": mainOf("[teams, rules]"),
    "teams/docs.yml": `${docs}rules: { dormant: off }\n`,
  });

  const { stdout } = await runHere(["explain", "dormant"], { cwd, env: clock });

  expect(stdout).toContain("teams/docs.yml:2 sets it to off");
});

const sandboxTeams = peoplePolicy.indexOf("teams:\n");
const sandboxRest = peoplePolicy.indexOf("unlisted-teams:");
const include = (sections: string) => `include: [{ files: parts/*.yml, sections: ${sections} }]\n`;

async function split(sections: string, parts: Readonly<Record<string, string>> = {}) {
  const scene = await setScene(
    peoplePolicy.slice(0, sandboxTeams) + peoplePolicy.slice(sandboxRest) + include(sections),
  );
  const teams = peoplePolicy.slice(sandboxTeams, sandboxRest);
  await change(scene.folder, { "parts/teams.yml": teams, ...parts });
  return scene;
}

test("accept writes into the main file, or into the only included file that may have exceptions", async () => {
  const only = await split("[teams, exceptions]");
  const none = await split("[teams]");
  const args = ["accept", "--rule", "two-factor", "--reason", "r"];

  const into = await only.runLive(...args);
  const audit = await only.runLive("audit");
  const main = await none.runLive(...args);

  expect(into.stdout).toMatch(/^parts\/teams\.yml: \d exceptions? until /u);
  expect(await only.policy()).not.toContain("exceptions:\n");
  expect(await readFile(join(only.folder, "parts/teams.yml"), "utf8")).toContain(
    "\nexceptions:\n  - { rule: two-factor",
  );
  expect(audit.stdout).toContain("(approved by: nobody named; parts/teams.yml:");
  expect(main.stdout).toMatch(/^access-policy\.yml: \d exceptions? until /u);
});

test("if several files may have exceptions, accept uses the one that has some, or the main file", async () => {
  const args = ["accept", "--rule", "two-factor", "--reason", "r"];
  const sections = "[teams, leaving, exceptions]";
  const none = await split(sections, { "parts/more.yml": "leaving: []\n" });
  const one = await split(sections, { "parts/more.yml": "exceptions: []\n" });

  expect((await none.runLive(...args)).stdout).toMatch(/^access-policy\.yml: /u);
  expect((await one.runLive(...args)).stdout).toMatch(/^parts\/more\.yml: /u);
});
