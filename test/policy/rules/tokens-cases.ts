/** Rules on entitlement tokens. */

import { unknown } from "../../../src/roster/fact.ts";
import type { EntitlementToken } from "../../../src/roster/token.ts";
import type { Repository } from "../../../src/roster/repository.ts";
import { aRepository, aToken, aTokenList, repositoryCoverage } from "../../support/repository.ts";
import { aMember, aService } from "../../support/roster.ts";
import { complete, gapIn, type RuleCase } from "./rule-case.ts";

const amara = aMember({ username: "amara-okoye" });
const people = { ...complete, members: [amara], services: [aService({ slug: "ci-1" })] };
const ids = ["token-unlisted", "token-without-end", "token-orphaned", "token-broadcasts"] as const;

/** Returns a repository with these tokens. */
function holding(
  tokens: readonly Partial<EntitlementToken>[],
  changes: Partial<Repository> = {},
): Repository {
  return aRepository({ tokens: aTokenList(tokens.map(aToken)), ...changes });
}

/** A token on which each of the rules finds something, for a policy that lists none. */
const bad = { endsAt: null, createdBy: "gone", privateBroadcasts: true } as const;
const severityOf = (rule: string) => (rule === "token-orphaned" ? "error" : "warning");
const refused = { status: "refused", reason: "the account is no Admin there" } as const;
const fallback = "the list of repositories is partial: the account is no Owner";
const visible = repositoryCoverage({
  status: "partial",
  reason: "the account is no Owner",
  allVisible: true,
});
const partial = repositoryCoverage({ status: "partial", reason: "the account is no Owner" });

/** What is the same for every rule. */
const shared: readonly RuleCase[] = ids.flatMap((rule): readonly RuleCase[] => [
  {
    says: "without a list of tokens, tokens are nobody's business",
    rule,
    policy: "repositories: {production: {privileges: any}}",
    roster: { ...people, repositories: [holding([bad])] },
    finds: [],
  },
  {
    says: "with a list for all repositories, also on one that the policy does not name",
    rule,
    policy: "tokens: []",
    roster: { ...people, repositories: [holding([bad])] },
    finds: [`${severityOf(rule)} ci in production`],
  },
  {
    says: "a list in an entry turns it on for that repository alone",
    rule,
    policy: "repositories: {production: {tokens: []}, other: {}}",
    roster: {
      ...people,
      repositories: [holding([bad]), holding([bad], { slug: "other", id: "rp-other" })],
    },
    finds: [`${severityOf(rule)} ci in production`],
  },
  {
    says: "tokens that were refused are not judged, and those that were seen are found",
    rule,
    policy: "tokens: []",
    roster: {
      ...people,
      repositories: [
        holding([bad]),
        aRepository({ slug: "other", tokens: aTokenList([], refused) }),
      ],
    },
    finds: [`${severityOf(rule)} ci in production`],
    notJudged:
      /^the entitlement tokens of "other" were not read completely: the account is no Admin there$/u,
  },
  {
    says: "tokens that were not requested are not judged",
    rule,
    policy: "tokens: any",
    roster: { ...people, repositories: [aRepository()] },
    finds: [],
    notJudged: /^the entitlement tokens of "production" were not requested$/u,
  },
  {
    says: "a list for all repositories needs all repositories",
    rule,
    policy: "tokens: []",
    roster: { ...people, coverage: partial, repositories: [holding([bad])] },
    finds: [`${severityOf(rule)} ci in production`],
    notJudged: new RegExp(`^${fallback}$`, "u"),
  },
  {
    says: "rows that were lost are not judged, even if only what is visible counts",
    rule,
    policy: "tokens: []\nrepositories: {}\nunlisted-repositories: {severity: note, of: visible}",
    roster: { ...people, coverage: partial, repositories: [holding([bad])] },
    finds: [`${severityOf(rule)} ci in production`],
    notJudged: new RegExp(`^${fallback}$`, "u"),
  },
  {
    says: "those that are visible are enough if the policy says so",
    rule,
    policy: "tokens: []\nrepositories: {}\nunlisted-repositories: {severity: note, of: visible}",
    roster: { ...people, coverage: visible, repositories: [holding([bad])] },
    finds: [`${severityOf(rule)} ci in production`],
  },
  {
    says: "repositories that were refused are not judged, even if only what is visible counts",
    rule,
    policy: "tokens: []\nunlisted-repositories: {severity: note, of: visible}",
    roster: {
      ...people,
      coverage: repositoryCoverage({ status: "refused", reason: "of a test" }),
    },
    finds: [],
    notJudged: /list of repositories is refused: of a test$/u,
  },
  {
    says: "an entry with tokens for a repository that was not seen is not judged",
    rule,
    policy: "repositories: {production: {tokens: []}, other: {}}",
    roster: { ...people, repositories: [aRepository({ slug: "shadow" })] },
    finds: [],
    notJudged: /^no repository that was seen is called "production"$/u,
  },
  ...(rule === "token-unlisted"
    ? []
    : [
        {
          says: "an inactive token opens nothing",
          rule,
          policy: "tokens: any",
          roster: { ...people, repositories: [holding([{ ...bad, active: false }])] },
          finds: [],
        },
        {
          says: "a token whose end has passed opens nothing",
          rule,
          policy: "tokens: any",
          roster: {
            ...people,
            repositories: [
              holding([
                { ...bad, name: "over", endsAt: "2026-11-22T23:59:59.000Z" },
                {
                  ...bad,
                  name: "open",
                  endsAt: rule === "token-without-end" ? null : "2027-01-01T00:00:00.000Z",
                },
              ]),
            ],
          },
          finds: [`${severityOf(rule)} open in production`],
        },
        {
          says: "a token of which it is not known whether it is active",
          rule,
          policy: "tokens: any",
          roster: {
            ...people,
            repositories: [holding([{ ...bad, active: unknown("missing") }])],
          },
          finds: [],
          notJudged: /^the state of an entitlement token was not seen/u,
        },
      ]),
]);

export const tokensCases: readonly RuleCase[] = [
  ...shared,
  {
    says: "names, patterns and permanent ids list a token, whatever their case",
    rule: "token-unlisted",
    policy: "tokens: [Default, 'ci-*', TK-42]",
    roster: {
      ...people,
      repositories: [
        holding([
          { name: "default", isDefault: true },
          { name: "CI-web" },
          { name: "other", id: "tk-42" },
          { name: "ci" },
          { name: "old", active: false },
        ]),
      ],
    },
    finds: ["warning ci in production", "warning old in production"],
  },
  {
    says: "the list of an entry replaces the one for all, also of a pattern",
    rule: "token-unlisted",
    policy: "tokens: [ci]\nrepositories: {production: {tokens: [web]}, 'lab-*': {tokens: any}}",
    roster: {
      ...people,
      repositories: [
        holding([{ name: "ci" }, { name: "web" }]),
        holding([{ name: "web" }], { slug: "lab-a", id: "rp-lab-a" }),
        holding([{ name: "ci" }, { name: "web" }], { slug: "other", id: "rp-other" }),
      ],
    },
    finds: ["warning ci in production", "warning web in other"],
  },
  {
    says: "an entry that has ended lists nothing",
    rule: "token-unlisted",
    policy:
      "tokens: [{name: ci, until: 2026-11-22}, {name: web, until: 2026-11-23, reason: a visit}]",
    roster: { ...people, repositories: [holding([{ name: "ci" }, { name: "web" }])] },
    finds: ["warning ci in production"],
  },
  {
    says: "an end, also one that has passed, is an end; an unseen one is not judged",
    rule: "token-without-end",
    policy: "tokens: any",
    roster: {
      ...people,
      repositories: [
        holding([
          { name: "a", endsAt: "2020-01-01T00:00:00.000Z" },
          { name: "b", endsAt: unknown("malformed") },
          { name: "c", endsAt: null },
        ]),
      ],
    },
    finds: ["warning c in production"],
    notJudged: /^the end of an entitlement token was not seen/u,
  },
  {
    says: "members, whatever their case, and service accounts are there",
    rule: "token-orphaned",
    policy: "tokens: any",
    roster: {
      ...people,
      repositories: [
        holding([
          { name: "a", createdBy: "Amara-Okoye" },
          { name: "b", createdBy: "ci-1" },
          { name: "c", createdBy: "ci-1", user: "amara-okoye" },
          { name: "d", user: "gone" },
        ]),
      ],
    },
    finds: ["error d in production"],
  },
  {
    says: "an inactive member is found, and one whose activity was not seen is not judged",
    rule: "token-orphaned",
    policy: "tokens: any",
    roster: {
      ...people,
      members: [
        aMember({ username: "away", active: false }),
        aMember({ username: "maybe", active: unknown("missing") }),
      ],
      repositories: [
        holding([
          { name: "a", createdBy: "away" },
          { name: "b", createdBy: "maybe" },
        ]),
      ],
    },
    finds: ["error a in production"],
    notJudged: /^the activity was not seen/u,
  },
  {
    says: "an account and a creator that were not seen are not judged",
    rule: "token-orphaned",
    policy: "tokens: any",
    roster: {
      ...people,
      repositories: [holding([{ user: unknown("missing"), createdBy: unknown("missing") }])],
    },
    finds: [],
    notJudged: /^the user of an entitlement token was not seen.*; the creator of an/u,
  },
  ...(["members", "services"] as const).map((list): RuleCase => ({
    says: `nobody is gone if the list of ${list} has gaps`,
    rule: "token-orphaned",
    policy: "tokens: any",
    roster: {
      ...people,
      coverage: repositoryCoverage({}, gapIn(list)),
      repositories: [holding([bad])],
    },
    finds: [],
    notJudged: new RegExp(`^the list of ${list} is partial`, "u"),
  })),
  {
    says: "private broadcasts that were not seen are not judged",
    rule: "token-broadcasts",
    policy: "tokens: any",
    roster: {
      ...people,
      repositories: [
        holding([
          { name: "a", privateBroadcasts: unknown("missing") },
          { name: "b", privateBroadcasts: true },
          { name: "c" },
        ]),
      ],
    },
    finds: ["warning b in production"],
    notJudged: /^the private broadcasts of an entitlement token was not seen/u,
  },
];
