/** The roles, as the API spells them. */

/** Workspace roles, most privileged first. */
export const roles = ["Owner", "Manager", "Member", "Collaborator"] as const;
export type Role = (typeof roles)[number];

/** Roles that a service account can have in the workspace. */
export const serviceRoles = ["Manager", "Member"] as const;
export type ServiceRole = (typeof serviceRoles)[number];

/** Roles in a team. A manager is also a member. */
export const teamRoles = ["Manager", "Member"] as const;
export type TeamRole = (typeof teamRoles)[number];
