/** Every flag and argument of every command with a blank value: an error, not the default. */

import { expect, test } from "vitest";

import { runHere } from "../support/command-line.ts";
import { setScene } from "../support/command-scene.ts";
import { commands, flagsOf } from "../support/help-flags.ts";
import { makeFolder } from "../support/process.ts";

const blanks = ["", " ", "\t\n"];

/** What a command needs before it looks at its flags. */
const required: Partial<Record<(typeof commands)[number], readonly string[]>> = {
  diff: ["a", "b"],
};

test.each(commands.filter((command) => command !== "help"))(
  "%s: each flag with a value refuses a blank one",
  async (command) => {
    const flags = (await flagsOf(command)).filter(({ value }) => value !== undefined);
    expect(flags.length).toBeGreaterThan(0);
    const cwd = await makeFolder();
    for (const { name } of flags.filter((flag) => flag.name !== "--c1z")) {
      for (const blank of blanks) {
        const args = [command, ...(required[command] ?? []), `${name}=${blank}`];

        const { exitCode, stderr, stdout } = await runHere(args, { cwd });

        expect({ exitCode, stderr, stdout }, name).toEqual({
          exitCode: 2,
          stderr: `error: cannot use ${name}: its value is blank. Give a value, or leave the flag out.\n`,
          stdout: "",
        });
      }
    }
  },
);

test.each([
  ["explain", ""],
  ["explain", " "],
  ["merge", ""],
  ["merge", "a.json", ""],
  ["diff", "", "b.c1z"],
  ["diff", "a.c1z", " "],
])("%s with a blank argument (%j, %j) is an error", async (...args) => {
  const { exitCode, stderr, stdout } = await runHere(args, { cwd: await makeFolder() });

  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `error: cannot use an argument of ${args[0]}: it is blank. Give a value, or leave the argument out.\n`,
  );
  expect(stdout).toBe("");
});

test.each(["rule", "person", "service", "team"])(
  "explain %s: without a name is an error",
  async (kind) => {
    const scene = await setScene();
    for (const blank of ["", " "]) {
      const { exitCode, stderr, stdout } = await scene.runLive("explain", `${kind}:${blank}`);

      expect([exitCode, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("there is no name after the colon");
    }
  },
);

test("accept with a blank subject or rule changes nothing, with or without --prune", async () => {
  const scene = await setScene();
  const before = await scene.policy();
  for (const flag of ["--subject", "--rule"]) {
    for (const also of [[], ["--prune"]]) {
      expect((await scene.runLive("accept", ...also, flag, "")).exitCode).toBe(2);
    }
  }
  expect(await scene.policy()).toBe(before);
});

test("an empty --c1z is the only blank value with a meaning: no artifact", async () => {
  const scene = await setScene();

  const audited = await scene.runLive("audit", "--c1z", "");
  const synced = await scene.runLive("sync", "--organization", "fernwick", "--c1z", "");

  expect(audited.exitCode).toBe(1);
  expect(audited.stderr).not.toMatch(/wrote|error/u);
  expect(synced.exitCode).toBe(2);
  expect(synced.stderr).toContain("cannot sync: --c1z is empty");
});
