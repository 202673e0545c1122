/** A drafted policy, and the audit that holds the workspace against it. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { manyMembers } from "../support/many-members.ts";
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
  ["two thousand people", () => manyMembers({ members: 2_000, teams: 40 })],
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

test("a check of the draft is strict about what nobody has explained yet", async () => {
  const { folder } = await draftAndAudit(fernwick());
  const lenient = await runHere(["check"], { cwd: folder });
  const strict = await runHere(["check", "--strict"], { cwd: folder });
  expect([lenient.exitCode, strict.exitCode]).toEqual([0, 1]);
});
