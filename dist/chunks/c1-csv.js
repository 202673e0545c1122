import { n as isUnknown, t as compareIds } from "./model.js";
import { t as csvChunks } from "./escape-csv.js";

// src/report/c1-csv.ts
/**
* The roster in the columns that C1's file connectors know, so that nothing has to be mapped there.
* Sources: c1.ai/docs/baton/file-connectors, and the same page as text in ConductorOne/docs,
* baton/file-connectors.mdx ("Expected data values"). What is unknown is an empty cell.
*/
const identityColumns = [
	"Full Name",
	"User ID",
	"Username",
	"Email Address",
	"User Status",
	"User Type",
	"Account Owner",
	"Last Login"
];
const entitlementColumns = [
	"User ID",
	"Username",
	"Email Address",
	"User Type",
	"Resource Type",
	"Resource Name",
	"Entitlement",
	"Entitlement Description",
	"Entitlement Display Name",
	"Entitlement Slug"
];
/** Yields the file of accounts, a row each: members by permanent id, then service accounts by slug. */
function renderIdentities(roster) {
	return csvChunks(identityRows(roster));
}
function* identityRows(roster) {
	yield identityColumns;
	for (const { id, username, name, email, status, type, lastLogin } of accountsOf(roster)) yield [
		name,
		id,
		username,
		email,
		status,
		type,
		null,
		lastLogin
	];
}
/**
* Yields the file of what each account holds, a row for each grant, in the accounts' order and then by team id.
* A team's manager is its member too. What nobody holds has no row: only an artifact can tell of it.
*/
function renderEntitlements(roster) {
	return csvChunks(entitlementRows(roster));
}
function* entitlementRows(roster) {
	yield entitlementColumns;
	const teams = new Map(roster.teams.map((team) => [team.id, team]));
	for (const account of accountsOf(roster)) {
		const { id, username, email, type, role, teams: memberships } = account;
		const who = [
			id,
			username,
			email,
			type
		];
		if (!isUnknown(role)) yield [...who, ...organizationGrant(roster, role)];
		for (const { team: teamId, role: teamRole } of isUnknown(memberships) ? [] : memberships) {
			const { slug, name } = teams.get(teamId) ?? {
				slug: teamId,
				name: teamId
			};
			if (teamRole === "Manager") yield [...who, ...teamGrant(slug, name, "Manager")];
			yield [...who, ...teamGrant(slug, name, "Member")];
		}
	}
}
/** Names need not differ; slugs do, so the resource is named by its slug. */
function organizationGrant({ workspace: { slug, name } }, role) {
	return toGrant("Organization", slug, name, role, `Holds the workspace role ${role}`);
}
function teamGrant(slug, name, role) {
	const plain = name === "" ? slug : name;
	return toGrant("Team", slug, plain, role, role === "Manager" ? `Manages the team ${plain}` : `Belongs to the team ${plain}`);
}
function toGrant(type, resource, name, role, description) {
	const slug = role.toLowerCase();
	return [
		type,
		resource,
		slug,
		description,
		`${name === "" ? resource : name} ${role}`,
		slug
	];
}
function* accountsOf({ members, services }) {
	for (const member of members.toSorted((a, b) => compareIds(a.id, b.id))) yield ofMember(member);
	for (const service of services.toSorted((a, b) => compareIds(a.slug, b.slug))) yield ofService(service);
}
function ofMember(member) {
	const { id, username, name, email, active, lastLoginAt, role, teams } = member;
	return {
		id,
		username,
		name: name === "" ? username : name,
		email: isUnknown(email) ? null : email,
		status: toStatus(active),
		type: null,
		lastLogin: isUnknown(lastLoginAt) ? null : lastLoginAt,
		role,
		teams
	};
}
function ofService({ slug, name, role, teams }) {
	return {
		id: slug,
		username: slug,
		name: name === "" ? slug : name,
		email: null,
		status: "Enabled",
		type: "Service",
		lastLogin: null,
		role,
		teams
	};
}
function toStatus(active) {
	if (isUnknown(active)) return null;
	return active ? "Enabled" : "Disabled";
}

export { renderEntitlements, renderIdentities };