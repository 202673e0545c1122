/** Rules on teams. */

import { unknown } from "../../../src/roster/fact.ts";
import { aMember, aService, aTeam } from "../../support/roster.ts";
import { feeds, gapIn, inPlatform, platform, type RuleCase } from "./rule-case.ts";

export const teamsCases: readonly RuleCase[] = [
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
    roster: { teams: [platform], coverage: gapIn("services") },
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
    roster: { teams: [platform], coverage: gapIn("teams") },
    finds: [],
    notJudged: /list of teams is partial/u,
  },
  {
    says: "a team that is seen by everybody, and one with another description",
    rule: "team-settings",
    policy:
      "teams: {platform: {visibility: hidden}, docs: {description: manuals}, release: {visibility: visible, description: ships}}",
    roster: {
      teams: [
        platform,
        aTeam({ slug: "docs", description: "other" }),
        aTeam({ slug: "release", description: " ships " }),
      ],
    },
    finds: ["warning docs", "warning platform"],
  },
  {
    says: "the visibility of a team that was not seen",
    rule: "team-settings",
    policy: "teams: {platform: {visibility: hidden}}",
    roster: { teams: [aTeam({ slug: "platform", visibility: unknown("missing") })] },
    finds: [],
    notJudged: /the visibility of a team was not seen/u,
  },
  {
    says: "reviews that are overdue or missing, by the team's own time or the file's",
    rule: "review-overdue",
    policy: `review-every: 30d
teams:
  fresh: {reviewed: 2026-11-20}
  old: {reviewed: 2026-01-01}
  own: {reviewed: 2026-01-01, review-every: 2000d}
  short: {reviewed: 2026-11-20, review-every: 1d}
  never: {}`,
    roster: {},
    finds: ["warning never", "warning old", "warning short"],
  },
  {
    says: "a team of mere members and an empty one, but none that a person or a program manages",
    rule: "team-without-manager",
    policy: "rules: {team-without-manager: warning}",
    roster: {
      teams: ["docs", "empty", "platform", "release"].map((slug) => aTeam({ slug })),
      members: [
        aMember({ username: "ann", teams: [{ team: "tm-platform", role: "Manager" }] }),
        aMember({
          username: "bo",
          teams: ["tm-docs", "tm-platform", "tm-release"].map((team) => ({ team, role: "Member" })),
        }),
      ],
      services: [aService({ teams: [{ team: "tm-release", role: "Manager" }] })],
    },
    finds: ["warning docs", "warning empty"],
  },
  ...[
    aMember({ username: "ann", teams: unknown("missing") }),
    aService({ teams: unknown("not-listed") }),
  ].map((hidden): RuleCase => {
    const whole = aMember({ username: "bo", teams: [{ team: platform.id, role: "Manager" }] });
    return {
      says: `a ${"slug" in hidden ? "service account" : "member"} whose teams were not seen may manage any team without a manager`,
      rule: "team-without-manager",
      policy: "rules: {team-without-manager: warning}",
      roster: {
        teams: [platform, aTeam({ slug: "docs" })],
        members: "slug" in hidden ? [whole] : [whole, hidden],
        services: "slug" in hidden ? [hidden] : [],
      },
      finds: [],
      notJudged: /the teams was not seen for every account/u,
    };
  }),
  {
    says: "where each team has a manager who was seen, what was not seen of others changes nothing",
    rule: "team-without-manager",
    policy: "rules: {team-without-manager: warning}",
    roster: {
      teams: [platform],
      members: [
        aMember({ username: "ann", teams: [{ team: platform.id, role: "Manager" }] }),
        aMember({ username: "bo", teams: unknown("missing") }),
        aMember({ username: "cy", teams: [{ team: platform.id, role: unknown("missing") }] }),
      ],
    },
    finds: [],
  },
  {
    says: "an unseen team role leaves its own team open, and no other",
    rule: "team-without-manager",
    policy: "rules: {team-without-manager: warning}",
    roster: {
      teams: [platform, aTeam({ slug: "docs" })],
      members: [
        aMember({
          username: "ann",
          teams: [
            { team: "tm-docs", role: "Member" },
            { team: platform.id, role: unknown("unrecognised") },
          ],
        }),
      ],
    },
    finds: ["warning docs"],
    notJudged: /the team role was not seen for every account/u,
  },
  ...(["members", "teams", "services"] as const).map((list): RuleCase => ({
    says: `nothing is found where the list of ${list} has gaps`,
    rule: "team-without-manager",
    policy: "rules: {team-without-manager: warning}",
    roster: { teams: [platform], coverage: gapIn(list) },
    finds: [],
    notJudged: new RegExp(`the list of ${list} is partial`, "u"),
  })),
];
