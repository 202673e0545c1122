/**
 * How a role or a privilege is named and described to people who see it outside Cloudsmith, in C1.
 * Sources: Cloudsmith's documentation, workspaces/privileges.mdx and accounts-and-teams/teams.mdx.
 */

import { privilegeLevels, type PrivilegeLevel } from "./repository.ts";
import type { Role, TeamRole } from "./roles.ts";
import { plainName } from "./visible.ts";

/** What gives access, with its display name. Names may repeat; slugs may not. */
export interface Named {
  readonly name: string;
  readonly slug: string;
}

export interface AccessWording {
  /** A workspace and its team may have one name, so it says which of the two gives the access. */
  readonly displayName: string;
  readonly description: string;
}

/** What a role allows. The workspace can allow Members more, and nothing reports whether it does. */
const allowed: Readonly<Record<Role, string>> = {
  Owner:
    "An Owner can do everything in the workspace, has Admin on every repository, and manages Owners.",
  Manager:
    "A Manager manages settings, teams and accounts, but not Owners. The role alone gives no access to repositories.",
  Member:
    "A Member sees the other members and the visible teams. The workspace can allow Members more.",
  Collaborator:
    "A Collaborator sees only their own teams, and never gets the workspace's default privileges.",
};

export function describeWorkspaceRole({ name }: Named, role: Role): AccessWording {
  return {
    displayName: `${plainName(name)} workspace ${role}`,
    description: `Holds the workspace role ${role}. ${allowed[role]}`,
  };
}

export function describeTeamRole(team: Named, role: TeamRole): AccessWording {
  const which = withSlug(team);
  return {
    displayName: `${plainName(team.name)} team ${role}`,
    description:
      role === "Manager"
        ? `Manages the team ${which}: its settings and its members.`
        : `Belongs to the team ${which}, and has each privilege that a repository gives to the team.`,
  };
}

/** A grant is of one level only, so the text says which levels that includes. */
export function describePrivilege(repository: Named, level: PrivilegeLevel): AccessWording {
  const included = privilegeLevels.slice(0, privilegeLevels.indexOf(level)).toReversed();
  const also = included.length === 0 ? "" : `, which includes ${included.join(" and ")}`;
  return {
    displayName: `${plainName(repository.name)} repository ${level}`,
    description: `Has the privilege ${level} on the repository ${withSlug(repository)}${also}.`,
  };
}

function withSlug({ name, slug }: Named): string {
  const shown = plainName(name);
  return shown === slug ? shown : `${shown} (slug ${slug})`;
}
