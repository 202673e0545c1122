/** Which privileges an expression sees, by which path, and what a gap does to them. */

import { expect, test } from "vitest";

import { evaluate } from "../../../src/policy/evaluate.ts";
import { unknown } from "../../../src/roster/fact.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { ask } from "../../support/expression.ts";
import { policyOf } from "../../support/policy.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../../support/repository.ts";
import { aCoverage, aMember, aRoster, aService, aTeam } from "../../support/roster.ts";
import { gapIn } from "../rules/rule-case.ts";

const docs = aTeam({ slug: "docs" });
const inDocs = [{ team: docs.id, role: "Member" }] as const;
const ada = aMember({ username: "ada", teams: inDocs });
const ci = aService({ slug: "ci", teams: inDocs });
const production = aRepository({
  privileges: ["user Ada Write", "team docs Admin", "service ci Read", "user eve Read"].map(
    aPrivilege,
  ),
});
const web = aRepository({ slug: "web", privileges: [aPrivilege("team docs Read")] });

function workspace(changes: Partial<Roster> = {}): Roster {
  return aRoster({
    members: [ada],
    teams: [docs],
    services: [ci],
    repositories: [production, web],
    coverage: repositoryCoverage(),
    ...changes,
  });
}

const paths = (of: string) =>
  `${of}.privileges.map(p, p.repository + " " + p.level + " " + p.path)`;

test("people and service accounts have their own privileges and those of their teams", () => {
  const is = (expression: string, of: "member" | "service" | "team", row: object) =>
    ask(expression, of, row, workspace());

  expect(
    is(
      `${paths("member")} == ["production Write direct", "production Admin team:docs", "web Read team:docs"]`,
      "member",
      ada,
    ),
  ).toBe(true);
  expect(
    is(
      `${paths("service")} == ["production Read direct", "production Admin team:docs", "web Read team:docs"]`,
      "service",
      ci,
    ),
  ).toBe(true);
  expect(
    is(`${paths("team")} == ["production Admin direct", "web Read direct"]`, "team", docs),
  ).toBe(true);
  expect(is("member.privileges.size() == 0", "member", aMember({ username: "docs" }))).toBe(true);
});

test.each<readonly [string, Partial<Roster>, RegExp]>([
  [
    "the list of repositories",
    { coverage: repositoryCoverage({ status: "partial", reason: "no Owner" }) },
    /^unseen: the list of repositories is partial: no Owner$/u,
  ],
  [
    "a list that was not requested",
    { coverage: aCoverage() },
    /^unseen: the list of repositories is not asked/u,
  ],
  [
    "privileges of one repository",
    { repositories: [production, { ...web, coverage: { status: "refused", reason: "no Admin" } }] },
    /^unseen: the privileges of "web" were not read completely: no Admin$/u,
  ],
  [
    "the list of teams",
    { coverage: repositoryCoverage({}, gapIn("teams")) },
    /^unseen: the list of teams is partial/u,
  ],
])("a gap in %s hides privileges, but not those that were seen", (_, changes, reason) => {
  const roster = workspace(changes);
  expect(ask('member.privileges.exists(p, p.level == "Admin")', "member", ada, roster)).toBe(true);
  expect(ask('member.privileges.exists(p, p.repository == "x")', "member", ada, roster)).toMatch(
    reason,
  );
});

test("a gap in the list of teams hides nothing of somebody without a team, or of a team", () => {
  const roster = workspace({ coverage: repositoryCoverage({}, gapIn("teams")) });
  const eve = aMember({ username: "eve" });
  expect(ask("member.privileges.size() == 1", "member", eve, roster)).toBe(true);
  expect(ask("team.privileges.size() == 2", "team", docs, roster)).toBe(true);
});

test("somebody whose teams were not seen may have more, directly seen or not", () => {
  const zoe = aMember({ username: "ada", teams: unknown("redacted") });
  const roster = workspace({ members: [zoe] });
  expect(ask('member.privileges.exists(p, p.path == "direct")', "member", zoe, roster)).toBe(true);
  expect(ask("member.privileges.size() == 1", "member", zoe, roster)).toBe(
    "unseen: the teams were not seen for every account: the workspace hides it from this credential",
  );
});

test("a level that was not seen is unknown", () => {
  const hidden = aRepository({
    privileges: [{ kind: "user", slug: "ada", level: unknown("unrecognised") }],
  });
  const roster = workspace({ repositories: [hidden] });
  expect(ask('member.privileges[0].level == "Read"', "member", ada, roster)).toBe(
    "unseen: the level of access was not seen for every repository: the reply contained a value that this version does not know",
  );
  expect(
    ask('repository.privileges.exists(p, p.level == "Read")', "repository", hidden, roster),
  ).toMatch(/^unseen: the level of privilege was not seen for every repository/u);
});

const custom = `custom:
  - id: no-public
    for: repository
    violates: repository.broadcast == "Public" || repository.privileges.exists(p, p.kind == "user")
    severity: error
    message: no
`;

test("a rule for each repository finds it, and needs the complete list", () => {
  const found = (changes: Partial<Roster>) =>
    evaluate(workspace(changes), policyOf(custom), new Date("2026-11-23T06:00:00Z")).rules.find(
      ({ rule }) => rule.id === "no-public",
    );

  expect(found({})).toMatchObject({
    status: "judged",
    findings: [
      {
        subject: {
          kind: "repository",
          id: "rp-production",
          slug: "production",
          name: "Production",
        },
        facts: { broadcast: "Private" },
      },
    ],
  });
  expect(found({ coverage: repositoryCoverage({ status: "partial", reason: "x" }) })).toMatchObject(
    {
      status: "not-judged",
      reason: "the list of repositories is partial: x",
      findings: [{ subject: { slug: "production" } }],
    },
  );
  const refused = { status: "refused", reason: "no Admin" } as const;
  expect(found({ repositories: [production, { ...web, coverage: refused }] })).toMatchObject({
    status: "not-judged",
    reason: 'the privileges of "web" were not read completely: no Admin',
    findings: [{ subject: { slug: "production" } }],
  });
});
