/** Entries of a policy file that are valid alone but contradict each other. */

import { fold } from "../roster/fold.ts";
import { catalog } from "./catalog.ts";
import { privilegeLists } from "./file/repository-schema.ts";
import { describePrefix } from "./file/unknown-prefix.ts";
import { roleNames } from "./role-names.ts";
import { nameIn, type NamedEntry, type NameExpander } from "./file/expand-names.ts";
import type { PersonEntry } from "./file/people-schema.ts";
import type { PolicyFile } from "./file/schema.ts";
import { describeLine, type WrittenName } from "./position.ts";
import type { Path, Source } from "./file/source.ts";
import type { Problem } from "./file/problem.ts";
import { hasSection } from "./section.ts";
import { rulesByKey } from "./file/to-policy.ts";

/** A policy file without its invalid entries. */
type PartOfPolicyFile = { readonly [Key in keyof PolicyFile]?: PolicyFile[Key] | undefined };

/** Returns the contradictions between entries, which no schema can express. */
export function findContradictions(
  file: PartOfPolicyFile,
  source: Source,
  names: NameExpander,
): Problem[] {
  const problems: Problem[] = [];
  const add = (path: Path, message: string) =>
    problems.push({ position: source.positionOf(path), message });
  const addRepeats = (path: Path, entries: readonly NamedEntry[] | undefined, of = fold) => {
    const written = entries?.map(nameIn);
    for (const { at, first } of repeats(written?.map(of))) {
      const { line } = source.positionOf([...path, first]);
      const name = written?.[at] ?? "";
      add(
        [...path, at],
        `"${name}" is listed twice: ${firstOn(`line ${line}`, written?.[first] ?? "", name)}`,
      );
    }
  };
  for (const { path, list } of listsOfPeople(file)) {
    addRepeats(path, list, (name) => fold(names.account(name)));
    for (const [index, entry] of list.entries()) {
      const message = names.problemOf(nameIn(entry));
      if (message !== undefined) add([...path, index], message);
    }
    names.expand(list, path);
  }
  for (const role of roleNames) {
    const { min = 0, max = Infinity } = file.roles?.[role] ?? {};
    if (min > max) {
      add(["roles", role, "min"], `min ${min} is more than max ${max}`);
    }
  }
  problems.push(...findTwoRoles(file, names));
  for (const [team, lists] of file.teams ?? []) {
    addRepeats(["teams", team, "services"], lists.services === "any" ? undefined : lists.services);
  }
  problems.push(...findTwice("teams", "team", file.teams, source));
  problems.push(...findTwice("repositories", "repository", file.repositories, source));
  problems.push(...findTwice("oidc", "OIDC provider", file.oidc, source));
  for (const [provider, { services, ...entry }] of file.oidc ?? []) {
    // The case of claims matters.
    addRepeats(["oidc", provider, "require-claims"], entry["require-claims"], (claim) => claim);
    addRepeats(["oidc", provider, "services"], services === "any" ? [] : services);
  }
  problems.push(...findMappingsTwice(file, source));
  problems.push(...findRepositoryProblems(file, source, names));
  problems.push(...findFormerNames(file, source));
  for (const { path, list } of listsOfTokens(file)) addRepeats(path, list);
  for (const [slug, { teams }] of file.services ?? []) {
    addRepeats(["services", slug, "teams"], teams);
  }
  for (const [index, { "approved-by": approver }] of (file.exceptions ?? []).entries()) {
    const message = approver === undefined ? undefined : names.problemOf(approver);
    if (message !== undefined) add(["exceptions", index, "approved-by"], message);
  }
  for (const [key, id] of Object.entries(rulesByKey)) {
    if (file[key as keyof typeof rulesByKey] === undefined) continue;
    if (file.rules?.[id] !== undefined) {
      add(["rules", id], `is already set by "${key}": keep one of them`);
    }
  }
  for (const { id, section } of catalog) {
    const setting = file.rules?.[id] as string | { readonly severity?: string } | undefined;
    if (section === undefined || hasSection(file, section) || setting === undefined) continue;
    // Without the section, everything is unlisted.
    if (Object.values<string>(rulesByKey).includes(id)) continue;
    if (setting === "off" || (typeof setting === "object" && setting.severity === "off")) continue;
    add(["rules", id], `it looks at nothing without ${section}: add that section, or turn it off`);
  }
  problems.push(...names.findProblems());
  return problems;
}

/** Returns a problem for each name that a section has twice, in two spellings. */
function findTwice(
  section: "teams" | "repositories" | "oidc",
  what: string,
  entries: ReadonlyMap<string, unknown> | undefined,
  source: Source,
): Problem[] {
  const seen = new Map<string, string>();
  return [...(entries?.keys() ?? [])].flatMap((name): Problem[] => {
    const first = seen.get(fold(name));
    seen.set(fold(name), first ?? name);
    if (first === undefined) return [];
    const position = source.positionOfKey([section, name]);
    const line = describeLine(source.positionOfKey([section, first]), position);
    const message = `${what} "${name}" is listed twice: ${firstOn(line, first, name)}`;
    return [{ position, message }];
  });
}

/** A group fills a team with one role. Entries with and without an attribute are the same group. */
function findMappingsTwice(
  { "group-sync": mappings }: PartOfPolicyFile,
  source: Source,
): Problem[] {
  const seen = new Map<string, number>();
  return (mappings ?? []).flatMap(({ group, team, attribute }, index): Problem[] => {
    const key = (of: string | null) => JSON.stringify([group, fold(team), of]);
    // An entry without an attribute is about all of them.
    const first = seen.get(key(attribute ?? null)) ?? seen.get(key(""));
    for (const name of [attribute ?? "", null])
      if (!seen.has(key(name))) seen.set(key(name), index);
    if (first === undefined) return [];
    const position = source.positionOf(["group-sync", index]);
    const line = describeLine(source.positionOf(["group-sync", first]), position);
    const message = `group ${JSON.stringify(group)} of team "${team}" is listed twice: first on ${line}`;
    return [{ position, message }];
  });
}

/**
 * Nobody has two privileges on one repository, so a name in two lists of it is a mistake, unless one
 * of the entries counts only on some days.
 */
function findRepositoryProblems(
  { repositories }: PartOfPolicyFile,
  source: Source,
  names: NameExpander,
): Problem[] {
  return [...(repositories ?? [])].flatMap(([repository, entry]): Problem[] => {
    const at = (list: string) => ["repositories", repository, list];
    const given = privilegeLists.filter((list) => entry[list] !== undefined);
    const prefixes = given.flatMap((list) =>
      (entry[list] ?? []).flatMap((one, index): Problem[] => {
        const isAlias = names.account(nameIn(one)) !== nameIn(one);
        const message = isAlias ? undefined : describePrefix(nameIn(one));
        const position = source.positionOf([...at(list), index]);
        return message === undefined ? [] : [{ position, message }];
      }),
    );
    if (entry.privileges === "any") {
      return given.map((list) => ({
        position: source.positionOfKey(at(list)),
        message: `"privileges: any" already allows this: remove one of them`,
      }));
    }
    const seen = new Map<string, { readonly list: string; readonly name: WrittenName }>();
    const twice = given.flatMap((list) =>
      names.expand(entry[list] ?? [], at(list)).flatMap((name): Problem[] => {
        if (name.from !== undefined || name.until !== undefined) return [];
        const first = seen.get(fold(name.text));
        if (first === undefined) seen.set(fold(name.text), { list, name });
        if (first === undefined || first.list === list) return [];
        const before = `${first.list} on ${describeLine(first.name.position, name.position)}${viaOf(first.name)}`;
        const message = `"${name.text}" is listed at two levels: ${before}, and ${list} here${viaOf(name)}. Each level includes the lower ones: keep the correct one`;
        return [{ position: name.position, message }];
      }),
    );
    return [...prefixes, ...twice];
  });
}

/** Returns every list of people, except groups. */
function listsOfPeople({
  roles,
  teams,
  invites,
  repositories,
}: PartOfPolicyFile): { readonly path: Path; readonly list: readonly PersonEntry[] }[] {
  const lists = [
    ...roleNames.flatMap((role) =>
      (["members", "allow", "break-glass"] as const).map((key) => ({
        path: ["roles", role, key],
        list: roles?.[role]?.[key],
      })),
    ),
    ...[...(teams ?? [])].flatMap(([team, { managers, members }]) => [
      { path: ["teams", team, "managers"], list: managers === "any" ? [] : managers },
      { path: ["teams", team, "members"], list: members === "any" ? [] : members },
    ]),
    { path: ["invites", "listed"], list: invites?.listed },
    ...[...(repositories ?? [])].flatMap(([repository, entry]) =>
      privilegeLists.map((key) => ({
        path: ["repositories", repository, key],
        list: entry[key],
      })),
    ),
  ];
  return lists.flatMap(({ path, list }) => (list === undefined ? [] : [{ path, list }]));
}

function listsOfTokens({ tokens, repositories }: PartOfPolicyFile) {
  const lists = [
    { path: ["tokens"], list: tokens },
    ...[...(repositories ?? [])].map(([repository, entry]) => ({
      path: ["repositories", repository, "tokens"],
      list: entry.tokens,
    })),
  ];
  return lists.flatMap(({ path, list }) =>
    list === undefined || list === "any" ? [] : [{ path, list }],
  );
}

/** Returns the line of a name's first entry, and its spelling there if that differs. */
function firstOn(line: string, first: string, name: string): string {
  return `first on ${line}${first === name ? "" : `, as "${first}"`}`;
}

/** A team's former name belongs to one team, and to none that the policy lists today. */
function findFormerNames({ teams }: PartOfPolicyFile, source: Source): Problem[] {
  const seen = new Map(
    [...(teams ?? [])].map(([team]) => [fold(team), source.positionOfKey(["teams", team])]),
  );
  return [...(teams ?? [])].flatMap(([team, { formerly = [] }]) =>
    formerly.flatMap((name, index): Problem[] => {
      const position = source.positionOf(["teams", team, "formerly", index]);
      const first = seen.get(fold(name));
      seen.set(fold(name), position);
      if (first === undefined) return [];
      const message = `"${name}" is already the name of a team on ${describeLine(first, position)}: a former name belongs to one team only`;
      return [{ position, message }];
    }),
  );
}

/**
 * A person has one workspace role, so a name under two roles is a mistake, unless one of the
 * entries counts only on some days.
 */
function findTwoRoles({ roles }: PartOfPolicyFile, names: NameExpander): Problem[] {
  const seen = new Map<string, { readonly role: string; readonly name: WrittenName }>();
  return roleNames.flatMap((role) =>
    (["members", "break-glass"] as const).flatMap((list) =>
      names
        .expand(roles?.[role]?.[list] ?? [], ["roles", role, list])
        .flatMap((name): Problem[] => {
          if (name.from !== undefined || name.until !== undefined) return [];
          const first = seen.get(fold(name.text));
          if (first === undefined) seen.set(fold(name.text), { role, name });
          if (first === undefined || first.role === role) return [];
          const before = `${first.role} on ${describeLine(first.name.position, name.position)}${viaOf(first.name)}`;
          const message = `"${name.text}" is listed under two roles: ${before}, and ${role} here${viaOf(name)}. A person has one role: keep the correct one`;
          return [{ position: name.position, message }];
        }),
    ),
  );
}

function viaOf({ via }: WrittenName): string {
  return via === undefined ? "" : ` through ${via}`;
}

/**
 * Returns the positions of names that are already in the list, each with the position of the first
 * entry.
 */
function repeats(names: readonly string[] | undefined): { at: number; first: number }[] {
  const seen = new Map<string, number>();
  return (names ?? []).flatMap((name, at) => {
    const first = seen.get(name);
    if (first !== undefined) return [{ at, first }];
    seen.set(name, at);
    return [];
  });
}
