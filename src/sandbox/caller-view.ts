/**
 * What an account sees of a workspace, by its role. A key with few rights gets shorter lists, not
 * errors.
 */

import type { Caller } from "./callers.ts";
import type { SandboxWorkspace, WireMember, WireTeam } from "./wire.ts";

export interface CallerView {
  readonly caller: Caller;
  readonly members: readonly WireMember[];
  readonly teams: readonly WireTeam[];
  /** Slugs of the caller's own teams. */
  readonly ownTeams: ReadonlySet<string>;
  /** Only Owners and Managers see services, invites and settings. */
  readonly settings: boolean;
  /** Returns what `make` returned the first time: a long list is sorted once, not for each page. */
  readonly once: <Value>(name: string, make: () => Value) => Value;
}

/** Returns the lists as the caller sees them. */
export function viewAs(caller: Caller, workspace: SandboxWorkspace): CallerView {
  const self = caller.kind === "user" ? caller.member : caller.service;
  const ownTeams = new Set(self.teams.map((team) => team.slug));
  const base = { caller, ownTeams, once: remember() };
  if (self.role === "Owner" || self.role === "Manager") {
    return { ...base, members: workspace.members, teams: workspace.teams, settings: true };
  }
  const collaborator = self.role === "Collaborator";
  const teams = workspace.teams.filter(
    (team) => ownTeams.has(team.slug) || (!collaborator && team.visibility === "Visible"),
  );
  const shown = new Set(teams.map((team) => team.slug));
  const members = workspace.members
    .filter(
      (member) =>
        !collaborator || member === self || member.teams.some((team) => ownTeams.has(team.slug)),
    )
    .map((member) => ({
      ...member,
      email: member === self ? member.email : redact(member.email),
      teams: member.teams.filter((team) => shown.has(team.slug)),
    }));
  return { ...base, members, teams, settings: false };
}

/** Cloudsmith does not document how it redacts addresses; this format is invented. */
function redact(email: string): string {
  return `${email.slice(0, 1)}***${email.slice(email.indexOf("@"))}`;
}

function remember(): CallerView["once"] {
  const values = new Map<string, unknown>();
  return <Value>(name: string, make: () => Value): Value => {
    if (!values.has(name)) values.set(name, make());
    return values.get(name) as Value;
  };
}
