import { expect, test } from "vitest";

import { catalog } from "../../../src/policy/catalog.ts";
import { evaluate, type RuleResult } from "../../../src/policy/evaluate.ts";
import { formatProblems, parsePolicy } from "../../../src/policy/file/parse.ts";
import type { Coverage, ListCoverage } from "../../../src/roster/coverage.ts";
import type { GroupMapping, Member, Roster } from "../../../src/roster/model.ts";
import { unknown } from "../../../src/roster/fact.ts";
import { aCoverage, aMember, anInvite, aRoster, aService, aTeam } from "../../support/roster.ts";

const now = new Date("2026-11-23T06:00:00Z");

/** Returns what one rule says of a roster under a policy, whose head is given. */
function judge(ruleId: string, policyBody: string, roster: Partial<Roster>): RuleResult {
  const text = `version: 1\norganization: fernwick\n${policyBody}`;
  const parsed = parsePolicy(text, "access-policy.yml");
  if (!("policy" in parsed)) throw new Error(formatProblems(parsed.path, parsed.problems));
  const { rules } = evaluate(aRoster(roster), parsed.policy, now);
  const result = rules.find(({ rule }) => rule.id === ruleId);
  if (result === undefined) throw new Error(`no rule ${ruleId}`);
  return result;
}

/** Returns the findings in short: subject, object and severity. */
function inShort({ findings }: RuleResult): string[] {
  return findings.map(
    ({ subject, object, severity }) =>
      `${severity} ${subject.slug}${object === undefined ? "" : ` in ${object.slug}`}`,
  );
}

const platform = aTeam({ slug: "platform" });
const inPlatform = (role: "Manager" | "Member") => [{ team: platform.id, role }];

/** An active Owner who has never logged in. */
function owner(username: string, changes: Partial<Member>): Member {
  return aMember({ username, role: "Owner", lastLoginAt: null, ...changes });
}

function feeds(team: string): GroupMapping {
  return { id: "map", team, role: "Member", attribute: "groups", value: "any" };
}

/** Returns a coverage in which one list has gaps. */
function gapIn(name: ListCoverage["name"]): Coverage {
  const whole = aCoverage();
  const lists = whole.lists.map((list) =>
    list.name === name ? { ...list, status: "partial" as const, reason: "a page was lost" } : list,
  );
  return { ...whole, lists };
}

interface Case {
  readonly says: string;
  readonly rule: string;
  readonly policy?: string;
  readonly roster: Partial<Roster>;
  readonly finds: readonly string[];
  readonly notJudged?: RegExp;
}

const cases: readonly Case[] = [
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
    says: "a team that nothing feeds",
    rule: "team-not-synced",
    policy: "teams: {platform: {members: any, synced: idp}}",
    roster: { teams: [platform], groupSync: { enabled: true, mappings: [] } },
    finds: ["error platform"],
  },
  {
    says: "a team whose mapping does nothing, because group sync is off",
    rule: "team-not-synced",
    policy: "teams: {platform: {members: any, synced: idp}}",
    roster: { teams: [platform], groupSync: { enabled: false, mappings: [feeds(platform.id)] } },
    finds: ["error platform"],
  },
  {
    says: "a team that is fed",
    rule: "team-not-synced",
    policy: "teams: {platform: {members: any, synced: idp}}",
    roster: { teams: [platform], groupSync: { enabled: true, mappings: [feeds(platform.id)] } },
    finds: [],
  },
  {
    says: "group sync of unknown state",
    rule: "team-not-synced",
    policy: "teams: {platform: {members: any, synced: idp}}",
    roster: { teams: [platform], groupSync: { enabled: unknown("not-listed"), mappings: [] } },
    finds: [],
    notJudged: /state of group sync/u,
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
    says: "a service account that nobody listed, but not the audit's own",
    rule: "service-unlisted",
    policy: "services: {ci-publish-7hq2: {}}",
    roster: {
      services: [aService(), aService({ slug: "rogue" }), aService({ slug: "access-audit" })],
    },
    finds: ["error rogue"],
  },
  {
    says: "service accounts are not managed where the policy says nothing of them",
    rule: "service-unlisted",
    roster: { services: [aService({ slug: "rogue" })] },
    finds: [],
  },
  {
    says: "a list of service accounts with gaps",
    rule: "service-unlisted",
    policy: "services: {}",
    roster: { coverage: gapIn("services") },
    finds: [],
    notJudged: /list of services/u,
  },
  {
    says: "a service account that is not there",
    rule: "service-missing",
    policy: "services: {CI-publish-7hq2: {}, gone: {}}",
    roster: { services: [aService()] },
    finds: ["warning gone"],
  },
  {
    says: "whether it is there cannot be told from a list with gaps",
    rule: "service-missing",
    policy: "services: {gone: {}}",
    roster: { coverage: gapIn("services") },
    finds: [],
    notJudged: /list of services/u,
  },
  {
    says: "another role, a team too many and a team too few",
    rule: "service-role",
    policy: "services: {ci-publish-7hq2: {role: manager, teams: [release]}}",
    roster: {
      teams: [platform, aTeam({ slug: "release" })],
      services: [aService({ teams: inPlatform("Member") })],
    },
    finds: [
      "error ci-publish-7hq2",
      "error ci-publish-7hq2 in platform",
      "error ci-publish-7hq2 in release",
    ],
  },
  {
    says: "a role that was not seen",
    rule: "service-role",
    policy: "services: {ci-publish-7hq2: {role: manager}}",
    roster: { services: [aService({ role: unknown("unrecognised") })] },
    finds: [],
    notJudged: /role of a service account/u,
  },
  {
    says: "keys that never end or end too late, for all and for one",
    rule: "service-key-expiry",
    policy:
      "services: {own: {key-expires-within: 200d}}\nrules: {service-key-expiry: {within: 30d}}",
    roster: {
      services: [
        aService({ slug: "never" }),
        aService({ slug: "late", keyExpiresAt: "2027-02-01T00:00:00.000Z" }),
        aService({ slug: "soon", keyExpiresAt: "2026-12-01T00:00:00.000Z" }),
        aService({ slug: "own", keyExpiresAt: "2027-02-01T00:00:00.000Z" }),
      ],
    },
    finds: ["warning late", "warning never"],
  },
  {
    says: "a key whose end was not seen",
    rule: "service-key-expiry",
    policy: "rules: {service-key-expiry: {within: 30d}}",
    roster: { services: [aService({ keyExpiresAt: unknown("missing") })] },
    finds: [],
    notJudged: /end of a key/u,
  },
  {
    says: "an invite as Owner, by default",
    rule: "invite-owner",
    roster: { invites: [anInvite({ role: "Owner" }), anInvite({ id: "b", role: "Manager" })] },
    finds: ["error new.hire@fernwick.example"],
  },
  {
    says: "an invite as Owner that the policy allows",
    rule: "invite-owner",
    policy: "invites: {roles: [owner]}",
    roster: { invites: [anInvite({ role: "Owner" })] },
    finds: [],
  },
  {
    says: "an invite whose role was not seen",
    rule: "invite-owner",
    roster: { invites: [anInvite({ role: unknown("missing") })] },
    finds: [],
    notJudged: /role of an invite/u,
  },
  {
    says: "an invite to a role, or of somebody, that nobody agreed to",
    rule: "invite-unlisted",
    policy: "invites: {roles: [member], listed: [a@x.example, bo]}",
    roster: {
      invites: [
        anInvite({ id: "a", email: "A@x.example", role: "Manager" }),
        anInvite({ id: "b", email: unknown("redacted"), username: "bo" }),
        anInvite({ id: "c", email: "c@x.example" }),
      ],
    },
    finds: ["warning A@x.example", "warning c@x.example"],
  },
  {
    says: "an invite to an address that was not seen",
    rule: "invite-unlisted",
    policy: "invites: {listed: [a@x.example]}",
    roster: { invites: [anInvite({ email: unknown("redacted") })] },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "an invite to another domain",
    rule: "invite-domain",
    policy: "invites: {domains: [fernwick.example]}",
    roster: { invites: [anInvite(), anInvite({ id: "b", email: "x@fernwick.exmaple" })] },
    finds: ["error x@fernwick.exmaple"],
  },
  {
    says: "an invite to an address that is hidden",
    rule: "invite-domain",
    policy: "invites: {domains: [fernwick.example]}",
    roster: { invites: [anInvite({ email: unknown("redacted") })] },
    finds: [],
    notJudged: /e-mail address was not seen/u,
  },
  {
    says: "an invite that is over",
    rule: "invite-expired",
    roster: {
      invites: [anInvite({ expiresAt: "2026-11-22T00:00:00.000Z" }), anInvite({ id: "b" })],
    },
    finds: ["note new.hire@fernwick.example"],
  },
  {
    says: "an invite whose end was not seen",
    rule: "invite-expired",
    roster: { invites: [anInvite({ expiresAt: unknown("malformed") })] },
    finds: [],
    notJudged: /end of an invite/u,
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
    says: "an emergency account whose second factor was not seen",
    rule: "break-glass",
    policy: "roles: {owner: {break-glass: [fine]}}",
    roster: { members: [owner("fine", { twoFactor: unknown("weak-credential") })] },
    finds: [],
    notJudged: /two-factor state/u,
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
    says: "a team that takes anybody still says who manages it",
    rule: "team-role",
    policy: "teams: {platform: {managers: [ann], members: any}}",
    roster: {
      teams: [platform],
      members: [
        aMember({ username: "ann", teams: inPlatform("Member") }),
        aMember({ username: "bo", teams: inPlatform("Manager") }),
      ],
    },
    finds: ["warning ann in platform", "warning bo in platform"],
  },
  {
    says: "a family of teams is managed by its entry, but for the team with one of its own",
    rule: "team-member-unexpected",
    policy: "teams: {'*': {members: any}, 'plat*': {members: []}, release: {members: []}}",
    roster: {
      teams: [platform, aTeam({ slug: "release" }), aTeam({ slug: "other" })],
      members: [
        aMember({
          username: "ann",
          teams: [
            { team: "tm-other", role: "Member" },
            { team: platform.id, role: "Member" },
            { team: "tm-release", role: "Member" },
          ],
        }),
      ],
    },
    finds: ["error ann in platform", "error ann in release"],
  },

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
      coverage: withGap("members"),
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
    roster: { members: [aMember({ role: "Owner" })], coverage: withGap("members") },
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
    says: "people and service accounts whom a team does not list are found",
    rule: "team-member-unexpected",
    policy: "teams: {platform: {managers: [ada], members: [bo]}}",
    roster: {
      teams: [platform, aTeam({ slug: "other" })],
      members: [
        aMember({ username: "ada", teams: inPlatform("Manager") }),
        aMember({ username: "bo", teams: inPlatform("Member") }),
        aMember({ username: "cy", teams: inPlatform("Member") }),
        aMember({ username: "di", teams: [{ team: "tm-other", role: "Member" }] }),
      ],
      services: [aService({ slug: "ci", teams: inPlatform("Member") })],
    },
    finds: ["error ci in platform", "error cy in platform"],
  },
  {
    says: "a service list that was refused leaves a team open",
    rule: "team-member-unexpected",
    policy: "teams: {platform: {}}",
    roster: { teams: [platform], coverage: withGap("services") },
    finds: [],
    notJudged: /list of services is partial/u,
  },
  {
    says: "people and service accounts whom a team lists but lacks are found",
    rule: "team-member-missing",
    policy: "teams: {tm-platform: {managers: [ada], members: [bo, gone], services: [ci]}}",
    roster: {
      teams: [platform],
      members: [
        aMember({ username: "ada", teams: inPlatform("Manager") }),
        aMember({ username: "bo" }),
      ],
      services: [aService({ slug: "ci" })],
    },
    finds: ["warning bo in platform", "warning ci in platform"],
  },
  {
    says: "the unseen teams of a listed person are not judged",
    rule: "team-member-missing",
    policy: "teams: {platform: {members: [bo]}}",
    roster: {
      teams: [platform],
      members: [aMember({ username: "bo", teams: unknown("not-listed") })],
    },
    finds: [],
    notJudged: /teams was not seen/u,
  },
  {
    says: "a member who manages the team, and a manager who does not, have other roles than agreed",
    rule: "team-role",
    policy: "teams: {platform: {managers: [ada], members: [bo]}}",
    roster: {
      teams: [platform],
      members: [
        aMember({ username: "ada", teams: inPlatform("Member") }),
        aMember({ username: "bo", teams: inPlatform("Manager") }),
        aMember({ username: "cy", teams: inPlatform("Manager") }),
      ],
    },
    finds: ["warning ada in platform", "warning bo in platform"],
  },
  {
    says: "an unseen role in a team is not judged",
    rule: "team-role",
    policy: "teams: {platform: {managers: [ada]}}",
    roster: {
      teams: [platform],
      members: [
        aMember({ username: "ada", teams: [{ team: platform.id, role: unknown("unrecognised") }] }),
      ],
    },
    finds: [],
    notJudged: /team role was not seen/u,
  },
  {
    says: "a team that the policy does not name is found where the policy asks for it",
    rule: "team-unlisted",
    policy: "unlisted-teams: warning\nteams: {platform: {}}",
    roster: { teams: [platform, aTeam({ slug: "shadow", visibility: "Hidden" })] },
    finds: ["warning shadow"],
  },
  {
    says: "a team that the policy does not name is nobody's business by default",
    rule: "team-unlisted",
    roster: { teams: [platform] },
    finds: [],
  },
  {
    says: "a team that the workspace does not have is found",
    rule: "team-missing",
    policy: "teams: {platfrom: {}}",
    roster: { teams: [platform] },
    finds: ["warning platfrom"],
  },
  {
    says: "no team is called missing while the team list has gaps",
    rule: "team-missing",
    policy: "teams: {platfrom: {}}",
    roster: { teams: [platform], coverage: withGap("teams") },
    finds: [],
    notJudged: /list of teams is partial/u,
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
    says: "no name is called unknown while the member list has gaps",
    rule: "name-unknown",
    policy: "roles: {owner: {members: [gone]}}",
    roster: { coverage: withGap("members") },
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
];

function withGap(name: ListCoverage["name"]) {
  const lists = aCoverage().lists.map((list) =>
    list.name === name
      ? { ...list, status: "partial" as const, reason: "half of it is gone" }
      : list,
  );
  return aCoverage({ lists });
}

test.each(cases)("$rule: $says", ({ rule, policy = "", roster, finds, notJudged }) => {
  const result = judge(rule, policy, roster);

  expect(inShort(result)).toEqual(finds);
  if (notJudged === undefined) expect(result.reason).toBeNull();
  else expect(result.reason).toMatch(notJudged);
});

test("every rule has a case that finds something and, but for the ones on the policy itself, one that is not judged", () => {
  const finding = new Set(cases.filter(({ finds }) => finds.length > 0).map(({ rule }) => rule));
  // Those on exceptions are in exceptions.test.ts.
  const ids = catalog.filter(({ stage }) => stage !== "exceptions").map(({ id }) => id);
  expect(ids.filter((id) => !finding.has(id))).toEqual([]);

  const unjudged = new Set(
    cases.filter((one) => one.notJudged !== undefined).map(({ rule }) => rule),
  );
  const never = ids.filter((id) => !unjudged.has(id));
  expect(never).toEqual(["inactive-with-role", "team-unlisted", "name-ambiguous"]);
});

test("a finding's fingerprint survives renames and the passing of time", () => {
  const find = (username: string, at: string) => {
    const text = "version: 1\norganization: fernwick\n";
    const parsed = parsePolicy(text, "p.yml");
    if (!("policy" in parsed)) throw new Error("invalid");
    const member = aMember({
      username,
      id: "same",
      name: username,
      role: "Owner",
      twoFactor: false,
    });
    return evaluate(aRoster({ members: [member] }), parsed.policy, new Date(at)).findings[0];
  };
  const before = find("jo", "2026-11-23T06:00:00Z");
  const after = find("joanna", "2027-01-01T06:00:00Z");

  expect(before?.subject.slug).toBe("jo");
  expect(after?.subject.slug).toBe("joanna");
  expect(after?.fingerprint).toBe(before?.fingerprint);
});

test("findings come worst first, then in the catalog's order, then by name", () => {
  const parsed = parsePolicy(
    "version: 1\norganization: fernwick\nroles: {owner: {members: []}}\n",
    "p.yml",
  );
  if (!("policy" in parsed)) throw new Error("invalid");
  const members = ["zoe", "ada"].map((username) =>
    aMember({ username, role: "Owner", twoFactor: false, lastLoginAt: "2020-01-01T00:00:00.000Z" }),
  );
  const { findings } = evaluate(aRoster({ members }), parsed.policy, now);

  expect(findings.map(({ rule, subject }) => `${rule} ${subject.slug}`)).toEqual([
    "two-factor ada",
    "two-factor zoe",
    "role-unlisted ada",
    "role-unlisted zoe",
    "dormant ada",
    "dormant zoe",
  ]);
});
