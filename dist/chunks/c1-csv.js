import { i as describeWorkspaceRole, r as describeTeamRole, t as createServiceIdentities } from "./service-identity.js";
import { t as compareIds } from "./model.js";
import { t as isUnknown } from "./fact.js";
import { n as csvParts, r as joinCells, t as csvLines } from "./escape-csv.js";
import { i as shownName } from "./visible.js";

// src/report/c1-csv.ts
/**
* The roster in the columns that C1's file connectors know, so that nobody has to map columns
* there. Sources: c1.ai/docs/baton/file-connectors, and the same page as text in ConductorOne/docs,
* baton/file-connectors.mdx ("Expected data values"). An unknown value is an empty cell.
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
/**
* Yields the file of accounts, one row each: members by permanent id, then service accounts by
* slug.
*/
function renderIdentities(roster) {
	return csvParts(identityRows(roster));
}
function* identityRows(roster) {
	yield identityColumns;
	for (const { id, username, name, email, status, type, owner, lastLogin } of accountsOf(roster)) yield [
		name,
		id,
		username,
		email,
		status,
		type,
		owner,
		lastLogin
	];
}
/**
* Yields the file of grants, one row each, in the order of the accounts and then by team id. A
* team's manager is also its member. An entitlement that no account has is not in the file: only an
* artifact can show it.
*/
function renderEntitlements(roster) {
	return csvLines(entitlementRows(roster));
}
/**
* Each account has about six rows, but there are only as many different entitlements as roles and
* teams: their cells are joined once.
*/
function* entitlementRows(roster) {
	yield joinCells(entitlementColumns);
	const grantOf = createGrants(roster);
	for (const { id, username, email, type, role, teams } of accountsOf(roster)) {
		const who = joinCells([
			id,
			username,
			email,
			type
		]);
		if (!isUnknown(role)) yield `${who},${grantOf.role(role)}`;
		for (const { team, role: teamRole } of isUnknown(teams) ? [] : teams) {
			if (teamRole === "Manager") yield `${who},${grantOf.team(team, "Manager")}`;
			yield `${who},${grantOf.team(team, "Member")}`;
		}
	}
}
/** Returns functions that return the cells of an entitlement. */
function createGrants(roster) {
	const teams = new Map(roster.teams.map((team) => [team.id, team]));
	const known = /* @__PURE__ */ new Map();
	const once = (key, cells) => {
		let joined = known.get(key);
		if (joined === void 0) known.set(key, joined = joinCells(cells()));
		return joined;
	};
	return {
		role: (role) => once(role, () => organizationGrant(roster, role)),
		team: (id, role) => once(`${role} ${id}`, () => {
			const { slug, name } = teams.get(id) ?? {
				slug: id,
				name: id
			};
			return toGrant("Team", slug, role, describeTeamRole({
				name: shownName(name, slug),
				slug
			}, role));
		})
	};
}
function organizationGrant({ workspace: { slug, name } }, role) {
	return toGrant("Organization", slug, role, describeWorkspaceRole({
		name: shownName(name, slug),
		slug
	}, role));
}
/** Display names may repeat but slugs may not, so the slug names the resource. */
function toGrant(type, resource, role, { displayName, description }) {
	const slug = role.toLowerCase();
	return [
		type,
		resource,
		slug,
		description,
		displayName,
		slug
	];
}
function* accountsOf(roster) {
	const { members, services } = roster;
	for (const member of members.toSorted((a, b) => compareIds(a.id, b.id))) yield ofMember(member);
	const identityOf = createServiceIdentities(roster);
	for (const service of services.toSorted((a, b) => compareIds(a.slug, b.slug))) yield ofService(service, identityOf(service));
}
function ofMember(member) {
	const { id, username, name, email, active, lastLoginAt, role, teams } = member;
	return {
		id,
		username,
		name: shownName(name, username),
		email: isUnknown(email) ? null : email,
		status: toStatus(active),
		type: null,
		owner: null,
		lastLogin: isUnknown(lastLoginAt) ? null : lastLoginAt,
		role,
		teams
	};
}
function ofService({ slug, name, role, teams }, { id, creator }) {
	return {
		id,
		username: slug,
		name: shownName(name, slug),
		email: null,
		status: "Enabled",
		type: "Service",
		owner: creator === void 0 || isUnknown(creator.email) ? null : creator.email,
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