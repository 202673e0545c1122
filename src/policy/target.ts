/** Who a name in a repository's lists refers to: a team, a service account or a person. */

import type { PrivilegeHolder, PrivilegeLevel } from "../roster/repository.ts";
import { targetPrefixes } from "./prefixes.ts";
import type { privilegeLists } from "./file/repository-schema.ts";
import type { RepositoryPolicy } from "./policy.ts";
import type { WrittenName } from "./position.ts";

export interface Target {
  readonly kind: PrivilegeHolder;
  /** Without the prefix. */
  readonly name: WrittenName;
}

/** A target, and the level that a repository's entry gives it. */
export interface LeveledTarget extends Target {
  readonly level: PrivilegeLevel;
}

/** The list of an entry for each level, the highest level first. */
export const listOfLevel = {
  Admin: "admins",
  Write: "write",
  Read: "read",
} as const satisfies Record<PrivilegeLevel, (typeof privilegeLists)[number]>;

/** Returns who is meant. The names of a group are always people. */
export function toTarget(name: WrittenName): Target {
  for (const kind of ["team", "service"] as const) {
    const prefix = targetPrefixes[kind];
    if (name.via !== undefined || !name.text.startsWith(prefix)) continue;
    return { kind, name: { ...name, text: name.text.slice(prefix.length).trim() } };
  }
  return { kind: "user", name };
}

/** Returns everybody whom a repository's entry lists, the highest level first. */
export function targetsOf({ admins, write, read }: RepositoryPolicy): readonly LeveledTarget[] {
  const at = (level: PrivilegeLevel, names: readonly WrittenName[]) =>
    names.map((name) => ({ ...toTarget(name), level }));
  return [...at("Admin", admins), ...at("Write", write), ...at("Read", read)];
}

/** Returns whether an entry says who has which privilege. */
export function managesPrivileges({ anyPrivilege }: RepositoryPolicy): boolean {
  return !anyPrivilege;
}

/** What rules about privileges need to see, for the documentation. */
export const needsPrivileges =
  "the repositories that the policy names and their privileges; reported in spite of gaps";
