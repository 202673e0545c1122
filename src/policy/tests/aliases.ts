/** Aliases of the policy in tests: a test may name a person as the policy's lists do. */

import { fold } from "../../roster/fold.ts";
import type { Problem } from "../file/problem.ts";
import type { Path, Source } from "../file/source.ts";
import { quoteWritten } from "../file/written.ts";
import type { Policy } from "../policy.ts";
import type { RosterFragment } from "./format-roster.ts";

/** Returns the account that a name stands for: an alias's account, or the name itself. */
export type AccountOf = (name: string) => string;

/** Returns the function for the aliases of a policy. */
export function createAccountOf({ aliases }: Policy): AccountOf {
  const accounts = new Map(aliases.map(({ name, account }) => [fold(name.text), account]));
  return (name) => accounts.get(fold(name)) ?? name;
}

/** Returns the fragment with accounts in the place of aliases. */
export function replaceAliases<Fragment extends RosterFragment>(
  fragment: Fragment,
  accountOf: AccountOf,
): Fragment {
  const { members, invites, services, repositories } = fragment;
  const reader = fragment["read-as"];
  return {
    ...fragment,
    ...(members !== undefined && { members: replaceKeys(members, accountOf) }),
    ...(invites !== undefined && {
      invites: replaceIn(replaceKeys(invites, accountOf), "inviter", accountOf),
    }),
    ...(services !== undefined && { services: replaceIn(services, "created-by", accountOf) }),
    ...(repositories !== undefined && { repositories: inPrivileges(repositories, accountOf) }),
    ...(reader !== undefined && { "read-as": accountOf(reader) }),
  };
}

function inPrivileges(
  entries: NonNullable<RosterFragment["repositories"]>,
  accountOf: AccountOf,
): NonNullable<RosterFragment["repositories"]> {
  return new Map(
    [...entries].map(([name, entry]) => {
      if (entry === null || entry === "absent" || entry.privileges === undefined) {
        return [name, entry];
      }
      return [name, { ...entry, privileges: replaceKeys(entry.privileges, accountOf) }];
    }),
  );
}

function replaceKeys<Entry>(
  entries: ReadonlyMap<string, Entry>,
  accountOf: AccountOf,
): Map<string, Entry> {
  return new Map([...entries].map(([name, entry]) => [accountOf(name), entry]));
}

function replaceIn<Key extends string, Fields extends { [K in Key]?: string | undefined }>(
  entries: ReadonlyMap<string, Fields | "absent" | null>,
  key: Key,
  accountOf: AccountOf,
): Map<string, Fields | "absent" | null> {
  return new Map(
    [...entries].map(([name, entry]) => {
      const written = entry === null || entry === "absent" ? undefined : entry[key];
      // The word unknown means that the name was not seen, also if there is such an alias.
      if (written === undefined || written === "unknown") return [name, entry];
      return [name, { ...(entry as Fields), [key]: accountOf(written) }];
    }),
  );
}

/** Returns a problem for each account of a fragment that it also names by an alias. */
export function findTwoNames(
  fragment: RosterFragment,
  path: Path,
  source: Source,
  accountOf: AccountOf,
): readonly Problem[] {
  return (["members", "invites"] as const).flatMap((section) => {
    const seen = new Map<string, string>();
    return [...(fragment[section]?.keys() ?? [])].flatMap((name): readonly Problem[] => {
      const account = fold(accountOf(name));
      const first = seen.get(account);
      if (first === undefined) seen.set(account, name);
      // Two spellings of one name, without an alias, are two accounts, as in any roster.
      const isAlias = fold(name) !== account || fold(first ?? name) !== account;
      if (first === undefined || !isAlias) return [];
      const { line } = source.positionOfKey([...path, section, first]);
      const message = `${quoteWritten(name)} is the same account as ${quoteWritten(first)} on line ${line}: keep one of them`;
      return [{ position: source.positionOfKey([...path, section, name]), message }];
    });
  });
}
