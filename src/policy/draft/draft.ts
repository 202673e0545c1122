/** Drafts a policy that allows a workspace as it is today; its owner then reduces it. */

import { isUnknown } from "../../roster/fact.ts";
import { compareIds, type Member, type Roster } from "../../roster/model.ts";
import { privilegeLevels } from "../../roster/repository.ts";
import { directoryOf, type Directory } from "../directory.ts";
import { roleNames, toRole } from "../role-names.ts";
import { listOfLevel } from "../target.ts";
import { shareGroups, type PeopleList, type SharedGroup } from "./groups.ts";
import { draftMappings, draftProviders } from "./key-draft.ts";
import { nameOfMember, scalar } from "./names.ts";
import { draftRepositories, type RepositoryDraft } from "./repository-draft.ts";
import { draftTokens } from "./token-draft.ts";
import { draftTeams, type TeamDraft, type TeamOptions } from "./team-draft.ts";

/** Roles that few people have, each by somebody's decision. */
const listedRoles = roleNames.filter((role) => role !== "member");
const listAll: TeamOptions = { anyAbove: Infinity };

/** The file that describes a policy to an editor; it is written beside the policy. */
export const schemaFile = "access-policy.schema.json";

/** Returns the text of the policy; it does not contain roles and memberships that were not seen. */
export function draftPolicy(roster: Roster, options: TeamOptions = listAll): string {
  const directory = directoryOf(roster);
  const roles = draftRoles(roster, directory);
  const teams = draftTeams(roster, directory, options);
  const tokens = draftTokens(roster);
  const repositories = draftRepositories(roster, directory, tokens);
  const { groups, lists } = shareGroups([
    ...roles,
    ...teams.flatMap(listsOf),
    ...repositories.flatMap(listsOfRepository),
  ]);
  const names = new Map(lists.map((list) => [list.key, list.names]));
  return `${[
    `# yaml-language-server: $schema=./${schemaFile}`,
    "# Who may have which role and team in this workspace, drafted from its state today.",
    "# Read it line by line: change the workspace where something is wrong, and do not accept it here.",
    "version: 1",
    `organization: ${scalar(roster.workspace.slug)}`,
    ...(groups.length === 0
      ? []
      : section("groups", groups.flatMap(writeGroup), [
          "# People who are listed together in several places. Rename the groups as you like.",
        ])),
    ...section(
      "roles",
      roles.flatMap((role) => writeRole(role, names)),
      ["# A role that is left out is not managed; members get their access through teams."],
    ),
    ...section(
      "teams",
      teams.flatMap((team) => writeTeam(team, names)),
      ["# A listed team is managed completely. Managers are members as well."],
    ),
    "unlisted-teams: warning",
    ...section("services", draftServices(roster), ["# Service accounts, by slug."]),
    ...(repositories.length === 0
      ? []
      : [
          ...section(
            "repositories",
            repositories.flatMap((repository) => writeRepository(repository, names)),
            ["# A listed repository is managed completely: a list that is left out means nobody."],
          ),
          "unlisted-repositories: warning",
        ]),
    ...writeTokens(tokens.shared),
    ...optional("oidc", draftProviders(roster), [
      "# What tokens of each OIDC provider must prove, and which service accounts they may become.",
    ]),
    ...optional("group-sync", draftMappings(roster), [
      "# All groups at the identity provider that fill a team.",
    ]),
  ].join("\n")}\n`;
}

function section(name: string, lines: readonly string[], comment: readonly string[]): string[] {
  return ["", ...comment, lines.length === 0 ? `${name}: {}` : `${name}:`, ...lines];
}

/** A section that the draft leaves out if there is nothing to write. */
function optional(name: string, lines: readonly string[], comment: readonly string[]): string[] {
  return lines.length === 0 ? [] : section(name, lines, comment);
}

/** A list of people, by its place in the draft. */
interface DraftList extends PeopleList {
  readonly key: string;
}

interface RoleDraft extends DraftList {
  readonly role: (typeof listedRoles)[number];
  readonly bounds: readonly string[];
}

function draftRoles({ members }: Roster, directory: Directory): readonly RoleDraft[] {
  return listedRoles.flatMap((role): RoleDraft[] => {
    const holders = members.filter((member) => member.role === toRole(role));
    if (holders.length === 0) return [];
    const names = holders.map((holder) => nameOfMember(holder, directory)).toSorted(compareIds);
    const bounds = role === "owner" ? ownerBounds(holders) : [];
    return [{ role, key: keyOf("roles", role), title: `${role}s`, names, bounds }];
  });
}

/** With two Owners or more, one is too few; one more than today needs somebody's decision. */
function ownerBounds(owners: readonly Member[]): string[] {
  const active = owners.filter(({ active: isActive }) => isActive === true).length;
  const unsure = owners.filter(({ active: isActive }) => isUnknown(isActive)).length;
  return [`    min: ${Math.min(2, active)}`, `    max: ${active + unsure}`];
}

function listsOf({ name, managers, members }: TeamDraft): readonly DraftList[] {
  const title = name.replace(/-?\*$/u, "");
  return [
    { key: keyOf(name, "managers"), title: `${title}-managers`, names: managers },
    ...(members === "any" ? [] : [{ key: keyOf(name, "members"), title, names: members }]),
  ];
}

type Names = ReadonlyMap<string, readonly string[]>;

function writeGroup({ name, people }: SharedGroup): string[] {
  return [`  ${scalar(name)}:`, ...people.map((person) => `    - ${scalar(person)}`)];
}

function writeRole({ role, key, bounds }: RoleDraft, names: Names): string[] {
  return [`  ${role}:`, ...list("members", names.get(key)), ...bounds];
}

function writeTeam(
  { name, members, services, synced, comment }: TeamDraft,
  names: Names,
): string[] {
  const lines = [
    ...list("managers", names.get(keyOf(name, "managers"))),
    ...(members === "any"
      ? ["    members: any"]
      : list("members", names.get(keyOf(name, "members")))),
    ...list("services", services),
    ...(synced ? ["    synced: idp"] : []),
  ];
  const key = `  ${scalar(name)}:${lines.length === 0 ? " {}" : ""}`;
  return [comment === "" ? key : `${key} # ${comment}`, ...lines];
}

const levelNames = privilegeLevels.toReversed();

/** Groups are sets of people, so these lists leave out teams and service accounts. */
function listsOfRepository({ name, levels }: RepositoryDraft): readonly DraftList[] {
  if (levels === undefined) return [];
  const title = name.replace(/-?\*$/u, "");
  return levelNames.map((level) => ({
    key: keyOf(name, listOfLevel[level]),
    title: `${title}-${listOfLevel[level]}`,
    names: levels[level].people,
  }));
}

function writeRepository(
  { name, visibility, defaultPrivilege, levels, tokens, comment }: RepositoryDraft,
  names: Names,
): string[] {
  const lines = [
    ...(visibility === undefined ? [] : [`    visibility: ${scalar(visibility)}`]),
    ...(defaultPrivilege === undefined ? [] : [`    default-privilege: ${defaultPrivilege}`]),
    ...(tokens === undefined
      ? []
      : tokens.length === 0
        ? ["    tokens: []"]
        : list("tokens", tokens)),
    ...(levels === undefined
      ? ["    privileges: any"]
      : levelNames.flatMap((level) =>
          list(listOfLevel[level], [
            ...levels[level].others,
            ...(names.get(keyOf(name, listOfLevel[level])) ?? []),
          ]),
        )),
  ];
  const key = `  ${scalar(name)}:${lines.length === 0 ? " {}" : ""}`;
  return [comment === "" ? key : `${key} # ${comment}`, ...lines];
}

/** Without any token in the workspace, the list forbids the first one. */
function writeTokens(names: readonly string[] | undefined): string[] {
  if (names === undefined) return [];
  const comment =
    "# Entitlement tokens that every repository may have; an entry above may have its own list.";
  const lines = names.map((name) => `  - ${scalar(name)}`);
  return ["", comment, ...(lines.length === 0 ? ["tokens: []"] : ["tokens:", ...lines])];
}

function draftServices({ services }: Roster): string[] {
  return services.map(({ slug, role }) => {
    const entry = isUnknown(role) ? "{}" : `{ role: ${role.toLowerCase()} }`;
    return `  ${scalar(slug)}: ${entry}`;
  });
}

function list(name: string, names: readonly string[] = []): string[] {
  if (names.length === 0) return [];
  return [`    ${name}:`, ...names.map((entry) => `      - ${scalar(entry)}`)];
}

function keyOf(entry: string, name: string): string {
  return JSON.stringify([entry, name]);
}
