/** Finds the lines of a policy that allow the privileges on a repository and its settings. */

import { isUnknown, type Fact } from "../roster/fact.ts";
import {
  broadcastStates,
  defaultPrivileges,
  type Privilege,
  type Repository,
} from "../roster/repository.ts";
import { unmanaged, type Allowance } from "./allowances.ts";
import type { RepositoryPolicy } from "./policy.ts";
import type { HolderIndex } from "./privilege-holders.ts";
import type { RepositoryIndex } from "./repository-index.ts";
import { targetPrefixes } from "./prefixes.ts";
import { listOfLevel, managesPrivileges, type LeveledTarget } from "./target.ts";

export interface RepositoryAllowances {
  readonly broadcast: readonly Allowance[];
  readonly defaultPrivilege: readonly Allowance[];
  /** One list for each privilege, in their order. */
  readonly privileges: readonly (readonly Allowance[])[];
}

/** Returns a lookup of the lines that allow what a repository has and gives. */
export function createRepositoryAllowances(
  { managed }: RepositoryIndex,
  { listingsOf }: HolderIndex,
): (repository: Repository) => RepositoryAllowances {
  const entries = new Map(managed.map(({ repository, policy: entry }) => [repository, entry]));
  const ofPrivilege = (privilege: Privilege, entry: RepositoryPolicy): readonly Allowance[] => {
    const section = sectionOf(entry);
    if (!managesPrivileges(entry)) return [toAllowance("anybody", section, entry)];
    const listings = listingsOf(privilege, entry);
    if (isUnknown(listings)) return [toAllowance("uncertain", section, entry)];
    const { level } = privilege;
    return listings
      .filter((one) => isUnknown(level) || one.level === level)
      .map((target) => toNamed(target, section));
  };
  return (repository) => {
    const { slug, broadcast, defaultPrivilege, privileges } = repository;
    const entry = entries.get(repository);
    if (entry === undefined) {
      const none = [unmanaged(`repositories.${slug}`)];
      return { broadcast: none, defaultPrivilege: none, privileges: privileges.map(() => none) };
    }
    return {
      broadcast: limit(broadcast, broadcastStates, { entry, key: "visibility" }),
      defaultPrivilege: limit(defaultPrivilege, defaultPrivileges, {
        entry,
        key: "default-privilege",
      }),
      privileges: privileges.map((privilege) => ofPrivilege(privilege, entry)),
    };
  };
}

const limits = { visibility: "visibility", "default-privilege": "defaultPrivilege" } as const;

/** Returns the line with the highest allowed value; none if the actual one is higher or unseen. */
function limit<Value extends string>(
  actual: Fact<Value>,
  order: readonly Value[],
  { entry, key }: { readonly entry: RepositoryPolicy; readonly key: keyof typeof limits },
): readonly Allowance[] {
  const allowed = entry[limits[key]];
  const section = `${sectionOf(entry)}.${key}`;
  if (allowed === null) return [unmanaged(section)];
  if (isUnknown(actual)) return [];
  const highest = order.findIndex((value) => value === allowed);
  return order.indexOf(actual) > highest
    ? []
    : [{ ...toAllowance("limit", section, entry), text: allowed }];
}

function sectionOf({ name }: RepositoryPolicy): string {
  return `repositories.${name.text}`;
}

function toNamed({ kind, name, level }: LeveledTarget, section: string): Allowance {
  const prefix = kind === "user" ? "" : targetPrefixes[kind];
  return {
    by: "named",
    section: `${section}.${listOfLevel[level]}`,
    text: name.via ?? `${prefix}${name.text}`,
    position: name.position,
  };
}

function toAllowance(by: Allowance["by"], section: string, { name }: RepositoryPolicy): Allowance {
  return { by, section, text: "", position: name.position };
}
