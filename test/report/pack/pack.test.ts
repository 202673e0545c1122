import fc from "fast-check";
import { expect, test } from "vitest";

import { describeChanges } from "../../../src/report/changes.ts";
import { accountLists } from "../../../src/roster/changes.ts";
import { escapeCsv } from "../../../src/report/escape/escape-csv.ts";
import { parsePack } from "../../../src/report/pack/earlier-pack.ts";
import { Pack } from "../../../src/report/pack/pack.ts";
import { packJson } from "../../../src/report/pack/render-pack.ts";
import { workspaceLists } from "../../../src/roster/coverage.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { formulasOf, parseCsv } from "../../support/csv.ts";
import { elementsOf, toHtml, toLinkableText } from "../../support/gfm.ts";
import { hostileTexts, unsafeCharacters } from "../../support/hostile-text.ts";
import {
  aCoverage,
  aMember,
  anInvite,
  arbitraryRoster,
  aRoster,
  aService,
  aTeam,
} from "../../support/roster.ts";
import { propertyRuns } from "../../support/property.ts";
import { packCommit, packOf, packPolicy, textsOf } from "../../support/pack.ts";
import { policyOf } from "../../support/policy.ts";

const later = "2026-11-24T06:00:00.000Z";
const latest = "2026-11-25T06:00:00.000Z";

const roster = aRoster({
  members: [
    aMember({
      role: "Owner",
      twoFactor: false,
      teams: [{ team: "tm-platform", role: "Manager" }],
    }),
    aMember({ username: "cleo", role: "Collaborator", email: "cleo@contractor.example" }),
    aMember({ username: "dana", role: "Owner", active: false, lastLoginAt: null }),
    aMember({
      username: "hidden",
      role: "Collaborator",
      email: unknown("redacted"),
      twoFactor: unknown("redacted"),
      teams: unknown("redacted"),
    }),
  ],
  teams: [aTeam()],
  services: [
    aService({ teams: [{ team: "tm-platform", role: "Member" }] }),
    aService({ slug: "stray-0000" }),
  ],
  invites: [anInvite()],
});

test("every account is there with what it holds, what was found, and whether the policy names it", () => {
  const pack = packOf(roster);
  const told = pack.accounts.map((account) => [
    account.username,
    account.role,
    account.twoFactor,
    account.lastLogin,
    account.inPolicy,
    account.withoutAccess,
    account.outcome,
  ]);
  expect(told).toEqual([
    ["amara-okoye", "Owner", "no", "2026-11-20T07:55:02.000Z", "named", null, "not judged"],
    [
      "cleo",
      "Collaborator",
      "yes",
      "2026-11-20T07:55:02.000Z",
      "allowed",
      "Collaborator in no team",
      "not judged",
    ],
    ["dana", "Owner", "yes", "never", "no", "inactive", "drift"],
    [
      "hidden",
      "Collaborator",
      "unknown",
      "2026-11-20T07:55:02.000Z",
      "unknown",
      null,
      "not judged",
    ],
    ["ci-publish-7hq2", "Member", null, null, "named", null, "not judged"],
    ["stray-0000", "Member", null, null, "no", "Member in no team", "not judged"],
  ]);
  expect(pack.accounts[0]).toMatchObject({
    places: ["roles.owner", "teams.platform"],
    teams: [{ slug: "platform", role: "Manager" }],
    findings: [{ rule: "two-factor", state: "accepted" }],
  });
  expect(pack.exceptions).toMatchObject([
    { rule: "two-factor", owner: "amara-okoye", expires: "2026-12-31" },
  ]);
  expect(pack.policy).toEqual({
    path: "access-policy.yml",
    sha256: packPolicy.sha256,
    commit: packCommit,
  });
  expect(pack.population).toMatchObject({ members: 4, services: 2, invites: 1 });
  expect(pack.changes).toBeNull();
});

test("an account that nothing was found of is called so only where every rule was judged", () => {
  const outcomes = (any: Roster) =>
    packOf(any, policyOf("")).accounts.map(({ outcome }) => outcome);
  const seen = aRoster({ members: [aMember({ role: "Owner" })] });
  expect(packOf(seen, policyOf("")).counts.notJudged).toBe(0);
  expect(outcomes(seen)).not.toContain("not judged");
  expect(
    outcomes(aRoster({ members: [aMember({ role: "Owner", twoFactor: unknown("redacted") })] })),
  ).toEqual(["not judged"]);
});

test("changes since the baseline are told", () => {
  const before = aRoster({ ...roster, members: roster.members.slice(0, 2) });
  const pack = packOf(roster, packPolicy, before);
  expect(pack.changes?.list.map(({ kind, subject }) => `${subject.slug} ${kind}`)).toEqual([
    "dana joined",
    "hidden joined",
  ]);
});

/** Returns the pack of a roster that takes the place of another one. */
function packAfter(before: Pack, after: Roster, baseline?: Roster): Pack {
  const files = textsOf(before);
  return packOf(after, packPolicy, baseline, parsePack(files.get(packJson) ?? ""));
}

test("changes are told since the pack that stood there, whatever the baseline", () => {
  const second = aRoster({ ...roster, members: roster.members.slice(0, 2), readAt: later });
  const third = { ...second, members: roster.members.slice(0, 3), readAt: latest };

  const pack = packAfter(packOf(second), third, roster);

  expect(pack.changesSince).toBe("last pack");
  expect(pack.changes?.since).toBe(later);
  expect(pack.changes?.list.map(({ kind, subject }) => `${subject.slug} ${kind}`)).toEqual([
    "dana joined",
  ]);
  const files = textsOf(pack);
  expect(files.get("access-review.md")).toContain("## Changes since the last pack: 1");
  expect(parseCsv(files.get("about.csv") ?? "")).toContainEqual([
    "changes since",
    `${later}, the last pack`,
  ]);
});

test("a pack that is made again tells what it told before", () => {
  const after = { ...roster, members: roster.members.slice(0, 2), readAt: later };
  const pack = packAfter(packOf(roster), after);

  expect(packAfter(pack, after)).toEqual(pack);
});

test("a pack of another workspace, or none, is nothing to compare with", () => {
  const other = { ...roster, workspace: { ...roster.workspace, id: "another" } };

  for (const before of [packOf(other), undefined]) {
    const pack = packOf(roster, packPolicy, undefined, before);
    expect(pack).toMatchObject({ changes: null, changesSince: null });
    expect(textsOf(pack).get("access-review.md")).toContain("so changes are not known");
  }
  for (const text of ["", "{", "{}", JSON.stringify({ ...packOf(roster), version: 2 })]) {
    expect(parsePack(text)).toBeUndefined();
  }
});

test("of accounts, teams and invites a pack knows what the roster knew", () => {
  fc.assert(
    fc.property(arbitraryRoster(), arbitraryRoster(), (a, b) => {
      const workspace = { ...b.workspace, id: a.workspace.id };
      const [before, after] = [a, { ...b, workspace, readAt: later }];
      const told = describeChanges(before, after, accountLists);
      const { changes } = packAfter(packOf(before), after);

      expect(changes).toEqual(told);
    }),
    propertyRuns(50),
  );
});

const partial = aRoster({
  ...roster,
  coverage: aCoverage({
    lists: workspaceLists.map((name) => ({
      name,
      status: name === "members" ? ("partial" as const) : ("complete" as const),
      count: 4,
      expected: name === "members" ? 9 : 4,
      reason: name === "members" ? "page 2 was refused" : null,
    })),
  }),
});

test("Markdown and JSON say on the first line how much was seen, and a CSV file begins with its columns", () => {
  for (const [given, said] of [
    [partial, "PARTIAL"],
    [roster, "Complete"],
  ] as const) {
    const texts = textsOf(packOf(given));
    for (const name of ["access-review.md", packJson]) {
      expect(texts.get(name)?.split("\n")[0], name).toContain(said);
    }
    const csv = [...texts].filter(([name]) => name.endsWith(".csv"));
    expect(csv).toHaveLength(15);
    for (const [name, text] of csv) {
      const [first = [], ...rows] = parseCsv(text);
      expect(first.join(" "), name).toMatch(/^[a-z]+(?:[ \-][a-z]+)*$/v);
      for (const row of rows) expect(row, name).toHaveLength(first.length);
    }
    const about = parseCsv(texts.get("about.csv") ?? "");
    expect(about.find(([what]) => what === "what was seen")?.[1]).toContain(said);
  }
});

test("the JSON fits its schema and has a version, and Markdown, CSV and JSON tell the same", () => {
  const files = textsOf(packOf(roster));
  const pack = Pack.parse(JSON.parse(files.get(packJson) ?? ""));
  expect(pack.version).toBe(1);
  expect(pack).toEqual(packOf(roster));
  const [columns, ...rows] = parseCsv(files.get("accounts.csv") ?? "");
  expect(columns?.slice(0, 6)).toEqual(["kind", "id", "username", "name", "email", "role"]);
  expect(rows.map((row) => row[1])).toEqual(pack.accounts.map(({ id }) => id));
  const markdown = files.get("access-review.md") ?? "";
  expect(markdown).toContain(`## Every account: ${rows.length}`);
  for (const { username } of pack.accounts) expect(markdown).toContain(username);
  expect([...files.keys()]).toEqual([
    "access-review.json",
    "access-review.md",
    "about.csv",
    "coverage.csv",
    "accounts.csv",
    "without-access.partial.csv",
    "not-in-policy.csv",
    "teams.partial.csv",
    "invites.csv",
    "oidc-providers.csv",
    "oidc-services.csv",
    "group-mappings.csv",
    "service-keys.csv",
    "findings.partial.csv",
    "exceptions.csv",
    "changes.partial.csv",
    "rules.csv",
    "SHA256SUMS",
  ]);
});

test.each(hostileTexts)("%j as every name does nothing in any file", (text) => {
  const hostile = aRoster({
    members: [
      aMember({ role: "Owner", name: text, email: text, twoFactor: false }),
      aMember({ username: "dana", name: `=${text}`, active: false }),
    ],
    services: [aService({ name: text })],
    teams: [aTeam({ name: text, description: text })],
    invites: [anInvite({ email: text, inviter: text })],
    coverage: aCoverage({ readAs: { kind: "user", slug: text, role: "Owner" } }),
  });
  const plain = textsOf(packOf(aRoster({ ...hostile, coverage: aCoverage() })));
  for (const [name, content] of textsOf(packOf(hostile))) {
    expect(content.replaceAll(/\r?\n/gv, ""), name).not.toMatch(unsafeCharacters);
    if (!name.endsWith(".csv")) continue;
    expect(formulasOf(content), name).toEqual([]);
    expect(parseCsv(content)).toHaveLength(parseCsv(plain.get(name) ?? "").length);
  }
  const html = toHtml(textsOf(packOf(hostile)).get("access-review.md") ?? "");
  expect(
    elementsOf(html).filter((tag) => ["a", "img", "script", "!--", "details"].includes(tag)),
  ).toEqual([]);
  expect(toLinkableText(html)).not.toMatch(/@(?!\w+\.example)\w|https?:/v);
});

test("any roster gives a pack that fits its schema, with each account once and the same bytes again", () => {
  fc.assert(
    fc.property(arbitraryRoster(), (any) => {
      const policy = policyOf("").organization === any.workspace.slug ? packPolicy : policyOf("");
      const pack = packOf(any, policy);
      expect(Pack.parse(JSON.parse(textsOf(pack).get(packJson) ?? ""))).toEqual(pack);
      expect(pack.accounts).toHaveLength(any.members.length + any.services.length);
      const texts = textsOf(pack);
      const accounts = texts.get("accounts.csv") ?? texts.get("accounts.partial.csv") ?? "";
      const [, ...rows] = parseCsv(accounts);
      expect(rows.map((row) => row[1])).toEqual(pack.accounts.map(({ id }) => escapeCsv(id)));
      expect(textsOf(packOf(any, policy))).toEqual(textsOf(pack));
    }),
    propertyRuns(30),
  );
});

test("a table that nobody would read is cut in Markdown alone, which says where the rest is", () => {
  const crowd = Array.from({ length: 10_002 }, (_, index) => aMember({ username: `m-${index}` }));

  const files = textsOf(packOf(aRoster({ members: crowd })));

  const markdown = files.get("access-review.md") ?? "";
  const table = markdown.slice(markdown.indexOf("## Every account: 10002"));
  const rows = table.slice(0, table.indexOf("\n\nand ")).split("\n");
  // The heading, the columns and the line below them come first.
  expect(rows.slice(4)).toHaveLength(10_000);
  expect(table).toContain("\n\nand 2 rows more in accounts.csv\n\n## ");
  // The columns come first.
  expect(parseCsv(files.get("accounts.csv") ?? "")).toHaveLength(1 + 10_002);
});
