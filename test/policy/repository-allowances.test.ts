import fc from "fast-check";
import { expect, test } from "vitest";

import type { Allowance } from "../../src/policy/allowances.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { shareContext } from "../../src/policy/shared-context.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { indexHolders } from "../../src/policy/privilege-holders.ts";
import { createRepositoryAllowances } from "../../src/policy/repository-allowances.ts";
import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import {
  privilegeHolders,
  privilegeLevels,
  type Privilege,
  type Repository,
} from "../../src/roster/repository.ts";
import { policyFrom, policyOf } from "../support/policy.ts";
import { propertyRuns } from "../support/property.ts";
import { aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const now = new Date("2026-11-23T09:00:00Z");
const text = `version: 1
organization: fernwick
groups:
  leads: [amara-okoye]
repositories:
  core:
    visibility: private
    default-privilege: read
    admins: [team:platform, group:leads]
    write: [service:ci, { name: bo@fernwick.example, until: 2026-01-31 }]
    read: [hidden@fernwick.example]
  open-*: { privileges: any }
`;
const policy = policyFrom(text);
const roster = aRoster({
  members: [
    aMember({ username: "amara-okoye" }),
    aMember({ username: "bo", email: "bo@fernwick.example" }),
    aMember({ username: "shy", email: unknown("redacted") }),
  ],
  teams: [aTeam({ slug: "platform" }), aTeam({ slug: "docs" })],
  services: [aService({ slug: "ci" })],
});

function repository(overrides: Partial<Repository> = {}): Repository {
  return {
    id: "rp-core",
    slug: "core",
    name: "Core",
    broadcast: "Off",
    defaultPrivilege: "None",
    privileges: [],
    coverage: { status: "complete", reason: null },
    ...overrides,
  };
}

function linesOf(of: Roster, written: Policy) {
  const context = shareContext(of, written, now);
  return createRepositoryAllowances(context.repositories, indexHolders(context));
}

function lookUp(one: Repository) {
  return linesOf({ ...roster, repositories: [one] }, policy)(one);
}

const said = (list: readonly Allowance[]) =>
  list.map(({ by, section, text: name }) => `${by} ${section} ${name}`.trim());

test.each<[string, Privilege, readonly string[]]>([
  [
    "a team",
    { kind: "team", slug: "Platform", level: "Admin" },
    ["named repositories.core.admins team:platform"],
  ],
  ["a team at another level", { kind: "team", slug: "platform", level: "Write" }, []],
  [
    "a team at a level that was not seen",
    { kind: "team", slug: "platform", level: unknown("missing") },
    ["named repositories.core.admins team:platform"],
  ],
  ["a team that is not listed", { kind: "team", slug: "docs", level: "Read" }, []],
  [
    "a service account",
    { kind: "service", slug: "ci", level: "Write" },
    ["named repositories.core.write service:ci"],
  ],
  ["a person whose entry has ended", { kind: "user", slug: "bo", level: "Write" }, []],
  [
    "a person whose address was not seen",
    { kind: "user", slug: "shy", level: "Read" },
    ["uncertain repositories.core"],
  ],
  ["a slug that is nobody's", { kind: "user", slug: "gone", level: "Admin" }, []],
])("the lines that allow the privilege of %s", (_, privilege, expected) => {
  expect(said(lookUp(repository({ privileges: [privilege] })).privileges[0] ?? [])).toEqual(
    expected,
  );
});

test("a person of a group is shown as the group, with the line of its name", () => {
  const own: Privilege = { kind: "user", slug: "amara-okoye", level: "Admin" };
  const [[line] = []] = lookUp(repository({ privileges: [own] })).privileges;
  expect(line?.text).toContain("leads");
  const at = text.split("\n").findIndex((one) => one.includes("group:leads")) + 1;
  expect(line?.position?.line).toBe(at);
});

test("settings are allowed up to the limit, and no line allows more or what was not seen", () => {
  expect(said(lookUp(repository()).broadcast)).toEqual([
    "limit repositories.core.visibility Private",
  ]);
  expect(said(lookUp(repository({ defaultPrivilege: "Read" })).defaultPrivilege)).toEqual([
    "limit repositories.core.default-privilege Read",
  ]);
  const open = lookUp(repository({ broadcast: "Public", defaultPrivilege: unknown("missing") }));
  expect([open.broadcast, open.defaultPrivilege]).toEqual([[], []]);
});

test("an entry without lists allows anybody, and a repository without an entry is not managed", () => {
  const privileges: Privilege[] = [{ kind: "team", slug: "docs", level: "Admin" }];
  const open = lookUp(repository({ slug: "open-source", privileges }));
  expect(said(open.privileges[0] ?? [])).toEqual(["anybody repositories.open-*"]);
  expect(said(open.broadcast)).toEqual(["unmanaged repositories.open-*.visibility"]);
  const other = lookUp(repository({ slug: "other", privileges }));
  expect(said(other.privileges[0] ?? [])).toEqual(["unmanaged repositories.other"]);
  expect(said(other.defaultPrivilege)).toEqual(["unmanaged repositories.other"]);
});

test("a privilege has a line exactly if no rule reports it, whoever is listed", () => {
  const slugs = ["amara-okoye", "bo", "platform", "ci", "gone"];
  const targets = ["amara-okoye", "bo", "team:platform", "service:ci", "gone"];
  // Nobody is listed at two levels: that would be a mistake in the file.
  const lists = fc
    .array(fc.constantFrom("admins", "write", "read", "none"), { minLength: 5, maxLength: 5 })
    .map((drawn) => {
      const at = (list: string) => targets.filter((_, index) => drawn[index] === list);
      return { admins: at("admins"), write: at("write"), read: at("read") };
    });
  fc.assert(
    fc.property(
      lists,
      fc.uniqueArray(
        fc.record<Privilege>({
          kind: fc.constantFrom(...privilegeHolders),
          slug: fc.constantFrom(...slugs),
          level: fc.constantFrom(...privilegeLevels),
        }),
        { selector: ({ kind, slug }) => `${kind} ${slug}` },
      ),
      (entry, privileges) => {
        const one = repository({ privileges });
        const some = { ...roster, repositories: [one] };
        const drawn = policyOf(`repositories: ${JSON.stringify({ core: entry })}\n`);
        const { findings } = evaluate(some, drawn, now);
        const reported = new Set(
          findings
            .filter(({ rule }) => /^repository-privilege-(?:unexpected|level)$/u.test(rule))
            .map(({ subject, facts }) => `${String(facts["kind"])} ${subject.slug}`),
        );
        const { privileges: lines } = linesOf(some, drawn)(one);
        const wrong = privileges.filter(
          ({ kind, slug }, index) =>
            (lines[index]?.length === 0) !== reported.has(`${kind} ${slug}`),
        );
        expect(wrong).toEqual([]);
      },
    ),
    propertyRuns(100),
  );
});
