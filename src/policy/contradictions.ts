/** Entries of a policy file that are right by themselves, and wrong together. */

import { fold } from "./fold.ts";
import { roleNames } from "./options.ts";
import type { PolicyFile } from "./schema.ts";
import type { Path, Problem, Source } from "./source.ts";
import { rulesByKey } from "./to-policy.ts";

/** A file of which some entries were wrong, and are left out. */
type PartOfPolicyFile = { readonly [Key in keyof PolicyFile]?: PolicyFile[Key] | undefined };

/** Returns what no schema says: entries that contradict each other. */
export function findContradictions(file: PartOfPolicyFile, source: Source): Problem[] {
  const problems: Problem[] = [];
  const add = (path: Path, message: string) =>
    problems.push({ position: source.positionOf(path), message });
  const addRepeats = (path: Path, names: readonly string[] | undefined) => {
    for (const at of repeats(names)) add([...path, at], `"${names?.[at]}" is listed twice`);
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
  const slugs = new Set<string>();
  for (const [team, lists] of file.teams ?? []) {
    addRepeats(["teams", team, "managers"], lists.managers);
    addRepeats(["teams", team, "members"], lists.members === "any" ? [] : lists.members);
    addRepeats(["teams", team, "services"], lists.services);
    if (slugs.has(fold(team))) {
      problems.push({
        position: source.positionOfKey(["teams", team]),
        message: `team "${team}" is listed twice`,
      });
    }
    slugs.add(fold(team));
  }
  for (const [slug, { teams }] of file.services ?? []) {
    addRepeats(["services", slug, "teams"], teams);
  }
  addRepeats(["invites", "listed"], file.invites?.listed);
  for (const [key, id] of Object.entries(rulesByKey)) {
    if (file[key as keyof typeof rulesByKey] === undefined) continue;
    if (file.rules?.[id] !== undefined) {
      add(["rules", id], `is set by "${key}" already: keep one of them`);
    }
  }
  return problems;
}

/** Returns the positions in a list at which a name stands that stood there before. */
function repeats(names: readonly string[] | undefined): number[] {
  const seen = new Set<string>();
  const found: number[] = [];
  for (const [index, name] of (names ?? []).entries()) {
    if (seen.has(fold(name))) found.push(index);
    seen.add(fold(name));
  }
  return found;
}
