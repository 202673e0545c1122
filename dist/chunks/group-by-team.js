import { n as dayMs } from "./clock.js";
import { t as fold } from "./fold.js";
import { C as transform, S as string, T as union, b as record, p as array, x as strictObject } from "./schemas.js";
import { t as isCalendarDay } from "./time.js";
import { t as isUnknown } from "./fact.js";

// src/policy/day.ts
/** A calendar day, as a policy and its tests write it. */
const pattern = String.raw`[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
/**
* Returns the schema of a day such as `2026-12-31`, or of one of these words instead. It also
* checks that the day exists, which no JSON Schema can do.
*/
function dayOr(...words) {
	const hint = ["a day, such as \"2026-12-31\"", ...words].join(", or ");
	return string().regex(new RegExp(`^(?:${[pattern, ...words].join("|")})$`, "u"), {
		error: hint,
		abort: true
	}).refine((text) => words.includes(text) || isCalendarDay(text), { error: ({ input }) => `"${String(input)}" is not in the calendar` });
}
const Day = dayOr();

// src/policy/file/mapping.ts
/**
* Mappings whose keys are names from outside. They become a Map, in which `__proto__` is a normal
* key.
*/
/**
* The library's record schema of each mapping. It is not used to parse, because it would leave out
* `__proto__`. The key is the mapping's own function, which every copy of a schema shares.
*/
const records = /* @__PURE__ */ new WeakMap();
/** Returns the schema of a mapping with any keys; its output is a Map in the file's order. */
function mapOf(key, value) {
	const read = (given, { issues }) => {
		const map = /* @__PURE__ */ new Map();
		if (typeof given !== "object" || given === null || Array.isArray(given)) {
			issues.push({
				code: "invalid_type",
				expected: "record",
				input: given
			});
			return map;
		}
		for (const [name, item] of Object.entries(given)) {
			const named = key.safeParse(name);
			const parsed = value.safeParse(item);
			if (!named.success) issues.push({
				code: "invalid_key",
				origin: "record",
				issues: named.error.issues,
				input: name,
				path: [name]
			});
			for (const issue of parsed.error?.issues ?? []) issues.push({
				...issue,
				input: item,
				path: [name, ...issue.path]
			});
			if (named.success && parsed.success) map.set(named.data, parsed.data);
		}
		return map;
	};
	records.set(read, record(key, value));
	return transform(read);
}
/**
* Returns the library's record schema, which describes a mapping; undefined for any other schema.
*/
function recordOf(schema) {
	const { def } = schema._zod;
	return def.type === "transform" ? records.get(def.transform) : void 0;
}

// src/policy/file/people-schema.ts
/** The shape of names, of lists of people, and of the sections that define people and groups once. */
/** Marks a group in a list of people. No username and no address begins like this. */
const groupPrefix = "group:";
/** How a repository's lists name what is not a person. */
const targetPrefixes = {
	team: "team:",
	service: "service:"
};
const Name = string().trim().min(1).max(320).describe("a username, a permanent id (user_id) or an e-mail address, an alias from people, or group:NAME; case does not matter").meta({ examples: [
	"amara-okoye",
	"amara@fernwick.example",
	"group:owners"
] });
/** People who are only allowed, not expected. */
const Names = array(Name).max(1e4);
const From = Day.describe("before this day (in UTC), it is not drift if the workspace does not have it yet").meta({ examples: ["2026-12-01"] });
/** Returns the schema of a list whose entries can have days and a reason. */
function datedList(name, about) {
	const entry = strictObject({
		name,
		from: From.optional(),
		until: Day.optional().describe("the last day on which the entry counts, until its end in UTC").meta({ examples: ["2026-12-31"] }),
		reason: string().trim().min(1).max(1e3).optional().describe("why the entry is there, or only until that day").meta({ examples: ["covers for priya-raman"] })
	}).describe(about);
	return array(union([name, entry])).max(1e4);
}
/** People who are expected. */
const People = datedList(Name, "a person or a group, with the days on which the entry counts");
const Target = string().trim().min(1).max(320).regex(/^(?!\s*(?:team|service|group):\s*$)\s*\S/u, "a person, \"team:SLUG\", \"service:SLUG\" or \"group:NAME\"").describe("team:SLUG, service:SLUG, group:NAME, or a person: a username, a permanent id, an e-mail address or an alias; case does not matter").meta({ examples: [
	"team:platform",
	"service:ci-publish-7hq2",
	"amara-okoye"
] });
/** Who has a privilege on a repository. */
const Targets = datedList(Target, "a team, a service account, a person or a group, with the days on which the entry counts");
const Alias = string().min(1).max(100).regex(/^(?!group:)[^*\s](?:[^*]*[^*\s])?$/u, "an alias: it must not begin with \"group:\", contain \"*\", or begin or end with a space").describe("the name that the lists of this file use").meta({ examples: ["amara"] });
const Account = string().trim().min(1).max(320).describe("the account's username, permanent id (user_id) or e-mail address").meta({ examples: ["amara-okoye"] });
const Aliases = mapOf(Alias, Account).describe("people by alias, so that a renamed account changes in one place");
const GroupName = string().regex(/^[A-Za-z0-9][\w.-]{0,99}$/u, "a group's name: letters, digits, dots, dashes and underscores").describe("the group's name, which lists use as group:NAME").meta({ examples: ["platform-leads"] });
const Groups = mapOf(GroupName, People.describe("who is in the group")).describe("sets of people that several lists share; a group may contain other groups");

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

// src/policy/named.ts
/**
* Returns a function that says whether a role, a team or a repository of the policy names a member,
* or a pattern of a role matches the member; unknown if a hidden address makes that uncertain.
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
/**
* Returns whether a text can match both patterns; case does not matter. Its time is proportional to
* the product of both lengths.
*/
function overlap(a, b) {
	const [one, other] = [fold(a), fold(b)];
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
/** Returns how many characters of a pattern are literal: more of them make it more specific. */
function specificity(pattern) {
	return pattern.replaceAll("*", "").length;
}
/**
* Returns the pattern entry that applies to a name without an entry of its own: of several that
* match it, the one with the most literal characters, or else the first one.
*/
function mostSpecific(name, families) {
	return families.filter((family) => fitsWildcard(family.name.text, name)).reduce((best, family) => best === void 0 || specificity(family.name.text) > specificity(best.name.text) ? family : best, void 0);
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

export { Groups as A, dayOr as B, listOfLevel as C, toTarget as D, targetsOf as E, groupPrefix as F, targetPrefixes as I, mapOf as L, People as M, Targets as N, Aliases as O, datedList as P, recordOf as R, inEntry as S, needsPrivileges as T, placeOfRole as _, mostSpecific as a, hasBegun as b, mustBeNamed as c, endingEntries as d, expectedPeople as f, placeOf as g, namesOfPeople as h, isWildcard as i, Names as j, From as k, namedIn as l, laterServices as m, fitsOneOf as n, overlap as o, expectedServices as p, fitsWildcard as r, specificity as s, groupByTeam as t, allowedPlaces as u, placesOfPeople as v, managesPrivileges as w, hasEnded as x, placesOfServices as y, Day as z };