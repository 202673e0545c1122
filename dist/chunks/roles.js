// src/roster/roles.ts
/** The roles, as the API spells them. */
/** Workspace roles, most privileged first. */
const roles = [
	"Owner",
	"Manager",
	"Member",
	"Collaborator"
];
/** Roles that a service account can have in the workspace. */
const serviceRoles = ["Manager", "Member"];
/** Roles in a team. A manager is also a member. */
const teamRoles = ["Manager", "Member"];

export { serviceRoles as n, teamRoles as r, roles as t };