/** Rules on roles in the workspace. */

import { unknown } from "../../../src/roster/fact.ts";
import { aMember } from "../../support/roster.ts";
import { gapIn, owner, type RuleCase } from "./rule-case.ts";

export const rolesCases: readonly RuleCase[] = [
  {
    says: "a pattern allows a role without asking for it",
    rule: "role-unlisted",
    policy: "roles: {owner: {allow: ['*-ops', '*@trusted.example']}}",
    roster: {
      members: [
        owner("ann-ops", {}),
        owner("bo", { email: "bo@trusted.example" }),
        owner("cy", {}),
      ],
    },
    finds: ["error cy"],
  },
  {
    says: "whether a hidden address fits a pattern cannot be told",
    rule: "role-unlisted",
    policy: "roles: {owner: {allow: ['*@trusted.example']}}",
    roster: { members: [owner("cy", { email: unknown("redacted") })] },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "an Owner whom the list does not name is found; username, id and address name the others",
    rule: "role-unlisted",
    policy: "roles: {owner: {members: [ADA, id-bo, cy@FERNWICK.example]}}",
    roster: {
      members: ["ada", "bo", "cy", "di"].map((username) => aMember({ username, role: "Owner" })),
    },
    finds: ["error di"],
  },
  {
    says: "a role that the policy leaves out is not managed",
    rule: "role-unlisted",
    policy: "roles: {manager: {members: []}}",
    roster: { members: [aMember({ role: "Owner" })] },
    finds: [],
  },
  {
    says: "a redacted address does not accuse somebody who may be listed by it",
    rule: "role-unlisted",
    policy: "roles: {owner: {members: [cy@fernwick.example]}}",
    roster: {
      members: [aMember({ username: "cy", role: "Owner", email: unknown("redacted") })],
    },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "a name that means two people agrees to neither",
    rule: "role-unlisted",
    policy: "roles: {owner: {members: [ada]}}",
    roster: {
      members: [
        aMember({ username: "ada", role: "Owner" }),
        aMember({ username: "bo", id: "ada", role: "Owner" }),
      ],
    },
    finds: ["error ada", "error bo"],
  },
  {
    says: "a listed Owner who is a Member misses the role",
    rule: "role-missing",
    policy: "roles: {owner: {members: [ada, bo, gone]}}",
    roster: {
      members: [aMember({ username: "ada", role: "Owner" }), aMember({ username: "bo" })],
    },
    finds: ["warning bo"],
  },
  {
    says: "an unseen role of a listed Owner is not judged",
    rule: "role-missing",
    policy: "roles: {owner: {members: [ada]}}",
    roster: { members: [aMember({ username: "ada", role: unknown("missing") })] },
    finds: [],
    notJudged: /workspace role was not seen/u,
  },
  {
    says: "nobody is told to give up a role while the policy lists two for them",
    rule: "role-missing",
    policy: "roles: {owner: {members: [ada]}, member: {members: [ada@a.example]}}",
    roster: {
      members: [aMember({ username: "ada", email: "ada@a.example", role: "Owner" })],
    },
    finds: [],
  },
  {
    says: "where conflicts are not looked for, whoever does not hold the listed role is found",
    rule: "role-missing",
    policy:
      "roles: {owner: {members: [ada]}, member: {members: [ada@a.example]}}\nrules: {role-conflict: off}",
    roster: {
      members: [aMember({ username: "ada", email: "ada@a.example", role: "Owner" })],
    },
    finds: ["warning ada"],
  },
  {
    says: "only active Owners count towards the least number",
    rule: "role-count",
    policy: "roles: {owner: {min: 2}}",
    roster: {
      members: [
        aMember({ username: "ada", role: "Owner" }),
        aMember({ username: "bo", role: "Owner", active: false }),
      ],
    },
    finds: ["error fernwick"],
  },
  {
    says: "as many Owners as the limits allow are fine",
    rule: "role-count",
    policy: "roles: {owner: {min: 1, max: 1}}",
    roster: { members: [aMember({ role: "Owner" })] },
    finds: [],
  },
  {
    says: "one Owner too many is found",
    rule: "role-count",
    policy: "roles: {owner: {max: 1}}",
    roster: {
      members: [
        aMember({ username: "ada", role: "Owner" }),
        aMember({ username: "bo", role: "Owner" }),
      ],
    },
    finds: ["error fernwick"],
  },
  {
    says: "people are not counted in a list with gaps",
    rule: "role-count",
    policy: "roles: {owner: {min: 2}}",
    roster: { members: [aMember({ role: "Owner" })], coverage: gapIn("members") },
    finds: [],
    notJudged: /list of members is partial/u,
  },
  {
    says: "an unseen role leaves a count open",
    rule: "role-count",
    policy: "roles: {owner: {max: 1}}",
    roster: {
      members: [
        aMember({ username: "ada", role: "Owner" }),
        aMember({ username: "bo", role: unknown("missing") }),
      ],
    },
    finds: [],
    notJudged: /workspace role was not seen/u,
  },
  {
    says: "one person under two names is found in each role after the first",
    rule: "role-conflict",
    policy:
      "roles: {owner: {members: [ada]}, manager: {break-glass: [id-ada, bo]}, member: {members: [ada@a.example, id-bo, cy]}}",
    roster: {
      members: [
        aMember({ username: "ada", email: "ada@a.example", role: "Owner" }),
        aMember({ username: "bo" }),
        aMember({ username: "cy" }),
      ],
    },
    finds: ["error ada", "error ada", "error bo"],
  },
  {
    says: "a hidden address may be another name of a listed Owner",
    rule: "role-conflict",
    policy: "roles: {owner: {members: [ada]}, member: {members: [ada@a.example]}}",
    roster: { members: [aMember({ username: "ada", email: unknown("redacted"), role: "Owner" })] },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "with lists for one role alone a hidden address hides no conflict",
    rule: "role-conflict",
    policy: "roles: {owner: {members: [ada, ada@a.example]}}",
    roster: { members: [aMember({ username: "ada", email: unknown("redacted"), role: "Owner" })] },
    finds: [],
  },
];
