import { t as isUnknown } from "./fact.js";
import { t as fold } from "./fold.js";
import { n as shownName } from "./visible.js";

// src/policy/severity.ts
/** The severities of findings, the worst first. */
const severities = [
	"error",
	"warning",
	"note"
];

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

export { ofService as a, severities as c, ofPolicyText as i, ofInvite as n, ofTeam as o, ofMember as r, ofWorkspace as s, nameOf as t };