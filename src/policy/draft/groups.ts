/** Finds sets of people that several lists of a draft share. */

import { fold } from "../../roster/fold.ts";
import { compareIds } from "../../roster/model.ts";
import { groupPrefix } from "../prefixes.ts";

/** A list of people in a draft. */
export interface PeopleList {
  /** The name of a group with the same people. */
  readonly title: string;
  readonly names: readonly string[];
}

export interface SharedGroup {
  readonly name: string;
  readonly people: readonly string[];
}

export interface Shared<List> {
  readonly groups: readonly SharedGroup[];
  /** In their order; `group:NAME` stands for the people of a group. */
  readonly lists: readonly List[];
}

/** With these numbers, a group and its uses have fewer lines than the lists: 8 instead of 9. */
const fewestPeople = 3;
const fewestPlaces = 3;

/** Returns the lists with groups for sets of people that are in several of them. */
export function shareGroups<List extends PeopleList>(lists: readonly List[]): Shared<List> {
  const left = lists.map(({ names }) => new Set(names));
  const used: string[][] = lists.map(() => []);
  const places = placesOf(lists);
  const taken = new Set<string>();
  const groups: SharedGroup[] = [];
  for (const people of findCandidates(lists, places)) {
    const shared = placesOfAll(people, places).filter((at) =>
      people.every((name) => left[at]?.has(name)),
    );
    if (shared.length < fewestPlaces) continue;
    const name = nameFor(people, shared, { lists, taken });
    taken.add(fold(name));
    groups.push({ name, people: people.toSorted(compareIds) });
    for (const at of shared) {
      used[at]?.push(`${groupPrefix}${name}`);
      for (const person of people) left[at]?.delete(person);
    }
  }
  return {
    groups: groups.toSorted((a, b) => compareIds(a.name, b.name)),
    lists: lists.map((list, at) => ({
      ...list,
      names: [
        ...(used[at] ?? []).toSorted(compareIds),
        ...list.names.filter((name) => left[at]?.has(name)),
      ],
    })),
  };
}

type Places = ReadonlyMap<string, readonly number[]>;

/** Returns the indexes of the lists that each person is in. */
function placesOf(lists: readonly PeopleList[]): Places {
  const places = new Map<string, number[]>();
  for (const [at, { names }] of lists.entries()) {
    for (const name of names) {
      const known = places.get(name);
      if (known === undefined) places.set(name, [at]);
      else known.push(at);
    }
  }
  return places;
}

function placesOfAll(people: readonly string[], places: Places): readonly number[] {
  const [first = "", ...others] = people;
  return others.reduce<readonly number[]>(
    (shared, name) => {
      const own = new Set(places.get(name));
      return shared.filter((at) => own.has(at));
    },
    places.get(first) ?? [],
  );
}

/** Complete lists, and people who are in exactly the same lists; the ones that save most first. */
function findCandidates(
  lists: readonly PeopleList[],
  places: Places,
): readonly (readonly string[])[] {
  const alike = Map.groupBy(places.keys(), (name) => JSON.stringify(places.get(name)));
  const candidates = new Map(
    [
      ...lists.map(({ names }) => names.toSorted(compareIds)),
      ...[...alike.values()].map((names) => names.toSorted(compareIds)),
    ]
      .filter((people) => people.length >= fewestPeople)
      .map((people) => [JSON.stringify(people), people]),
  );
  return [...candidates.values()]
    .map((people) => ({ people, shared: placesOfAll(people, places).length }))
    .filter(({ shared }) => shared >= fewestPlaces)
    .toSorted((a, b) => b.people.length * (b.shared - 1) - a.people.length * (a.shared - 1))
    .map(({ people }) => people);
}

/** A set is named after the list that it fills, or else after the smallest list that contains it. */
function nameFor(
  people: readonly string[],
  shared: readonly number[],
  { lists, taken }: { readonly lists: readonly PeopleList[]; readonly taken: ReadonlySet<string> },
): string {
  const [smallest] = shared
    .flatMap((at) => lists[at] ?? [])
    .toSorted((a, b) => a.names.length - b.names.length);
  const title = smallest?.title.replaceAll(/[^\w.-]/gu, "-").replace(/^[^A-Za-z0-9]+/u, "") ?? "";
  const isWhole = smallest?.names.length === people.length;
  const base = (title === "" ? "people" : title).slice(0, 80) + (isWhole ? "" : "-shared");
  let name = base;
  for (let next = 2; taken.has(fold(name)); next++) name = `${base}-${next}`;
  return name;
}
