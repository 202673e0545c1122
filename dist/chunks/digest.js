import { createHash } from "node:crypto";

// src/roster/digest.ts
/** One short text that stands for all that was seen. */
/** A roster never changes, and its digest is asked for by the artifact and by the report. */
const known = /* @__PURE__ */ new WeakMap();
/**
* Returns the SHA-256, in hexadecimal, of everything in a roster but the time of reading. The same
* for the same content on every release of Node, whatever order an object's keys were made in.
*/
function rosterDigest(roster) {
	const digest = known.get(roster) ?? computeDigest(roster);
	known.set(roster, digest);
	return digest;
}
function computeDigest(roster) {
	const hash = createHash("sha256");
	const add = (entry) => hash.update(canonical(entry)).update("\n");
	add(roster.workspace);
	add(roster.coverage);
	add(roster.singleSignOn);
	add(roster.groupSync);
	for (const list of [
		"members",
		"teams",
		"services",
		"invites",
		"oidcProviders"
	]) {
		add(list);
		for (const entry of roster[list]) add(entry);
	}
	return hash.digest("hex");
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