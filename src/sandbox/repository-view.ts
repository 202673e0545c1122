/** Which repositories an account sees, and whose privileges it may read. */

import type { Caller } from "./callers.ts";
import type { SandboxRepository, SandboxWorkspace, WirePrivilege } from "./wire.ts";

export interface VisibleRepository {
  readonly repository: SandboxRepository;
  /** Whether the account may read the privileges. No source says who may; Admins seem to. */
  readonly isAdmin: boolean;
}

/**
 * Returns the repositories that the caller sees: an Owner all of them, everybody else those on which
 * they have a privilege, of their own, of a team, or by default. A Manager may see none.
 */
export function listRepositories(
  caller: Caller,
  { repositories }: SandboxWorkspace,
): readonly VisibleRepository[] {
  const self = caller.kind === "user" ? caller.member : caller.service;
  if (self.role === "Owner") {
    return repositories.map((repository) => ({ repository, isAdmin: true }));
  }
  const name = caller.kind === "user" ? caller.member.user : caller.service.slug;
  const ownTeams = new Set(self.teams.map(({ slug }) => slug));
  const isOwn = (row: WirePrivilege) =>
    row[caller.kind] === name || (row.team !== null && ownTeams.has(row.team));
  return repositories.flatMap((repository) => {
    const ofDefault = self.role === "Collaborator" ? "None" : repository.row.default_privilege;
    const levels = [
      ...repository.privileges.filter(isOwn).map(({ privilege }) => privilege),
      ...(ofDefault === "None" ? [] : [ofDefault]),
    ];
    return levels.length === 0 ? [] : [{ repository, isAdmin: levels.includes("Admin") }];
  });
}
