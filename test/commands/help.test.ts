/** The help of each command, and whether it is true. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { runHere } from "../support/command-line.ts";
import { commands, flagsOf } from "../support/help-flags.ts";
import { makeFolder } from "../support/process.ts";

const tool = "cloudsmith-access-audit";

async function run(...args: readonly string[]) {
  return await runHere(args, { cwd: await makeFolder() });
}

test("help lists every command, and help with a command is its --help", async () => {
  const all = await run("help");
  expect(all.exitCode).toBe(0);
  const listed = [...all.stdout.matchAll(/^ {2}([a-z]+) (?:\[|<)/gmu)].map(([, name]) => name);
  expect(new Set(listed)).toEqual(new Set(commands));
  expect((await run("--help")).stdout).toBe(all.stdout);
  for (const command of commands) {
    const help = await run("help", command);
    expect([help.exitCode, help.stderr]).toEqual([0, ""]);
    expect(help.stdout).toContain(`Usage: ${tool} ${command}`);
    expect((await run(command, "--help")).stdout).toBe(help.stdout);
  }
});

test.each([
  [["ini"], "error: unknown command 'ini'\n(Did you mean init?)"],
  [["exlpain", "x"], "(Did you mean explain?)"],
  [["help", "ini"], 'the help of "ini": there is no such command. Did you mean "init"? Run help'],
  [["help", "zzzzzz"], '"zzzzzz": there is no such command. Run help for the list.'],
])("an unknown command is a mistake: %j", async (args, sentence) => {
  const { exitCode, stdout, stderr } = await run(...args);

  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(sentence);
});

test.each(commands)("the help of %s names no flag that it does not have", async (command) => {
  const flags = await flagsOf(command);
  const named = flags.flatMap(({ description }) => description.match(/--[a-z][a-z0-9-]*/gu) ?? []);
  const own = new Set(flags.map(({ name }) => name));
  expect(named.filter((name) => !own.has(name))).toEqual([]);
});

test("after a mistake in the command line, the hint is what help can do", async () => {
  for (const args of [["audti"], ["audit", "--polcy", "x"], ["diff"]]) {
    const { stderr } = await run(...args);
    expect(stderr).toMatch(/\n\(use help for all commands, and help COMMAND for its flags\)\n$/u);
  }
});

test.each(commands)("each flag in the help of %s is accepted", async (command) => {
  const flags = await flagsOf(command);
  expect(flags.length > 0).toBe(command !== "help");
  const needs = command === "diff" ? ["none.c1z"] : [];

  for (const { name, value } of command === "demo" ? [] : flags) {
    const given = value === undefined ? [] : [samples[value] ?? "x"];
    const { stderr } = await run(command, ...needs, name, ...given);
    expect(stderr).not.toMatch(
      /unknown option|there is no setting|this is a bug|cannot use these/u,
    );
  }
});

/** Valid values, by the placeholder in the help. */
const samples: Readonly<Record<string, string>> = {
  age: "7d",
  choice: "fail",
  count: "2",
  day: "2999-01-01",
  duration: "90s",
  people: "20",
  percent: "25",
  severity: "warning",
  url: "https://api.cloudsmith.io/v1",
  when: "always",
};

const wrong: Readonly<Record<string, string>> = {
  age: "old",
  choice: "perhaps",
  count: "many",
  duration: "long",
  people: "few",
  percent: "half",
  severity: "bad",
  when: "sometimes",
};

test.each(commands)(
  "%s reads the value of each of its flags: a wrong one is refused",
  async (command) => {
    for (const { name, value } of await flagsOf(command)) {
      const bad = value === undefined ? undefined : wrong[value];
      if (bad === undefined) continue;
      const needs = command === "diff" ? ["none.c1z"] : command === "explain" ? ["somebody"] : [];
      const { exitCode, stderr } = await run(command, ...needs, name, bad);
      expect([command, name, exitCode]).toEqual([command, name, 2]);
      expect(stderr).toContain(bad);
    }
  },
);

test("every sample and every wrong value is of a flag that exists", async () => {
  const flags = (await Promise.all(commands.map(flagsOf))).flat();
  const values = flags.map(({ value }) => value);

  expect(values).toEqual(expect.arrayContaining([...Object.keys(samples), ...Object.keys(wrong)]));
});

/** Flags whose meaning differs between commands, and what only one command's help may say. */
test.each([
  ["sync", "--organization", "required without --from-c1z"],
  ["init", "--organization", "unless there is a policy that names it"],
  ["audit", "--organization", "default: the policy's"],
  ["audit", "--c1z", "with --from-c1z, none is written"],
  ["sync", "--c1z", "the artifact to write; default: cloudsmith.c1z"],
  ["init", "--policy", "the policy to write"],
  ["accept", "--policy", "the policy to change"],
  ["check", "--policy", "the policy to check"],
  ["audit", "--max-age", "the result is unknown"],
  ["sync", "--max-age", "warn if"],
  ["merge", "--report-json", "the merged report"],
  ["diff", "--report-json", "the changes"],
  ["audit", "--report-json", "the report"],
  ["diff", "--exit-code", "something changed"],
  ["demo", "--exit-code", "of audit"],
  ["audit", "--repositories", "if the policy has a section for them, or with --c1z-repositories)"],
  ["sync", "--repositories", "auto (default: with --c1z-repositories)"],
  ["init", "--repositories", "auto (default: the same as never)"],
  ["accept", "--repositories", "auto (default: if the policy has a section for them)"],
  ["explain", "--repositories", "or the name begins with repository:)"],
])("the help of %s says of %s what it does there", async (command, name, part) => {
  const flag = (await flagsOf(command)).find((one) => one.name === name);
  expect(flag?.description).toContain(part);
});

test("without a workspace, sync and init name the flag", async () => {
  for (const command of ["sync", "init"]) {
    const { exitCode, stderr } = await run(command);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "no workspace is given. Give the workspace's slug with --organization, the short name in its address.",
    );
  }
});

test("init says first that the policy is there, and needs no workspace for that", async () => {
  const cwd = await makeFolder();
  await writeFile(join(cwd, "access-policy.yml"), "version: 1\norganization: fernwick\n");

  const kept = await runHere(["init"], { cwd });
  const forced = await runHere(["init", "--force"], { cwd });

  expect(kept.stderr).toBe(
    "error: cannot draft access-policy.yml: it already exists. To add exceptions for new findings, run accept. Or name another file with --policy, or replace it with --force.\n",
  );
  // The workspace is known: only the key is missing.
  expect(forced.stderr).toContain("cannot sign in to Cloudsmith: there is no credential");
});

test.each([40, 60, 80, 200])("help fits a terminal of %i columns", async (columns) => {
  const cwd = await makeFolder();
  for (const args of [["help"], ...commands.map((command) => ["help", command])]) {
    const { stdout } = await runHere(args, { cwd, env: { COLUMNS: String(columns) } });
    const tooWide = stdout.split("\n").filter((line) => line.length > Math.min(columns, 120));
    expect([args, tooWide]).toEqual([args, []]);
    const usual = await runHere(args, { cwd });
    expect(stdout.replaceAll(/\s+/gu, " ")).toBe(usual.stdout.replaceAll(/\s+/gu, " "));
  }
});

test("a paragraph of the help is not broken into two kinds of lines", async () => {
  const { stdout } = await runHere(["help", "check"], {
    cwd: await makeFolder(),
    env: { COLUMNS: "70" },
  });
  const [, paragraph = ""] = /\n\n(Exit code 1 [\s\S]*?)\n\n/u.exec(stdout) ?? [];
  const lines = paragraph.split("\n");
  expect(lines.slice(0, -1).filter((line) => line.length < 55)).toEqual([]);
});
