/** A reason that several lists or rules share is given once, with what it affects. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { describeGap, describeShared, groupGaps, shareGaps } from "../../src/policy/list-gap.ts";
import { peoplePolicy } from "../../src/sandbox/policy.ts";
import { setScene } from "../support/command-scene.ts";

const weak = /whose role is Member/gu;
const refused = /You do not have permission/gu;

async function runAs(key: "member" | "owner", ...args: string[]) {
  const scene = await setScene(peoplePolicy, key);
  return { ...(await scene.runLive(...args)), folder: scene.folder };
}

const times = (text: string, pattern: RegExp) =>
  text.replaceAll(/\s+/gu, " ").match(pattern)?.length ?? 0;

test("the report of a weak key says once why, in the terminal and in Markdown", async () => {
  const run = await runAs("member", "audit", "--report-markdown", "r.md", "--c1z", "");
  const markdown = await readFile(join(run.folder, "r.md"), "utf8");
  const terminal = run.stdout.replaceAll(/\s+/gu, " ");

  for (const text of [terminal, markdown]) {
    expect([times(text, weak), times(text, refused)]).toEqual([1, 1]);
  }
  expect(terminal).toContain(
    'members, teams: partial, 40 and 6 seen (read as "lucia-ferreira" whose role is',
  );
  expect(terminal).toContain("services, invites, saml, group-sync, oidc: refused, 0 seen (Cloud");
  expect(terminal).toContain(
    "members: two-factor unknown for 40 and last login unknown for 40 (this credential's role",
  );
  expect(terminal).toContain("the lists of members and teams are partial two-factor (error),");
  expect(markdown).toContain("| members, teams | partial, 40 and 6 seen | read as");
  expect(markdown).toContain(
    "`role-conflict (error)`: the lists of members and teams are partial\n",
  );
});

test("every rule that was not judged is still listed, once", async () => {
  const { stdout, folder } = await runAs(
    "member",
    "audit",
    "--report-json",
    "r.json",
    "--sarif",
    "s",
  );
  const report = JSON.parse(await readFile(join(folder, "r.json"), "utf8")) as {
    rules: { id: string; status: string; severity: string; reason: string | null }[];
  };
  const blind = report.rules.filter(({ status }) => status === "not-judged");
  const section = stdout.slice(stdout.indexOf("NOT JUDGED"), stdout.indexOf("This is not a clean"));

  expect(blind.length).toBeGreaterThan(20);
  for (const { id, severity, reason } of blind) {
    expect(section.replaceAll(/\s+/gu, " ").split(` ${id} (${severity})`)).toHaveLength(2);
    // The reports for machines keep the whole reason of each rule.
    expect(reason).toMatch(/read as|Cloudsmith refused it/u);
  }
  expect(await readFile(join(folder, "s"), "utf8")).toContain("whose role is Member");
});

test.each([
  ["sync --organization fernwick", 1, 1],
  ["accept --dry-run", 1, 1],
  ["accept --dry-run --rule two-factor", 1, 0],
  ["explain amara-okoye", 1, 0],
  ["explain bernard-koch", 1, 1],
])("%s with a weak key says once why", async (line, weakTimes, refusedTimes) => {
  const { stdout, stderr } = await runAs("member", ...line.split(" "));

  const text = `${stdout}${stderr}`;
  expect(times(text, weak), text).toBe(weakTimes);
  expect(times(text, refused), text).toBe(refusedTimes);
});

const gap = (
  name: "members" | "teams" | "saml",
  status: "partial" | "unknown",
  reason: string,
) => ({
  name,
  status,
  reason,
});

test("only lists with the same status and the same reason are said together", () => {
  const lists = [
    gap("members", "partial", "a"),
    gap("teams", "partial", "a"),
    gap("saml", "unknown", "a"),
  ];

  expect(groupGaps(lists).map((group) => describeShared(group))).toEqual([
    "the lists of members and teams are partial: a",
    "it is not known whether the list of saml is complete: a",
  ]);
  const share = shareGaps(lists, () => true);
  expect(lists.map((list) => share(describeGap(list)))).toEqual([
    "the lists of members and teams are partial",
    "the lists of members and teams are partial",
    "it is not known whether the list of saml is complete",
  ]);
  expect(share("the teams were not seen")).toBe("the teams were not seen");
});
