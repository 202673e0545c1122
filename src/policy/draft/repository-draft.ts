/** The repositories of a draft: similar ones with the same privileges are one pattern. */

import { count } from "../../roster/count.ts";
import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { compareIds, type Roster } from "../../roster/model.ts";
import {
  broadcastStates,
  defaultPrivileges,
  type Privilege,
  type PrivilegeLevel,
  type Repository,
} from "../../roster/repository.ts";
import type { Directory } from "../directory.ts";
import { targetPrefixes } from "../prefixes.ts";
import { defaultPrivilegeNames, visibilityNames } from "../file/repository-schema.ts";
import { indexHolders } from "../privilege-holders.ts";
import { indexTeams } from "../team-index.ts";
import { isPersonName, nameOfMember, plainSlugs } from "./names.ts";
import type { TokenDraft } from "./token-draft.ts";

/** Who has one level. */
export interface LevelDraft {
  /** As `team:SLUG` or `service:SLUG`. */
  readonly others: readonly string[];
  readonly people: readonly string[];
}

export interface RepositoryDraft {
  /** The slug, the permanent id, or a pattern for several repositories. */
  readonly name: string;
  /** Undefined if it was not seen. */
  readonly visibility: string | undefined;
  readonly defaultPrivilege: string | undefined;
  /** Undefined: any privilege is allowed, because not all of them were read or can be written. */
  readonly levels: Readonly<Record<PrivilegeLevel, LevelDraft>> | undefined;
  /** Undefined: those that all repositories have, or not managed. */
  readonly tokens: readonly string[] | undefined;
  /** Empty if there is nothing to say. */
  readonly comment: string;
}

/** With fewer similar repositories, each has its own entry. */
const fewestInFamily = 3;

/** Returns the repositories by name, those without a usable slug first. */
export function draftRepositories(
  roster: Roster,
  directory: Directory,
  tokens: TokenDraft,
): readonly RepositoryDraft[] {
  const isPlain = plainSlugs(roster.repositories);
  const nameOf = namesOfHolders(roster, directory);
  const drafts = roster.repositories.map((repository) => {
    const plain = isPlain(repository);
    const family = plain ? (/^[A-Za-z][A-Za-z0-9_]+-/u.exec(repository.slug)?.[0] ?? "") : "";
    const name = plain ? repository.slug : repository.id;
    return {
      family,
      plain,
      draft: { name, ...draftRepository(repository, nameOf), tokens: tokens.of(repository) },
    };
  });
  const alone = drafts.filter(({ plain }) => !plain).map(({ draft }) => draft);
  const families = Map.groupBy(
    drafts.filter(({ plain }) => plain),
    ({ family }) => fold(family),
  );
  const joined = [...families.values()].flatMap((relatives) =>
    joinFamily(
      relatives[0]?.family ?? "",
      relatives.map(({ draft }) => draft),
    ),
  );
  const byName = (a: RepositoryDraft, b: RepositoryDraft) => compareIds(a.name, b.name);
  return [...alone.toSorted(byName), ...joined.toSorted(byName)];
}

function draftRepository(
  { broadcast, defaultPrivilege, privileges, coverage }: Repository,
  nameOf: (privilege: Privilege) => string | undefined,
): Omit<RepositoryDraft, "name" | "tokens"> {
  const isRead = coverage.status === "complete";
  const names = privileges.flatMap((one) => nameOf(one) ?? []);
  // A person's permanent id can be the username of somebody who was not seen.
  const isDistinct = new Set(names.map(fold)).size === names.length;
  const canWrite =
    isDistinct &&
    privileges.every((one) => one.kind !== "user" || isPersonName(nameOf(one) ?? "nobody"));
  const at = (level: PrivilegeLevel): LevelDraft => {
    const namesOf = (isPerson: boolean) =>
      privileges
        .filter((one) => one.level === level && (one.kind === "user") === isPerson)
        .flatMap((one) => nameOf(one) ?? [])
        .toSorted(compareIds);
    return { others: namesOf(false), people: namesOf(true) };
  };
  return {
    visibility: isUnknown(broadcast)
      ? undefined
      : visibilityNames[broadcastStates.indexOf(broadcast)],
    defaultPrivilege: isUnknown(defaultPrivilege)
      ? undefined
      : defaultPrivilegeNames[defaultPrivileges.indexOf(defaultPrivilege)],
    levels:
      isRead && canWrite ? { Admin: at("Admin"), Write: at("Write"), Read: at("Read") } : undefined,
    comment: isRead
      ? canWrite
        ? ""
        : `its privileges have ${isDistinct ? "a name that no list can have" : "one name twice"}`
      : "its privileges were not read completely",
  };
}

/** Returns a function that names who has a privilege; undefined for nobody, which is drift. */
function namesOfHolders(
  roster: Roster,
  directory: Directory,
): (privilege: Privilege) => string | undefined {
  const teams = indexTeams(roster, { teams: [] });
  const { holderOf } = indexHolders({ roster, directory, teams });
  const isPlain = plainSlugs(roster.teams);
  return (privilege) => {
    const { kind, slug } = privilege;
    const { member, team, isNobody } = holderOf(privilege);
    if (isNobody === true) return undefined;
    if (kind === "user") return member === undefined ? slug : nameOfMember(member, directory);
    if (team === undefined) return `${targetPrefixes[kind]}${slug}`;
    return `${targetPrefixes.team}${isPlain(team) ? team.slug : team.id}`;
  };
}

/** Of a family, only one entry can have the pattern: that of the most repositories. */
function joinFamily(
  family: string,
  relatives: readonly RepositoryDraft[],
): readonly RepositoryDraft[] {
  const alike = Map.groupBy(relatives, (draft) => JSON.stringify({ ...draft, name: null }));
  const [most = []] = [...alike.values()].toSorted((a, b) => b.length - a.length);
  const [first] = most;
  if (family === "" || first === undefined || most.length < fewestInFamily) return relatives;
  const joined = new Set(most);
  const comment = `${first.comment === "" ? "" : `${first.comment.replace(/^its/u, "their")}: `}${count(most.length, "repository", "repositories")}`;
  return [
    { ...first, name: `${family}*`, comment },
    ...relatives.filter((draft) => !joined.has(draft)),
  ];
}
