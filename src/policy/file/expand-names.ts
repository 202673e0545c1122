/** Replaces aliases and groups in lists of people, so that the rules see only accounts. */

import { fold } from "../../roster/fold.ts";
import { describeLine, type EntryTerms, type WrittenName } from "../position.ts";
import { suggest } from "../suggest.ts";
import type { PersonEntry } from "./people-schema.ts";
import { groupPrefix } from "../prefixes.ts";
import type { Problem } from "./problem.ts";
import type { Path, Source } from "./source.ts";
import { quoteWritten } from "./written.ts";

/** The sections of a policy file that define names. */
export interface NameSections {
  readonly people?: ReadonlyMap<string, string> | undefined;
  readonly groups?: ReadonlyMap<string, readonly PersonEntry[]> | undefined;
}

export interface NameExpander {
  /** Returns the account of an alias; every other name unchanged. */
  readonly account: (name: string) => string;
  /**
   * Returns the accounts of the list at a path of the file. Each has the position of its entry in the list, and the group
   * that it comes from. Equal entries of several groups are given once.
   */
  expand(list: readonly PersonEntry[], path: Path): readonly WrittenName[];
  /** Returns the problem with a name that refers to no group; undefined if there is none. */
  problemOf(name: string): string | undefined;
  /** Returns the mistakes in `people` and `groups`, and groups that are too large to be expanded. */
  findProblems(): readonly Problem[];
}

/** With more names than this, somebody nested groups to fill the memory. */
const maxExpanded = 200_000;
const maxDepth = 20;

type GroupMember = { readonly text: string } & EntryTerms;

/** Returns the expander for the names of a file. */
export function createNameExpander(sections: NameSections, source: Source): NameExpander {
  const aliases = new Map([...(sections.people ?? [])].map(([alias, name]) => [fold(alias), name]));
  const groups = new Map(
    [...(sections.groups ?? [])].map(([name, list]) => [fold(name), { name, list }]),
  );
  const account = (name: string) => aliases.get(fold(name)) ?? name;
  const expanded = new Map<string, readonly GroupMember[]>();
  let depth = 0;
  let left = maxExpanded;
  const take = <T>(names: readonly T[]): readonly T[] => {
    left -= names.length;
    return left < 0 ? [] : names;
  };
  const toMembers = (entry: PersonEntry): readonly GroupMember[] => {
    const written = toGroupMember(entry);
    const group = groupIn(written.text);
    if (group === undefined) return [{ ...written, text: account(written.text) }];
    return take(membersOf(fold(group))).map((member) => ({
      text: member.text,
      ...combineTerms(member, written),
    }));
  };
  const membersOf = (key: string): readonly GroupMember[] => {
    const known = expanded.get(key);
    // Groups that contain themselves or are nested too deep are problems; here they are empty.
    if (known !== undefined || depth > maxDepth) return known ?? [];
    expanded.set(key, []);
    depth += 1;
    const members = distinct((groups.get(key)?.list ?? []).flatMap(toMembers));
    depth -= 1;
    expanded.set(key, members);
    return members;
  };
  const names = namesOfGroups(source);
  const known = new Set(names.map(fold));
  const problemOf = (name: string) => {
    const group = groupIn(name);
    if (group === undefined || known.has(fold(group))) return undefined;
    const meant = suggest(group, names);
    return `there is no group ${quoteWritten(group)}${meant === "" ? ": define it under groups" : meant}`;
  };
  const expandList = (list: readonly PersonEntry[], path: Path): readonly WrittenName[] =>
    distinct(
      list.flatMap((entry, index): readonly WrittenName[] => {
        const position = source.positionOf([...path, index]);
        const group = groupIn(nameIn(entry));
        const via = group === undefined ? undefined : groups.get(fold(group))?.name;
        return toMembers(entry).map((member) => ({
          ...member,
          position,
          ...(via !== undefined && { via: `${groupPrefix}${via}` }),
        }));
      }),
    );
  // Each list is expanded once, so that the limit counts it once.
  const lists = new Map<string, readonly WrittenName[]>();
  return {
    account,
    problemOf,
    expand: (list, path) => {
      const key = JSON.stringify(path);
      const names = lists.get(key) ?? expandList(list, path);
      lists.set(key, names);
      return names;
    },
    findProblems: () => [
      ...findAliasProblems(sections.people, source),
      ...[...groups.values()].flatMap(({ name, list }) =>
        list.flatMap((entry, index): readonly Problem[] => {
          const message = problemOf(nameIn(entry));
          const position = source.positionOf(["groups", name, index]);
          return message === undefined ? [] : [{ position, message }];
        }),
      ),
      ...findCycles(groups, source),
      ...(left < 0
        ? [
            {
              position: source.positionOfKey(["groups"]),
              message: `the groups stand for more than ${maxExpanded} names in all lists: use smaller groups`,
            },
          ]
        : []),
    ],
  };
}

/** Includes groups that have mistakes of their own, so that lists which use them have none. */
function namesOfGroups({ value }: Source): readonly string[] {
  const groups = (value as { readonly groups?: unknown } | undefined)?.groups;
  return typeof groups === "object" && groups !== null ? Object.keys(groups) : [];
}

/** An entry of a list, which may have more than its name. */
export type NamedEntry = string | { readonly name: string };

/** Returns the name in an entry of a list. */
export function nameIn(entry: NamedEntry): string {
  return typeof entry === "string" ? entry : entry.name;
}

/** Returns the name of the group that a list refers to; undefined for a person. */
export function groupIn(name: string): string | undefined {
  return name.startsWith(groupPrefix) ? name.slice(groupPrefix.length).trim() : undefined;
}

/** Returns the name in an entry, with the days on which it counts. */
export function toGroupMember(entry: PersonEntry): GroupMember {
  if (typeof entry === "string") return { text: entry };
  const { name, ...terms } = entry;
  return { text: name, ...combineTerms(terms, {}) };
}

/** Returns the terms of an entry inside another one: only days that both allow count. */
function combineTerms(
  { from, until, reason }: Partial<Record<keyof EntryTerms, string | undefined>>,
  outer: EntryTerms,
): EntryTerms {
  const latest = [from, outer.from]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
  const earliest = [until, outer.until].filter((day) => day !== undefined).sort()[0];
  const why = outer.reason ?? reason;
  return {
    ...(latest !== undefined && { from: latest }),
    ...(earliest !== undefined && { until: earliest }),
    ...(why !== undefined && { reason: why }),
  };
}

function distinct<Entry extends GroupMember>(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Set<string>();
  return entries.filter(({ text, from, until, reason }) => {
    const key = JSON.stringify([fold(text), from, until, reason]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Nobody can tell whom such a name means: the alias, or the account with that name. */
function findAliasProblems(
  people: ReadonlyMap<string, string> | undefined,
  source: Source,
): readonly Problem[] {
  const accounts = new Map(
    [...(people ?? [])].map(([alias, name]) => [fold(name), { alias, name }]),
  );
  const seen = new Map<string, string>();
  return [...(people ?? [])].flatMap(([alias, name]): readonly Problem[] => {
    const position = source.positionOfKey(["people", alias]);
    const twice = seen.get(fold(alias));
    if (twice !== undefined) {
      const line = describeLine(source.positionOfKey(["people", twice]), position);
      return [{ position, message: `alias "${alias}" is given twice: first on ${line}` }];
    }
    seen.set(fold(alias), alias);
    const other = accounts.get(fold(alias));
    if (other === undefined || fold(name) === fold(alias)) return [];
    const line = describeLine(source.positionOf(["people", other.alias]), position);
    return [
      {
        position,
        message: `alias "${alias}" is also the name of another account (${line}): choose another alias`,
      },
    ];
  });
}

/** Returns one problem for each group that contains itself, with the groups in between. */
function findCycles(
  groups: ReadonlyMap<string, { readonly name: string; readonly list: readonly PersonEntry[] }>,
  source: Source,
): readonly Problem[] {
  const problems: Problem[] = [];
  const finished = new Set<string>();
  const visit = (key: string, parents: readonly string[]): void => {
    if (finished.has(key)) return;
    const group = groups.get(key);
    if (group === undefined) return;
    if (parents.length >= maxDepth) {
      const position = source.positionOfKey(["groups", group.name]);
      problems.push({ position, message: `groups are nested more than ${maxDepth} deep here` });
      return;
    }
    for (const [index, entry] of group.list.entries()) {
      const inner = groupIn(nameIn(entry));
      if (inner === undefined) continue;
      const start = [...parents, key].indexOf(fold(inner));
      if (start === -1) {
        visit(fold(inner), [...parents, key]);
        continue;
      }
      const circle = [...parents, key].slice(start).map((one) => groups.get(one)?.name ?? one);
      const position = source.positionOf(["groups", group.name, index]);
      const first = source.positionOfKey(["groups", circle[0] ?? group.name]);
      problems.push({
        position,
        message: `group "${circle[0]}" (${describeLine(first, position)}) contains itself: ${[...circle, circle[0]].join(", ")}`,
      });
    }
    finished.add(key);
  };
  for (const key of groups.keys()) visit(key, []);
  return problems;
}
