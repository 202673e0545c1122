/** Counts the removals of a policy change: they take access away, so their number is enough. */

import { count } from "../roster/count.ts";
import { fold } from "../roster/fold.ts";
import type { DescribedChange } from "./policy-changes.ts";

/**
 * Returns the removals among the changes as a few sentences, such as `79 people leave 12 teams`;
 * contains no names.
 */
export function countRemovals(changes: readonly DescribedChange[]): string[] {
  const removals = changes.filter(({ effect }) => effect === "removes");
  // A manager who becomes a member does not leave the team.
  const granted = new Set(changes.filter(({ effect }) => effect === "grants").map(placeOf));
  const fromTeams = removals.filter(
    (change) => change.about === "team" && !granted.has(placeOf(change)),
  );
  const fromRoles = removals.filter(({ about }) => about === "role");
  const others = removals.filter(({ about }) => about !== "team" && about !== "role");
  const services = fromTeams.filter(({ part }) => part === "services");
  const members = fromTeams.filter((change) => !services.includes(change));
  const people = distinct(fromRoles, ({ item }) => item);
  return [
    ...leaving(members, "person leaves", "people leave"),
    ...leaving(services, "service account leaves", "service accounts leave"),
    ...(people === 0
      ? []
      : [`${count(people, "name is", "names are")} no longer listed for a workspace role`]),
    ...(others.length === 0 ? [] : [count(others.length, "other removal")]),
  ];
}

function leaving(
  changes: readonly DescribedChange[],
  ...words: readonly [singular: string, plural: string]
): string[] {
  if (changes.length === 0) return [];
  const accounts = distinct(changes, ({ item }) => item);
  return [
    `${count(accounts, ...words)} ${count(
      distinct(changes, ({ name }) => name),
      "team",
    )}`,
  ];
}

function placeOf({ name = "", item = "" }: DescribedChange): string {
  return JSON.stringify([fold(name), fold(item)]);
}

function distinct(
  changes: readonly DescribedChange[],
  of: (change: DescribedChange) => string | undefined,
): number {
  return new Set(changes.map((change) => fold(of(change) ?? ""))).size;
}
