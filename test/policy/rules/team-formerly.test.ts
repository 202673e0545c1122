/** Teams that were renamed: in the policy first, or in the workspace first. */

import { expect, test } from "vitest";

import { findRule } from "../../../src/policy/catalog.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { parsePolicy } from "../../../src/policy/file/parse.ts";
import { describePolicyChanges } from "../../../src/report/policy-changes.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { bo, change, cy, now, platform, robot, roster } from "../../support/policy-change.ts";
import { policyOf } from "../../support/policy.ts";
import { aRoster } from "../../support/roster.ts";

const lists = "managers: [cy], members: [bo], services: [robot]";
const before = `unlisted-teams: warning\nteams: { platform: { ${lists} } }\nservices: { robot: { teams: [platform] } }\n`;
const after = `unlisted-teams: warning\nteams: { core: { ${lists}, formerly: [infra, platform] } }\nservices: { robot: { teams: [core] } }\n`;
const renamed = aRoster({
  members: [bo, cy],
  services: [robot],
  teams: [{ ...platform, slug: "core" }],
});

function found(body: string, at: Roster) {
  const { findings } = evaluate(
    at,
    policyOf(`${body}rules: { two-factor: off, dormant: off }\n`),
    now,
  );
  return findings.map((finding) => findRule(finding.rule)?.message(finding));
}

test("a rename in the policy changes nobody's access, and is one task", () => {
  const report = change(before, after, roster);
  expect(report.base?.changes.map(({ effect, message }) => [effect, message])).toEqual([
    ["changes", "team core: was called infra"],
    ["changes", "team core: was called platform"],
  ]);
  expect(report.verdict).toBe("clean");
  expect(report.tasks).toMatchObject([
    {
      action: "other",
      todo: "rename team platform to core",
      call: {
        method: "PATCH",
        path: "/orgs/{org}/teams/{team}/",
        parameters: { team: "platform" },
        body: { slug: "core", visibility: "Visible" },
      },
    },
  ]);
});

test("until the team is renamed, its people are those of the entry, and the name is drift", () => {
  expect(found(after, roster)).toEqual(["team core is still called platform in the workspace"]);
  expect(found(after.replace("[bo]", "[]"), roster)).toEqual([
    expect.stringMatching(/bo.* is in team .*platform.* but is not listed there/u),
    "team core is still called platform in the workspace",
  ]);
  expect(found(after, renamed)).toEqual([]);
});

test("a rename in the workspace is followed by the policy", () => {
  expect(found(before, renamed)).toContain("team Platform (core) is not in the policy");
  expect(change(before, after, renamed).tasks).toEqual([]);
});

test("the request of a hidden team whose visibility was not seen is not given", () => {
  const unseen = aRoster({
    members: [bo, cy],
    services: [robot],
    teams: [{ ...platform, visibility: unknown("missing") }],
  });
  expect(change(before, after, unseen).tasks).toMatchObject([
    { todo: "rename team platform to core", call: null },
  ]);
});

test("where both names exist, both teams are managed, and the old one is reported", () => {
  const both = aRoster({
    members: [bo],
    teams: [platform, { ...platform, id: "tm-core", slug: "core" }],
  });
  expect(found("teams: { core: { formerly: [platform] } }\n", both)).toEqual([
    "Bo (bo) is in team Platform (platform) but is not listed there",
    "team core was called platform, and the workspace still has a team of that name",
  ]);
});

test("who is changed together with a rename is still told", () => {
  const [was, is] = [
    policyOf(before),
    policyOf(after.replace("managers: [cy]", "managers: [cy, eve]")),
  ];
  const told = describePolicyChanges(was, is, now).map(
    ({ effect, message }) => `${effect}: ${message}`,
  );
  expect(told[0]).toBe("weakens: team core: eve becomes manager");
});

test.each([
  [
    "teams: { a: { formerly: [b] }, b: {} }",
    '3:26: "b" is already the name of a team on line 3: a former name belongs to one team only',
  ],
  [
    "teams: { a: { formerly: [x] }, b: { formerly: [X] } }",
    '3:48: "X" is already the name of a team on line 3: a former name belongs to one team only',
  ],
  [
    "teams: { a: { formerly: [a] } }",
    '3:26: "a" is already the name of a team on line 3: a former name belongs to one team only',
  ],
])("%s", (body, problem) => {
  const parsed = parsePolicy(`version: 1\norganization: fernwick\n${body}\n`, "p.yml");
  const problems = "problems" in parsed ? parsed.problems : [];
  expect(
    problems.map(({ position: { line, column }, message }) => `${line}:${column}: ${message}`),
  ).toEqual([problem]);
});
