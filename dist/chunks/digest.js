import { o as withoutImpliedMappings } from "./dynamic-mapping.js";
import { t as isUnknown } from "./fact.js";
import { n as requestedRepositories } from "./requested.js";
import { t as memoize } from "./memoize.js";
import { createHash } from "node:crypto";

// src/roster/digest.ts
/** The digest of a roster. */
/** Length of the text to hash in one call. Any value works. */
const partLength = 65536;
/**
* Returns the SHA-256, in hexadecimal, of everything in a roster except the time of reading. The
* same content gives the same digest on every release of Node, whatever the order of an object's
* keys. It is computed once: a roster never changes, and both the artifact and the report need it.
*/
const rosterDigest = memoize(/* @__PURE__ */ new WeakMap(), computeDigest);
function computeDigest(roster) {
	const hash = createHash("sha256");
	let text = "";
	const add = (line) => {
		text += `${line}\n`;
		if (text.length < partLength) return;
		hash.update(text);
		text = "";
	};
	const { workspace, coverage, singleSignOn, groupSync } = roster;
	for (const part of [
		workspace,
		coverage,
		singleSignOn,
		groupSync
	]) add(canonical(part));
	add("\"members\"");
	for (const member of roster.members) add(canonicalMember(member));
	const all = {
		...roster,
		oidcProviders: roster.oidcProviders.map(withoutImpliedMappings)
	};
	const optional = requestedRepositories(roster) ? ["repositories"] : [];
	for (const list of [
		"teams",
		"services",
		"invites",
		"oidcProviders",
		...optional
	]) {
		add(canonical(list));
		for (const entry of all[list]) add(canonical(entry));
	}
	return hash.update(text).digest("hex");
}
/** Like `canonical`, but faster, because there are many members: the keys are already in order. */
function canonicalMember(member) {
	const { teams } = member;
	return JSON.stringify({
		active: member.active,
		email: member.email,
		id: member.id,
		joinedAt: member.joinedAt,
		lastLoginAt: member.lastLoginAt,
		lastLoginMethod: member.lastLoginMethod,
		name: member.name,
		role: member.role,
		teams: isUnknown(teams) ? teams : teams.map(({ role, team }) => ({
			role,
			team
		})),
		twoFactor: member.twoFactor,
		username: member.username,
		visibility: member.visibility
	});
}
/** Returns JSON without white space, keys in code unit order. */
function canonical(value) {
	if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	let text = "";
	for (const key of Object.keys(value).sort()) {
		const item = value[key];
		text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonical(item)}`;
	}
	return `{${text}}`;
}

export { rosterDigest as t };