/** By which paths an account reaches repositories, as far as they were seen. */

import { is, isUnknown, type Fact } from "../../../../roster/fact.ts";
import type { DefaultPrivilege } from "../../../../roster/repository.ts";
import { filterAccounts } from "../account-filter.ts";
import { accountKey, type Account, type Page, type TeamMembership } from "../model.ts";
import { rankOf, type Held, type Repository } from "./repository-model.ts";

/**
 * One path: `direct`, through a team, `default` for the repository's default privilege, or `owner`,
 * because Owners have Admin on every repository.
 */
export interface RepositoryPath {
  readonly via: "direct" | "default" | "owner" | TeamMembership;
  readonly level: Fact<DefaultPrivilege>;
  /** The privilege behind the path; absent if there is none. */
  readonly held?: Held;
}

export interface Reach<Whose> {
  readonly of: Whose;
  /** Highest level first. */
  readonly paths: readonly RepositoryPath[];
}

/** Returns the repositories to which an account has a path, in the roster's order. */
export function reachOf(
  list: readonly Repository[],
  account: Account,
): readonly Reach<Repository>[] {
  const ways = waysOf(account);
  return list.flatMap((repository): Reach<Repository>[] => {
    const paths = repository.held.flatMap((held): RepositoryPath[] => {
      const via = ways.get(accountKey(held.holder.subject));
      return via === undefined ? [] : [{ via, level: held.level, held }];
    });
    const all = [...paths, ...ownerPath(account), ...defaultPath(repository, account)];
    return all.length === 0 ? [] : [{ of: repository, paths: sortPaths(all) }];
  });
}

/**
 * Returns the accounts with a path to a repository, the highest level first, then by name. The default privilege
 * is left out, because it would list everybody.
 */
export function accountsOf({ accounts }: Page, { held }: Repository): readonly Reach<Account>[] {
  const byHolder = new Map(held.map((one) => [accountKey(one.holder.subject), one]));
  const reached = filterAccounts(accounts, {}).flatMap((account): Reach<Account>[] => {
    const paths = [...waysOf(account)].flatMap(([key, via]): RepositoryPath[] => {
      const through = byHolder.get(key);
      return through === undefined ? [] : [{ via, level: through.level, held: through }];
    });
    const all = [...paths, ...ownerPath(account)];
    return all.length === 0 ? [] : [{ of: account, paths: sortPaths(all) }];
  });
  return reached.sort((a, b) => rankOf(highestOf(b)) - rankOf(highestOf(a)));
}

/** Returns the holders whose privileges an account has, by the keys of their subjects. */
function waysOf(account: Account): ReadonlyMap<string, RepositoryPath["via"]> {
  const { places } = account;
  const ways = new Map<string, RepositoryPath["via"]>([[accountKey(account), "direct"]]);
  for (const place of isUnknown(places) ? [] : places) {
    ways.set(accountKey({ kind: "team", id: place.team.id }), place);
  }
  return ways;
}

/** Returns the highest level of all paths; a level that was not seen may be the highest. */
export function highestOf({ paths }: Reach<unknown>): Fact<DefaultPrivilege> {
  return paths[0]?.level ?? "None";
}

function ownerPath({ role }: Account): readonly RepositoryPath[] {
  return is(role, "Owner") ? [{ via: "owner", level: "Admin" }] : [];
}

/** Service accounts are left out: no source says that they have the default privilege. */
function defaultPath(
  { defaultPrivilege }: Repository,
  { kind, role }: Account,
): readonly RepositoryPath[] {
  if (kind === "service" || is(defaultPrivilege, "None") || is(role, "Collaborator")) return [];
  // Who may be a Collaborator may not have it.
  return [{ via: "default", level: isUnknown(role) ? role : defaultPrivilege }];
}

function sortPaths(paths: readonly RepositoryPath[]): readonly RepositoryPath[] {
  return paths.toSorted((a, b) => rankOf(b.level) - rankOf(a.level));
}
