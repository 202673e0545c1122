/** The repositories of a policy test's roster. */

import { expect, test } from "vitest";

import type { Repository } from "../../../src/roster/repository.ts";
import { policyOf } from "../../support/policy.ts";
import { differencesIn, problemsIn, rostersIn, rosterWith } from "../../support/policy-tests.ts";

const policy = policyOf(`people: { amara: amara-okoye }
groups: { leads: [jonas-lindqvist] }
teams: { platform: {} }
repositories:
  production:
    visibility: internal
    default-privilege: write
    admins: ["team:platform", group:leads]
    write: ["service:CI", { name: amara, until: 2026-12-31 }, { name: "team:later", from: 2027-01-01 }]
    read: [amara]
  open: { visibility: open-source }
  plain: {}
  lab-*: { privileges: any, visibility: public }
`);

function inShort({
  slug,
  id,
  name,
  broadcast,
  defaultPrivilege,
  privileges,
  coverage,
}: Repository) {
  const rows = privileges.map(({ kind, slug: holder, level }) => {
    return `${kind} ${holder} ${typeof level === "string" ? level : "?"}`;
  });
  const words = [broadcast, defaultPrivilege].map((one) => (typeof one === "string" ? one : "?"));
  return [slug, id, name, ...words, rows.join(", "), coverage.status];
}

const shown = (fields: string) => rosterWith(fields, policy).repositories.map(inShort);

test("each repository has what the policy describes, and a pattern has one", () => {
  expect(shown("members: {}")).toEqual([
    ["lab-example", "repository-lab-example", "lab-example", "Public", "None", "", "complete"],
    ["open", "repository-open", "open", "Open-Source", "None", "", "complete"],
    ["plain", "repository-plain", "plain", "Private", "None", "", "complete"],
    [
      "production",
      "repository-production",
      "production",
      "Internal",
      "Write",
      "user amara-okoye Write, user jonas-lindqvist Admin, team platform Admin, service CI Write",
      "complete",
    ],
  ]);
});

test("whoever has a privilege exists, unless the test says that they are absent", () => {
  const roster = rosterWith(
    "repositories: { plain: { privileges: { eve: read, team:docs: read, service:cx: read } } }",
    policy,
  );
  expect(roster.members.map(({ username }) => username)).toEqual([
    "amara-okoye",
    "eve",
    "jonas-lindqvist",
  ]);
  expect(roster.teams.map(({ slug }) => slug)).toEqual(["docs", "platform"]);
  expect(roster.services.map(({ slug }) => slug)).toEqual(["CI", "cx"]);

  const absent = rosterWith(
    "members: { amara: absent }, teams: { platform: absent }, services: { ci: absent }",
    policy,
  );
  expect(absent.members.map(({ username }) => username)).toEqual(["jonas-lindqvist"]);
  expect([absent.teams, absent.services]).toEqual([[], []]);
});

test("a test changes what a repository has, by any of its holders' names", () => {
  expect(
    shown(
      "members: { amara: { email: amara@x.example } }, teams: { platform: { id: tm-1 } }, repositories: { production: { id: rp-1, name: Prod, broadcast: open-source, default-privilege: none, privileges: { amara@x.example: read, team:tm-1: unknown, service:ci: admin } }, plain: absent, open: { broadcast: unknown, default-privilege: unknown }, lab-two: { broadcast: off } }",
    ),
  ).toEqual([
    ["lab-two", "repository-lab-two", "lab-two", "Off", "None", "", "complete"],
    ["open", "repository-open", "open", "?", "?", "", "complete"],
    [
      "production",
      "rp-1",
      "Prod",
      "Open-Source",
      "None",
      "user amara-okoye Read, team platform ?, service ci Admin",
      "complete",
    ],
  ]);
});

test("an alias in privileges is its account, and of two names the first level counts", () => {
  const production = rosterWith(
    "repositories: { production: { privileges: { amara: admin, amara-okoye: read } } }",
    policy,
  ).repositories.find(({ slug }) => slug === "production");
  expect(production && inShort(production)[5]).toMatch(/^user amara-okoye (?:Admin|Read)$/u);
});

test("a gap leaves only the privileges that are given", () => {
  const privilegesOf = (fields: string) =>
    shown(`repositories: { production: { ${fields} } }`)
      .find(([slug]) => slug === "production")
      ?.slice(-2);
  expect(privilegesOf("gap: refused")).toEqual(["", "refused"]);
  expect(privilegesOf("gap: partial, privileges: { eve: write }")).toEqual([
    "user eve Write",
    "partial",
  ]);
});

test("a repository that the policy names by id, or that belongs to no entry", () => {
  const byId = policyOf("repositories: { rp-1: { visibility: off, read: [eve] }, 'a*b': {} }");
  const [roster] = rostersIn(
    "tests: [{ name: t, repositories: { web: { id: RP-1 }, stray: {}, a*b: absent } }]\n",
    byId,
  );
  expect(roster?.repositories.map(inShort)).toEqual([
    ["web", "RP-1", "web", "Off", "None", "user eve Read", "complete"],
    ["stray", "repository-stray", "stray", "Private", "None", "", "complete"],
  ]);
});

test("a repository is there from its day on", () => {
  const later = policyOf("repositories: { p: { from: 2026-11-24, read: [eve] } }");
  const on = (today: string) =>
    rostersIn(`tests: [{ name: t, today: ${today} }]\n`, later).map(({ repositories, members }) => [
      repositories.length,
      members.length,
    ]);
  expect(on("2026-11-23")).toEqual([[0, 0]]);
  expect(on("2026-11-24")).toEqual([[1, 1]]);
});

test("defaults are combined with a test, entry by entry", () => {
  const [roster] = rostersIn(
    "defaults: { repositories: { plain: { broadcast: internal, name: Plain }, gone: {} } }\ntests: [{ name: t, repositories: { Plain: { broadcast: off }, gone: absent } }]\n",
    policy,
  );
  expect(roster?.repositories.map(inShort).filter(([slug]) => slug === "plain")).toEqual([
    ["plain", "repository-plain", "Plain", "Off", "None", "", "complete"],
  ]);
  expect(roster?.repositories.some(({ slug }) => slug === "gone")).toBe(false);
});

test("a test finds what a repository has too much, and what was not seen", () => {
  expect(
    differencesIn(
      `defaults: { only: [repository-privilege-unexpected, repository-unlisted] }
tests:
  - name: a stranger
    repositories: { production: { privileges: { eve: read } } }
    findings: { repository-privilege-unexpected: [eve in production] }
  - name: a gap
    gaps: [repositories]
    not-judged: [repository-unlisted]
`,
      policy,
    ),
  ).toEqual([[], []]);
});

test("a level that does not exist is a mistake in the test", () => {
  expect(
    problemsIn(
      "tests: [{ name: t, repositories: { p: { privileges: { eve: owner } } } }]\n",
      policy,
    ),
  ).toEqual(['t.yml:3:60: "owner" is not one of read, write, admin, unknown']);
});
