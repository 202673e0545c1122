import { t as AuditError } from "./errors.js";
import { n as cannotWrite } from "./cannot-write.js";
import { n as named, r as requireSeparate } from "./separate.js";
import { t as findFileTarget } from "./target.js";
import { t as writeWholeFile } from "./whole-file.js";
import { t as count } from "./count.js";
import { n as isSlug } from "./slug.js";
import { t as isUnknown } from "./fact.js";
import { t as compareIds } from "./model.js";
import { a as privilegeLevels, n as defaultPrivileges, t as broadcastStates } from "./repository.js";
import { t as directoryOf } from "./directory.js";
import { Q as describeUnread, V as addDays, X as roleNames, Z as toRole, c as defaultPrivilegeNames, q as toDay, u as visibilityNames, z as keepsUnchanged } from "./catalog.js";
import { T as targetPrefixes, h as isWildcard, t as groupByTeam, w as groupPrefix, y as listOfLevel } from "./group-by-team.js";
import { t as fold } from "./fold.js";
import { n as listCoverage, t as coverageStatus } from "./coverage.js";
import { C as isIssuer, S as policyJsonSchema, T as maxListed, _ as maxPolicyBytes, k as describePrefix, m as parsePolicy, s as readPolicyFile, w as maxKeyText } from "./policy-file.js";
import { h as quoteYaml, m as toFlowText, n as acceptInto, r as selectFindings, t as toEntries } from "./to-entries.js";
import { t as indexHolders } from "./privilege-holders.js";
import { t as indexTeams } from "./team-index.js";
import { n as requestedRepositories, r as sawAllRepositories } from "./requested.js";
import { t as evaluate } from "./evaluate.js";
import { r as gapsInLists } from "./list-gap.js";
import { t as escapeTerminal } from "./escape-terminal.js";
import { n as wrapText } from "./wrap-text.js";
import { t as fileOf } from "./settings.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { n as toolName } from "./version.js";
import { n as readBounded } from "./read-bounded.js";
import { t as toSettings } from "./settings2.js";
import { dirname, join } from "node:path";
import { existsSync } from "node:fs";

// src/policy/draft/groups.ts
/** Finds sets of people that several lists of a draft share. */
/** With these numbers, a group and its uses have fewer lines than the lists: 8 instead of 9. */
const fewestPeople = 3;
const fewestPlaces = 3;
/** Returns the lists with groups for sets of people that are in several of them. */
function shareGroups(lists) {
	const left = lists.map(({ names }) => new Set(names));
	const used = lists.map(() => []);
	const places = placesOf(lists);
	const taken = /* @__PURE__ */ new Set();
	const groups = [];
	for (const people of findCandidates(lists, places)) {
		const shared = placesOfAll(people, places).filter((at) => people.every((name) => left[at]?.has(name)));
		if (shared.length < fewestPlaces) continue;
		const name = nameFor(people, shared, {
			lists,
			taken
		});
		taken.add(fold(name));
		groups.push({
			name,
			people: people.toSorted(compareIds)
		});
		for (const at of shared) {
			used[at]?.push(`${groupPrefix}${name}`);
			for (const person of people) left[at]?.delete(person);
		}
	}
	return {
		groups: groups.toSorted((a, b) => compareIds(a.name, b.name)),
		lists: lists.map((list, at) => ({
			...list,
			names: [...(used[at] ?? []).toSorted(compareIds), ...list.names.filter((name) => left[at]?.has(name))]
		}))
	};
}
/** Returns the indexes of the lists that each person is in. */
function placesOf(lists) {
	const places = /* @__PURE__ */ new Map();
	for (const [at, { names }] of lists.entries()) for (const name of names) {
		const known = places.get(name);
		if (known === void 0) places.set(name, [at]);
		else known.push(at);
	}
	return places;
}
function placesOfAll(people, places) {
	const [first = "", ...others] = people;
	return others.reduce((shared, name) => {
		const own = new Set(places.get(name));
		return shared.filter((at) => own.has(at));
	}, places.get(first) ?? []);
}
/** Complete lists, and people who are in exactly the same lists; the ones that save most first. */
function findCandidates(lists, places) {
	const alike = Map.groupBy(places.keys(), (name) => JSON.stringify(places.get(name)));
	return [...new Map([...lists.map(({ names }) => names.toSorted(compareIds)), ...[...alike.values()].map((names) => names.toSorted(compareIds))].filter((people) => people.length >= fewestPeople).map((people) => [JSON.stringify(people), people])).values()].map((people) => ({
		people,
		shared: placesOfAll(people, places).length
	})).filter(({ shared }) => shared >= fewestPlaces).toSorted((a, b) => b.people.length * (b.shared - 1) - a.people.length * (a.shared - 1)).map(({ people }) => people);
}
/** A set is named after the list that it fills, or else after the smallest list that contains it. */
function nameFor(people, shared, { lists, taken }) {
	const [smallest] = shared.flatMap((at) => lists[at] ?? []).toSorted((a, b) => a.names.length - b.names.length);
	const title = smallest?.title.replaceAll(/[^\w.-]/gu, "-").replace(/^[^A-Za-z0-9]+/u, "") ?? "";
	const isWhole = smallest?.names.length === people.length;
	const base = (title === "" ? "people" : title).slice(0, 80) + (isWhole ? "" : "-shared");
	let name = base;
	for (let next = 2; taken.has(fold(name)); next++) name = `${base}-${next}`;
	return name;
}

// src/policy/draft/names.ts
/** Names in a drafted policy, and how YAML writes them. */
/**
* Returns the username if it refers to this account only and the file can contain it; otherwise the
* permanent id.
*/
function nameOfMember({ username, id }, directory) {
	return directory.member({
		text: username,
		position: {
			line: 1,
			column: 1
		}
	})?.id === id && isPersonName(username) ? username : id;
}
/** Returns whether every list reads the text as a person's name: `user:ada` looks like a mistake. */
function isPersonName(text) {
	const prefixes = [groupPrefix, ...Object.values(targetPrefixes)];
	return text.trim() === text && !prefixes.some((prefix) => text.startsWith(prefix)) && describePrefix(text) === void 0;
}
/**
* Returns a function that says whether the policy can name a team or a repository by its slug,
* because it reads the slug as nothing else.
*/
function plainSlugs(all) {
	const slugs = Map.groupBy(all, ({ slug }) => fold(slug));
	const ids = new Set(all.map(({ id }) => fold(id)));
	return ({ slug }) => slug.trim() === slug && !isWildcard(slug) && slugs.get(fold(slug))?.length === 1 && !ids.has(fold(slug));
}
/** Returns a text as YAML, in quotes if YAML would read it as something else. */
function scalar(text) {
	return /^(?:group:|team:|service:)?[A-Za-z][A-Za-z0-9_-]{2,}\*?$/u.test(text) && !/^(?:true|null|yes|off|false)$/iu.test(text) ? text : quoteYaml(text);
}

// src/policy/draft/key-draft.ts
/** The OIDC providers and the group mappings of a draft. */
/** Returns the lines of the section `oidc`; none if the providers were not read, or there are none. */
function draftProviders(roster) {
	const { oidcProviders, coverage } = roster;
	if (listCoverage(coverage, "oidc").status !== "complete") return [];
	const isPlain = plainSlugs(oidcProviders);
	return oidcProviders.flatMap((provider) => {
		const { slug, id } = provider;
		const name = isPlain(provider) && keepsUnchanged(slug, 255) ? slug : id;
		return keepsUnchanged(name, 255) ? [{
			name,
			lines: writeProvider(name, provider)
		}] : [];
	}).toSorted((a, b) => compareIds(a.name, b.name)).flatMap(({ lines }) => lines);
}
function writeProvider(name, { issuer, claims, services, mappings }) {
	const names = isUnknown(claims) ? [] : usable(claims.map((claim) => claim.name), 255);
	const listed = writeServices({
		services,
		mappings
	});
	return [
		`  ${scalar(name)}:`,
		...isUnknown(issuer) || !isIssuer(issuer) ? [] : [`    issuer: ${scalar(issuer)}`],
		...names.length === 0 || names.length > 100 ? [] : [`    require-claims: [${names.map(scalar).join(", ")}]`],
		`    services: ${listed}`
	];
}
/** Returns the list of the service accounts, or `any` with the reason. */
function writeServices({ services, mappings }) {
	if (isUnknown(services) || isUnknown(mappings)) return "any # which ones it has was not read completely";
	const all = [...services, ...mappings.map(({ service }) => service)];
	if (!all.every((slug) => keepsUnchanged(slug, 320))) return "any # the name of one of them cannot be listed";
	const listed = usable(all, 320);
	return listed.length > 1e4 ? "any" : `[${listed.map(scalar).join(", ")}]`;
}
/** Names that the file keeps unchanged, each once, by code unit. */
function usable(names, maxLength) {
	const seen = /* @__PURE__ */ new Set();
	return names.filter((name) => {
		const isNew = !seen.has(fold(name)) && keepsUnchanged(name, maxLength);
		if (isNew) seen.add(fold(name));
		return isNew;
	}).toSorted(compareIds);
}
/** Returns the lines of the section `group-sync`; none if the mappings were not read, or are none. */
function draftMappings(roster) {
	const { groupSync, teams, coverage } = roster;
	if (listCoverage(coverage, "group-sync").status !== "complete") return [];
	const isPlain = plainSlugs(teams);
	const byId = new Map(teams.map((team) => [team.id, team]));
	const attributes = new Set(groupSync.mappings.map(({ attribute }) => attribute));
	const seen = /* @__PURE__ */ new Set();
	const entries = groupSync.mappings.flatMap(({ value, team: id, role, attribute }) => {
		const team = byId.get(id);
		const name = team !== void 0 && isPlain(team) ? team.slug : id;
		const key = JSON.stringify([
			value,
			fold(name),
			attribute
		]);
		const isText = (text) => text !== "" && text.length <= 1e3;
		if (!(isText(value) && isText(attribute) && keepsUnchanged(name, 255)) || seen.has(key)) return [];
		seen.add(key);
		return [[
			`group: ${scalar(value)}`,
			`team: ${scalar(name)}`,
			...role === "Manager" ? ["role: manager"] : [],
			...attributes.size > 1 ? [`attribute: ${scalar(attribute)}`] : []
		]];
	});
	if (entries.length > 1e4) return [];
	return entries.map((parts) => `  - { ${parts.join(", ")} }`).toSorted(compareIds);
}

// src/policy/draft/repository-draft.ts
/** The repositories of a draft: similar ones with the same privileges are one pattern. */
/** With fewer similar repositories, each has its own entry. */
const fewestInFamily$1 = 3;
/** Returns the repositories by name, those without a usable slug first. */
function draftRepositories(roster, directory, tokens) {
	const isPlain = plainSlugs(roster.repositories);
	const nameOf = namesOfHolders(roster, directory);
	const drafts = roster.repositories.map((repository) => {
		const plain = isPlain(repository);
		return {
			family: plain ? /^[A-Za-z][A-Za-z0-9_]+-/u.exec(repository.slug)?.[0] ?? "" : "",
			plain,
			draft: {
				name: plain ? repository.slug : repository.id,
				...draftRepository(repository, nameOf),
				tokens: tokens.of(repository)
			}
		};
	});
	const alone = drafts.filter(({ plain }) => !plain).map(({ draft }) => draft);
	const joined = [...Map.groupBy(drafts.filter(({ plain }) => plain), ({ family }) => fold(family)).values()].flatMap((relatives) => joinFamily(relatives[0]?.family ?? "", relatives.map(({ draft }) => draft)));
	const byName = (a, b) => compareIds(a.name, b.name);
	return [...alone.toSorted(byName), ...joined.toSorted(byName)];
}
function draftRepository({ broadcast, defaultPrivilege, privileges, coverage }, nameOf) {
	const isRead = coverage.status === "complete";
	const names = privileges.flatMap((one) => nameOf(one) ?? []);
	const isDistinct = new Set(names.map(fold)).size === names.length;
	const canWrite = isDistinct && privileges.every((one) => one.kind !== "user" || isPersonName(nameOf(one) ?? "nobody"));
	const at = (level) => {
		const namesOf = (isPerson) => privileges.filter((one) => one.level === level && one.kind === "user" === isPerson).flatMap((one) => nameOf(one) ?? []).toSorted(compareIds);
		return {
			others: namesOf(false),
			people: namesOf(true)
		};
	};
	return {
		visibility: isUnknown(broadcast) ? void 0 : visibilityNames[broadcastStates.indexOf(broadcast)],
		defaultPrivilege: isUnknown(defaultPrivilege) ? void 0 : defaultPrivilegeNames[defaultPrivileges.indexOf(defaultPrivilege)],
		levels: isRead && canWrite ? {
			Admin: at("Admin"),
			Write: at("Write"),
			Read: at("Read")
		} : void 0,
		comment: isRead ? canWrite ? "" : `its privileges have ${isDistinct ? "a name that no list can have" : "one name twice"}` : "its privileges were not read completely"
	};
}
/** Returns a function that names who has a privilege; undefined for nobody, which is drift. */
function namesOfHolders(roster, directory) {
	const teams = indexTeams(roster, { teams: [] });
	const { holderOf } = indexHolders({
		roster,
		directory,
		teams
	});
	const isPlain = plainSlugs(roster.teams);
	return (privilege) => {
		const { kind, slug } = privilege;
		const { member, team, isNobody } = holderOf(privilege);
		if (isNobody === true) return void 0;
		if (kind === "user") return member === void 0 ? slug : nameOfMember(member, directory);
		if (team === void 0) return `${targetPrefixes[kind]}${slug}`;
		return `${targetPrefixes.team}${isPlain(team) ? team.slug : team.id}`;
	};
}
/** Of a family, only one entry can have the pattern: that of the most repositories. */
function joinFamily(family, relatives) {
	const [most = []] = [...Map.groupBy(relatives, (draft) => JSON.stringify({
		...draft,
		name: null
	})).values()].toSorted((a, b) => b.length - a.length);
	const [first] = most;
	if (family === "" || first === void 0 || most.length < fewestInFamily$1) return relatives;
	const joined = new Set(most);
	const comment = `${first.comment === "" ? "" : `${first.comment.replace(/^its/u, "their")}: `}${count(most.length, "repository", "repositories")}`;
	return [{
		...first,
		name: `${family}*`,
		comment
	}, ...relatives.filter((draft) => !joined.has(draft))];
}

// src/policy/draft/token-draft.ts
/** The lists of entitlement tokens of a draft: what all repositories have, and what single ones have. */
/** Returns the lists for today's tokens. Without all of them, a list would call the others drift. */
function draftTokens({ repositories, coverage }) {
	if (!(repositories.some(({ tokens }) => tokens !== void 0) && repositories.every(({ tokens }) => tokens?.coverage.status === "complete") && sawAllRepositories({
		repositories,
		coverage
	}))) return {
		shared: void 0,
		of: () => void 0
	};
	const lists = new Map(repositories.map((repository) => [repository, namesOf(repository)]));
	const [first = [], ...others] = [...lists.values()];
	const shared = first.filter((name) => others.every((names) => names.some((other) => fold(other) === fold(name))));
	return {
		shared,
		of: (repository) => {
			const names = lists.get(repository) ?? [];
			return names.length === shared.length ? void 0 : names;
		}
	};
}
/** Returns each name once, although case does not matter. */
function namesOf({ tokens }) {
	return [...new Map((tokens?.list ?? []).map(nameOf).map((name) => [fold(name), name])).values()].toSorted(compareIds);
}
/** A name that the policy would read as something else is replaced by the permanent id. */
function nameOf({ name, id }) {
	return keepsUnchanged(name, 320) && !isWildcard(name) ? name : id;
}

// src/policy/draft/team-draft.ts
/** The teams of a draft: who is listed, and where a list would only be noise. */
/** A team with fewer people is short enough to be listed. */
const fewest = 25;
/** The part of all people that makes a list a copy of the workspace. */
const nearlyAll = .9;
/** With fewer similar teams, each has its own entry. */
const fewestInFamily = 3;
/** Returns the teams by name, those without a usable slug first, with similar ones as one family. */
function draftTeams(roster, directory, options) {
	const isPlain = plainSlugs(roster.teams);
	const synced = new Set(roster.groupSync.enabled === true ? roster.groupSync.mappings.map(({ team }) => team) : []);
	const membersOf = groupByTeam(roster.members).byTeam;
	const servicesOf = groupByTeam(roster.services).byTeam;
	const drafts = roster.teams.map((team) => ({
		...draftTeam({
			members: membersOf.get(team.id) ?? [],
			services: servicesOf.get(team.id) ?? []
		}, roster.members.length, directory, {
			...options,
			synced: synced.has(team.id)
		}),
		name: isPlain(team) ? team.slug : team.id,
		family: isPlain(team) ? /^[A-Za-z][A-Za-z0-9_]+-/u.exec(team.slug)?.[0] ?? "" : ""
	}));
	const ids = new Set(roster.teams.map(({ id }) => id));
	return joinFamilies(drafts).toSorted((a, b) => Number(ids.has(b.name)) - Number(ids.has(a.name)) || compareIds(a.name, b.name));
}
function draftTeam(inTeam, everybody, directory, { anyAbove, synced }) {
	const withRole = (role) => inTeam.members.flatMap((one) => one.role === role ? [one.account] : []);
	const names = (people) => people.map((member) => nameOfMember(member, directory)).toSorted(compareIds);
	const people = withRole("Member");
	const managers = withRole("Manager");
	const size = people.length + managers.length;
	const isEverybody = size >= fewest && size >= everybody * nearlyAll;
	const some = `${count(size, "person", "people")} of ${everybody}`;
	const comment = synced ? "group sync decides who is in it" : isEverybody ? `${some}: nearly everybody` : size > anyAbove ? `${some}: too many to list here` : "";
	return {
		managers: names(managers),
		members: comment === "" ? names(people) : "any",
		services: inTeam.services.filter(({ role }) => !isUnknown(role)).map(({ account }) => account.slug).toSorted(compareIds),
		synced,
		comment
	};
}
/** Several teams that anybody or nobody may be in, and whose slugs begin alike, are one entry. */
function joinFamilies(drafts) {
	return [...Map.groupBy(drafts, ({ family }) => fold(family)).values()].flatMap((relatives) => {
		const family = relatives[0]?.family ?? "";
		const most = [...Map.groupBy(relatives.filter(hasNoList), ({ managers, services, synced, members }) => JSON.stringify([
			managers,
			services,
			synced,
			members
		])).values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
		const [first] = most;
		if (family === "" || first === void 0 || most.length < fewestInFamily) return relatives;
		const joined = new Set(most);
		const comment = `${first.comment === "" ? "" : `${first.synced ? first.comment : "anybody may be in them"}: `}${count(most.length, "team")}`;
		return [{
			...first,
			name: `${family}*`,
			comment
		}, ...relatives.filter((draft) => !joined.has(draft))];
	});
}
function hasNoList({ managers, members, services }) {
	return members === "any" || managers.length + members.length + services.length === 0;
}

// src/policy/draft/draft.ts
/** Drafts a policy that allows a workspace as it is today; its owner then reduces it. */
/** Roles that few people have, each by somebody's decision. */
const listedRoles = roleNames.filter((role) => role !== "member");
const listAll = { anyAbove: Infinity };
/** The file that describes a policy to an editor; it is written beside the policy. */
const schemaFile = "access-policy.schema.json";
/** Returns the text of the policy; it does not contain roles and memberships that were not seen. */
function draftPolicy(roster, options = listAll) {
	const directory = directoryOf(roster);
	const roles = draftRoles(roster, directory);
	const teams = draftTeams(roster, directory, options);
	const tokens = draftTokens(roster);
	const repositories = draftRepositories(roster, directory, tokens);
	const { groups, lists } = shareGroups([
		...roles,
		...teams.flatMap(listsOf),
		...repositories.flatMap(listsOfRepository)
	]);
	const names = new Map(lists.map((list) => [list.key, list.names]));
	return `${[
		`# yaml-language-server: $schema=./${schemaFile}`,
		"# Who may have which role and team in this workspace, drafted from its state today.",
		"# Read it line by line: change the workspace where something is wrong, and do not accept it here.",
		"version: 1",
		`organization: ${scalar(roster.workspace.slug)}`,
		...groups.length === 0 ? [] : section("groups", groups.flatMap(writeGroup), ["# People who are listed together in several places. Rename the groups as you like."]),
		...section("roles", roles.flatMap((role) => writeRole(role, names)), ["# A role that is left out is not managed; members get their access through teams."]),
		...section("teams", teams.flatMap((team) => writeTeam(team, names)), ["# A listed team is managed completely. Managers are members as well."]),
		"unlisted-teams: warning",
		...section("services", draftServices(roster), ["# Service accounts, by slug."]),
		...repositories.length === 0 ? [] : [...section("repositories", repositories.flatMap((repository) => writeRepository(repository, names)), ["# A listed repository is managed completely: a list that is left out means nobody."]), "unlisted-repositories: warning"],
		...writeTokens(tokens.shared),
		...optional("oidc", draftProviders(roster), ["# What tokens of each OIDC provider must prove, and which service accounts they may become."]),
		...optional("group-sync", draftMappings(roster), ["# All groups at the identity provider that fill a team."])
	].join("\n")}\n`;
}
function section(name, lines, comment) {
	return [
		"",
		...comment,
		lines.length === 0 ? `${name}: {}` : `${name}:`,
		...lines
	];
}
/** A section that the draft leaves out if there is nothing to write. */
function optional(name, lines, comment) {
	return lines.length === 0 ? [] : section(name, lines, comment);
}
function draftRoles({ members }, directory) {
	return listedRoles.flatMap((role) => {
		const holders = members.filter((member) => member.role === toRole(role));
		if (holders.length === 0) return [];
		const names = holders.map((holder) => nameOfMember(holder, directory)).toSorted(compareIds);
		const bounds = role === "owner" ? ownerBounds(holders) : [];
		return [{
			role,
			key: keyOf("roles", role),
			title: `${role}s`,
			names,
			bounds
		}];
	});
}
/** With two Owners or more, one is too few; one more than today needs somebody's decision. */
function ownerBounds(owners) {
	const active = owners.filter(({ active: isActive }) => isActive === true).length;
	const unsure = owners.filter(({ active: isActive }) => isUnknown(isActive)).length;
	return [`    min: ${Math.min(2, active)}`, `    max: ${active + unsure}`];
}
function listsOf({ name, managers, members }) {
	const title = name.replace(/-?\*$/u, "");
	return [{
		key: keyOf(name, "managers"),
		title: `${title}-managers`,
		names: managers
	}, ...members === "any" ? [] : [{
		key: keyOf(name, "members"),
		title,
		names: members
	}]];
}
function writeGroup({ name, people }) {
	return [`  ${scalar(name)}:`, ...people.map((person) => `    - ${scalar(person)}`)];
}
function writeRole({ role, key, bounds }, names) {
	return [
		`  ${role}:`,
		...list("members", names.get(key)),
		...bounds
	];
}
function writeTeam({ name, members, services, synced, comment }, names) {
	const lines = [
		...list("managers", names.get(keyOf(name, "managers"))),
		...members === "any" ? ["    members: any"] : list("members", names.get(keyOf(name, "members"))),
		...list("services", services),
		...synced ? ["    synced: idp"] : []
	];
	const key = `  ${scalar(name)}:${lines.length === 0 ? " {}" : ""}`;
	return [comment === "" ? key : `${key} # ${comment}`, ...lines];
}
const levelNames = privilegeLevels.toReversed();
/** Groups are sets of people, so these lists leave out teams and service accounts. */
function listsOfRepository({ name, levels }) {
	if (levels === void 0) return [];
	const title = name.replace(/-?\*$/u, "");
	return levelNames.map((level) => ({
		key: keyOf(name, listOfLevel[level]),
		title: `${title}-${listOfLevel[level]}`,
		names: levels[level].people
	}));
}
function writeRepository({ name, visibility, defaultPrivilege, levels, tokens, comment }, names) {
	const lines = [
		...visibility === void 0 ? [] : [`    visibility: ${scalar(visibility)}`],
		...defaultPrivilege === void 0 ? [] : [`    default-privilege: ${defaultPrivilege}`],
		...tokens === void 0 ? [] : tokens.length === 0 ? ["    tokens: []"] : list("tokens", tokens),
		...levels === void 0 ? ["    privileges: any"] : levelNames.flatMap((level) => list(listOfLevel[level], [...levels[level].others, ...names.get(keyOf(name, listOfLevel[level])) ?? []]))
	];
	const key = `  ${scalar(name)}:${lines.length === 0 ? " {}" : ""}`;
	return [comment === "" ? key : `${key} # ${comment}`, ...lines];
}
/** Without any token in the workspace, the list forbids the first one. */
function writeTokens(names) {
	if (names === void 0) return [];
	const comment = "# Entitlement tokens that every repository may have; an entry above may have its own list.";
	const lines = names.map((name) => `  - ${scalar(name)}`);
	return [
		"",
		comment,
		...lines.length === 0 ? ["tokens: []"] : ["tokens:", ...lines]
	];
}
function draftServices({ services }) {
	return services.map(({ slug, role }) => {
		const entry = isUnknown(role) ? "{}" : `{ role: ${role.toLowerCase()} }`;
		return `  ${scalar(slug)}: ${entry}`;
	});
}
function list(name, names = []) {
	if (names.length === 0) return [];
	return [`    ${name}:`, ...names.map((entry) => `      - ${scalar(entry)}`)];
}
function keyOf(entry, name) {
	return JSON.stringify([entry, name]);
}

// src/policy/draft/first-policy.ts
/** How long today's findings may stay until somebody has looked at them. */
const graceDays = 30;
const aboveExceptions = "# What is not right today: resolve it, or replace TODO with the reason for accepting it.";
const everything = {
	rule: void 0,
	subject: void 0
};
/** Tried for a workspace that is too large to be listed. */
const anyAboveChoices = [
	1e3,
	500,
	200,
	100,
	50,
	20,
	0
];
/**
* Returns a policy with only one kind of open finding for this roster: its exceptions do not have a
* reason. If the policy would be too large, it lists no members of the largest teams. Throws
* `AuditError` `BAD_POLICY` if it is too large even so, or if no name distinguishes two accounts.
*/
function writeFirstPolicy(roster, path, now, { anyAbove = Infinity } = {}) {
	requireNames(roster, path);
	const written = tryToWrite({
		roster,
		path,
		now
	}, anyAbove);
	if (!("unfit" in written)) return written;
	for (const people of anyAboveChoices.filter((choice) => choice < anyAbove)) {
		const shorter = tryToWrite({
			roster,
			path,
			now
		}, people);
		if ("unfit" in shorter) continue;
		const shortened = `The draft with all lists cannot be used: ${written.unfit}. So anybody may be in teams with more than ${count(people, "person", "people")}; --any-above sets another number.`;
		return {
			...shorter,
			shortened
		};
	}
	throw new AuditError("BAD_POLICY", `cannot draft ${path}: ${written.unfit}. Write it by hand, for the roles and the teams that matter most.`);
}
function requireNames(roster, path) {
	const { slug } = roster.workspace;
	if (!isSlug(slug)) throw new AuditError("BAD_POLICY", `cannot draft ${path}: ${JSON.stringify(slug)} is not a workspace's slug, so no policy can name it. Read the workspace itself instead of that artifact.`);
	const blank = roster.services.find((service) => service.slug.trim() === "");
	if (blank !== void 0) throw new AuditError("BAD_POLICY", `cannot draft ${path}: no name distinguishes ${JSON.stringify(blank.slug)} (a service account) from an empty name. Read the workspace itself instead of that artifact.`);
}
function tryToWrite({ roster, path, now }, anyAbove) {
	const draft = draftPolicy(roster, { anyAbove });
	const parsed = parseFitting(draft, path);
	if ("unfit" in parsed) return parsed;
	const expires = addDays(now, graceDays);
	const { findings } = evaluate(roster, parsed, now);
	const found = selectFindings(findings, everything, roster);
	if (found.length === 0) return {
		text: draft,
		exceptions: 0,
		expires
	};
	const agreement = {
		reason: "TODO",
		created: toDay(now),
		expires
	};
	const entries = toEntries(found, agreement, {
		findings,
		roster
	});
	const before = `${draft}\n${aboveExceptions}\n`;
	const whole = parseFitting(`${before}exceptions:\n${entries.map((entry) => `  - ${toFlowText(entry)}\n`).join("")}`, path);
	if ("unfit" in whole) return whole;
	const { text, policy } = acceptInto(before, path, entries);
	const [open] = selectFindings(evaluate(roster, policy, now).findings, everything, roster);
	if (open === void 0) return {
		text,
		exceptions: entries.length,
		expires
	};
	throw new AuditError("BAD_POLICY", `cannot draft ${path}: no name distinguishes "${open.subject.slug}" (${open.rule}) from another account. Rename one of them.`);
}
function parseFitting(text, path) {
	const bytes = Buffer.byteLength(text);
	if (bytes > 524288) {
		const kib = (size) => `${Math.ceil(size / 1024)} KiB`;
		return { unfit: `it would have ${kib(bytes)}, and a policy has at most ${kib(maxPolicyBytes)}` };
	}
	const parsed = parsePolicy(text, path);
	if ("policy" in parsed) return parsed.policy;
	return { unfit: `the draft would not be valid (${parsed.problems[0]?.message ?? ""})` };
}

// src/commands/schema-file.ts
/** The JSON Schema beside a drafted policy, with which an editor helps while typing. */
/** Much more than any version's schema. */
const maxSchemaBytes = 16 * 1024 ** 2;
/** Returns the path of the file beside a policy. */
function toSchemaPath(policyPath) {
	return join(dirname(policyPath), schemaFile);
}
/** No flag names this file. */
const schemaPlace = "Move it away, or name a policy in another folder with --policy.";
/** Writes the file if it does not exist, or may be replaced; returns what was done, as a sentence. */
async function writeSchemaFile(policyPath, { replace }) {
	const path = toSchemaPath(policyPath);
	const text = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
	const existing = await readBounded(path, maxSchemaBytes).catch((error) => {
		if (error.code === "ENOENT") return void 0;
		throw cannotWrite({
			path,
			place: schemaPlace
		}, error);
	});
	if (existing?.equals(Buffer.from(text)) === true) return `${path}: unchanged.`;
	if (existing !== void 0 && !replace) return `${path}: not changed, although it differs from this version's schema. Delete it before init to get the new one.`;
	await writeWholeFile(path, text, { place: schemaPlace });
	return existing === void 0 ? `${path}: the schema of the policy, for help in editors.` : `${path}: replaced, because it differed from this version's schema.`;
}

// src/commands/init.ts
const defaultPolicy = "access-policy.yml";
/** Drafts a policy from the workspace, and checks that no finding is open with it; returns 0. */
async function init(flags, _, terminal) {
	const { force, "any-above": anyAbove, ...shared } = flags;
	const options = toOptions(anyAbove);
	const settings = toSettings(shared, terminal);
	const path = settings.policy;
	if (existsSync(path) && force !== true) throw new AuditError("BAD_SETTINGS", `cannot draft ${path}: it already exists. To add exceptions for new findings, run accept. Or name another file with --policy, or replace it with --force.`);
	await requireTargets(path, settings["from-c1z"]);
	const organization = await findOrganization(settings);
	const { roster } = await loadRoster(withTokens(toSource({
		...settings,
		organization
	})), terminal);
	terminal.log.end();
	if (coverageStatus(roster.coverage) !== "complete") {
		const gap = roster.coverage.lists.find(({ reason }) => reason !== null);
		throw new AuditError("CLOUDSMITH_REFUSED", `cannot draft ${path}: the workspace was not read completely, so the draft would omit somebody (${gap?.name}: ${gap?.reason}). Use the key of an Owner or a Manager.`);
	}
	const first = writeFirstPolicy(roster, path, terminal.clock(), options);
	await writeWholeFile(path, first.text);
	const print = (...paragraphs) => {
		const lines = paragraphs.flatMap((text) => wrapText(text, terminal.columns));
		terminal.out(`${lines.join("\n")}\n`);
	};
	print(describe(path, roster, first), ...describeGaps(roster), ...first.shortened === void 0 ? [] : [first.shortened]);
	print(await writeSchemaFile(path, { replace: force === true }), describeNext(path, first));
	return 0;
}
/** Whoever asks for repositories gets a policy for all of them, so their tokens are read, too. */
function withTokens(source) {
	return source.kind === "workspace" && source.repositories === "all" ? {
		...source,
		repositories: "with-tokens"
	} : source;
}
/** Checks both files before the first one is written. */
async function requireTargets(path, from) {
	const schema = toSchemaPath(path);
	for (const target of [{ path }, {
		path: schema,
		place: schemaPlace
	}]) await findFileTarget(target.path).catch((error) => {
		throw cannotWrite(target, error);
	});
	await requireSeparate([...named("--policy", path), ...named("the schema", schema)], named("--from-c1z", fileOf(from)));
}
function toOptions(anyAbove) {
	if (typeof anyAbove !== "string") return {};
	if (/^\d{1,6}$/u.test(anyAbove)) return { anyAbove: Number(anyAbove) };
	throw new AuditError("BAD_SETTINGS", `cannot use --any-above ${JSON.stringify(anyAbove)}: it is not a number of people. Give a number such as 200.`);
}
/** Without --organization and an artifact, the workspace is the one of the policy that exists. */
async function findOrganization({ organization, policy, "from-c1z": artifact, "api-key": key }) {
	if (organization !== void 0 || artifact !== void 0) return organization;
	const path = [policy, defaultPolicy].find((file) => existsSync(file));
	const known = path === void 0 ? void 0 : await readOrganization(path);
	if (known !== void 0) return known;
	const reason = path === void 0 ? "no workspace is given" : `${path} is not valid`;
	throw new AuditError("BAD_SETTINGS", `cannot draft ${policy}: ${reason}. Give the workspace's slug with --organization, the short name in its address.${key === void 0 ? " Also set CLOUDSMITH_API_KEY." : ""}`);
}
/** Returns the workspace of a policy; undefined if the policy is not valid. */
async function readOrganization(path) {
	try {
		return (await readPolicyFile(path)).organization;
	} catch (error) {
		if (error instanceof AuditError && error.code === "BAD_POLICY") return void 0;
		throw error;
	}
}
function describe(path, roster, { exceptions, expires }) {
	const repositories = requestedRepositories(roster) ? `, ${count(roster.repositories.length, "repository", "repositories")}` : "";
	const drafted = `${path}: ${count(roster.teams.length, "team")}, ${count(roster.services.length, "service account")}${repositories}, and ${count(exceptions, "exception")} for the current drift.`;
	const proved = "Compared with the workspace, it leaves no findings";
	if (exceptions === 0) return `${drafted} ${proved}.`;
	return `${drafted} ${proved} except ${`${count(exceptions, "warning")} of exception-unexplained, one for each TODO`}, until ${expires}. Before that day ends, resolve what each exception covers, or replace TODO with the reason for accepting it.`;
}
/** A gap in repositories stops no draft, but what was not seen is not in it. */
function describeGaps(roster) {
	if (!requestedRepositories(roster)) return [];
	const unread = describeUnread(roster.repositories);
	const gaps = [...gapsInLists(roster, ["repositories"]), ...unread === void 0 ? [] : [unread]];
	return gaps.length === 0 ? [] : [`Not every repository was seen, and the draft says nothing about the rest: ${gaps.map((gap) => escapeTerminal(gap)).join("; ")}.`];
}
function describeNext(path, { exceptions }) {
	const file = path === defaultPolicy ? "" : ` --policy ${path}`;
	const next = `Next: run ${toolName} check${file}, commit the policy, and run the workflow. Then read the policy`;
	return exceptions === 0 ? `${next} line by line.` : `${next}, replace each TODO, and run ${toolName} check --strict${file}`;
}

export { init };