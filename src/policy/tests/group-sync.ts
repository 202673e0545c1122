/** Group sync in a policy test's roster: it feeds the teams that the policy marks as synced. */

import { compareIds, type GroupMapping, type GroupSync, type Team } from "../../roster/model.ts";
import type { Policy } from "../policy.ts";
import { fitsWildcard, isWildcard } from "../wildcard.ts";
import type { FeedEntry, RosterFragment } from "./format-roster.ts";
import { capitalize, toFact } from "./fragment.ts";

type Feed = Exclude<FeedEntry, string>;

/** Returns the group sync, with a mapping for each team that it feeds. */
export function toGroupSync(
  policy: Policy,
  { enabled, feeds }: NonNullable<RosterFragment["group-sync"]>,
  teams: readonly Team[],
): GroupSync {
  return {
    enabled: toFact(enabled ?? true),
    mappings: toMappings(feeds?.map(toFeed) ?? describedFeeds(policy), teams),
  };
}

/** Returns the teams that a fragment's group sync names, except patterns. */
export function fedTeams({ feeds }: NonNullable<RosterFragment["group-sync"]>): readonly string[] {
  return (feeds ?? []).map((feed) => toFeed(feed).team).filter((team) => !isWildcard(team));
}

/** The listed mappings; without such a list, one for each team that the identity provider fills. */
function describedFeeds({ groupSync, teams }: Policy): readonly Feed[] {
  if (groupSync === null)
    return teams.filter(({ synced }) => synced).map(({ name: { text } }) => toFeed(text));
  return groupSync.map(({ group, team, role, attribute }) => ({
    team: team.text,
    value: group.text,
    role: role === "Manager" ? "manager" : "member",
    ...(attribute !== null && { attribute }),
  }));
}

function toFeed(feed: FeedEntry): Feed {
  return typeof feed === "string" ? { team: feed } : feed;
}

function toMappings(feeds: readonly Feed[], teams: readonly Team[]): readonly GroupMapping[] {
  return teams
    .flatMap(({ id, slug }) =>
      distinct(feeds.filter(({ team }) => fitsWildcard(team, slug) || fitsWildcard(team, id))).map(
        (feed, index): GroupMapping => ({
          id: feed.id ?? `mapping-${slug}${index === 0 ? "" : `-${index + 1}`}`,
          team: id,
          role: feed.role === undefined ? "Member" : toFact(capitalize(feed.role)),
          attribute: feed.attribute ?? "groups",
          value: feed.value ?? slug,
        }),
      ),
    )
    .sort((a, b) => compareIds(a.id, b.id));
}

/** Several names of one team give one mapping, unless the test says more about them. */
function distinct(feeds: readonly Feed[]): readonly Feed[] {
  const isPlain = (feed: Feed) => Object.keys(feed).length === 1;
  const first = feeds.find(isPlain);
  return feeds.filter((feed) => feed === first || !isPlain(feed));
}
