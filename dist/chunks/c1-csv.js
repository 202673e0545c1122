import { t as compareIds } from "./model.js";
import { t as isUnknown } from "./fact.js";
import { n as csvParts, r as joinCells, t as csvLines } from "./escape-csv.js";
import { r as shownName } from "./visible.js";

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
			return teamGrant(slug, name, role);
		})
	};
}
/** Display names may repeat but slugs may not, so the slug names the resource. */
function organizationGrant({ workspace: { slug, name } }, role) {
	return toGrant("Organization", slug, name, role, `Holds the workspace role ${role}`);
}
function teamGrant(slug, name, role) {
	const plain = shownName(name, slug);
	return toGrant("Team", slug, plain, role, role === "Manager" ? `Manages the team ${plain}` : `Belongs to the team ${plain}`);
}
function toGrant(type, resource, name, role, description) {
	const slug = role.toLowerCase();
	return [
		type,
		resource,
		slug,
		description,
		`${shownName(name, resource)} ${role}`,
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
		name: shownName(name, username),
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
		name: shownName(name, slug),
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