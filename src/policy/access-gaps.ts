/** What was not seen of the paths to repositories: sentences without a final period. */

import type { Account } from "../roster/access.ts";
import { isUnknown, unknownReasons, type Fact } from "../roster/fact.ts";
import type { Roster } from "../roster/model.ts";
import { requestedRepositories } from "../roster/requested.ts";
import type { Repository } from "../roster/repository.ts";
import { gapsInLists } from "./list-gap.ts";
import { describeUnread, quoteNames } from "./unread-privileges.ts";

/** What no reply of the API contains, or no audit reads. */
const neverSeen = [
  "the workspace's default privilege: the API does not report it",
  "who has the secret of an entitlement token: the API does not report it",
] as const;

/** Returns what was not seen of an account's paths to all repositories. */
export function gapsOfAccount(roster: Roster, account: Account): readonly string[] {
  if (!requestedRepositories(roster)) return ["repositories and their privileges: not requested"];
  const { kind, entry } = account;
  const { role, teams } = entry;
  const listed = new Set(roster.teams.map(({ id }) => id));
  const unlisted = isUnknown(teams) ? [] : teams.filter(({ team }) => !listed.has(team));
  return [
    ...gapsInLists(roster, ["repositories"]),
    ...describeUnknown("the teams of this account", teams),
    ...describeUnknown("the role of this account", role),
    ...(unlisted.length === 0
      ? []
      : [
          `the privileges of ${quoteNames(unlisted.map(({ team }) => team))}: no such team is listed`,
        ]),
    ...gapsOfRepositories(roster.repositories),
    ...(kind === "service"
      ? ["whether service accounts have a repository's default privilege: this is not documented"]
      : []),
    ...neverSeen,
  ];
}

/** Returns what was not seen of the paths of everybody to one repository. */
export function gapsOfRepository(roster: Roster, repository: Repository): readonly string[] {
  const unseenTeams = [...roster.members, ...roster.services].flatMap(({ teams }) =>
    isUnknown(teams) ? [teams.unknown] : [],
  );
  return [
    ...gapsInLists(roster, ["members", "teams", "services"]),
    ...[...new Set(unseenTeams)].map(
      (reason) => `the teams of at least one account: ${unknownReasons[reason]}`,
    ),
    ...gapsOfRepositories([repository]),
    ...neverSeen,
  ];
}

function gapsOfRepositories(repositories: readonly Repository[]): readonly string[] {
  const unread = Map.groupBy(
    repositories.filter(({ coverage }) => coverage.status !== "complete"),
    ({ coverage }) => coverage.reason,
  );
  return [
    ...[...unread.values()].flatMap((group) => describeUnread(group) ?? []),
    ...unseenOf(repositories, "default privilege", (row) => row.defaultPrivilege),
    ...unseenOf(repositories, "broadcast state", (row) => row.broadcast),
  ];
}

function unseenOf(
  repositories: readonly Repository[],
  what: string,
  factOf: (repository: Repository) => Fact<string>,
): readonly string[] {
  const reasonOf = (row: Repository) => {
    const fact = factOf(row);
    return isUnknown<string>(fact) ? fact.unknown : undefined;
  };
  return [...Map.groupBy(repositories, reasonOf)].flatMap(([reason, group]) =>
    reason === undefined
      ? []
      : [`the ${what} of ${quoteNames(group.map(({ slug }) => slug))}: ${unknownReasons[reason]}`],
  );
}

function describeUnknown(what: string, fact: Fact<unknown>): readonly string[] {
  return isUnknown(fact) ? [`${what}: ${unknownReasons[fact.unknown]}`] : [];
}
