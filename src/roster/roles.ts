/** The roles that the API knows, in its own spelling. */

/** Workspace roles, most privileged first, in the API's own spelling. */
export const roles = ["Owner", "Manager", "Member", "Collaborator"] as const;
export type Role = (typeof roles)[number];

/** Roles a service account may hold in the workspace. */
export const serviceRoles = ["Manager", "Member"] as const;
export type ServiceRole = (typeof serviceRoles)[number];

/** Roles inside a team. A manager is a member as well. */
export const teamRoles = ["Manager", "Member"] as const;
export type TeamRole = (typeof teamRoles)[number];
