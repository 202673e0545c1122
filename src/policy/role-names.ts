/** Workspace roles as the policy spells them. */

import type { Role } from "../roster/roles.ts";

export const roleNames = ["owner", "manager", "member", "collaborator"] as const;
export type RoleName = (typeof roleNames)[number];

const roleByName: Readonly<Record<RoleName, Role>> = {
  owner: "Owner",
  manager: "Manager",
  member: "Member",
  collaborator: "Collaborator",
};

/** Returns the role as the workspace spells it. */
export function toRole(name: RoleName): Role {
  return roleByName[name];
}
