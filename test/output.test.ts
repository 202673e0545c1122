import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import { expect, test } from "vitest";

import { defuseCommands } from "../src/output.ts";
import { makeFolder, root, runCli } from "./support/process.ts";
import { propertyRuns } from "./support/property.ts";
import { findCommands } from "./support/runner-commands.ts";

test.each([
  ["::error::x", "error"],
  ["  ::add-mask::drift", "add-mask"],
  ["\u00A0::stop-commands::tok", "stop-commands"],
  ["before\r::set-output name=a::b", "set-output"],
  ["Eve ##[debug]", "debug"],
  ["M ##[add-mask]drift", "add-mask"],
  ["S ##[set-env name=x]y", "set-env"],
  ["Q ##[stop-commands]tok", "stop-commands"],
  ["###[Group]x", "group"],
  [":::: ##[error]x", "error"],
])("%j is a command to a runner, and none when it is printed", (text, name) => {
  expect(findCommands(text).map((command) => command.name)).toEqual([name]);
  expect(findCommands(defuseCommands(text))).toEqual([]);
});

test("no text is a command when it is printed, whatever is beside it", () => {
  const piece = fc.constantFrom(
    ..."# ## ### : :: ::: [ ] ##[ ::error:: debug] add-mask ::stop-commands ::tok \r \n".split(" "),
    " ",
    "\t",
    "\u001B[31m",
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, text, (one, other) => {
      const printed = defuseCommands(one) + defuseCommands(`${other}\n`);
      // What is printed at once is a whole line.
      expect(findCommands(defuseCommands(`${one}${other}`))).toEqual([]);
      expect(printed.replaceAll(" ", "")).toBe(`${one}${other}\n`.replaceAll(" ", ""));
    }),
    propertyRuns(500),
  );
});

test("text without a mark stays as it is", () => {
  const text = "# Heading [link]: 12:30, C++: #1 ## a : : b\n";
  expect(defuseCommands(text)).toBe(text);
});

/** Runs `check` with its standard output at another place; returns exit code and standard error. */
async function checkInto(stdout: number | "pipe"): Promise<{ code: number | null; err: string }> {
  const child = spawn(process.execPath, [join(root, "dist/cli.js"), "explain"], {
    cwd: await makeFolder(),
    env: { PATH: process.env["PATH"] ?? "" },
    stdio: ["ignore", stdout, "pipe"],
  });
  // A reader that goes away before anything is read.
  child.stdout?.destroy();
  let err = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  return await new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, err }));
  });
}

test("a reader that goes away is no failure", async () => {
  expect(await checkInto("pipe")).toEqual({ code: 0, err: "" });
});

test.runIf(process.platform === "linux")("a full disk behind standard output is one", async () => {
  const { code, err } = await checkInto(openSync("/dev/full", "w"));

  expect(err).toMatch(/^error: cannot write to standard output: ENOSPC/u);
  expect(code).toBe(2);
});

test("on a runner, what commander and the settings say is defused as well", async () => {
  const options = { cwd: await makeFolder(), env: { GITHUB_ACTIONS: "true" } };
  for (const args of [
    ["##[add-mask]drift"],
    ["audit", "--##[debug]x"],
    ["audit", "::error::x"],
    ["explain", "M ##[add-mask]drift"],
    ["check", "--policy", "##[stop-commands]tok"],
    ["merge", "##[group]a"],
  ]) {
    const { stdout, stderr, exitCode } = await runCli(args, options);
    expect(exitCode).toBe(2);
    const printed = `${stdout}\n${stderr}`;
    expect(printed, args.join(" ")).toMatch(/error|cannot|no such/u);
    expect(findCommands(printed), args.join(" ")).toEqual([]);
  }
});
