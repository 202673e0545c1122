/** The teams of a draft: who is listed, and where a list would only be noise. */

import { count } from "../../roster/count.ts";
import { fold } from "../../roster/fold.ts";
import { compareIds, type Member, type Roster, type ServiceAccount } from "../../roster/model.ts";
import type { TeamRole } from "../../roster/roles.ts";
import { isUnknown } from "../../roster/fact.ts";
import type { Directory } from "../directory.ts";
import { groupByTeam, type InTeam } from "../group-by-team.ts";
import { nameOfMember, plainSlugs } from "./names.ts";

export interface TeamDraft {
  /** The slug, the permanent id, or a pattern for several teams. */
  readonly name: string;
  readonly managers: readonly string[];
  readonly members: readonly string[] | "any";
  readonly services: readonly string[];
  readonly synced: boolean;
  /** Why anybody may be in it; empty if the members are listed. */
  readonly comment: string;
}

export interface TeamOptions {
  /** In teams with more people than this, anybody may be. */
  readonly anyAbove: number;
}

/** A team with fewer people is short enough to be listed. */
const fewest = 25;
/** The part of all people that makes a list a copy of the workspace. */
const nearlyAll = 0.9;
/** With fewer similar teams, each has its own entry. */
const fewestInFamily = 3;

/** Returns the teams by name, those without a usable slug first, with similar ones as one family. */
export function draftTeams(
  roster: Roster,
  directory: Directory,
  options: TeamOptions,
): readonly TeamDraft[] {
  const isPlain = plainSlugs(roster.teams);
  const synced = new Set(
    roster.groupSync.enabled === true ? roster.groupSync.mappings.map(({ team }) => team) : [],
  );
  const membersOf = groupByTeam(roster.members).byTeam;
  const servicesOf = groupByTeam(roster.services).byTeam;
  const drafts = roster.teams.map((team) => ({
    ...draftTeam(
      { members: membersOf.get(team.id) ?? [], services: servicesOf.get(team.id) ?? [] },
      roster.members.length,
      directory,
      { ...options, synced: synced.has(team.id) },
    ),
    name: isPlain(team) ? team.slug : team.id,
    family: isPlain(team) ? (/^[A-Za-z][A-Za-z0-9_]+-/u.exec(team.slug)?.[0] ?? "") : "",
  }));
  const ids = new Set(roster.teams.map(({ id }) => id));
  return joinFamilies(drafts).toSorted(
    (a, b) => Number(ids.has(b.name)) - Number(ids.has(a.name)) || compareIds(a.name, b.name),
  );
}

function draftTeam(
  inTeam: {
    readonly members: readonly InTeam<Member>[];
    readonly services: readonly InTeam<ServiceAccount>[];
  },
  everybody: number,
  directory: Directory,
  { anyAbove, synced }: TeamOptions & { readonly synced: boolean },
): Omit<TeamDraft, "name"> {
  const withRole = (role: TeamRole) =>
    inTeam.members.flatMap((one) => (one.role === role ? [one.account] : []));
  const names = (people: readonly Member[]) =>
    people.map((member) => nameOfMember(member, directory)).toSorted(compareIds);
  const people = withRole("Member");
  const managers = withRole("Manager");
  const size = people.length + managers.length;
  const isEverybody = size >= fewest && size >= everybody * nearlyAll;
  const some = `${count(size, "person", "people")} of ${everybody}`;
  const comment = synced
    ? "group sync decides who is in it"
    : isEverybody
      ? `${some}: nearly everybody`
      : size > anyAbove
        ? `${some}: too many to list here`
        : "";
  return {
    managers: names(managers),
    members: comment === "" ? names(people) : "any",
    services: inTeam.services
      .filter(({ role }) => !isUnknown(role))
      .map(({ account }) => account.slug)
      .toSorted(compareIds),
    synced,
    comment,
  };
}

interface Relative extends TeamDraft {
  /** The beginning of the slug; empty if the team can be in no family. */
  readonly family: string;
}

/** Several teams that anybody or nobody may be in, and whose slugs begin alike, are one entry. */
function joinFamilies(drafts: readonly Relative[]): readonly TeamDraft[] {
  const byFamily = Map.groupBy(drafts, ({ family }) => fold(family));
  return [...byFamily.values()].flatMap((relatives): readonly TeamDraft[] => {
    const family = relatives[0]?.family ?? "";
    const alike = Map.groupBy(
      relatives.filter(hasNoList),
      ({ managers, services, synced, members }) =>
        JSON.stringify([managers, services, synced, members]),
    );
    // Only one entry can have the pattern: that of the most teams.
    const most = [...alike.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
    const [first] = most;
    if (family === "" || first === undefined || most.length < fewestInFamily) return relatives;
    const joined = new Set(most);
    const comment = `${first.comment === "" ? "" : `${first.synced ? first.comment : "anybody may be in them"}: `}${count(most.length, "team")}`;
    return [
      { ...first, name: `${family}*`, comment },
      ...relatives.filter((draft) => !joined.has(draft)),
    ];
  });
}

function hasNoList({ managers, members, services }: TeamDraft): boolean {
  return members === "any" || managers.length + members.length + services.length === 0;
}
