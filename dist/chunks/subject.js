import { n as dayMs } from "./clock.js";
import { t as fold } from "./fold.js";
import { b as string, d as array, l as _enum } from "./schemas.js";
import { t as isUnknown } from "./fact.js";
import { n as shownName } from "./visible.js";

// src/policy/exceptions/exception.ts
/** An exception after parsing, its use, and the meaning of its days. */
/** Stands for every rule, in an entry under `leaving`. No id of a rule contains a space. */
const anyRule = "any rule";
/**
* `used`: it covers findings; `expiring`: it does, and its end is near; `unused`: there is nothing
* to cover; `expired`: it does not cover findings any more; `not-judged`: it covers nothing that
* was seen, but its rule or its subject was not seen completely.
*/
const exceptionStatuses = [
	"used",
	"expiring",
	"unused",
	"expired",
	"not-judged"
];
/** Returns the moment, in milliseconds since 1970, at which an exception stops being valid. */
function endOf({ expires }) {
	return Date.parse(expires) + dayMs;
}
/** Returns how many days an exception lasts; one without a first day begins today. */
function lengthInDays({ created, expires }, now) {
	const today = toDay(now);
	const from = created === null || created > today ? today : created;
	return (Date.parse(expires) - Date.parse(from)) / dayMs;
}
/** Returns the day of a moment in UTC, as `2026-11-23`. */
function toDay(moment) {
	return moment.toISOString().slice(0, 10);
}
/** Returns the day that is this many days after a moment. */
function addDays(moment, days) {
	return toDay(new Date(moment.getTime() + days * dayMs));
}
/** Returns whether a reason explains nothing: it is missing, or still a TODO. */
function isUnexplained({ reason }) {
	return reason === null || reason === "" || /^todo\b/iu.test(reason);
}

// src/policy/options.ts
/** Schemas that the options of several rules share. */
/** Workspace roles as the policy spells them. */
const roleNames = [
	"owner",
	"manager",
	"member",
	"collaborator"
];
const roleByName = {
	owner: "Owner",
	manager: "Manager",
	member: "Member",
	collaborator: "Collaborator"
};
/** Returns the role as the workspace spells it. */
function toRole(name) {
	return roleByName[name];
}
/**
* Returns the schema of a list of workspace roles; the rule looks only at people with these roles.
*/
function rolesOption(defaults) {
	return array(_enum(roleNames).describe("a workspace role")).min(1).default([...defaults]).describe("workspace roles the rule looks at");
}
/** Returns the schema of a number of days, written `90d`. */
function daysOption(defaultDays, description) {
	return string().regex(/^[1-9]\d{0,3}d$/u, "a number of days, such as \"90d\"").default(`${defaultDays}d`).describe(description);
}
/** Returns the moment this many days, written `90d`, before `now`. */
function daysBefore(now, days) {
	return new Date(now.getTime() - Number.parseInt(days, 10) * dayMs);
}

// src/policy/severity.ts
/** The severities of findings, the worst first. */
const severities = [
	"error",
	"warning",
	"note"
];

// src/policy/wildcard.ts
/**
* Names in which `*` matches any text, also an empty one. All other characters match themselves.
*/
/** Returns whether a name is a pattern. */
function isWildcard(name) {
	return name.includes("*");
}
/**
* Returns whether a text matches a pattern; case does not matter. Its time is at most proportional
* to the product of both lengths.
*/
function fitsWildcard(pattern, text) {
	return fits(toParts(pattern), fold(text));
}
/**
* Returns a function that says whether a text matches one of the patterns. It is optimized for many
* calls: it looks up the end of a pattern, or otherwise its beginning, instead of comparing every
* pattern.
*/
function fitsOneOf(patterns) {
	const groups = [...Map.groupBy(patterns.map(toParts), (parts) => lengthOf(keyOf(parts)))].map(([length, same]) => [length, Map.groupBy(same, (parts) => keyOf(parts).text)]);
	return (text) => {
		const folded = fold(text);
		return groups.some(([length, byText]) => {
			const key = length < 0 ? folded.slice(length) : folded.slice(0, length);
			return byText.get(key)?.some((parts) => fits(parts, folded)) ?? false;
		});
	};
}
function keyOf(parts) {
	const [first = ""] = parts;
	const last = parts.at(-1) ?? "";
	return last === "" ? {
		text: first,
		atEnd: false
	} : {
		text: last,
		atEnd: true
	};
}
/** Returns the key's length; negative if it is counted from the end of the text. */
function lengthOf({ text, atEnd }) {
	return atEnd ? -text.length : text.length;
}
function toParts(pattern) {
	return fold(pattern).split("*");
}
function fits(parts, folded) {
	const [first = ""] = parts;
	if (parts.length === 1) return folded === first;
	const last = parts.at(-1) ?? "";
	if (!folded.startsWith(first) || !folded.endsWith(last)) return false;
	let at = first.length;
	const end = folded.length - last.length;
	for (const part of parts.slice(1, -1)) {
		const found = folded.indexOf(part, at);
		if (found === -1 || found + part.length > end) return false;
		at = found + part.length;
	}
	return at <= end;
}
/** Returns how many characters of a pattern are literal: more of them make it more specific. */
function specificity(pattern) {
	return pattern.replaceAll("*", "").length;
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

export { lengthInDays as C, isUnexplained as S, toRole as _, ofService as a, endOf as b, fitsOneOf as c, specificity as d, severities as f, rolesOption as g, roleNames as h, ofPolicyText as i, fitsWildcard as l, daysOption as m, ofInvite as n, ofTeam as o, daysBefore as p, ofMember as r, ofWorkspace as s, nameOf as t, isWildcard as u, addDays as v, toDay as w, exceptionStatuses as x, anyRule as y };