/** Other rules on repositories. */

import { unknown } from "../../../src/roster/fact.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../../support/repository.ts";
import { aMember, aTeam } from "../../support/roster.ts";
import {
  complete,
  gapIn,
  inPlatform,
  platform,
  production,
  type RuleCase,
  unread,
} from "./rule-case.ts";

const docs = aTeam({ slug: "docs" });
const ada = aMember({ username: "ada" });

export const repositoriesCases: readonly RuleCase[] = [
  ...(
    [
      ["off", "Off", []],
      ["off", "Private", ["error production"]],
      ["internal", "Private", []],
      ["internal", "Public", ["error production"]],
      ["public", "Public", []],
      ["public", "Open-Source", ["error production"]],
    ] as const
  ).map(([allowed, broadcast, finds]): RuleCase => ({
    says: `${broadcast} where ${allowed} is allowed`,
    rule: "repository-public",
    policy: `repositories: {production: {visibility: ${allowed}}}`,
    roster: { ...complete, repositories: [production([], { broadcast })] },
    finds,
  })),
  {
    says: "a state that was not seen, where the policy sets one",
    rule: "repository-public",
    policy: "repositories: {'*': {}, production: {visibility: public}}",
    roster: {
      ...complete,
      repositories: ["production", "other"].map((slug) =>
        aRepository({ slug, broadcast: unknown("missing") }),
      ),
    },
    finds: [],
    notJudged: /^the broadcast state of a repository was not seen/u,
  },
  ...(
    [
      ["none", "None", []],
      ["none", "Read", ["error production"]],
      ["write", "Read", []],
      ["write", "Admin", ["error production"]],
    ] as const
  ).map(([allowed, defaultPrivilege, finds]): RuleCase => ({
    says: `${defaultPrivilege} by default where ${allowed} is allowed`,
    rule: "repository-default-privilege",
    policy: `repositories: {production: {default-privilege: ${allowed}}, other: {}}`,
    roster: {
      ...complete,
      repositories: [
        production([], { defaultPrivilege }),
        aRepository({ slug: "other", defaultPrivilege: "Admin" }),
      ],
    },
    finds,
  })),
  {
    says: "a default privilege that was not seen",
    rule: "repository-default-privilege",
    policy: "repositories: {production: {default-privilege: none}}",
    roster: {
      ...complete,
      repositories: [production([], { defaultPrivilege: unknown("missing") })],
    },
    finds: [],
    notJudged: /^the default privilege of a repository was not seen/u,
  },
  {
    says: "a repository that the policy does not name is found by default",
    rule: "repository-unlisted",
    policy: "repositories: {production: {}}",
    roster: { ...complete, repositories: [production([]), aRepository({ slug: "shadow" })] },
    finds: ["warning shadow"],
  },
  {
    says: "without the section, only a policy that asks for it has unlisted repositories",
    rule: "repository-unlisted",
    policy: "unlisted-repositories: error",
    roster: { ...complete, repositories: [production([])] },
    finds: ["error production"],
  },
  {
    says: "without the section, unlisted repositories are nobody's business",
    rule: "repository-unlisted",
    roster: { repositories: [production([])] },
    finds: [],
  },
  {
    says: "a partial list is not judged",
    rule: "repository-unlisted",
    policy: "repositories: {production: {}}\nunlisted-repositories: error",
    roster: {
      repositories: [aRepository({ slug: "shadow" })],
      coverage: repositoryCoverage({ status: "partial", reason: "the account is no Owner" }),
    },
    finds: ["error shadow"],
    notJudged: /^the list of repositories is partial: the account is no Owner$/u,
  },
  {
    says: "a partial list is judged if only what is visible counts",
    rule: "repository-unlisted",
    policy: "repositories: {}\nunlisted-repositories: {severity: error, of: visible}",
    roster: {
      repositories: [aRepository({ slug: "shadow" })],
      coverage: repositoryCoverage({
        status: "partial",
        reason: "the account is no Owner",
        allVisible: true,
      }),
    },
    finds: ["error shadow"],
  },
  {
    says: "a list that lacks what is visible is not judged, even if nothing else counts",
    rule: "repository-unlisted",
    policy: "repositories: {}\nunlisted-repositories: {severity: error, of: visible}",
    roster: { coverage: repositoryCoverage({ status: "partial", reason: "a row is lost" }) },
    finds: [],
    notJudged: /^the list of repositories is partial: a row is lost$/u,
  },
  {
    says: "a pattern may match a repository that was lost",
    rule: "repository-public",
    policy: "repositories: {prod*: {visibility: private}}",
    roster: {
      repositories: [aRepository({ slug: "production" })],
      coverage: repositoryCoverage({ status: "partial", reason: "a row is lost" }),
    },
    finds: [],
    notJudged: /^the list of repositories is partial: a row is lost$/u,
  },
  {
    says: "a pattern does not expect what is hidden from the account",
    rule: "repository-public",
    policy: "repositories: {prod*: {visibility: private}}",
    roster: {
      repositories: [aRepository({ slug: "production" })],
      coverage: repositoryCoverage({ status: "partial", reason: "hidden", allVisible: true }),
    },
    finds: [],
  },
  {
    says: "an entry is about both repositories that have its name",
    rule: "repository-public",
    policy: "repositories: {production: {visibility: private}}",
    roster: {
      repositories: [
        aRepository({ id: "rp1", slug: "production", broadcast: "Public" }),
        aRepository({ id: "rp2", slug: "Production", broadcast: "Off" }),
      ],
    },
    finds: ["error production"],
  },
  ...(["refused", "unknown", "not-asked", "not-in-plan"] as const).map((status): RuleCase => ({
    says: `a list that is ${status} is not judged, even if only what is visible counts`,
    rule: "repository-unlisted",
    policy: "repositories: {}\nrules: {repository-unlisted: {severity: error, of: visible}}",
    roster: { coverage: repositoryCoverage({ status, reason: "of a test" }) },
    finds: [],
    notJudged: /list of repositories .*: of a test$/u,
  })),
  {
    says: "people are found, but no team, no service account and nobody where anything is allowed",
    rule: "direct-privilege",
    policy:
      "repositories: {production: {read: [ada]}, lab: {privileges: any}}\nrules: {direct-privilege: note}",
    roster: {
      ...complete,
      members: [ada],
      teams: [docs],
      repositories: [
        production(["user ada Read", "team docs Read", "service ci Read"]),
        aRepository({ slug: "lab", privileges: [aPrivilege("user ada Admin")] }),
      ],
    },
    finds: ["note ada in production"],
  },
  {
    says: "privileges of people that were not read",
    rule: "direct-privilege",
    policy:
      "repositories: {production: {}, lab: {privileges: any}}\nrules: {direct-privilege: note}",
    roster: { ...complete, repositories: [production([], unread)] },
    finds: [],
    notJudged: /^the privileges of "production" were not read/u,
  },
  {
    says: "Write and Admin of outsiders are found, but neither Read nor what service accounts have",
    rule: "privileged-outsider",
    policy: "repositories: {'*': {privileges: any}}",
    roster: {
      ...complete,
      members: [
        aMember({ username: "cy", role: "Collaborator" }),
        aMember({ username: "di", role: "Collaborator", teams: inPlatform("Member") }),
        aMember({ username: "ed", active: false, teams: inPlatform("Manager") }),
        aMember({ username: "fy", active: false }),
        aMember({ username: "ok", teams: inPlatform("Manager") }),
      ],
      teams: [platform, docs],
      repositories: [
        aRepository({ slug: "a", privileges: [aPrivilege("team platform Write")] }),
        aRepository({
          slug: "b",
          privileges: [aPrivilege("user cy Read"), aPrivilege("team platform Read")],
        }),
        aRepository({
          slug: "c",
          privileges: ["user cy Admin", "user fy Write", "service fy Admin"].map(aPrivilege),
        }),
      ],
    },
    finds: ["warning cy in c", "warning di in a", "warning ed in a", "warning fy in c"],
  },
  {
    says: "an account of unknown level, and one that was not seen",
    rule: "privileged-outsider",
    policy: "repositories: {production: {}}",
    roster: {
      members: [],
      coverage: repositoryCoverage({}, gapIn("members")),
      repositories: [
        production(["user eve Admin"], {
          privileges: [
            { kind: "team", slug: "docs", level: unknown("missing") },
            aPrivilege("user eve Admin"),
          ],
        }),
      ],
    },
    finds: [],
    notJudged:
      /^the level of a privilege was not seen for every account: .*; the list of members is partial: half of it is gone$/u,
  },
  {
    says: "a team that was not seen may have outsiders",
    rule: "privileged-outsider",
    policy: "repositories: {production: {}}",
    roster: {
      coverage: repositoryCoverage({}, gapIn("teams")),
      repositories: [production(["team docs Write"])],
    },
    finds: [],
    notJudged: /^the list of teams is partial/u,
  },
  {
    says: "who is in a team is not needed where no team can change packages",
    rule: "privileged-outsider",
    policy: "repositories: {production: {}}",
    roster: {
      members: [aMember({ teams: unknown("missing") })],
      teams: [docs],
      coverage: repositoryCoverage({}, gapIn("members")),
      repositories: [production(["team docs Read", "service ci Admin"])],
    },
    finds: [],
  },
];
