/** Rules on the privileges that a repository's entry lists. */

import { unknown } from "../../../src/roster/fact.ts";
import { aPrivilege, aRepository, repositoryCoverage } from "../../support/repository.ts";
import { aMember, aService, aTeam } from "../../support/roster.ts";
import { complete, gapIn, platform, production, type RuleCase, unread } from "./rule-case.ts";

const docs = aTeam({ slug: "docs" });
const ada = aMember({ username: "ada" });

export const privilegesCases: readonly RuleCase[] = [
  {
    says: "teams, people and service accounts are matched by any of their names",
    rule: "repository-privilege-unexpected",
    policy:
      "repositories: {production: {admins: ['team:TM-platform'], write: ['service:CI'], read: ['ada@fernwick.example']}}",
    roster: {
      ...complete,
      members: [ada, aMember({ username: "eve" })],
      teams: [platform, docs],
      services: [aService({ slug: "ci" }), aService({ slug: "cx" })],
      repositories: [
        production([
          "user Ada Read",
          "user eve Read",
          "team platform Admin",
          "team docs Read",
          "service ci Write",
          "service cx Read",
        ]),
      ],
    },
    finds: ["error cx in production", "error docs in production", "error eve in production"],
  },
  {
    says: "a person, a team and a service account of one name are not each other",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {production: {read: ['team:same', 'service:other']}}",
    roster: {
      ...complete,
      members: [aMember({ username: "same" })],
      teams: [aTeam({ slug: "same" }), aTeam({ slug: "other" })],
      services: [aService({ slug: "same" })],
      repositories: [production(["user same Read", "team same Read", "service same Read"])],
    },
    finds: ["error same in production", "error same in production"],
  },
  {
    says: "a repository is managed by the pattern with the most literal characters, or by its own name",
    rule: "repository-privilege-unexpected",
    policy:
      "repositories: {'*': {privileges: any}, 'app-*': {}, 'app-web': {read: ['team:docs']}, 'rp-lib': {}}",
    roster: {
      ...complete,
      teams: [docs],
      repositories: ["app-web", "app-api", "lib", "other"].map((slug) =>
        aRepository({ slug, privileges: [aPrivilege("team docs Read")] }),
      ),
    },
    finds: ["error docs in app-api", "error docs in lib"],
  },
  {
    says: "a person whose address was not seen may be listed by it",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {production: {read: ['ada@fernwick.example']}}",
    roster: {
      ...complete,
      members: [aMember({ username: "ada", email: unknown("redacted") })],
      repositories: [production(["user ada Read"])],
    },
    finds: [],
    notJudged: /the holder of a privilege was not seen for every account: the workspace hides it/u,
  },
  {
    says: "nobody is called nobody while the list of members has gaps",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {production: {read: [eve, other-name]}}",
    roster: {
      members: [],
      coverage: repositoryCoverage({}, gapIn("members")),
      repositories: [production(["user eve Read", "user zoe Read"])],
    },
    finds: [],
    notJudged: /the holder of a privilege was not seen/u,
  },
  {
    says: "somebody who was not seen is found where every listed name belongs to somebody else",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {production: {read: [ada, 'team:docs']}}",
    roster: {
      members: [ada],
      teams: [docs],
      coverage: repositoryCoverage({}, gapIn("members")),
      repositories: [production(["user ada Read", "user zoe Read", "team docs Read"])],
    },
    finds: ["error zoe in production"],
  },
  {
    says: "a team that was not seen may have the permanent id that is listed",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {production: {read: ['team:tm-9']}}",
    roster: {
      teams: [],
      coverage: repositoryCoverage({}, gapIn("teams")),
      repositories: [production(["team docs Read"])],
    },
    finds: [],
    notJudged: /the holder of a privilege was not seen/u,
  },
  {
    says: "a service account that was not seen is known by its slug, but not that it exists",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {production: {read: ['service:ci']}}",
    roster: {
      coverage: repositoryCoverage({}, gapIn("services")),
      repositories: [production(["service ci Read", "service cx Read"])],
    },
    finds: ["error cx in production"],
    notJudged:
      /^the holder of a privilege was not seen for every account: the list that contains it/u,
  },
  {
    says: "privileges that were not read are named, and what was seen is found",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {'*': {}}",
    roster: {
      ...complete,
      members: [ada],
      repositories: [
        ...["a", "b", "c"].map((slug) => aRepository({ slug, ...unread })),
        production(["user ada Read"], unread),
      ],
    },
    finds: ["error ada in production"],
    notJudged:
      /^the privileges of "a", "b", "c" and 1 more were not read completely: the account is no Admin there$/u,
  },
  {
    says: "a name that matches no repository is not judged, and one that is any needs nothing",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {prod: {}, 'lib-*': {privileges: any}}",
    roster: { ...complete, repositories: [production([])] },
    finds: [],
    notJudged: /^no repository that was seen is called "prod"$/u,
  },
  {
    says: "a repository that is expected later needs nothing, and one that is expected by now does",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {later: {from: 2026-11-24}, now: {from: 2026-11-23}}",
    roster: { ...complete, repositories: [production([])] },
    finds: [],
    notJudged: /^no repository that was seen is called "now"$/u,
  },
  {
    says: "nothing is missing on a repository that is expected later, but no more is allowed",
    rule: "repository-privilege-missing",
    policy: "repositories: {production: {from: 2026-11-24, read: ['team:docs']}}",
    roster: { ...complete, teams: [docs], repositories: [production([])] },
    finds: [],
  },
  {
    says: "a name with a typing mistake is not judged, with the repository that is probably meant",
    rule: "repository-public",
    policy: "repositories: {producton: {visibility: off}, other: {visibility: off}, docs: {}}",
    roster: { ...complete, repositories: [production([]), aRepository({ slug: "docs" })] },
    finds: [],
    notJudged:
      /^no repository that was seen is called "producton" \(perhaps production is meant\), "other"$/u,
  },
  {
    says: "a list that was not requested is what is missing",
    rule: "repository-privilege-unexpected",
    policy: "repositories: {prod: {}}",
    roster: {},
    finds: [],
    notJudged: /^the list of repositories is not asked: this list was not requested$/u,
  },
  {
    says: "without the section, nothing is missing",
    rule: "repository-privilege-unexpected",
    roster: {},
    finds: [],
  },
  {
    says: "each listed name needs a privilege of its own, once",
    rule: "repository-privilege-missing",
    policy:
      "repositories: {production: {admins: ['team:gone', 'team:platform'], write: [ada, 'ada@fernwick.example', nobody], read: ['service:ci', 'service:none', {name: eve, from: 2027-01-01}]}}",
    roster: {
      ...complete,
      members: [ada, aMember({ username: "eve" })],
      teams: [platform],
      services: [aService({ slug: "ci" })],
      repositories: [production([])],
    },
    finds: [
      "warning ada in production",
      "warning ci in production",
      "warning gone in production",
      "warning platform in production",
    ],
  },
  {
    says: "a privilege is found by the account's present name",
    rule: "repository-privilege-missing",
    policy:
      "repositories: {production: {admins: ['team:tm-platform'], write: [id-ada], read: ['service:CI']}}",
    roster: {
      ...complete,
      members: [ada],
      teams: [platform],
      services: [aService({ slug: "ci" })],
      repositories: [production(["user ADA Write", "team platform Admin", "service ci Read"])],
    },
    finds: [],
  },
  ...(["members", "teams", "services"] as const).map((list): RuleCase => ({
    says: `a name is not known to lack its privilege while the list of ${list} has gaps`,
    rule: "repository-privilege-missing",
    policy:
      "repositories: {production: {read: [zoe, 'team:zoe', 'service:zoe'], write: ['team:docs', 'service:ci', ada]}}",
    roster: {
      members: list === "members" ? [ada] : [ada, aMember({ username: "zoe" })],
      teams: list === "teams" ? [docs] : [docs, aTeam({ slug: "zoe" })],
      services: (list === "services" ? ["ci"] : ["ci", "zoe"]).map((slug) => aService({ slug })),
      coverage: repositoryCoverage({}, gapIn(list)),
      repositories: [
        production([
          "user ada Write",
          "team docs Write",
          "service ci Write",
          ...(list === "members" ? [] : ["user zoe Read"]),
          ...(list === "teams" ? [] : ["team zoe Read"]),
          ...(list === "services" ? [] : ["service zoe Read"]),
        ]),
      ],
    },
    finds: [],
    notJudged: new RegExp(`^the list of ${list} is partial: half of it is gone$`, "u"),
  })),
  {
    says: "a listed address that nobody shows may be somebody's",
    rule: "repository-privilege-missing",
    policy: "repositories: {production: {read: ['zoe@fernwick.example']}}",
    roster: {
      ...complete,
      members: [aMember({ username: "ada", email: unknown("redacted") })],
      repositories: [production([])],
    },
    finds: [],
    notJudged: /^the e-mail address was not seen/u,
  },
  {
    says: "nothing is missing where privileges were not read",
    rule: "repository-privilege-missing",
    policy: "repositories: {production: {read: ['team:docs']}}",
    roster: {
      ...complete,
      teams: [docs],
      repositories: [production([], { coverage: { status: "unknown", reason: null } })],
    },
    finds: [],
    notJudged: /^the privileges of "production" were not read completely: no reason was recorded$/u,
  },
  {
    says: "another level is found, and each level of two days is allowed",
    rule: "repository-privilege-level",
    policy:
      "repositories: {production: {admins: ['team:platform', {name: ada, until: 2026-12-31}], read: ['team:docs', ada]}}",
    roster: {
      ...complete,
      members: [ada],
      teams: [platform, docs],
      repositories: [production(["user ada Read", "team platform Write", "team docs Write"])],
    },
    finds: ["error docs in production", "error platform in production"],
  },
  {
    says: "a level that was not seen is not judged, unless nobody is listed",
    rule: "repository-privilege-level",
    policy: "repositories: {production: {read: ['team:docs']}}",
    roster: {
      ...complete,
      teams: [docs, platform],
      repositories: [
        production([], {
          privileges: [
            { kind: "team", slug: "docs", level: unknown("unrecognised") },
            { kind: "team", slug: "platform", level: unknown("missing") },
          ],
        }),
      ],
    },
    finds: [],
    notJudged:
      /^the level of a privilege was not seen for every account: the reply contained a value that this version does not know$/u,
  },
  {
    says: "levels are not judged where a repository or its privileges were not seen",
    rule: "repository-privilege-level",
    policy: "repositories: {production: {}, other: {}, any: {privileges: any}}",
    roster: { ...complete, repositories: [production([], unread)] },
    finds: [],
    notJudged:
      /^no repository that was seen is called "other"; the privileges of "production" were/u,
  },
];
