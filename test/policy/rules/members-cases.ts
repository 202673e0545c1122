/** Rules on members: who they are, and who may see them. */

import { unknown } from "../../../src/roster/fact.ts";
import { aCoverage, aMember } from "../../support/roster.ts";
import { platform, type RuleCase } from "./rule-case.ts";

export const membersCases: readonly RuleCase[] = [
  {
    says: "a person whom only a repository names is named, unlike one of a team's name there",
    rule: "member-unlisted",
    policy:
      "unlisted-members: error\ngroups: {g: [eve]}\nrepositories: {p: {read: [ada, group:g, 'team:bo', 'service:cy']}}",
    roster: { members: ["ada", "eve", "bo", "cy"].map((username) => aMember({ username })) },
    finds: ["error bo", "error cy"],
  },
  {
    says: "whoever is named nowhere",
    rule: "member-unlisted",
    policy: "roles: {owner: {members: [ann]}}\nunlisted-members: warning",
    roster: {
      members: [aMember({ username: "ann", role: "Owner" }), aMember({ username: "zed" })],
    },
    finds: ["warning zed"],
  },
  {
    says: "whoever may be named by a hidden address is not judged",
    rule: "member-unlisted",
    policy: "roles: {owner: {members: [ann, zed@x.example]}}\nunlisted-members: warning",
    roster: {
      members: [
        aMember({ username: "ann", role: "Owner" }),
        aMember({ username: "zed", email: unknown("redacted") }),
      ],
    },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "a pattern names whoever fits it, and the audit's own account is never accused",
    rule: "member-unlisted",
    policy: "roles: {member: {allow: ['*@fernwick.example']}}\nunlisted-members: warning",
    roster: {
      members: [
        aMember({ username: "ann" }),
        aMember({ username: "auditor", email: "a@b.example" }),
      ],
      coverage: aCoverage({ readAs: { kind: "user", slug: "auditor", role: "Manager" } }),
    },
    finds: [],
  },
  {
    says: "somebody in no team",
    rule: "member-without-team",
    policy: "rules: {member-without-team: note}",
    roster: { teams: [platform], members: [aMember({ username: "ann" })] },
    finds: ["note ann"],
  },
  {
    says: "somebody whose teams were not seen",
    rule: "member-without-team",
    policy: "rules: {member-without-team: note}",
    roster: { members: [aMember({ username: "ann", teams: unknown("not-listed") })] },
    finds: [],
    notJudged: /teams was not seen/u,
  },
  {
    says: "a public Owner is found where the policy asks for it",
    rule: "visibility",
    policy: "rules: {visibility: {severity: warning, roles: [owner]}}",
    roster: {
      members: [
        aMember({ username: "ada", role: "Owner", visibility: "Public" }),
        aMember({ username: "bo", role: "Member", visibility: "Public" }),
      ],
    },
    finds: ["warning ada"],
  },
  {
    says: "an unseen visibility is not judged",
    rule: "visibility",
    policy: "rules: {visibility: error}",
    roster: { members: [aMember({ visibility: unknown("missing") })] },
    finds: [],
    notJudged: /visibility was not seen/u,
  },
  {
    says: "an address of another domain, but not one below an agreed one",
    rule: "email-domain",
    policy: "rules: {email-domain: {domains: [fernwick.example, '*.fernwick.example']}}",
    roster: {
      members: [
        aMember({ username: "ann", email: "ann@FERNWICK.example" }),
        aMember({ username: "bo", email: "bo@lab.fernwick.example" }),
        aMember({ username: "cy", email: "cy@notfernwick.example" }),
      ],
    },
    finds: ["warning cy"],
  },
  {
    says: "an address that is hidden",
    rule: "email-domain",
    policy: "rules: {email-domain: {domains: [fernwick.example]}}",
    roster: { members: [aMember({ email: unknown("redacted") })] },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "two accounts of one address",
    rule: "duplicate-identity",
    roster: {
      members: [
        aMember({ username: "ann", email: "same@x.example" }),
        aMember({ username: "bo", email: "SAME@x.example" }),
        aMember({ username: "cy" }),
      ],
    },
    finds: ["warning bo in ann"],
  },
  {
    says: "an address that is hidden may be anybody's",
    rule: "duplicate-identity",
    roster: { members: [aMember({ email: unknown("redacted") })] },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
];
