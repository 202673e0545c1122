import { t as isUnknown } from "./fact.js";
import { n as dayMs } from "./clock.js";
import { t as fold } from "./fold.js";

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
/**
* Returns a name in the entry of a team or a repository, with the entry's day if that is later:
* nobody is expected before it.
*/
function inEntry(name, { name: { from } }) {
	return from !== void 0 && (name.from === void 0 || name.from < from) ? {
		...name,
		from
	} : name;
}

// src/policy/prefixes.ts
/** What precedes a name of the policy that is not a person. */
/** Marks a group in a list of people. No username and no address begins like this. */
const groupPrefix = "group:";
/** How a repository's lists name what is not a person. */
const targetPrefixes = {
	team: "team:",
	service: "service:"
};

// src/policy/target.ts
/** The list of an entry for each level, the highest level first. */
const listOfLevel = {
	Admin: "admins",
	Write: "write",
	Read: "read"
};
/** Returns who is meant. The names of a group are always people. */
function toTarget(name) {
	for (const kind of ["team", "service"]) {
		const prefix = targetPrefixes[kind];
		if (name.via !== void 0 || !name.text.startsWith(prefix)) continue;
		return {
			kind,
			name: {
				...name,
				text: name.text.slice(prefix.length).trim()
			}
		};
	}
	return {
		kind: "user",
		name
	};
}
/** Returns everybody whom a repository's entry lists, the highest level first. */
function targetsOf({ admins, write, read }) {
	const at = (level, names) => names.map((name) => ({
		...toTarget(name),
		level
	}));
	return [
		...at("Admin", admins),
		...at("Write", write),
		...at("Read", read)
	];
}
/** Returns whether an entry says who has which privilege. */
function managesPrivileges({ anyPrivilege }) {
	return !anyPrivilege;
}
/** What rules about privileges need to see, for the documentation. */
const needsPrivileges = "the repositories that the policy names and their privileges; reported in spite of gaps";

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
* calls, like `findFitting`.
*/
function fitsOneOf(patterns) {
	const candidatesOf = indexPatterns(patterns);
	return (text) => {
		const folded = fold(text);
		return candidatesOf(folded).some((same) => same?.some(({ parts }) => fits(parts, folded)));
	};
}
/**
* Returns a function that returns the entries whose pattern matches a text, in their order. It is
* optimized for many calls: it looks up the end of a pattern, or otherwise its beginning, instead of
* comparing every pattern.
*/
function findFitting(entries, patternOf) {
	const candidatesOf = indexPatterns(entries.map(patternOf));
	return (text) => {
		const folded = fold(text);
		return candidatesOf(folded).flatMap((same) => same?.filter(({ parts }) => fits(parts, folded)) ?? []).sort((a, b) => a.at - b.at).flatMap(({ at }) => entries.slice(at, at + 1));
	};
}
/** Returns a function that returns the patterns that a folded text may match. */
function indexPatterns(patterns) {
	const indexed = patterns.map((pattern, at) => ({
		parts: toParts(pattern),
		at
	}));
	const groups = [...Map.groupBy(indexed, ({ parts }) => lengthOf(keyOf(parts)))].map(([length, same]) => [length, Map.groupBy(same, ({ parts }) => keyOf(parts).text)]);
	return (folded) => groups.map(([length, byText]) => byText.get(length < 0 ? folded.slice(length) : folded.slice(0, length)));
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
/**
* Returns whether a text can match both patterns; case does not matter. Its time is proportional to
* the product of both lengths.
*/
function overlap(a, b) {
	const [one, other] = [fold(a), fold(b)];
	if (!mayOverlap(one, other)) return false;
	let below = [];
	for (let at = one.length; at >= 0; at--) {
		const row = [];
		for (let to = other.length; to >= 0; to--) {
			const [own, its] = [one[at], other[to]];
			const isEnd = own === void 0 && its === void 0;
			const viaWildcard = own === "*" && (below[to] === true || row[to + 1] === true) || its === "*" && (row[to + 1] === true || below[to] === true);
			row[to] = isEnd || viaWildcard || own !== void 0 && own === its && below[to + 1] === true;
		}
		below = row;
	}
	return below[0] === true;
}
/** Whether the texts before the first `*`, and after the last one, do not contradict each other. */
function mayOverlap(one, other) {
	const [first, last] = [one.indexOf("*"), one.lastIndexOf("*")];
	const [otherFirst, otherLast] = [other.indexOf("*"), other.lastIndexOf("*")];
	if (first < 0 || otherFirst < 0) return true;
	const start = Math.min(first, otherFirst);
	const end = Math.min(one.length - last, other.length - otherLast) - 1;
	return one.slice(0, start) === other.slice(0, start) && one.slice(one.length - end) === other.slice(other.length - end);
}
/** Returns how many characters of a pattern are literal: more of them make it more specific. */
function specificity(pattern) {
	return pattern.replaceAll("*", "").length;
}
/**
* Returns the pattern entry that applies to a name without an entry of its own: of those that match
* it, the one with the most literal characters, or else the first one.
*/
function mostSpecific(fitting) {
	return fitting.reduce((best, entry) => best === void 0 || specificity(entry.name.text) > specificity(best.name.text) ? entry : best, void 0);
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
	return [
		...policy.roles.flatMap(({ role, members, breakGlass }) => [...members ?? [], ...breakGlass].map((name) => ({
			name,
			place: placeOfRole(role)
		}))),
		...policy.teams.flatMap((team) => [...team.managers ?? [], ...team.members ?? []].map((name) => ({
			name: inEntry(name, team),
			place: placeOf(team.name)
		}))),
		...inRepositories(policy, "user")
	];
}
/**
* Returns the names in teams, repositories and OIDC providers that should be service accounts by now, each once, with
* its first place.
*/
function expectedServices(policy, now) {
	const notYet = laterServices(policy, now);
	return distinct([
		...inTeams(policy),
		...inRepositories(policy, "service"),
		...inProviders(policy)
	].filter(({ name }) => hasBegun(name, now) && !notYet.has(fold(name.text))));
}
/** Returns the folded slugs of the service accounts that are expected only from a later day. */
function laterServices({ services }, now) {
	const later = (services ?? []).filter(({ name }) => !hasBegun(name, now));
	return new Set(later.map(({ name }) => fold(name.text)));
}
/** Returns every entry of a list that has a last day: also people who are only allowed. */
function endingEntries(policy) {
	const others = ["team", "service"].flatMap((kind) => inRepositories(policy, kind).map(({ name, place }) => ({
		name: {
			...name,
			text: `${targetPrefixes[kind]}${name.text}`
		},
		place
	})));
	const services = inProviders(policy).map(({ name, place }) => ({
		name: {
			...name,
			text: `${targetPrefixes.service}${name.text}`
		},
		place
	}));
	return [
		...placesOfPeople(policy),
		...others,
		...services,
		...allowedPlaces(policy),
		...placesOfTokens(policy)
	].filter(({ name }) => name.until !== void 0);
}
/** Returns every name in the lists of entitlement tokens. */
function placesOfTokens({ tokens, repositories }) {
	return [{
		list: tokens,
		place: "tokens"
	}, ...(repositories ?? []).map((one) => ({
		list: one.tokens,
		place: `repositories.${one.name.text}`
	}))].flatMap(({ list, place }) => (list?.names ?? []).map((name) => ({
		name,
		place
	})));
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
	return [
		...(policy.services ?? []).map(({ name }) => ({
			name,
			place: "services"
		})),
		...inTeams(policy),
		...inRepositories(policy, "service"),
		...inProviders(policy)
	];
}
function inProviders({ oidc }) {
	return (oidc ?? []).flatMap(({ name: provider, services }) => typeof services === "string" ? [] : services.map((name) => ({
		name,
		place: `oidc.${provider.text}`
	})));
}
/** Returns the targets of one kind in the lists of repositories. */
function inRepositories({ repositories }, of) {
	return (repositories ?? []).flatMap((repository) => targetsOf(repository).flatMap(({ kind, name }) => kind === of ? [{
		name: inEntry(name, repository),
		place: `repositories.${repository.name.text}`
	}] : []));
}
function inTeams(policy) {
	return policy.teams.flatMap((team) => (team.services ?? []).map((name) => ({
		name: inEntry(name, team),
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

// src/policy/group-by-team.ts
/** Returns the accounts, grouped by their teams. */
function groupByTeam(accounts) {
	const byTeam = /* @__PURE__ */ new Map();
	const unknown = [];
	for (const account of accounts) {
		if (isUnknown(account.teams)) {
			unknown.push(account);
			continue;
		}
		for (const { team, role } of account.teams) {
			const group = byTeam.get(team);
			if (group === void 0) byTeam.set(team, [{
				account,
				role
			}]);
			else group.push({
				account,
				role
			});
		}
	}
	return {
		byTeam,
		unknown
	};
}

export { toTarget as C, hasEnded as D, hasBegun as E, inEntry as O, targetsOf as S, targetPrefixes as T, overlap as _, expectedServices as a, managesPrivileges as b, placeOf as c, placesOfServices as d, findFitting as f, mostSpecific as g, isWildcard as h, expectedPeople as i, placeOfRole as l, fitsWildcard as m, allowedPlaces as n, laterServices as o, fitsOneOf as p, endingEntries as r, namesOfPeople as s, groupByTeam as t, placesOfPeople as u, specificity as v, groupPrefix as w, needsPrivileges as x, listOfLevel as y };