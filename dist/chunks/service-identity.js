import { t as isUnknown } from "./fact.js";
import { t as fold } from "./fold.js";
import { r as plainName } from "./visible.js";
import { a as privilegeLevels } from "./repository.js";

// src/roster/access-wording.ts
/**
* How a role or a privilege is named and described to people who see it outside Cloudsmith, in C1.
* Sources: Cloudsmith's documentation, workspaces/privileges.mdx and accounts-and-teams/teams.mdx.
*/
/** What a role allows. The workspace can allow Members more, and nothing reports whether it does. */
const allowed = {
	Owner: "An Owner can do everything in the workspace, has Admin on every repository, and manages Owners.",
	Manager: "A Manager manages settings, teams and accounts, but not Owners. The role alone gives no access to repositories.",
	Member: "A Member sees the other members and the visible teams. The workspace can allow Members more.",
	Collaborator: "A Collaborator sees only their own teams, and never gets the workspace's default privileges."
};
function describeWorkspaceRole({ name }, role) {
	return {
		displayName: `${plainName(name)} workspace ${role}`,
		description: `Holds the workspace role ${role}. ${allowed[role]}`
	};
}
function describeTeamRole(team, role) {
	const which = withSlug(team);
	return {
		displayName: `${plainName(team.name)} team ${role}`,
		description: role === "Manager" ? `Manages the team ${which}: its settings and its members.` : `Belongs to the team ${which}, and has each privilege that a repository gives to the team.`
	};
}
/** A grant is of one level only, so the text says which levels that includes. */
function describePrivilege(repository, level) {
	const included = privilegeLevels.slice(0, privilegeLevels.indexOf(level)).toReversed();
	const also = included.length === 0 ? "" : `, which includes ${included.join(" and ")}`;
	return {
		displayName: `${plainName(repository.name)} repository ${level}`,
		description: `Has the privilege ${level} on the repository ${withSlug(repository)}${also}.`
	};
}
function withSlug({ name, slug }) {
	const shown = plainName(name);
	return shown === slug ? shown : `${shown} (slug ${slug})`;
}

// src/roster/service-identity.ts
/** Who a service account is among all accounts, and who created it. */
/** Returns a function that identifies the service accounts of a roster. */
function createServiceIdentities(roster) {
	const { creators, ids } = indexServices(roster);
	return ({ slug, createdBy }) => ({
		id: ids.get(slug) ?? slug,
		creator: isUnknown(createdBy) ? void 0 : creators.get(fold(createdBy))
	});
}
/** Indexes only what the service accounts refer to, because there may be many more members. */
function indexServices({ members, services }) {
	const creators = /* @__PURE__ */ new Map();
	const ids = /* @__PURE__ */ new Map();
	if (services.length === 0) return {
		creators,
		ids
	};
	const slugs = new Set(services.map(({ slug }) => slug));
	const wanted = /* @__PURE__ */ new Set();
	for (const { createdBy } of services) if (!isUnknown(createdBy)) wanted.add(fold(createdBy));
	for (const slug of slugs) wanted.delete(fold(slug));
	for (const member of members) {
		const username = fold(member.username);
		if (wanted.has(username)) creators.set(username, creators.has(username) ? void 0 : member);
		if (slugs.has(member.id)) ids.set(member.id, "");
	}
	if (ids.size === 0) return {
		creators,
		ids
	};
	const taken = /* @__PURE__ */ new Set([...slugs, ...members.map(({ id }) => id)]);
	for (const slug of ids.keys()) {
		let id = slug;
		while (taken.has(id)) id = `service_account:${id}`;
		taken.add(id);
		ids.set(slug, id);
	}
	return {
		creators,
		ids
	};
}

export { describeWorkspaceRole as i, describePrivilege as n, describeTeamRole as r, createServiceIdentities as t };