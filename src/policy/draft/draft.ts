/** Drafts a policy that allows a workspace as it is today; its owner then reduces it. */

import { compareIds, type Member, type Roster } from "../../roster/model.ts";
import type { Role } from "../../roster/roles.ts";
import { isUnknown } from "../../roster/fact.ts";
import { directoryOf, type Directory } from "../directory.ts";
import { quoteYaml } from "../exceptions/quote.ts";
import { fold } from "../../roster/fold.ts";
import { roleNames, toRole } from "../options.ts";
import { isWildcard } from "../wildcard.ts";

/** Roles that few people have, each by somebody's decision. */
const listedRoles = roleNames.filter((role) => role !== "member");

/** Returns the text of the policy; it does not contain roles and memberships that were not seen. */
export function draftPolicy(roster: Roster): string {
  const directory = directoryOf(roster);
  return `${[
    "# Who may have which role and team in this workspace, drafted from its state today.",
    "# Read it line by line: change the workspace where something is wrong, and do not accept it here.",
    "version: 1",
    `organization: ${scalar(roster.workspace.slug)}`,
    ...section("roles", draftRoles(roster, directory), [
      "# A role that is left out is not managed; members get their access through teams.",
    ]),
    ...section("teams", draftTeams(roster, directory), [
      "# A listed team is managed completely. Managers are members as well.",
    ]),
    "unlisted-teams: warning",
    ...section("services", draftServices(roster), ["# Service accounts, by slug."]),
  ].join("\n")}\n`;
}

function section(name: string, lines: readonly string[], comment: readonly string[]): string[] {
  return ["", ...comment, lines.length === 0 ? `${name}: {}` : `${name}:`, ...lines];
}

function draftRoles({ members }: Roster, directory: Directory): string[] {
  return listedRoles.flatMap((name) => {
    const holders = members.filter(({ role }) => role === toRole(name));
    if (holders.length === 0) return [];
    const bounds = name === "owner" ? ownerBounds(holders) : [];
    return [
      `  ${name}:`,
      ...list(
        "members",
        holders.map((holder) => nameOf(holder, directory)),
      ),
      ...bounds,
    ];
  });
}

/** With two Owners or more, one is too few; one more than today needs somebody's decision. */
function ownerBounds(owners: readonly Member[]): string[] {
  const active = owners.filter(({ active: isActive }) => isActive === true).length;
  const unsure = owners.filter(({ active: isActive }) => isUnknown(isActive)).length;
  return [`    min: ${Math.min(2, active)}`, `    max: ${active + unsure}`];
}

function draftTeams(roster: Roster, directory: Directory): string[] {
  const slugs = Map.groupBy(roster.teams, ({ slug }) => fold(slug));
  const ids = new Set(roster.teams.map(({ id }) => fold(id)));
  return roster.teams.flatMap((team) => {
    const { id, slug } = team;
    // If the policy could read a slug as something else, use the id.
    const isName = slug.trim() === slug && !isWildcard(slug);
    const plain = isName && slugs.get(fold(slug))?.length === 1 && !ids.has(fold(slug));
    const inTeam = (role: "Manager" | "Member") =>
      roster.members
        .filter(({ teams }) => hasTeamRole(teams, id, role))
        .map((member) => nameOf(member, directory));
    const services = roster.services
      .filter(({ teams }) => hasTeamRole(teams, id, "Manager") || hasTeamRole(teams, id, "Member"))
      .map((service) => service.slug);
    const lines = [
      ...list("managers", inTeam("Manager")),
      ...list("members", inTeam("Member")),
      ...list("services", services),
    ];
    const name = scalar(plain ? slug : id);
    return lines.length === 0 ? [`  ${name}: {}`] : [`  ${name}:`, ...lines];
  });
}

function hasTeamRole(teams: Member["teams"], id: string, role: Role): boolean {
  return !isUnknown(teams) && teams.some((place) => place.team === id && place.role === role);
}

function draftServices({ services }: Roster): string[] {
  return services.map(({ slug, role }) => {
    const entry = isUnknown(role) ? "{}" : `{ role: ${role.toLowerCase()} }`;
    return `  ${scalar(slug)}: ${entry}`;
  });
}

function list(name: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`    ${name}:`, ...names.toSorted(compareIds).map((entry) => `      - ${scalar(entry)}`)];
}

/**
 * Returns the username if it refers to this account only and the file can contain it; otherwise the
 * permanent id.
 */
function nameOf({ username, id }: Member, directory: Directory): string {
  const found = directory.member({ text: username, position: { line: 1, column: 1 } });
  return found?.id === id && username.trim() === username ? username : id;
}

/** Quotes text that YAML would read as something else. */
function scalar(text: string): string {
  const isPlain =
    /^[A-Za-z][A-Za-z0-9_-]{2,}$/u.test(text) && !/^(?:true|null|yes|off|false)$/iu.test(text);
  return isPlain ? text : quoteYaml(text);
}
