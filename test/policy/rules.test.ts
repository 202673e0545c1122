import { expect, test } from "vitest";

import { catalog } from "../../src/policy/catalog.ts";
import { evaluate, type RuleResult } from "../../src/policy/evaluate.ts";
import { formatProblems, parsePolicy } from "../../src/policy/parse.ts";
import type { ListCoverage } from "../../src/roster/coverage.ts";
import { unknown, type Roster } from "../../src/roster/model.ts";
import { aCoverage, aMember, aRoster, aService, aTeam } from "../support/roster.ts";

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
