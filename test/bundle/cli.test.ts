import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { sandboxPolicy } from "../../src/sandbox/policy.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder, root, runCli, runNode } from "../support/process.ts";

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
  expect(run.stdout).toContain("drift: 15 errors, 16 warnings, 7 notes; 2 accepted");
  expect(run.stderr).toContain("audit would have exited with 1");
  expect((await readdir(join(folder, "demo-output"))).toSorted()).toEqual([
    ".gitignore",
    "access-policy.yml",
    "cloudsmith.c1z",
    "report.html",
    "report.json",
    "report.md",
  ]);
  // Every rule finds something, but for two on the policy itself.
  const report = JSON.parse(await readFile(join(folder, "demo-output/report.json"), "utf8")) as {
    rules: { id: string; findings: number }[];
  };

  const silent = report.rules.filter(({ findings }) => findings === 0).map(({ id }) => id);
  expect(silent).toEqual(["name-ambiguous", "role-conflict", "self"]);
  expect((await runCli(["demo", "--exit-code", "--quiet"], { cwd: folder })).exitCode).toBe(1);
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
  // Once as the bundle in a process of its own, and once from the sources in this one.
  for (const run of [runCli, runHere]) {
    const folder = await folderWithPolicy();
    const { stdout } = await run(
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

  const run = await runHere(["audit", "--api-url", sandbox.url], {
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
    const run = await runHere(["audit", "--api-url", sandbox.url, "--fail-on", failOn], {
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

    const run = await runHere(["audit", "--api-url", sandbox.url], {
      cwd: folder,
      env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[role] },
    });

    expect(run.exitCode).toBe(2);
    expect(run.stdout.replaceAll(/\s+/gu, " ")).toContain(
      "only an Owner or a Manager sees the whole workspace",
    );
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

  const run = await runHere(["audit", "--api-url", sandbox.url, "--allow-partial"], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.member },
  });

  expect(run.exitCode).toBe(2);
  expect(await readdir(folder)).toContain("cloudsmith.c1z");
});

const refusals: readonly [string, readonly string[], string, RegExp][] = [
  ["a wrong key", ["audit"], sandboxPolicy, /does not recognise the credential/u],
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
    /^access-policy\.yml:4:3: "ownr" is not known in roles: did you mean "owner"\?$/mu,
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
    const sandbox = await open();
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

test("an artifact that cannot be written fails the delivery and leaves nothing behind", async () => {
  const sandbox = await open({ workspace: cleanWorkspace() });
  const folder = await folderWithPolicy();

  const run = await runHere(
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

  const run = await runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
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

  const run = await runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url], {
    cwd: folder,
    env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.collaborator },
  });

  expect(run.exitCode).toBe(2);
  expect(await readdir(folder)).toEqual(["cloudsmith.c1z.quarantined"]);
  expect(run.stderr).toContain("the list of members is partial");
});

/** Leaves an artifact of the whole workspace, and returns one of it with most people gone. */
async function shrunken(): Promise<{
  folder: string;
  sandbox: Sandbox;
  env: Record<string, string>;
}> {
  const sandbox = await open({ workspace: cleanWorkspace() });
  const folder = await folderWithPolicy();
  const env = { ...clock, CLOUDSMITH_API_KEY: sandbox.keys.service };
  const whole = ["sync", "--organization", "fernwick", "--api-url", sandbox.url];
  await runHere([...whole, "--c1z", "yesterday.c1z"], { cwd: folder, env });
  sandbox.change((workspace) => {
    workspace.members = workspace.members.slice(0, 20);
  });
  return { folder, sandbox, env };
}

test("a roster that lost half its people since the baseline is no clean one, and no artifact", async () => {
  const { folder, sandbox, env } = await shrunken();

  const run = await runHere(
    ["audit", "--api-url", sandbox.url, "--baseline", "yesterday.c1z", "--report-json", "r.json"],
    { cwd: folder, env },
  );

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain("21 of the baseline's 41 are gone, 51 % where at most 25 %");
  expect(run.stdout).toContain("21 of the baseline's 41 are gone");
  expect(run.stdout.replaceAll(/\s+/gu, " ")).toContain("max-shrink: 100 for one run");
  const report = JSON.parse(await readFile(join(folder, "r.json"), "utf8")) as {
    verdict: string;
    findings: { rule: string }[];
  };
  expect(report.verdict).toBe("unknown");
  // Whoever is not on the list cannot be told to be missing.
  expect(report.findings.map(({ rule }) => rule)).not.toContain("team-member-missing");
  expect((await readdir(folder)).toSorted()).toEqual([
    "access-policy.yml",
    "cloudsmith.c1z.quarantined",
    "r.json",
    "yesterday.c1z",
  ]);
});

test("a true shrink is accepted with max-shrink 100", async () => {
  const { folder, sandbox, env } = await shrunken();

  const run = await runHere(
    [
      "sync",
      "--organization",
      "fernwick",
      "--api-url",
      sandbox.url,
      "--baseline",
      "yesterday.c1z",
      "--max-shrink",
      "100",
    ],
    { cwd: folder, env },
  );

  expect(run.exitCode).toBe(0);
  expect(await readdir(folder)).toContain("cloudsmith.c1z");
});

test("a baseline that is missing, torn or of another workspace is an error, not a silence", async () => {
  const { folder, sandbox, env } = await shrunken();
  await writeFile(join(folder, "torn.c1z"), "C1ZF\0 and then nothing of use");
  const other = cleanWorkspace();
  other.organization.slug_perm = "wsElsewhere1";
  const elsewhere = await open({ workspace: other });
  const audit = (baseline: string, url: string) =>
    runHere(["audit", "--api-url", url, "--baseline", baseline], { cwd: folder, env });

  const missing = await audit("gone.c1z", sandbox.url);
  const torn = await audit("torn.c1z", sandbox.url);
  const foreign = await audit("yesterday.c1z", elsewhere.url);

  expect([missing, torn, foreign].map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
  expect(missing.stderr).toContain('cannot read artifact "gone.c1z": there is no such file.');
  expect(torn.stderr).toContain('cannot read artifact "torn.c1z": ');
  expect(foreign.stderr).toContain('cannot compare with baseline "yesterday.c1z"');
});

test.each(["service", "member"] as const)(
  "an audit of the artifact finds what the audit with a %s's key found, without any key",
  async (role) => {
    const sandbox = await open();
    const folder = await folderWithPolicy();
    const report = async () =>
      JSON.parse(await readFile(join(folder, "r.json"), "utf8")) as Record<string, unknown>;
    const live = await runHere(
      ["audit", "--api-url", sandbox.url, "--allow-partial", "--report-json", "r.json"],
      { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: sandbox.keys[role] } },
    );
    const { artifact: _, ...before } = await report();

    const offline = await runHere(
      ["audit", "--from-c1z", "cloudsmith.c1z", "--report-json", "r.json"],
      { cwd: folder, env: { SOURCE_DATE_EPOCH: String(Number(clock.SOURCE_DATE_EPOCH) + 7_200) } },
    );

    const { archive, ...after } = await report();
    expect(offline.exitCode).toBe(live.exitCode);
    expect(archive).toMatchObject({ path: "cloudsmith.c1z" });
    expect(offline.stdout).toContain("cloudsmith.c1z, which was 2 hours old");
    expect(after).toEqual({ ...before, generatedAt: "2026-11-23T11:00:00.000Z" });
  },
);

test("diff tells what changed between two syncs, in one file or in two, in each form", async () => {
  const sandbox = await open();
  const folder = await makeFolder();
  const env = { CLOUDSMITH_API_KEY: sandbox.keys.service };
  const sync = (file: string, epoch: string) =>
    runHere(["sync", "--organization", "fernwick", "--api-url", sandbox.url, "--c1z", file], {
      cwd: folder,
      env: { ...env, SOURCE_DATE_EPOCH: epoch },
    });
  await sync("both.c1z", "1795338000");
  await sync("yesterday.c1z", "1795338000");
  sandbox.change(({ members }) => {
    const [owner] = members;
    if (owner !== undefined) Object.assign(owner, { role: "Member", user_name: "<b>|\n@all" });
    members.pop();
  });
  await sync("both.c1z", "1795424400");
  await sync("today.c1z", "1795424400");

  const files = ["--report-json", "d.json", "--report-markdown", "d.md", "--exit-code"];
  const one = await runHere(["diff", "both.c1z", ...files], { cwd: folder });
  const two = await runHere(["diff", "yesterday.c1z", "today.c1z"], { cwd: folder });
  const same = await runHere(["diff", "today.c1z", "today.c1z", "--exit-code"], { cwd: folder });

  expect([one.exitCode, two.exitCode, same.exitCode]).toEqual([1, 0, 0]);
  expect(one.stdout).toBe(two.stdout);
  expect(one.stdout).toContain("Changes in fernwick from 2026-11-22 09:00 UTC to 2026-11-23 09:00");
  expect(one.stdout).toContain("(amara-okoye) went down from Owner to Member");
  expect(one.stdout).toContain("2 changes");
  expect(same.stdout).toContain("nothing changed");
  const json = JSON.parse(await readFile(join(folder, "d.json"), "utf8")) as {
    changes: { list: { kind: string }[] };
  };
  expect(json.changes.list.map(({ kind }) => kind).toSorted()).toEqual(["left", "role"]);
  const markdown = await readFile(join(folder, "d.md"), "utf8");
  expect(markdown.trimEnd().split("\n")).toHaveLength(4);
  expect(markdown).not.toMatch(/<b>|(?<!\\)\|/u);
});

test("diff refuses what it cannot compare", async () => {
  const { folder } = await shrunken();
  const other = cleanWorkspace();
  other.organization.slug_perm = "wsElsewhere1";
  const elsewhere = await open({ workspace: other });
  await runHere(
    ["sync", "--organization", "fernwick", "--api-url", elsewhere.url, "--c1z", "other.c1z"],
    { cwd: folder, env: { ...clock, CLOUDSMITH_API_KEY: elsewhere.keys.service } },
  );
  const alone = await runHere(["diff", "yesterday.c1z"], { cwd: folder });
  const foreign = await runHere(["diff", "yesterday.c1z", "other.c1z"], { cwd: folder });

  expect([alone.exitCode, foreign.exitCode]).toEqual([2, 2]);
  expect(alone.stderr).toContain("it holds 1 finished sync, and not 2");
  expect(foreign.stderr).toContain("they are of two workspaces");
});

test("check needs no network and no key", async () => {
  const run = await runHere(["check"], { cwd: await folderWithPolicy() });

  expect(run.exitCode).toBe(0);
  expect(run.stdout).toBe(
    "access-policy.yml is valid: workspace fernwick, 4 roles and 8 teams managed, 38 rules on\n",
  );
});

test("check tells every mistake at once, each on a line of its own, and counts them", async () => {
  const folder = await folderWithPolicy("version: 1\norganisation: x\nteams: []\n");

  const run = await runHere(["check"], { cwd: folder });

  expect(run.exitCode).toBe(2);
  const lines = run.stderr.trimEnd().split("\n");
  expect(lines.slice(0, -1).map((line) => line.split(": ")[0])).toEqual([
    "access-policy.yml:1:1",
    "access-policy.yml:2:1",
    "access-policy.yml:3:8",
  ]);
  expect(lines.at(-1)).toBe(
    "error: cannot use access-policy.yml: it has 3 mistakes. They are listed above.",
  );
});

test("explain lists the policy's own rules, and shows one with its expression", async () => {
  const folder = await makeFolder();
  const policy = `version: 1
organization: fernwick
custom:
  - id: contractors-stay-out
    for: member
    violates: member.role == "Collaborator" && member.teams.exists(t, t.slug == "release")
    severity: warning
    message: contractors must not \u202Ebe there
`;
  await writeFile(join(folder, "access-policy.yml"), policy);

  const list = await runHere(["explain"], { cwd: folder });
  const one = await runHere(["explain", "contractors-stay-out"], {
    cwd: folder,
    env: { COLUMNS: "400" },
  });
  const slip = await runHere(["explain", "contractors-stay"], { cwd: folder });
  const lost = await runHere(["explain", "--policy", "none.yml"], { cwd: folder });

  expect(list.stdout.trim().split("\n").at(-1)).toMatch(/^contractors-stay-out +warning +contr/v);
  expect(one.stdout).toContain('member.teams.exists(t, t.slug == "release")');
  expect(one.stdout).toContain("<U+202E>");
  expect(slip.stderr).toContain('Did you mean "contractors-stay-out"?');
  expect(lost.exitCode).toBe(2);
});

test("explain tells how a rule is set, where the policy can be read", async () => {
  const set = await folderWithPolicy(
    "version: 1\norganization: x\nrules:\n  dormant: { after: 30d, roles: [owner, manager] }\n",
  );
  const broken = await folderWithPolicy("version: 2\n");
  const explain = async (folder: string, ...args: string[]) =>
    await runCli(["explain", ...args], { cwd: folder, env: { COLUMNS: "200" } });

  const dormant = await explain(set, "dormant");
  const other = await explain(set, "break-glass");
  const without = await explain(broken, "dormant");
  const named = await explain(broken, "dormant", "--policy", "access-policy.yml");

  expect(dormant.stdout).toContain("Option grace: how long after joining");
  expect(dormant.stdout).toContain("in days; by default 30d.");
  expect(dormant.stdout.trim().split("\n").at(-1)).toBe(
    "access-policy.yml:4 sets it to warning, after 30d, grace 30d, roles [owner, manager].",
  );
  expect(other.stdout).toContain("left out: that is not looked at.");
  expect(other.stdout.trim().split("\n").at(-1)).toBe("access-policy.yml leaves it at error.");
  expect(without.exitCode).toBe(0);
  expect(without.stdout).not.toContain("access-policy.yml");
  expect(named.exitCode).toBe(2);
});

test("explain lists the rules, tells one, and helps with a slip", async () => {
  const folder = await makeFolder();

  const list = await runHere(["explain"], { cwd: folder });
  const one = await runHere(["explain", "two-factor"], { cwd: folder, env: { COLUMNS: "60" } });
  const slip = await runHere(["explain", "two-facto"], { cwd: folder });

  expect(list.stdout.trim().split("\n")).toHaveLength(catalog.length);
  expect(one.stdout).toContain("What to do:");
  expect(Math.max(...one.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(slip.exitCode).toBe(2);
  expect(slip.stderr).toContain('Did you mean "two-factor"?');
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
  const run = await runHere(
    args.filter((arg) => arg !== undefined),
    { cwd: await makeFolder() },
  );

  expect(run.exitCode).toBe(0);
  expect(run.stdout).not.toBe("");
  expect(run.stderr).toBe("");
});

test("no colour leaves a pipe, and colours are there when they are forced", async () => {
  const sandbox = await open();
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
