/** On the command line, messages call a setting by its flag, and in the Action by its input. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { settingName } from "../../src/errors.ts";
import { parseSettings } from "../../src/settings.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";

test.each([
  [["audit"], "elsewhere, name the file with --policy, or draft one with"],
  [["audit", "--fail-on", "bad"], '--fail-on is "bad", which is not one of'],
  [["init", "--organization", "a b"], '--organization "a b" is not a workspace\'s slug'],
  [["sync", "--organization", "x", "--api-url", "http://x.example"], 'cannot use --api-url "http'],
  [
    ["sync", "--organization", "x", "--api-url", "https://a:b@x.example"],
    "with CLOUDSMITH_API_KEY.",
  ],
  [["sync", "--c1z", ""], "cannot sync: --c1z is empty."],
  [["merge"], "wrote with --report-json."],
  [["merge", "--expect", ","], "--expect is empty"],
])("the message of %j names the flag", async (args, part) => {
  const env = { CLOUDSMITH_API_KEY: "a-key" };
  const { exitCode, stderr } = await runHere(args, { cwd: await makeFolder(), env });

  expect(exitCode).toBe(2);
  expect(stderr).toContain(part);
});

test("a key that cannot be one is called by its variable", async () => {
  const cwd = await makeFolder();
  await writeFile(join(cwd, "access-policy.yml"), "version: 1\norganization: fernwick\n");
  const { stderr } = await runHere(["audit"], { cwd, env: { CLOUDSMITH_API_KEY: "two words" } });

  expect(stderr).toContain("settings: CLOUDSMITH_API_KEY contains a character");
});

test("outside the command line, a setting has its input's name", () => {
  expect(settingName("max-shrink", "100")).toBe("max-shrink: 100");
  expect(() => parseSettings({ "fail-on": "bad", "api-key": "two words" })).toThrow(
    /settings: api-key contains .*; fail-on is "bad"/u,
  );
});

test("the advice after a refusal names flags, and a wrong key no status 200", async () => {
  const sandbox = await openSandbox({});
  const read = async (organization: string, key: string) => {
    const args = ["sync", "--organization", organization, "--api-url", sandbox.url];
    return await runHere(args, { cwd: await makeFolder(), env: { CLOUDSMITH_API_KEY: key } });
  };

  expect((await read("elsewhere", sandbox.keys.service)).stderr).toContain(
    "Check the spelling of --organization, and",
  );
  expect((await read("fernwick", "wrong-key")).stderr).toMatch(
    /does not recognize the credential(?: \(request id [^)]+\))?\. Check that/u,
  );
});
