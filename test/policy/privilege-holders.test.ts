/** Who has a privilege, and where a repository's entry lists them, as far as that was seen. */

import { expect, test } from "vitest";

import { indexHolders, nameKind } from "../../src/policy/privilege-holders.ts";
import { shareContext } from "../../src/policy/shared-context.ts";
import type { ListName } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Roster } from "../../src/roster/model.ts";
import { policyOf } from "../support/policy.ts";
import { aPrivilege } from "../support/repository.ts";
import { aCoverage, aMember, aRoster, aService, aTeam } from "../support/roster.ts";

const roster = aRoster({
  members: ["ann", "bo"].map((username) => aMember({ username })),
  teams: ["platform", "docs"].map((slug) => aTeam({ slug })),
  services: [aService({ slug: "ci" })],
});

function withGap(name: ListName, of: Roster = roster): Roster {
  const { readAs, lists } = aCoverage();
  return {
    ...of,
    coverage: {
      readAs,
      lists: lists.map((list) =>
        list.name === name ? { ...list, status: "partial" as const, reason: "half" } : list,
      ),
    },
  };
}

function holder(text: string, of = roster) {
  const { subject, isNobody } = indexHolders(
    shareContext(of, policyOf(""), new Date("2026-11-23T12:00:00Z")),
  ).holderOf(aPrivilege(text));
  return [subject.kind, subject.id, isNobody];
}

test.each([
  ["user ANN", ["member", "id-ann", false]],
  ["team Platform", ["team", "tm-platform", false]],
  ["service CI", ["service", "ci", false]],
  // The kind decides: nobody of another kind is meant.
  ["user platform", ["policy", "platform", true]],
  ["team ann", ["policy", "ann", true]],
  ["service ann", ["policy", "ann", true]],
])("the holder of %s", (text, expected) => {
  expect(holder(text)).toEqual(expected);
});

test.each([
  ["user zed", "members"],
  ["team zed", "teams"],
  ["service zed", "services"],
] as const)("whether %s is nobody is not known if the list of %s has gaps", (text, list) => {
  expect(holder(text, withGap(list))[2]).toEqual(unknown("not-listed"));
  expect(holder(text, withGap("invites"))[2]).toBe(true);
});

/** Returns the levels at which the entry lists the holder. */
function levels(text: string, lists: string, of = roster) {
  const policy = policyOf(`repositories: { r: { ${lists} } }`);
  const index = indexHolders(shareContext(of, policy, new Date("2026-11-23T12:00:00Z")));
  const [entry] = policy.repositories ?? [];
  if (entry === undefined) throw new Error("no entry");
  const found = index.listingsOf(aPrivilege(text), entry);
  return Array.isArray(found) ? found.map(({ level }: { level: string }) => level) : found;
}

const unseen = unknown("not-listed");

test.each<readonly [string, string, Roster, unknown]>([
  ["user ann", "admins: [ID-ann], read: [bo]", roster, ["Admin"]],
  ["user ann", "read: [ann@fernwick.example]", roster, ["Read"]],
  ["user bo", "admins: [ann]", roster, []],
  ["team platform", "write: [team:TM-platform]", roster, ["Write"]],
  ["team docs", "write: [team:platform]", roster, []],
  ["service ci", "read: [service:CI]", roster, ["Read"]],
  // Whoever gets the name later would get the privilege.
  ["user zed", "admins: [zed]", roster, []],
  ["user zed", "admins: [zed]", withGap("members"), ["Admin"]],
  // Somebody unseen may have the listed name as another name, if that matches nobody who was seen.
  ["user zed", "admins: [y@x.example]", withGap("members"), unseen],
  ["user zed", "admins: [ann]", withGap("members"), []],
  ["team zed", "admins: [team:tm-gone]", withGap("teams"), unseen],
  ["team zed", "admins: [team:platform]", withGap("teams"), []],
  ["team zed", "admins: [y@x.example]", withGap("teams"), []],
  ["service zed", "admins: [service:gone]", withGap("services"), []],
  // A team that was seen has no other name than those that were seen.
  ["team docs", "admins: [team:tm-gone]", withGap("teams"), []],
  [
    "user eve",
    "admins: [e@x.example]",
    aRoster({ members: [aMember({ username: "eve", email: unknown("redacted") })] }),
    unknown("redacted"),
  ],
])("%s in { %s }", (text, lists, of, expected) => {
  expect(levels(text, lists, of)).toEqual(expected);
});

test.each([
  ["team", "team "],
  ["service", "service account "],
  ["user", ""],
  [undefined, ""],
])("a sentence about a holder of kind %s begins with %j", (kind, expected) => {
  expect(nameKind(kind)).toBe(expected);
});
