import { expect, test } from "vitest";

import { evaluate, type RuleResult } from "../../src/policy/evaluate.ts";
import type { Coverage, ListCoverage } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { aCoverage, aMember, aRoster, aTeam } from "../support/roster.ts";
import { policyOf } from "../support/policy.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../support/repository.ts";

const now = new Date("2026-11-23T06:00:00.000Z");

function judge(id: string, body: string, roster: Partial<Roster>): RuleResult {
  const { rules } = evaluate(aRoster(roster), policyOf(body), now);
  const result = rules.find(({ rule }) => rule.id === id);
  if (result === undefined) throw new Error(`no rule ${id}`);
  return result;
}

function coverageWith(gaps: Partial<Record<ListCoverage["name"], ListCoverage["status"]>>): {
  coverage: Coverage;
} {
  const lists = aCoverage().lists.map((list) => {
    const status = gaps[list.name] ?? list.status;
    return { ...list, status, reason: status === "complete" ? null : `why ${list.name}` };
  });
  return { coverage: aCoverage({ lists }) };
}

const synced = "teams: { platform: { synced: idp } }\n";
const teams = [aTeam()];

test("what the policy names by slug and by permanent id is reported once", () => {
  const [docs, web] = [aTeam({ slug: "docs", id: "t-docs" }), aRepository({ slug: "web" })];
  const roster = aRoster({
    members: [aMember({ teams: [{ team: docs.id, role: "Member" }] })],
    teams: [docs],
    repositories: [{ ...web, broadcast: "Public", privileges: [aPrivilege("team docs Read")] }],
    coverage: repositoryCoverage(),
  });
  const policy = policyOf(
    `teams: { docs: {}, t-docs: {} }
repositories: { web: { visibility: off }, rp-web: { visibility: off, admins: [] } }`,
  );
  const found = evaluate(roster, policy, now).findings.map(({ fingerprint }) => fingerprint);
  expect(found.length).toBeGreaterThan(2);
  expect(new Set(found).size).toBe(found.length);
});

test("a slug names every repository with that slug, whatever its case", () => {
  const repositories = ["web", "WEB"].map((slug) =>
    aRepository({ slug, broadcast: slug === "web" ? "Off" : "Public" }),
  );
  for (const list of [repositories, repositories.toReversed()]) {
    const { findings } = judge(
      "repository-public",
      "repositories: { Web: { visibility: off }, '*': { visibility: open-source } }",
      { repositories: list, coverage: repositoryCoverage() },
    );
    expect(findings.map(({ subject }) => subject.slug)).toEqual(["WEB"]);
  }
});

test("what the plan lacks cannot be judged, and nobody is blind to it", () => {
  expect(
    judge("team-not-synced", synced, { teams, ...coverageWith({ "group-sync": "not-in-plan" }) }),
  ).toMatchObject({
    status: "not-judged",
    reason: "the list of group-sync is not in plan: why group-sync",
    blind: false,
    findings: [],
  });
  expect(
    judge(
      "single-sign-on",
      "rules: { single-sign-on: error }\n",
      coverageWith({ saml: "not-in-plan" }),
    ),
  ).toMatchObject({ status: "not-judged", blind: false, findings: [] });
});

test("a list that could have been seen counts before one that the plan lacks", () => {
  const gaps = coverageWith({ teams: "partial", "group-sync": "not-in-plan" });

  expect(judge("team-not-synced", synced, { teams, ...gaps })).toMatchObject({
    status: "not-judged",
    reason: "the list of teams is partial: why teams",
    blind: true,
  });
});

test("a rule that looks at rows tells what it found in spite of a gap, and is not judged", () => {
  const members = [aMember({ username: "ann", role: "Owner", twoFactor: false })];
  const result = judge("two-factor", "", { members, ...coverageWith({ members: "refused" }) });

  expect(result).toMatchObject({
    status: "not-judged",
    reason: "the list of members is refused: why members",
    blind: true,
  });
  expect(result.findings.map(({ subject }) => subject.slug)).toEqual(["ann"]);
});

test("a rule that was judged has no reason, and was not blind", () => {
  expect(judge("two-factor", "", {})).toMatchObject({
    status: "judged",
    reason: null,
    blind: false,
  });
});

test("a rule that is off has no findings and was not blind, whatever was not seen", () => {
  const members = [aMember({ role: unknown("redacted") })];

  expect(judge("two-factor", "rules: { two-factor: off }\n", { members })).toEqual({
    rule: expect.objectContaining({ id: "two-factor" }) as unknown,
    severity: "off",
    status: "off",
    reason: null,
    blind: false,
    findings: [],
  });
});

test("each kind of fact that was not seen is told once", () => {
  const members = ["ann", "bo"].flatMap((username) => [
    aMember({ username, role: "Owner", twoFactor: unknown("redacted") }),
    aMember({ username: `${username}-2`, role: unknown("missing") }),
  ]);

  expect(judge("two-factor", "", { members })).toMatchObject({
    status: "not-judged",
    reason:
      "the two-factor state was not seen for every account: the workspace hides it from this credential; " +
      "the workspace role was not seen for every account: the reply did not contain it",
    blind: true,
  });
});

test("a finding rests on its rule and on permanent ids, and on nothing that may change", () => {
  const findingsOf = (id: string, body: string, roster: Partial<Roster>) =>
    judge(id, body, roster).findings.map(({ fingerprint }) => fingerprint);
  const ann = aMember({ username: "ann", id: "1", role: "Owner", twoFactor: false });
  const inTeam = { ...ann, teams: [{ team: "tm-platform", role: "Member" as const }] };

  // Known for ever to the baselines that people keep.
  expect(findingsOf("two-factor", "", { members: [ann] })).toEqual([
    "96fa4f8817d86f2a7f49fcb1f2e72152",
  ]);
  expect(findingsOf("two-factor", "", { members: [{ ...ann, username: "x", name: "y" }] })).toEqual(
    findingsOf("two-factor", "", { members: [ann] }),
  );
  expect(
    findingsOf("team-member-unexpected", "teams: { platform: {} }\n", { members: [inTeam], teams }),
  ).toEqual(["a7befd4dcd0bba9824eb9212b6a3caf1"]);
});

test("a finding has an object and a place only where there is one", () => {
  const members = [
    aMember({
      username: "ann",
      role: "Owner",
      twoFactor: false,
      teams: [{ team: "tm-platform", role: "Member" }],
    }),
  ];
  const [plain] = judge("two-factor", "", { members }).findings;
  const [placed] = judge("two-factor", "rules: { two-factor: note }\n", { members }).findings;
  const [inTeam] = judge("team-member-unexpected", "teams: { platform: {} }\n", {
    members,
    teams,
  }).findings;

  expect(Object.keys(plain ?? {})).not.toContain("object");
  expect(Object.keys(plain ?? {})).not.toContain("position");
  expect(placed?.position).toEqual({ line: 3, column: 10 });
  expect(inTeam?.object?.slug).toBe("platform");
});

test("findings are told worst first, then by whom and in what", () => {
  const members = ["zoe", "ann"].map((username) =>
    aMember({
      username,
      role: "Owner",
      twoFactor: false,
      teams: ["tm-b", "tm-a"].map((team) => ({ team, role: "Member" as const })),
    }),
  );
  const body = `teams: { a: {}, b: {} }
rules: { two-factor: note, team-member-unexpected: error, role-count: off }
`;
  const roster = aRoster({ members, teams: [aTeam({ slug: "b" }), aTeam({ slug: "a" })] });
  const { findings } = evaluate(roster, policyOf(body), now);

  expect(
    findings
      .filter(({ rule }) => ["two-factor", "team-member-unexpected"].includes(rule))
      .map(({ severity, subject, object }) => [severity, subject.slug, object?.slug]),
  ).toEqual([
    ["error", "ann", "a"],
    ["error", "ann", "b"],
    ["error", "zoe", "a"],
    ["error", "zoe", "b"],
    ["note", "ann", undefined],
    ["note", "zoe", undefined],
  ]);
});

test("a policy that does not know a rule is a mistake of the program's own", () => {
  const policy = policyOf("");
  const rules = new Map([...policy.rules].filter(([id]) => id !== "dormant"));

  expect(() => evaluate(aRoster(), { ...policy, rules }, now)).toThrow(
    "bug: the policy has no setting for dormant",
  );
});
