import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder, root, runCli, runNode } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";
import { clock, folderWithPolicy } from "../support/command-scene.ts";

test("a copy of dist alone audits from an empty folder", async () => {
  const elsewhere = await makeFolder();
  await cp(join(root, "dist"), join(elsewhere, "dist"), { recursive: true });
  const folder = await folderWithPolicy();
  const sandbox = await openSandbox();

  const run = await runNode(
    join(elsewhere, "dist/cli.js"),
    [
      "audit",
      "--organization",
      "fernwick",
      "--api-url",
      sandbox.url,
      "--policy",
      "access-policy.yml",
      "--c1z",
      "out/a.c1z",
      "--report-json",
      "out/r.json",
    ],
    { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.owner } },
  );

  expect(run.exitCode).toBe(1);
  expect(run.stderr).toBe("wrote out/a.c1z\nwrote out/r.json\n");
  expect((await readdir(join(folder, "out"))).toSorted()).toEqual(["a.c1z", "r.json"]);
});

const refusals: readonly [string, readonly string[], string, RegExp][] = [
  ["a wrong key", ["audit"], peoplePolicy, /does not recognize the credential/u],
  [
    "an unknown workspace",
    ["audit", "--organization", "elsewhere"],
    peoplePolicy,
    /workspace "elsewhere": it is not found/u,
  ],
  [
    "a missing policy",
    ["audit", "--policy", "gone.yml"],
    peoplePolicy,
    /cannot read policy "gone.yml": there is no such file/u,
  ],
  [
    "a policy of another workspace",
    ["audit", "--organization", "fernwick"],
    "version: 1\norganization: elsewhere\n",
    /cannot audit workspace "fernwick" with access-policy.yml: the policy is about "elsewhere"/u,
  ],
  [
    "an invalid policy",
    ["audit"],
    "version: 1\norganization: fernwick\nroles:\n  ownr: {}\n",
    /^access-policy\.yml:4:3: "ownr" is not known in roles: did you mean "owner"\?$/mu,
  ],
  [
    "a bad flag",
    ["audit", "--fail-on", "maybe"],
    peoplePolicy,
    /fail-on is "maybe", which is not one of error, warning, note, never/u,
  ],
  ["an unknown flag", ["audit", "--api-key", "x"], peoplePolicy, /unknown option '--api-key'/u],
  ["an unknown command", ["adit"], peoplePolicy, /unknown command 'adit'/u],
  [
    "a sync without a workspace",
    ["sync"],
    peoplePolicy,
    /no workspace is given. Give the workspace.s slug with --organization/u,
  ],
];

test("a refusal of the bundle exits 2, and so does a crash of it, which is not that of drift", async () => {
  const folder = await makeFolder();
  const crash =
    "setInterval(() => { if (process.listenerCount('uncaughtException') > 0) throw new Error('out of the blue'); }, 1)";
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}` };

  const refused = await runCli(["adit"], { cwd: folder });
  const crashed = await runCli(["check"], { cwd: folder, env });

  expect([refused.exitCode, crashed.exitCode]).toEqual([2, 2]);
  expect(refused.stderr).toContain("unknown command 'adit'");
  expect(crashed.stderr).toContain(
    "error: this is a bug, please report it: Error: out of the blue",
  );
});

test.each([
  [["accept"], /there is no credential/u],
  [["diff", "gone.c1z"], /cannot read artifact "gone\.c1z": there is no such file/u],
  [["explain", "two-facto"], /Did you mean "two-factor"\?/u],
  [["init", "--organization", "fernwick", "--policy", "new.yml"], /there is no credential/u],
  [["merge"], /cannot merge reports: none is given/u],
  [["sync", "--organization", "fernwick"], /there is no credential/u],
])("the bundle has the code of %j", async (args, sentence) => {
  const run = await runCli(args, { cwd: await folderWithPolicy() });

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(sentence);
});

test.each(refusals)(
  "%s exits 2, says why, and harms no file",
  async (_, args, policy, sentence) => {
    const sandbox = await openSandbox();
    const folder = await folderWithPolicy(policy);
    await writeFile(join(folder, "cloudsmith.c1z"), "a good artifact of yesterday");
    const key = sentence.source.includes("credential") ? "wrong" : sandbox.keys.service;
    const withUrl = args[0] === "adit" ? args : [...args, "--api-url", sandbox.url];

    const run = await runHere(withUrl, { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: key } });

    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(sentence);
    expect(run.stdout).toBe("");
    expect(await readFile(join(folder, "cloudsmith.c1z"), "utf8")).toBe(
      "a good artifact of yesterday",
    );
    expect((await readdir(folder)).toSorted()).toEqual(["access-policy.yml", "cloudsmith.c1z"]);
  },
);

test.each([
  ["--help"],
  ["audit", "--help"],
  ["sync", "--help"],
  ["check", "--help"],
  ["explain", "--help"],
  ["demo", "--help"],
  ["--version"],
])("%s %s prints on stdout and exits 0", async (...args) => {
  const run = await runHere(
    args.filter((arg) => arg !== undefined),
    { cwd: await makeFolder() },
  );

  expect(run.exitCode).toBe(0);
  expect(run.stdout).not.toBe("");
  expect(run.stderr).toBe("");
});

test("no colour leaves a pipe, and colours are there when they are forced", async () => {
  const sandbox = await openSandbox();
  const folder = await folderWithPolicy();
  const key = { CLOUDSMITH_API_KEY: sandbox.keys.service };
  const audit = (env: Record<string, string>) =>
    runHere(["audit", "--api-url", sandbox.url, "--c1z", ""], {
      cwd: folder,
      env: { ...clock, ...key, ...env },
    });

  const plain = await audit({});
  const forced = await audit({ FORCE_COLOR: "1" });
  const refused = await audit({ FORCE_COLOR: "1", NO_COLOR: "1" });

  expect(plain.stdout).not.toContain("\u001B[");
  expect(forced.stdout).toContain("\u001B[");
  expect(refused.stdout).not.toContain("\u001B[");
});
