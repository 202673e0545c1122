import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, expect, test } from "vitest";

import { catalog } from "../src/policy/catalog.ts";
import { sandboxPolicy } from "../src/sandbox/policy.ts";
import { startSandbox, type Sandbox } from "../src/sandbox/server.ts";
import { cleanWorkspace } from "../src/sandbox/workspace.ts";
import { makeFolder, root, runCli, runNode } from "./support/process.ts";

const sandboxes: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.close()));
});

async function open(workspace?: Parameters<typeof startSandbox>[0]): Promise<Sandbox> {
  const sandbox = await startSandbox(workspace);
  sandboxes.push(sandbox);
  return sandbox;
}

async function folderWithPolicy(policy = sandboxPolicy): Promise<string> {
  const folder = await makeFolder();
  await writeFile(join(folder, "access-policy.yml"), policy);
  return folder;
}

/** The day on which the sandbox's people are as old as its policy expects. */
const clock = { SOURCE_DATE_EPOCH: "1795424400" };

test("the demo shows a whole audit, leaves its files, and exits 0", async () => {
  const folder = await makeFolder();

  const run = await runCli(["demo"], { cwd: folder });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("Access audit of Fernwick (fernwick)");
  expect(run.stdout).toContain("drift: 7 errors, 10 warnings, 2 notes; 2 accepted");
  expect(run.stderr).toContain("audit would have exited with 1");
  expect((await readdir(join(folder, "demo-output"))).toSorted()).toEqual([
    ".gitignore",
    "access-policy.yml",
    "cloudsmith.c1z",
    "report.json",
    "report.md",
  ]);
  expect((await runCli(["demo", "--exit-code", "--quiet"], { cwd: folder })).exitCode).toBe(1);
});

test("every rule finds something in the demo, but for the one on ambiguous names", async () => {
  const folder = await makeFolder();
  await runCli(["demo"], { cwd: folder });

  const report = JSON.parse(await readFile(join(folder, "demo-output/report.json"), "utf8")) as {
    rules: { id: string; findings: number }[];
  };

  const silent = report.rules.filter(({ findings }) => findings === 0).map(({ id }) => id);
  expect(silent).toEqual(["name-ambiguous"]);
});

test("a copy of dist alone audits from an empty folder", async () => {
  const elsewhere = await makeFolder();
  await cp(join(root, "dist"), join(elsewhere, "dist"), { recursive: true });
  const folder = await folderWithPolicy();
  const sandbox = await open();

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

test("two audits of an unchanged workspace give the same bytes", async () => {
  const sandbox = await open();
  const files = ["a.c1z", "r.json", "r.md"];
  const results: Buffer[][] = [];
  for (let run = 0; run < 2; run++) {
    const folder = await folderWithPolicy();
    const { stdout } = await runCli(
      [
        "audit",
        "--api-url",
        sandbox.url,
        "--c1z",
        "a.c1z",
        "--report-json",
        "r.json",
        "--report-markdown",
        "r.md",
      ],
      { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service } },
    );
    const bytes = await Promise.all(files.map((file) => readFile(join(folder, file))));
    results.push([...bytes, Buffer.from(stdout)]);
  }

  expect(results[1]).toEqual(results[0]);
});

test("a clean workspace exits 0", async () => {
  const sandbox = await open({ workspace: cleanWorkspace() });

  const run = await runCli(["audit", "--api-url", sandbox.url], {
    cwd: await folderWithPolicy(),
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
  });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("no drift");
});

test("fail-on decides which drift fails, and never turns drift into 0", async () => {
  const sandbox = await open({ workspace: cleanWorkspace() });
  const policy = `${sandboxPolicy}  name-unknown: note\n`.replace("bernard-koch", "nobody-at-all");
  const codes: Record<string, number | null> = {};
  for (const failOn of ["error", "warning", "note", "never"]) {
    const run = await runCli(["audit", "--api-url", sandbox.url, "--fail-on", failOn], {
      cwd: await folderWithPolicy(policy),
      env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
    });
    codes[failOn] = run.exitCode;
  }
  // Bernard is in the team without being listed: an error. Nobody at all is unknown: a note.
  expect(codes).toEqual({ error: 1, warning: 1, note: 1, never: 0 });
});

test.each(["member", "collaborator"] as const)(
  "a %s's key gives no verdict, and nothing under the artifact's name",
  async (role) => {
    const sandbox = await open({ workspace: cleanWorkspace() });
    const folder = await folderWithPolicy();

    const run = await runCli(["audit", "--api-url", sandbox.url], {
      cwd: folder,
      env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[role] },
    });

    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain("only an Owner or a Manager sees the whole workspace");
    expect(run.stdout).toContain("could not be judged");
    expect((await readdir(folder)).toSorted()).toEqual([
      "access-policy.yml",
      "cloudsmith.c1z.quarantined",
    ]);
  },
);

test("allow-partial writes the artifact all the same, and changes no verdict", async () => {
  const sandbox = await open();
  const folder = await folderWithPolicy();

  const run = await runCli(["audit", "--api-url", sandbox.url, "--allow-partial"], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.member },
  });

  expect(run.exitCode).toBe(2);
  expect(await readdir(folder)).toContain("cloudsmith.c1z");
});

const refusals: readonly [string, readonly string[], string, RegExp][] = [
  ["a wrong key", ["audit"], sandboxPolicy, /does not recognise the API key/u],
  [
    "an unknown workspace",
    ["audit", "--organization", "elsewhere"],
    sandboxPolicy,
    /workspace "elsewhere": it is not found/u,
  ],
  [
    "a missing policy",
    ["audit", "--policy", "gone.yml"],
    sandboxPolicy,
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
    /access-policy\.yml:4:3: "ownr" is not known in roles: did you mean "owner"\?/u,
  ],
  [
    "a bad flag",
    ["audit", "--fail-on", "maybe"],
    sandboxPolicy,
    /fail-on is "maybe", which is not one of error, warning, note, never/u,
  ],
  ["an unknown flag", ["audit", "--api-key", "x"], sandboxPolicy, /unknown option '--api-key'/u],
  ["an unknown command", ["adit"], sandboxPolicy, /unknown command 'adit'/u],
  ["a sync without a workspace", ["sync"], sandboxPolicy, /organization is not set/u],
];

test.each(refusals)(
  "%s exits 2, says why, and harms no file",
  async (_, args, policy, sentence) => {
    const sandbox = await open();
    const folder = await folderWithPolicy(policy);
    await writeFile(join(folder, "cloudsmith.c1z"), "a good artifact of yesterday");
    const key = sentence.source.includes("API key") ? "wrong" : sandbox.keys.service;
    const withUrl = args[0] === "adit" ? args : [...args, "--api-url", sandbox.url];

    const run = await runCli(withUrl, { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: key } });

    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(sentence);
    expect(run.stdout).toBe("");
    expect(await readFile(join(folder, "cloudsmith.c1z"), "utf8")).toBe(
      "a good artifact of yesterday",
    );
    expect((await readdir(folder)).toSorted()).toEqual(["access-policy.yml", "cloudsmith.c1z"]);
  },
);

test("an artifact that cannot be written fails the delivery and leaves nothing behind", async () => {
  const sandbox = await open({ workspace: cleanWorkspace() });
  const folder = await folderWithPolicy();

  const run = await runCli(
    ["audit", "--api-url", sandbox.url, "--c1z", "access-policy.yml/a.c1z"],
    {
      cwd: folder,
      env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
    },
  );

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('cannot write artifact "access-policy.yml/a.c1z"');
  expect(run.stdout).toContain("no drift");
  expect(await readdir(folder)).toEqual(["access-policy.yml"]);
});

test("sync writes the artifact without a policy", async () => {
  const sandbox = await open();
  const folder = await makeFolder();

  const run = await runCli(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service },
  });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toMatch(
    /^cloudsmith\.c1z: 40 members, 8 teams, 4 service accounts \(sync \w{27}, sha256 \w{64}\)\n$/u,
  );
  expect(await readdir(folder)).toEqual(["cloudsmith.c1z"]);
});

test("sync of a roster with gaps exits 2 and quarantines it", async () => {
  const sandbox = await open();
  const folder = await makeFolder();

  const run = await runCli(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.collaborator },
  });

  expect(run.exitCode).toBe(2);
  expect(await readdir(folder)).toEqual(["cloudsmith.c1z.quarantined"]);
  expect(run.stderr).toContain("the list of members is partial");
});

test("check needs no network and no key", async () => {
  const run = await runCli(["check"], { cwd: await folderWithPolicy() });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toBe(
    "access-policy.yml is valid: workspace fernwick, 3 roles and 8 teams managed, 20 rules on\n",
  );
});

test("check tells every mistake at once", async () => {
  const folder = await folderWithPolicy("version: 1\norganisation: x\nteams: []\n");

  const run = await runCli(["check"], { cwd: folder });

  expect(run.exitCode).toBe(2);
  expect(run.stderr.trim().split("\n")).toHaveLength(3);
});

test("explain lists the rules, tells one, and helps with a slip", async () => {
  const folder = await makeFolder();

  const list = await runCli(["explain"], { cwd: folder });
  const one = await runCli(["explain", "two-factor"], { cwd: folder, env: { COLUMNS: "60" } });
  const slip = await runCli(["explain", "two-facto"], { cwd: folder });

  expect(list.stdout.trim().split("\n")).toHaveLength(catalog.length);
  expect(one.stdout).toContain("What to do:");
  expect(Math.max(...one.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(slip.exitCode).toBe(2);
  expect(slip.stderr).toContain('did you mean "two-factor"?');
});

test.each([
  ["--help"],
  ["audit", "--help"],
  ["sync", "--help"],
  ["check", "--help"],
  ["explain", "--help"],
  ["demo", "--help"],
  ["--version"],
])("%s %s prints on stdout and exits 0", async (...args) => {
  const run = await runCli(
    args.filter((arg) => arg !== undefined),
    { cwd: await makeFolder() },
  );

  expect(run.exitCode).toBe(0);
  expect(run.stdout).not.toBe("");
  expect(run.stderr).toBe("");
});

test("no colour leaves a pipe, and colours are there when they are forced", async () => {
  const folder = await makeFolder();

  const plain = await runCli(["demo"], { cwd: folder });
  const forced = await runCli(["demo"], { cwd: folder, env: { FORCE_COLOR: "1" } });
  const refused = await runCli(["demo"], { cwd: folder, env: { FORCE_COLOR: "1", NO_COLOR: "1" } });

  expect(plain.stdout).not.toContain("\u001B[");
  expect(forced.stdout).toContain("\u001B[");
  expect(refused.stdout).not.toContain("\u001B[");
});
