/** Rules on the policy itself: the names it writes, and the audit's own account. */

import { unknown } from "../../../src/roster/fact.ts";
import { aMember, anInvite, aService } from "../../support/roster.ts";
import { gapIn, type RuleCase } from "./rule-case.ts";

const failing = (name: string, occurrence = 1) => ({
  name,
  position: { line: 4, column: 5 },
  occurrence,
  differences: 1,
  first: "not found: two-factor nobody",
});

const outcome = (...tests: ReturnType<typeof failing>[]) => ({
  path: "access-policy.test.yml",
  count: 9,
  failing: tests,
});

export const policyCases: readonly RuleCase[] = [
  {
    says: "names that match nobody are found once, people and service accounts alike",
    rule: "name-unknown",
    policy:
      "roles: {owner: {members: [gone]}}\nteams: {platform: {members: [Gone, ada], services: [lost]}}",
    roster: { members: [aMember({ username: "ada" })] },
    finds: ["warning gone", "warning lost"],
  },
  {
    says: "an address that matches nobody is not judged while addresses are redacted",
    rule: "name-unknown",
    policy: "roles: {owner: {members: [cy@fernwick.example]}}",
    roster: { members: [aMember({ email: unknown("redacted") })] },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "a name with a pending invite, by address or username, is not found, but one whose invite has expired is",
    rule: "name-unknown",
    policy:
      "roles: {owner: {members: [New.Hire@fernwick.example]}, member: {members: [NEW-hire, gone]}}\nteams: {platform: {managers: [late@x.example]}}",
    roster: {
      invites: [
        anInvite({ username: "new-hire", role: "Owner" }),
        anInvite({ id: "b", email: "late@x.example", expiresAt: "2026-01-01T00:00:00.000Z" }),
      ],
    },
    finds: ["warning gone", "warning late@x.example"],
  },
  {
    says: "an invite whose address and username were not seen is nobody's, and one that was seen counts in spite of a gap",
    rule: "name-unknown",
    policy: "roles: {owner: {members: [gone@x.example, missing, new.hire@fernwick.example]}}",
    roster: {
      invites: [
        anInvite(),
        anInvite({ id: "b", email: unknown("redacted"), username: unknown("missing") }),
        anInvite({ id: "c", email: "other@x.example", username: null }),
      ],
      coverage: gapIn("invites"),
    },
    finds: ["warning gone@x.example", "warning missing"],
  },
  {
    says: "an invited address is not unknown while the addresses of members are hidden",
    rule: "name-unknown",
    policy: "roles: {owner: {members: [new.hire@fernwick.example]}}",
    roster: { members: [aMember({ email: unknown("redacted") })], invites: [anInvite()] },
    finds: [],
  },
  {
    says: "an invite gives no service account its name",
    rule: "name-unknown",
    policy: "teams: {platform: {services: [new-hire]}}",
    roster: { invites: [anInvite({ username: "new-hire" })] },
    finds: ["warning new-hire"],
  },
  {
    says: "no name is called unknown while the member list has gaps",
    rule: "name-unknown",
    policy: "roles: {owner: {members: [gone]}}",
    roster: { coverage: gapIn("members") },
    finds: [],
    notJudged: /list of members is partial/u,
  },
  {
    says: "a name that is one account's username and another's id is ambiguous",
    rule: "name-ambiguous",
    policy: "roles: {owner: {members: [ada]}}",
    roster: { members: [aMember({ username: "ada" }), aMember({ username: "bo", id: "ada" })] },
    finds: ["error ada"],
  },
  {
    says: "an entry that ends soon, or has ended, is found once for each person and day",
    rule: "entry-ending",
    policy:
      "roles: {owner: {members: [{name: ada, until: 2026-11-30}, {name: bo, until: 2027-11-30}]}}\nteams: {platform: {members: [{name: Ada, until: 2026-11-30}, {name: cy, until: 2026-11-01}]}}",
    roster: {},
    finds: ["note ada", "note cy"],
  },
  {
    says: "each policy test that fails is found, also one of two with the same name",
    rule: "policy-test",
    tests: outcome(failing("all is well"), failing("all is well", 2)),
    roster: {},
    finds: ["error all is well", "error all is well"],
  },
  {
    says: "policy tests that pass are not found, and gaps in the roster change nothing",
    rule: "policy-test",
    tests: outcome(),
    roster: { coverage: gapIn("members") },
    finds: [],
  },
  {
    says: "a policy without tests has no tests that fail",
    rule: "policy-test",
    roster: {},
    finds: [],
  },
  {
    says: "the audit's own account where service accounts are managed without it",
    rule: "self",
    policy: "services: {}",
    roster: { services: [aService({ slug: "access-audit" })] },
    finds: ["note access-audit"],
  },
  {
    says: "the audit's own account where it is named, or nothing is managed",
    rule: "self",
    policy: "services: {access-audit: {}}",
    roster: { services: [aService({ slug: "access-audit" })] },
    finds: [],
  },
  {
    says: "the key of an own account that the list of services does not show is not judged",
    rule: "self",
    roster: { services: [], coverage: gapIn("services") },
    finds: [],
    notJudged: /end of the audit's own key was not seen/u,
  },
  {
    says: "a key that was good when the roster was read, and has ended since, is found",
    rule: "self",
    roster: {
      services: [aService({ slug: "access-audit", keyExpiresAt: "2026-11-23T05:59:00.000Z" })],
      readAt: "2026-11-23T05:00:00.000Z",
    },
    finds: ["note access-audit"],
  },
];
