import { t as isUnknown } from "./fact.js";
import { t as fold } from "./fold.js";
import { i as shownName } from "./visible.js";

// src/policy/severity.ts
/** The severities of findings, the worst first. */
const severities = [
	"error",
	"warning",
	"note"
];
/** Compares for sorting, the worst severity first. */
function compareSeverities(a, b) {
	return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}

// src/policy/subject.ts
function ofMember(member) {
	return {
		kind: "member",
		id: member.id,
		slug: member.username,
		name: member.name
	};
}
function ofService(service) {
	return {
		kind: "service",
		id: service.slug,
		slug: service.slug,
		name: service.name
	};
}
function ofTeam(team) {
	return {
		kind: "team",
		id: team.id,
		slug: team.slug,
		name: team.name
	};
}
function ofRepository({ id, slug, name }) {
	return {
		kind: "repository",
		id,
		slug,
		name
	};
}
/** A token is named by its name, which another token of the repository may also have. */
function ofToken({ id, name }) {
	return {
		kind: "token",
		id,
		slug: name,
		name
	};
}
/** Returns the subject for an OIDC provider. One without a slug is named after its id. */
function ofProvider({ id, slug, name }) {
	return {
		kind: "provider",
		id,
		slug: slug === "" ? id : slug,
		name
	};
}
/** Returns the subject for a group mapping, named after the group at the identity provider. */
function ofMapping({ id, value }) {
	const group = value === "" ? id : value;
	return {
		kind: "mapping",
		id,
		slug: group,
		name: group
	};
}
/** An invite is named after its recipient, as far as that was seen. */
function ofInvite({ id, username, email }) {
	const known = [username, email].find((fact) => fact !== null && !isUnknown(fact));
	return {
		kind: "invite",
		id,
		slug: typeof known === "string" ? known : id,
		name: ""
	};
}
function ofWorkspace(workspace) {
	return {
		kind: "workspace",
		id: workspace.id,
		slug: workspace.slug,
		name: workspace.name
	};
}
/** Returns the subject for a name that only the policy contains. */
function ofPolicyText(text) {
	return {
		kind: "policy",
		id: fold(text),
		slug: text,
		name: text
	};
}
/** Returns a subject's name for a sentence: the display name followed by the username. */
function nameOf({ kind, slug, name }) {
	const shown = shownName(name, slug);
	return kind === "policy" || shown === slug ? slug : `${shown} (${slug})`;
}

export { ofPolicyText as a, ofService as c, ofWorkspace as d, compareSeverities as f, ofMember as i, ofTeam as l, ofInvite as n, ofProvider as o, severities as p, ofMapping as r, ofRepository as s, nameOf as t, ofToken as u };