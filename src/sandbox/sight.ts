/** What an account sees of a workspace, by its role: a weak key gets short lists, not errors. */

import type { SandboxWorkspace, WireMember, WireService, WireTeam } from "./wire.ts";

/** The account that a key belongs to. */
export type Caller =
  | { readonly kind: "user"; readonly member: WireMember }
  | { readonly kind: "service"; readonly service: WireService };

export interface Sight {
  readonly members: readonly WireMember[];
  readonly teams: readonly WireTeam[];
  /** Services, invites and settings are for Owners and Managers. */
  readonly settings: boolean;
}

/** Returns the lists as the caller gets them. */
export function lookAs(caller: Caller, workspace: SandboxWorkspace): Sight {
  const self = caller.kind === "user" ? caller.member : caller.service;
  if (self.role === "Owner" || self.role === "Manager") {
    return { members: workspace.members, teams: workspace.teams, settings: true };
  }
  const own = new Set(self.teams.map((team) => team.slug));
  const collaborator = self.role === "Collaborator";
  const teams = workspace.teams.filter(
    (team) => own.has(team.slug) || (!collaborator && team.visibility === "Visible"),
  );
  const shown = new Set(teams.map((team) => team.slug));
  const members = workspace.members
    .filter(
      (member) =>
        !collaborator || member === self || member.teams.some((team) => own.has(team.slug)),
    )
    .map((member) => ({
      ...member,
      email: member === self ? member.email : redact(member.email),
      teams: member.teams.filter((team) => shown.has(team.slug)),
    }));
  return { members, teams, settings: false };
}

/** How Cloudsmith redacts is documented nowhere; this form is invented. */
function redact(email: string): string {
  return `${email.slice(0, 1)}***${email.slice(email.indexOf("@"))}`;
}
