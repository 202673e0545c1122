/** Entries of a policy file that are valid alone but contradict each other. */

import { fold } from "../roster/fold.ts";
import { roleNames } from "./options.ts";
import type { PersonEntry, PolicyFile } from "./file/schema.ts";
import type { Path, Source } from "./file/source.ts";
import type { Problem } from "./file/problem.ts";
import { rulesByKey } from "./file/to-policy.ts";

/** A policy file without its invalid entries. */
type PartOfPolicyFile = { readonly [Key in keyof PolicyFile]?: PolicyFile[Key] | undefined };

/** Returns the contradictions between entries, which no schema can express. */
export function findContradictions(file: PartOfPolicyFile, source: Source): Problem[] {
  const problems: Problem[] = [];
  const add = (path: Path, message: string) =>
    problems.push({ position: source.positionOf(path), message });
  const addRepeats = (path: Path, entries: readonly PersonEntry[] | undefined) => {
    const names = entries?.map(nameIn);
    for (const { at, first } of repeats(names)) {
      const { line } = source.positionOf([...path, first]);
      const name = names?.[at] ?? "";
      add([...path, at], `"${name}" is listed twice: ${firstOn(line, names?.[first] ?? "", name)}`);
    }
  };
  for (const role of roleNames) {
    const { members, min = 0, max = Infinity, allow, ...entry } = file.roles?.[role] ?? {};
    if (min > max) {
      add(["roles", role, "min"], `min ${min} is more than max ${max}`);
    }
    addRepeats(["roles", role, "members"], members);
    addRepeats(["roles", role, "allow"], allow);
    addRepeats(["roles", role, "break-glass"], entry["break-glass"]);
  }
  problems.push(...findTwoRoles(file, source));
  const slugs = new Map<string, string>();
  for (const [team, lists] of file.teams ?? []) {
    addRepeats(["teams", team, "managers"], lists.managers);
    addRepeats(["teams", team, "members"], lists.members === "any" ? [] : lists.members);
    addRepeats(["teams", team, "services"], lists.services);
    const first = slugs.get(fold(team));
    if (first === undefined) slugs.set(fold(team), team);
    else {
      const { line } = source.positionOfKey(["teams", first]);
      problems.push({
        position: source.positionOfKey(["teams", team]),
        message: `team "${team}" is listed twice: ${firstOn(line, first, team)}`,
      });
    }
  }
  for (const [slug, { teams }] of file.services ?? []) {
    addRepeats(["services", slug, "teams"], teams);
  }
  addRepeats(["invites", "listed"], file.invites?.listed);
  for (const [key, id] of Object.entries(rulesByKey)) {
    if (file[key as keyof typeof rulesByKey] === undefined) continue;
    if (file.rules?.[id] !== undefined) {
      add(["rules", id], `is already set by "${key}": keep one of them`);
    }
  }
  return problems;
}

/** Returns the line of a name's first entry, and its spelling there if that differs. */
function firstOn(line: number, first: string, name: string): string {
  return `first on line ${line}${first === name ? "" : `, as "${first}"`}`;
}

function nameIn(entry: PersonEntry): string {
  return typeof entry === "string" ? entry : entry.name;
}

/**
 * A person has one workspace role, so a name under two roles is a mistake, unless one of the
 * entries only counts from a later day.
 */
function findTwoRoles({ roles }: PartOfPolicyFile, source: Source): Problem[] {
  const seen = new Map<string, { readonly role: string; readonly line: number }>();
  return roleNames.flatMap((role) =>
    (["members", "break-glass"] as const).flatMap((list) =>
      (roles?.[role]?.[list] ?? []).flatMap((entry, index): Problem[] => {
        if (typeof entry !== "string" && entry.from !== undefined) return [];
        const name = nameIn(entry);
        const position = source.positionOf(["roles", role, list, index]);
        const first = seen.get(fold(name));
        if (first === undefined) seen.set(fold(name), { role, line: position.line });
        if (first === undefined || first.role === role) return [];
        const message = `"${name}" is listed under two roles: ${first.role} on line ${first.line}, and ${role} here. A person has one role: keep the correct one`;
        return [{ position, message }];
      }),
    ),
  );
}

/**
 * Returns the positions of names that are already in the list, each with the position of the first
 * entry.
 */
function repeats(names: readonly string[] | undefined): { at: number; first: number }[] {
  const seen = new Map<string, number>();
  return (names ?? []).flatMap((name, at) => {
    const first = seen.get(fold(name));
    if (first !== undefined) return [{ at, first }];
    seen.set(fold(name), at);
    return [];
  });
}
