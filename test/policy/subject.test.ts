import { expect, test } from "vitest";

import { describeGap } from "../../src/policy/list-gap.ts";
import { isOwnMember, isOwnService } from "../../src/policy/self.ts";
import {
  nameOf,
  ofInvite,
  ofMember,
  ofPolicyText,
  ofService,
  ofTeam,
  ofWorkspace,
} from "../../src/policy/subject.ts";
import type { ReadAs } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import {
  aCoverage,
  aMember,
  anInvite,
  aRoster,
  aService,
  aTeam,
  aWorkspace,
} from "../support/roster.ts";

test("a subject has the permanent id of what it is, where that has one", () => {
  expect([
    ofMember(aMember()),
    ofService(aService()),
    ofTeam(aTeam()),
    ofWorkspace(aWorkspace()),
    ofPolicyText("Amara-Okoye"),
  ]).toEqual([
    { kind: "member", id: "id-amara-okoye", slug: "amara-okoye", name: "Amara Okoye" },
    { kind: "service", id: "ci-publish-7hq2", slug: "ci-publish-7hq2", name: "ci publish" },
    { kind: "team", id: "tm-platform", slug: "platform", name: "Platform" },
    { kind: "workspace", id: "wsFernwick01", slug: "fernwick", name: "Fernwick" },
    { kind: "policy", id: "amara-okoye", slug: "Amara-Okoye", name: "Amara-Okoye" },
  ]);
});

test.each([
  ["the account", anInvite({ id: "iv", username: "ed", email: "ed@x.example" }), "ed"],
  ["the address", anInvite({ id: "iv", username: null, email: "ed@x.example" }), "ed@x.example"],
  [
    "the address, where the account was not seen",
    anInvite({ id: "iv", username: unknown("redacted"), email: "ed@x.example" }),
    "ed@x.example",
  ],
  [
    "its id, where neither was",
    anInvite({ id: "iv", username: null, email: unknown("redacted") }),
    "iv",
  ],
])("an invite is named by %s", (_, invite, slug) => {
  expect(ofInvite(invite)).toEqual({ kind: "invite", id: "iv", slug, name: "" });
});

test("a sentence names a subject by its display name, with the username behind it", () => {
  expect(nameOf(ofMember(aMember()))).toBe("Amara Okoye (amara-okoye)");
  expect(nameOf(ofMember(aMember({ name: "" })))).toBe("amara-okoye");
  expect(nameOf(ofMember(aMember({ name: "amara-okoye" })))).toBe("amara-okoye");
  expect(nameOf({ ...ofPolicyText("ada"), name: "Ada" })).toBe("ada");
});

const readAs = (kind: ReadAs["kind"], slug: string | null) =>
  aRoster({ coverage: aCoverage({ readAs: { kind, slug, role: "Manager" } }) });

test("the audit's own member is known by username or permanent id, and is no service account", () => {
  const member = aMember({ username: "audit", id: "id-9" });

  expect(isOwnMember(readAs("user", "AUDIT"), member)).toBe(true);
  expect(isOwnMember(readAs("user", "Id-9"), member)).toBe(true);
  expect(isOwnMember(readAs("user", "other"), member)).toBe(false);
  expect(isOwnMember(readAs("user", null), member)).toBe(false);
  expect(isOwnMember(readAs("service", "audit"), member)).toBe(false);
  expect(isOwnMember(readAs("unknown", "audit"), member)).toBe(false);
});

test("the audit's own service account is known by its slug, and is no member", () => {
  const service = aService({ slug: "audit" });

  expect(isOwnService(readAs("service", "AUDIT"), service)).toBe(true);
  expect(isOwnService(readAs("service", "other"), service)).toBe(false);
  expect(isOwnService(readAs("service", null), service)).toBe(false);
  expect(isOwnService(readAs("user", "audit"), service)).toBe(false);
});

test("a list with a gap is described in words, with the reason or that there is none", () => {
  const list = { name: "group-sync", status: "not-in-plan", count: 0, expected: null } as const;

  expect(describeGap({ ...list, reason: "the API answered 402" })).toBe(
    "the list of group-sync is not in plan: the API answered 402",
  );
  expect(describeGap({ ...list, reason: null })).toBe(
    "the list of group-sync is not in plan: no reason was recorded",
  );
});
