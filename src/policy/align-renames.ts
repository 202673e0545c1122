/** Compares policies across renames of teams: a rename alone gives nobody access, and takes none. */

import { fold } from "../roster/fold.ts";
import type { Policy } from "./policy.ts";
import type { WrittenName } from "./position.ts";
import { targetPrefixes } from "./prefixes.ts";
import { toTarget } from "./target.ts";

/**
 * Returns the earlier policy with the teams' names of the later one, where that says which names a
 * team had before. The same policy if no team was renamed.
 */
export function alignTeamNames(before: Policy, after: Policy): Policy {
  const old = new Set(before.teams.map(({ name }) => fold(name.text)));
  const listed = new Set(after.teams.map(({ name }) => fold(name.text)));
  const present = new Map(
    after.teams.flatMap(({ name, formerly }) => {
      if (old.has(fold(name.text))) return [];
      // Of two teams that become one, only one is renamed; the other one is dropped.
      const former = formerly
        .map(({ text }) => fold(text))
        .find((text) => old.has(text) && !listed.has(text));
      return former === undefined ? [] : [[former, name.text] as const];
    }),
  );
  if (present.size === 0) return before;
  const nameOf = (text: string) => present.get(fold(text)) ?? text;
  const rename = (name: WrittenName): WrittenName => ({ ...name, text: nameOf(name.text) });
  const renameTarget = (name: WrittenName): WrittenName => {
    const target = toTarget(name);
    return target.kind === "team"
      ? { ...name, text: `${targetPrefixes.team}${nameOf(target.name.text)}` }
      : name;
  };
  return {
    ...before,
    teams: before.teams.map((team) => ({ ...team, name: rename(team.name) })),
    services:
      before.services?.map((service) => ({
        ...service,
        teams: service.teams?.map(rename) ?? null,
      })) ?? null,
    repositories:
      before.repositories?.map((repository) => ({
        ...repository,
        admins: repository.admins.map(renameTarget),
        write: repository.write.map(renameTarget),
        read: repository.read.map(renameTarget),
      })) ?? null,
    exceptions: before.exceptions.map((exception) => ({
      ...exception,
      subject: renameTarget(rename(exception.subject)),
      team: exception.team === null ? null : nameOf(exception.team),
    })),
  };
}
