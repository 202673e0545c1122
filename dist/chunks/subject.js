import { t as fold } from "./fold.js";
import { n as dayMs } from "./clock.js";
import { f as array, l as _enum, x as string } from "./schemas.js";
import { t as isUnknown } from "./fact.js";
import { r as shownName } from "./visible.js";

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

// src/policy/begun.ts
/** Entries of a policy that count only on some days. A day begins and ends at midnight in UTC. */
/**
* Returns whether the day has come from which the absence of a person, a team or a service account
* is drift.
*/
function hasBegun({ from }, now) {
	return from === void 0 || Date.parse(from) <= now.getTime();
}
/** Returns whether the last day of an entry is over. */
function hasEnded({ until }, now) {
	return until !== void 0 && Date.parse(until) + 864e5 <= now.getTime();
}
/** Returns a name in a team, with the team's day if that is later: nobody is expected before it. */
function inTeam(name, { name: { from } }) {
	return from !== void 0 && (name.from === void 0 || name.from < from) ? {
		...name,
		from
	} : name;
}

// src/policy/names.ts
/** The names in a policy, with their places. */
/** Returns the names that should be members, each once, with its first place. */
function namesOfPeople(policy) {
	return distinct(placesOfPeople(policy));
}
/** Like `namesOfPeople`, without entries that only count from a later day. */
function expectedPeople(policy, now) {
	return distinct(placesOfPeople(policy).filter(({ name }) => hasBegun(name, now)));
}
/** Returns every place that names a person who should be a member. */
function placesOfPeople(policy) {
	return [...policy.roles.flatMap(({ role, members, breakGlass }) => [...members ?? [], ...breakGlass].map((name) => ({
		name,
		place: placeOfRole(role)
	}))), ...policy.teams.flatMap((team) => [...team.managers ?? [], ...team.members ?? []].map((name) => ({
		name: inTeam(name, team),
		place: placeOf(team.name)
	})))];
}
/**
* Returns the names in teams that should be service accounts by now, each once, with its first
* place.
*/
function expectedServices(policy, now) {
	const notYet = laterServices(policy, now);
	return distinct(inTeams(policy).filter(({ name }) => hasBegun(name, now) && !notYet.has(fold(name.text))));
}
/** Returns the folded slugs of the service accounts that are expected only from a later day. */
function laterServices({ services }, now) {
	const later = (services ?? []).filter(({ name }) => !hasBegun(name, now));
	return new Set(later.map(({ name }) => fold(name.text)));
}
/** Returns every entry for people that has a last day: also those who are only allowed. */
function endingEntries(policy) {
	return [...placesOfPeople(policy), ...allowedPlaces(policy)].filter(({ name }) => name.until !== void 0);
}
/** Returns the places that allow a person something, but do not require a member. */
function allowedPlaces({ roles, invites }) {
	return [...roles.flatMap(({ role, allow }) => allow.map((name) => ({
		name,
		place: placeOfRole(role)
	}))), ...(invites.listed ?? []).map((name) => ({
		name,
		place: "invites"
	}))];
}
/** Returns every place that names a service account. */
function placesOfServices(policy) {
	return [...(policy.services ?? []).map(({ name }) => ({
		name,
		place: "services"
	})), ...inTeams(policy)];
}
function inTeams(policy) {
	return policy.teams.flatMap((team) => (team.services ?? []).map((name) => ({
		name: inTeam(name, team),
		place: placeOf(team.name)
	})));
}
/** Returns the place of a role's lists. */
function placeOfRole(role) {
	return `roles.${role.toLowerCase()}`;
}
/** Returns the place of a team's lists. */
function placeOf(team) {
	return `teams.${team.text}`;
}
function distinct(names) {
	const seen = /* @__PURE__ */ new Map();
	for (const placed of names) {
		const key = fold(placed.name.text);
		if (!seen.has(key)) seen.set(key, placed);
	}
	return [...seen.values()];
}

// src/policy/named.ts
/**
* Returns a function that says whether a role or a team of the policy names a member, or a pattern
* of a role matches the member; unknown if a hidden address makes that uncertain.
*/
function namedIn(policy, directory) {
	const isListed = directory.listed(placesOfPeople(policy).map(({ name }) => name));
	const isAllowed = directory.allowed(policy.roles.flatMap(({ allow }) => allow));
	return (member) => {
		const listed = isListed(member);
		if (listed === true) return true;
		const allowed = isAllowed(member);
		return allowed === true || !isUnknown(listed) ? allowed : listed;
	};
}
/** Returns whether the policy reports members whom it does not name. */
function mustBeNamed({ rules }) {
	return rules.get("member-unlisted")?.severity !== "off";
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

export { roleNames as A, placesOfPeople as C, inTeam as D, hasEnded as E, endOf as F, exceptionStatuses as I, isUnexplained as L, toRole as M, addDays as N, daysBefore as O, anyRule as P, lengthInDays as R, placeOfRole as S, hasBegun as T, expectedPeople as _, ofService as a, namesOfPeople as b, fitsOneOf as c, specificity as d, severities as f, endingEntries as g, allowedPlaces as h, ofPolicyText as i, rolesOption as j, daysOption as k, fitsWildcard as l, namedIn as m, ofInvite as n, ofTeam as o, mustBeNamed as p, ofMember as r, ofWorkspace as s, nameOf as t, isWildcard as u, expectedServices as v, placesOfServices as w, placeOf as x, laterServices as y, toDay as z };