/** Rules on how people sign in, and whether they still do. */

import { unknown } from "../../../src/roster/fact.ts";
import { aMember, aTeam, anInvite } from "../../support/roster.ts";
import { gapIn, inPlatform, owner, platform, type RuleCase } from "./rule-case.ts";

export const signInCases: readonly RuleCase[] = [
  {
    says: "an Owner without a second factor is an error",
    rule: "two-factor",
    roster: { members: [aMember({ username: "jo", role: "Owner", twoFactor: false })] },
    finds: ["error jo"],
  },
  {
    says: "a Member without a second factor is nobody's business by default",
    rule: "two-factor",
    roster: { members: [aMember({ username: "jo", role: "Member", twoFactor: false })] },
    finds: [],
  },
  {
    says: "a Member without a second factor is found where the policy asks for members",
    rule: "two-factor",
    policy: "rules: {two-factor: {roles: [member], severity: note}}",
    roster: { members: [aMember({ username: "jo", role: "Member", twoFactor: false })] },
    finds: ["note jo"],
  },
  {
    says: "a last login through SAML stands for a second factor",
    rule: "two-factor",
    roster: {
      members: [aMember({ role: "Owner", twoFactor: false, lastLoginMethod: "SAML" })],
    },
    finds: [],
  },
  {
    says: "a last login through SAML does not count where the policy says so",
    rule: "two-factor",
    policy: "rules: {two-factor: {single-sign-on-counts: false}}",
    roster: {
      members: [
        aMember({ username: "jo", role: "Owner", twoFactor: false, lastLoginMethod: "SAML" }),
      ],
    },
    finds: ["error jo"],
  },
  {
    says: "an unseen second factor is not judged, and never taken for a missing one",
    rule: "two-factor",
    roster: { members: [aMember({ role: "Owner", twoFactor: unknown("missing") })] },
    finds: [],
    notJudged: /two-factor state was not seen/u,
  },
  {
    says: "an unseen role is not judged, and never taken for a lesser one",
    rule: "two-factor",
    roster: { members: [aMember({ role: unknown("unrecognised"), twoFactor: false })] },
    finds: [],
    notJudged: /workspace role was not seen/u,
  },
  {
    says: "an unseen login method leaves open whether single sign-on stands in",
    rule: "two-factor",
    roster: {
      members: [aMember({ role: "Owner", twoFactor: false, lastLoginMethod: unknown("missing") })],
    },
    finds: [],
    notJudged: /last login method was not seen/u,
  },
  {
    says: "what is seen in a list with gaps is told, and the rule is not judged",
    rule: "two-factor",
    roster: {
      members: [aMember({ username: "jo", role: "Owner", twoFactor: false })],
      coverage: gapIn("members"),
    },
    finds: ["error jo"],
    notJudged: /list of members is partial: half of it is gone/u,
  },
  {
    says: "an inactive Owner is the business of another rule",
    rule: "two-factor",
    roster: { members: [aMember({ role: "Owner", twoFactor: false, active: false })] },
    finds: [],
  },
  {
    says: "a login exactly as old as the limit is dormant, a second younger is not",
    rule: "dormant",
    policy: "rules: {dormant: {after: 90d}}",
    roster: {
      members: [
        aMember({ username: "at", lastLoginAt: "2026-08-25T06:00:00.000Z" }),
        aMember({ username: "within", lastLoginAt: "2026-08-25T06:00:01.000Z" }),
      ],
    },
    finds: ["warning at"],
  },
  {
    says: "someone who never logged in counts from the day they joined",
    rule: "dormant",
    roster: {
      members: [
        aMember({ username: "new", lastLoginAt: null, joinedAt: "2026-11-01T00:00:00.000Z" }),
        aMember({ username: "old", lastLoginAt: null, joinedAt: "2026-01-01T00:00:00.000Z" }),
      ],
    },
    finds: ["warning old"],
  },
  {
    says: "an unseen last login is not judged, and never taken for none",
    rule: "dormant",
    roster: { members: [aMember({ lastLoginAt: unknown("weak-credential") })] },
    finds: [],
    notJudged: /last login was not seen/u,
  },
  {
    says: "an inactive account is not dormant",
    rule: "dormant",
    roster: { members: [aMember({ active: false, lastLoginAt: "2020-01-01T00:00:00.000Z" })] },
    finds: [],
  },
  {
    says: "an inactive Manager keeps a privileged role",
    rule: "inactive-with-role",
    roster: {
      members: [
        aMember({ username: "tamas", active: false, role: "Manager" }),
        aMember({ username: "ada", active: false, role: "Member" }),
      ],
    },
    finds: ["error tamas"],
  },
  {
    says: "an inactive member is found once for each team",
    rule: "inactive-in-team",
    roster: {
      teams: [platform, aTeam({ slug: "release" })],
      members: [
        aMember({
          username: "tamas",
          active: false,
          teams: [
            { team: "tm-platform", role: "Member" },
            { team: "tm-release", role: "Manager" },
          ],
        }),
        aMember({ username: "ada", teams: inPlatform("Member") }),
      ],
    },
    finds: ["error tamas in platform", "error tamas in release"],
  },
  {
    says: "unseen activity is not judged",
    rule: "inactive-in-team",
    roster: {
      teams: [platform],
      members: [aMember({ active: unknown("malformed"), teams: inPlatform("Member") })],
    },
    finds: [],
    notJudged: /activity was not seen/u,
  },
  {
    says: "the unseen teams of an inactive member are not judged",
    rule: "inactive-in-team",
    roster: { members: [aMember({ active: false, teams: unknown("not-listed") })] },
    finds: [],
    notJudged: /teams was not seen/u,
  },
  {
    says: "the unseen teams of an active member do not matter to inactive-in-team",
    rule: "inactive-in-team",
    roster: { members: [aMember({ active: true, teams: unknown("not-listed") })] },
    finds: [],
  },
  {
    says: "single sign-on that people can go around",
    rule: "single-sign-on",
    policy: "rules: {single-sign-on: error}",
    roster: { singleSignOn: { enabled: true, enforced: false } },
    finds: ["error fernwick"],
  },
  {
    says: "single sign-on need only be on where the policy says so",
    rule: "single-sign-on",
    policy: "rules: {single-sign-on: {enforced: false, severity: error}}",
    roster: { singleSignOn: { enabled: true, enforced: false } },
    finds: [],
  },
  {
    says: "single sign-on of unknown state",
    rule: "single-sign-on",
    policy: "rules: {single-sign-on: error}",
    roster: { singleSignOn: { enabled: unknown("missing"), enforced: true } },
    finds: [],
    notJudged: /state of single sign-on/u,
  },
  {
    says: "emergency accounts that are absent, inactive, without second factor or role, or used",
    rule: "break-glass",
    policy:
      "roles: {owner: {break-glass: [gone, asleep, bare, lesser, used, fine]}}\nrules: {break-glass: {unused-since: 2026-01-01}}",
    roster: {
      members: [
        owner("asleep", { active: false }),
        owner("bare", { twoFactor: false }),
        owner("lesser", { role: "Manager" }),
        owner("used", { lastLoginAt: "2026-05-01T00:00:00.000Z" }),
        owner("fine", {}),
      ],
    },
    finds: ["error asleep", "error bare", "error gone", "error lesser", "error used"],
  },
  {
    says: "an emergency account that is invited, which is not enough",
    rule: "break-glass",
    policy: "roles: {owner: {break-glass: [NEW.hire@fernwick.example]}}",
    roster: { invites: [anInvite()] },
    finds: ["error NEW.hire@fernwick.example"],
  },
  {
    says: "an emergency account whose second factor was not seen",
    rule: "break-glass",
    policy: "roles: {owner: {break-glass: [fine]}}",
    roster: { members: [owner("fine", { twoFactor: unknown("weak-credential") })] },
    finds: [],
    notJudged: /two-factor state/u,
  },
];
