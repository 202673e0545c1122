/** A drafted policy, and the audit that holds the workspace against it. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { policyJsonSchema } from "../../src/policy/file/schema.ts";
import { manyMembers } from "../support/many-members.ts";
import { refuse, type Fault } from "../../src/sandbox/faults.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { runHere } from "../support/command-line.ts";
import { makeFolder } from "../support/process.ts";
import { openSandbox } from "../support/sandbox.ts";

/** Drafts a policy of the workspace, audits with it, and returns both runs. */
async function draftAndAudit(workspace: SandboxWorkspace) {
  const sandbox = await openSandbox({ workspace });
  const folder = await makeFolder();
  const env = { CLOUDSMITH_API_KEY: sandbox.keys.service, SOURCE_DATE_EPOCH: "1795424400" };
  const run = (command: string, ...args: string[]) =>
    runHere([command, "--api-url", sandbox.url, ...args], { cwd: folder, env });
  const drafted = await run("init", "--organization", workspace.organization.slug);
  const audited = await run("audit", "--report-json", "r.json");
  const report = JSON.parse(await readFile(join(folder, "r.json"), "utf8")) as {
    verdict: string;
    findings: { rule: string; state: string }[];
    exceptions: { status: string }[];
  };
  return { folder, run, drafted, audited, report };
}

const privileges = "/repos/{owner}/{identifier}/privileges";

test.each<readonly [string, keyof Sandbox["keys"], readonly Fault[], string, RegExp | null]>([
  ["all", "owner", [], "13 repositories", null],
  [
    "none",
    "owner",
    [{ template: "/repos/{owner}/", strike: refuse(403) }],
    "0 repositories",
    /the rest: the list of repositories is refused: Cloudsmith refused it \(403/u,
  ],
  [
    "some",
    "service",
    [],
    "2 repositories",
    /the rest: the list of repositories is partial: .*only an Owner .*; the privileges of .*403/u,
  ],
  [
    "not all privileges of",
    "owner",
    [
      {
        template: privileges,
        times: 1,
        strike: refuse(403, {}, { detail: "\u001B[2J\nno" }),
      },
    ],
    "13 repositories",
    /the rest: the privileges of "[a-z-]+" were not read completely: .*no/u,
  ],
])("init says that %s repositories were seen", async (_, key, faults, seen, gap) => {
  const { url, keys } = await openSandbox({ faults });
  const { exitCode, stdout } = await runHere(
    ["init", "--organization", "fernwick", "--repositories", "always", "--api-url", url],
    { cwd: await makeFolder(), env: { CLOUDSMITH_API_KEY: keys[key] } },
  );
  const text = stdout.replaceAll(/\s+/gu, " ");

  expect(exitCode).toBe(0);
  expect(text).toContain(`${seen}, and `);
  if (gap === null) expect(text).not.toContain("Not every repository");
  else expect(text).toMatch(gap);
  expect(stdout).not.toContain("\u001B");
});

function hostile(): SandboxWorkspace {
  const workspace = fernwick();
  const names = ["true", "0x1F", "-a:", "a:b#c", "#x", "'q\"", "*", "é!&*", "null", "2026-01-01"];
  for (const [index, name] of names.entries()) {
    const member = workspace.members[index];
    if (member !== undefined) Object.assign(member, { user: name, user_name: `${name}\n- evil` });
  }
  const [, team] = workspace.teams;
  if (team !== undefined) {
    for (const account of [...workspace.members, ...workspace.services]) {
      for (const place of account.teams) if (place.slug === team.slug) place.slug = "null";
    }
    team.slug = "null";
  }
  return workspace;
}

test.each([
  ["Fernwick", fernwick],
  ["three hundred people", () => manyMembers({ members: 300, teams: 10 })],
  ["six thousand people in sixty teams", () => manyMembers({ members: 6_000, teams: 60 })],
  ["hostile names", hostile],
])(
  "the draft of %s is a policy whose audit is clean, with every exception used",
  async (_, make) => {
    const { drafted, audited, report } = await draftAndAudit(make());

    expect(drafted.stderr).toBe("");
    expect(drafted.exitCode).toBe(0);
    expect([audited.exitCode, report.verdict]).toEqual([0, "clean"]);
    const open = report.findings.filter(({ state }) => state !== "accepted");
    expect([...new Set(open.map(({ rule }) => rule))]).toEqual(
      report.exceptions.length === 0 ? [] : ["exception-unexplained"],
    );
    expect(report.exceptions.filter(({ status }) => status !== "used")).toEqual([]);
  },
);

test("a policy that is there is replaced only when told to, and by no other workspace's", async () => {
  const { folder, run } = await draftAndAudit(fernwick());
  const path = join(folder, "access-policy.yml");
  await writeFile(path, "mine");

  const again = await run("init", "--organization", "fernwick");
  expect(again.exitCode).toBe(2);
  expect(again.stderr).toContain("cannot draft access-policy.yml: it already exists");
  expect(await readFile(path, "utf8")).toBe("mine");

  const other = ["--organization", "elsewhere", "--from-c1z", "cloudsmith.c1z"];
  expect((await run("init", ...other, "--force")).stderr).toContain('it contains "fernwick"');
  expect(await readFile(path, "utf8")).toBe("mine");

  expect((await run("init", "--organization", "fernwick", "--force")).exitCode).toBe(0);
  expect(await readFile(path, "utf8")).toContain("organization: fernwick");
});

test("init ends with the next steps, and counts the warnings that the audit then has", async () => {
  const { drafted, audited, report } = await draftAndAudit(fernwick());

  const text = drafted.stdout.replaceAll(/\s+/gu, " ");
  const todos = report.exceptions.length;
  expect(text).toContain(
    `no findings except ${todos} warnings of exception-unexplained, one for each TODO, until`,
  );
  const last = audited.stdout.trimEnd().split("\n").at(-1);
  expect(last).toMatch(new RegExp(`^clean: ${todos} warnings, `, "u"));
  expect(audited.stdout.replaceAll("\n", " ")).toContain(
    "The workspace matches access-policy.yml.",
  );
  const order = ["check,", "commit the policy", "run the workflow", "each TODO, and", "--strict"];
  const places = order.map((step) => text.indexOf(step, text.indexOf("Next:")));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test("the schema is written beside the policy, which names it for editors", async () => {
  const { folder, run } = await draftAndAudit(fernwick());
  const schema = join(folder, "access-policy.schema.json");
  const policy = await readFile(join(folder, "access-policy.yml"), "utf8");

  expect(policy.split("\n", 1)).toEqual([
    "# yaml-language-server: $schema=./access-policy.schema.json",
  ]);
  expect(JSON.parse(await readFile(schema, "utf8"))).toEqual(
    JSON.parse(JSON.stringify(policyJsonSchema())),
  );

  await writeFile(schema, "{}");
  const other = await run("init", "--organization", "fernwick", "--policy", "other.yml");
  expect(other.stdout).toContain("access-policy.schema.json: not changed, although it differs");
  expect(await readFile(schema, "utf8")).toBe("{}");

  const forced = await run("init", "--organization", "fernwick", "--force");
  expect(forced.stdout).toContain("access-policy.schema.json: replaced");
  const again = await run("init", "--organization", "fernwick", "--force");
  expect(again.stdout).toContain("access-policy.schema.json: unchanged.");
  const nested = await run("init", "--organization", "fernwick", "--policy", "new/p.yml");
  expect(nested.stdout).toContain("new/access-policy.schema.json: the schema of the policy");
  expect(nested.stdout.replaceAll(/\s+/gu, " ")).toContain("check --strict --policy new/p.yml");
});

test("a schema that cannot be written: what to do about a file that no flag names", async () => {
  const { folder, run } = await draftAndAudit(fernwick());
  await mkdir(join(folder, "new/access-policy.schema.json"), { recursive: true });

  const { exitCode, stderr } = await run(
    "init",
    "--organization",
    "fernwick",
    "--policy",
    "new/p.yml",
  );

  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    'error: cannot write "new/access-policy.schema.json": it is a folder, not a file. Move it away, or name a policy in another folder with --policy.\n',
  );
});

test("without a workspace, init takes the policy's, or names the flag", async () => {
  const { folder, run } = await draftAndAudit(fernwick());

  const draft = await run("init", "--policy", "draft.yml");
  expect(draft.exitCode).toBe(0);
  expect(await readFile(join(folder, "draft.yml"), "utf8")).toContain("organization: fernwick");
  expect((await run("init", "--force")).exitCode).toBe(0);
  await writeFile(join(folder, "access-policy.yml"), "mine");
  const invalid = await run("init", "--force");
  expect(invalid.exitCode).toBe(2);
  expect(invalid.stderr).toContain(
    "access-policy.yml is not valid. Give the workspace's slug with --organization",
  );
  expect(await readFile(join(folder, "access-policy.yml"), "utf8")).toBe("mine");

  const empty = await runHere(["init"], { cwd: await makeFolder(), env: {} });
  expect(empty.exitCode).toBe(2);
  expect(empty.stderr).toContain(
    "cannot draft access-policy.yml: no workspace is given. Give the workspace's slug with --organization",
  );
});

test("--any-above allows anybody in large teams, and is a number", async () => {
  const { run, folder } = await draftAndAudit(fernwick());

  const drafted = await run("init", "--policy", "any.yml", "--any-above", "4");
  const wrong = await run("init", "--policy", "wrong.yml", "--any-above", "few");

  expect(drafted.exitCode).toBe(0);
  expect(await readFile(join(folder, "any.yml"), "utf8")).toMatch(
    /  platform: # 5 people of \d+: too many to list here\n/u,
  );
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain('cannot use --any-above "few": it is not a number of people');
});

test("a check of the draft is strict about what nobody has explained yet", async () => {
  const { folder } = await draftAndAudit(fernwick());
  const lenient = await runHere(["check"], { cwd: folder });
  const strict = await runHere(["check", "--strict"], { cwd: folder });
  expect([lenient.exitCode, strict.exitCode]).toEqual([0, 1]);
});
