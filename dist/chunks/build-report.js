import { a as checksOnlyVisible, at as teamIs, it as personIs, rt as hintOf, tt as onlyInvited, w as providerEntries } from "./catalog.js";
import { t as fold } from "./fold.js";
import { n as currentPolicy, t as indexTeams } from "./team-index.js";
import { i as taskActions, n as RunUrl } from "./report.js";
import { p as severities, t as nameOf } from "./subject.js";
import { a as meantHint } from "./suggest.js";
import { t as compareIds } from "./model.js";
import { t as entryNamed } from "./entry-index.js";
import { r as nameKind } from "./privilege-holders.js";
import { t as isUnknown } from "./fact.js";
import { r as holderKey } from "./repository.js";
import { t as memoize } from "./memoize.js";
import { E as hasBegun, O as inEntry, t as groupByTeam } from "./group-by-team.js";
import { t as directoryOf } from "./directory.js";
import { n as listCoverage, t as coverageStatus } from "./coverage.js";
import { t as rosterDigest } from "./digest.js";
import { n as requestedRepositories } from "./requested.js";
import { i as describeChanges } from "./changes.js";
import { n as isWeakening, t as describePolicyChanges } from "./policy-changes.js";
import { n as toAcceptance, r as toReportException } from "./exceptions.js";

// src/policy/tasks/task-request.ts
/** Returns a request about the workspace; `parameters` are the other names in the path. */
function request(method, path, { workspace }, parameters, body = null) {
	return {
		method,
		path,
		parameters: {
			[path.includes("{owner}") ? "owner" : "org"]: workspace.slug,
			...parameters
		},
		body
	};
}
/** Returns a finding's account in a sentence. */
function whoOf({ subject }) {
	return `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)}`;
}
/** Returns a finding's team in a sentence. */
function teamOf({ object }) {
	return `team ${object === void 0 ? "" : nameOf(object)}`;
}

// src/policy/tasks/key-tasks.ts
/** Tasks about OIDC providers and group mappings. */
const providerPath = "/orgs/{org}/openid-connect/{slug_perm}/";
const mappingsPath = "/orgs/{org}/saml-group-sync/";
const mappingPath = "/orgs/{org}/saml-group-sync/{slug_perm}/";
const correctProvider = ({ subject, facts }, { roster }) => {
	const { fault, claim, issuer, expected } = facts;
	const provider = `OIDC provider ${nameOf(subject)}`;
	if (fault === "issuer") return {
		todo: `change the issuer of ${provider} to ${expected} (now ${issuer})`,
		call: request("PATCH", providerPath, roster, { slug_perm: subject.id }, { provider_url: expected })
	};
	return {
		todo: fault === "missing" ? `require claim ${claim} in ${provider}` : fault === "wildcard" ? `give claim ${claim} of ${provider} a complete value (now ${facts["value"]})` : `require more claims in ${provider}`,
		call: void 0
	};
};
const removeFromProvider = ({ subject, object, facts }, context) => {
	const who = `service account ${nameOf(subject)}`;
	const provider = `OIDC provider ${object === void 0 ? "" : nameOf(object)}`;
	if (facts["value"] !== void 0) return {
		todo: `remove the dynamic mappings to ${who} from ${provider}`,
		call: void 0
	};
	return {
		todo: `remove ${who} from ${provider}`,
		call: object === void 0 ? void 0 : withoutRemoved(object.id, context)
	};
};
/** One request replaces the list of the provider, so it does all such tasks. */
function withoutRemoved(id, { roster, policy, servicesOf }) {
	const provider = roster.oidcProviders.find((one) => one.id === id);
	const entries = provider === void 0 ? [] : providerEntries(policy)(provider);
	const isListed = entries.length > 0 && entries.every(({ services }) => typeof services !== "string");
	const left = servicesOf(id);
	if (!isListed || left === void 0) return void 0;
	return request("PATCH", providerPath, roster, { slug_perm: id }, { service_accounts: left });
}
const listProvider = ({ subject }) => ({
	todo: `list OIDC provider ${nameOf(subject)} in the policy, or delete it`,
	call: void 0
});
const deleteMapping = (finding, { roster }) => ({
	todo: `delete the mapping from group ${nameOf(finding.subject)} to ${teamOf(finding)}`,
	call: request("DELETE", mappingPath, roster, { slug_perm: finding.subject.id })
});
const createMapping = (finding, context) => {
	const { subject, object, facts } = finding;
	const role = String(facts["expected"]);
	const todo = `map group ${nameOf(subject)} to ${teamOf(finding)} as ${role}`;
	if (facts["exists"] === false) return {
		todo: `${todo}: create the team, or correct the name${meantHint(facts)}`,
		call: void 0
	};
	const attribute = facts["attribute"] ?? onlyAttribute(context);
	const call = typeof attribute === "string" ? newMapping(context, {
		attribute,
		group: subject.slug,
		role,
		team: object?.slug ?? ""
	}) : void 0;
	return {
		todo: `${todo}${meantHint(facts)}`,
		call
	};
};
/** No request changes a mapping, so it is deleted and created again. */
const replaceMapping = (finding, context) => {
	const { subject, object, facts } = finding;
	const [attribute, role] = [String(facts["attribute"]), String(facts["expected"])];
	return {
		todo: `map group ${nameOf(subject)} to ${teamOf(finding)} as ${role} (now ${facts["role"]})`,
		call: request("DELETE", mappingPath, context.roster, { slug_perm: subject.id }),
		next: newMapping(context, {
			attribute,
			group: subject.slug,
			role,
			team: object?.slug ?? ""
		})
	};
};
function newMapping({ roster }, { attribute, group, role, team }) {
	return request("POST", mappingsPath, roster, {}, {
		idp_key: attribute,
		idp_value: group,
		role,
		team
	});
}
/** Returns the attribute that all mappings of the workspace have; undefined if they differ. */
function onlyAttribute({ roster: { groupSync } }) {
	const attributes = new Set(groupSync.mappings.map(({ attribute }) => attribute));
	return attributes.size === 1 ? [...attributes][0] : void 0;
}

// src/policy/tasks/service-tasks.ts
/** Tasks about service accounts. */
function createService({ subject, facts }, context) {
	const { roster, policy, listings } = context;
	const entry = entryNamed(policy.services ?? [], subject.slug);
	const own = (entry?.teams ?? []).map(({ text }) => text);
	const slugs = [.../* @__PURE__ */ new Set([...own, ...listings.teamsListing(subject.slug)])].sort(compareIds);
	return {
		todo: `create service account ${nameOf(subject)}, or correct the name${meantHint(facts)}`,
		call: request("POST", "/orgs/{org}/services/", roster, {}, {
			name: subject.slug,
			role: entry?.role ?? "Member",
			teams: slugs.map((slug) => ({
				slug,
				role: "Member"
			}))
		})
	};
}
/**
* The request replaces the complete list of teams, so one request corrects everything about the
* account.
*/
function changeService({ subject, object, facts, resolvedBy }, { roster, policy, teamsOfService, newTeams }) {
	const who = `service account ${nameOf(subject)}`;
	const todo = object === void 0 ? `make ${who} ${facts["expected"]} (now ${facts["role"]})` : `${resolvedBy === "grant" ? "add" : "remove"} ${who} ${resolvedBy === "grant" ? "to" : "from"} team ${nameOf(object)}`;
	const entry = entryNamed(policy.services ?? [], subject.slug);
	const left = entry?.teams == null ? null : teamsOfService(subject.slug);
	if (left === void 0) return {
		todo,
		call: void 0
	};
	const created = (entry?.teams ?? []).filter(({ text }) => newTeams.has(fold(text))).map(({ text }) => ({
		slug: text,
		role: "Member"
	}));
	const teams = left && [...left, ...created];
	const body = {
		...entry?.role != null && { role: entry.role },
		...teams && { teams }
	};
	return {
		todo,
		call: request("PATCH", "/orgs/{org}/services/{service}/", roster, { service: subject.slug }, body)
	};
}

// src/policy/tasks/people-tasks.ts
const memberPath = "/orgs/{org}/members/{member}/";
const removeMember = ({ subject }, { roster }) => ({
	todo: `remove ${nameOf(subject)} from the workspace`,
	call: request("DELETE", memberPath, roster, { member: subject.slug })
});
const cancelInvite = ({ subject }, { roster }) => ({
	todo: `cancel the invite of ${nameOf(subject)}`,
	call: request("DELETE", "/orgs/{org}/invites/{slug_perm}/", roster, { slug_perm: subject.id })
});
function correctEmergency({ subject, facts }) {
	const who = `emergency account ${nameOf(subject)}`;
	if (facts["now"] !== void 0) return correctName(`of ${who}`, facts, personIs);
	return {
		todo: facts["wrong"] === "is invited, not yet a member" ? `have the invite of ${who} accepted` : `${who} ${facts["wrong"]}: correct that`,
		call: void 0
	};
}
function invite(finding, context) {
	const { subject, facts } = finding;
	if (facts["kind"] === "service account") return createService(finding, context);
	const name = subject.slug;
	if (facts["now"] !== void 0) return correctName(name, facts, personIs);
	const role = context.listings.roleOf(name) ?? "Member";
	const teams = context.listings.teamsOf(name).map(({ slug, role: teamRole }) => ({
		team: slug,
		role: teamRole
	}));
	const where = teams.map(({ team }) => team).join(", ");
	return {
		todo: `invite ${name} as ${role}${where === "" ? "" : ` with ${teams.length === 1 ? "team" : "teams"} ${where}`}${context.listings.mayBeInvited ? ", unless an invite is pending" : ""}, or correct the name${meantHint(facts)}`,
		call: request("POST", "/orgs/{org}/invites/", context.roster, {}, {
			[name.includes("@") ? "email" : "user"]: name,
			role,
			teams
		})
	};
}
/** What was renamed is there, so only its name in the policy is wrong. */
function correctName(what, facts, whoIs) {
	return {
		todo: `correct the name ${what} in the policy${hintOf(facts, whoIs)}`,
		call: void 0
	};
}
function changeRole({ subject, facts }, { roster }, role) {
	return {
		todo: `make ${nameOf(subject)} ${role} (now ${facts["role"]})`,
		call: request("PATCH", "/orgs/{org}/members/{member}/update-role/", roster, { member: subject.slug }, { role })
	};
}

// src/policy/tasks/privilege-list.ts
/** The privileges of a repository, which Cloudsmith replaces completely. */
/**
* Returns a function that takes a repository's id and returns its privileges after these findings
* are resolved; undefined if a privilege was not seen, because somebody could lose access.
*/
function privilegeLists({ repositories }, findings, newTeams) {
	const byRepository = Map.groupBy(findings.filter(isAboutPrivilege), ({ object }) => object?.id);
	const byId = new Map(repositories.map((repository) => [repository.id, repository]));
	const leaving = findings.flatMap(({ subject, object, resolvedBy }) => {
		const kind = holderKinds[subject.kind];
		return resolvedBy === "remove" && object === void 0 && kind !== void 0 ? [holderKey({
			kind,
			slug: subject.slug
		})] : [];
	});
	const gone = new Set(leaving);
	const listOf = (id) => {
		const repository = byId.get(id);
		if (repository?.coverage.status !== "complete") return void 0;
		const left = /* @__PURE__ */ new Map();
		const set = (kind, slug, privilege) => left.set(holderKey({
			kind,
			slug
		}), {
			privilege,
			[kind]: slug
		});
		for (const { kind, slug, level } of repository.privileges) {
			if (isUnknown(level)) return void 0;
			set(kind, slug, level);
		}
		for (const { subject, facts, resolvedBy } of byRepository.get(id) ?? []) {
			const kind = facts["kind"] ?? "user";
			if (resolvedBy === "remove") left.delete(holderKey({
				kind,
				slug: subject.slug
			}));
			else if (!isNobody({
				subject,
				facts
			}, { newTeams })) set(kind, subject.slug, facts["expected"]);
		}
		for (const key of left.keys()) if (gone.has(key)) left.delete(key);
		return [...left.values()];
	};
	return memoize(/* @__PURE__ */ new Map(), listOf);
}
/**
* Returns whether a finding is about a team that does not exist, and that no task creates: a request
* with it would be refused.
*/
function isNobody({ subject, facts }, { newTeams }) {
	return facts["exists"] === false && !newTeams.has(fold(subject.slug));
}
/** A team's privilege stays if one of its people should lose the access. */
function isAboutPrivilege({ object, facts }) {
	return object?.kind === "repository" && typeof facts["team"] !== "string";
}
/** An invite is not here: whoever has one may be a member, whose privileges stay. */
const holderKinds = {
	member: "user",
	team: "team",
	service: "service"
};

// src/policy/tasks/repository-tasks.ts
const privilegesPath = "/repos/{owner}/{identifier}/privileges";
const removePrivilege = (finding, context) => ({
	todo: `remove ${holderOf(finding)} from the privileges of ${repositoryOf(finding)}`,
	call: replacePrivileges(finding, context)
});
const givePrivilege = (finding, context) => {
	const what = `${finding.facts["expected"]} on ${repositoryOf(finding)}`;
	if (isNobody(finding, context)) return {
		todo: `create ${holderOf(finding)} and give it ${what}, or correct the name${meantHint(finding.facts)}`,
		call: void 0
	};
	return {
		todo: `give ${holderOf(finding)} ${what}`,
		call: setPrivilege(finding, context)
	};
};
const changePrivilege = (finding, context) => ({
	todo: `give ${holderOf(finding)} ${finding.facts["expected"]} on ${repositoryOf(finding)} (now ${finding.facts["level"]})`,
	call: setPrivilege(finding, context)
});
/** A privilege that comes through a team is not the person's own. */
const removeOutsider = (finding, context) => {
	const { team, level } = finding.facts;
	if (team === null) return removePrivilege(finding, context);
	return {
		todo: `remove ${holderOf(finding)} from team ${team}, which has ${level} on ${repositoryOf(finding)}, or lower the team's level`,
		call: void 0
	};
};
const lowerVisibility = ({ subject, facts }) => ({
	todo: `lower the broadcast state of repository ${nameOf(subject)} to ${facts["allowed"]} (now ${facts["actual"]})`,
	call: void 0
});
const lowerDefaultPrivilege = ({ subject, facts }) => ({
	todo: `lower the default privilege of repository ${nameOf(subject)} to ${facts["allowed"]} (now ${facts["actual"]})`,
	call: void 0
});
const listRepository = ({ subject }) => ({
	todo: `list repository ${nameOf(subject)} in the policy`,
	call: void 0
});
function holderOf({ subject, facts }) {
	return `${nameKind(facts["kind"])}${nameOf(subject)}`;
}
function repositoryOf({ object }) {
	return `repository ${object === void 0 ? "" : nameOf(object)}`;
}
/** The request changes this privilege only. */
function setPrivilege({ subject, object, facts }, { roster }) {
	const privileges = [{
		privilege: facts["expected"],
		[String(facts["kind"])]: subject.slug
	}];
	const parameters = { identifier: object?.slug ?? "" };
	return request("PATCH", privilegesPath, roster, parameters, { privileges });
}
/** Undefined if a privilege was not seen, because its holder would lose it. */
function replacePrivileges({ object }, { roster, privilegesOf }) {
	const privileges = object === void 0 ? void 0 : privilegesOf(object.id);
	if (object === void 0 || privileges === void 0) return void 0;
	return request("PUT", privilegesPath, roster, { identifier: object.slug }, { privileges });
}

// src/policy/tasks/new-team.ts
/** The task that creates a team: the policy says who is in it from the start. */
/** A longer sentence does not help; the request has the rest. */
const maxNames = 10;
/**
* Returns the accounts that the policy lists today in a team that does not exist yet. People who are
* not in the workspace are left out, because their invitation names the team.
*/
function accountsOfNewTeam(slug, given) {
	const { roster, policy, now } = given;
	const entry = entryNamed(policy.teams, slug);
	if (entry === void 0 || entry.synced) return [];
	const directory = directoryOf(roster);
	const isDue = (name) => hasBegun(inEntry(name, entry), now);
	const people = ["Manager", "Member"].flatMap((role) => ((role === "Manager" ? entry.managers : entry.members) ?? []).filter(isDue).flatMap((name) => {
		const user = directory.member(name)?.username;
		return user === void 0 ? [] : [{
			user,
			role,
			user_kind: "User"
		}];
	}));
	const services = (entry.services ?? []).filter(isDue).flatMap((name) => {
		const user = directory.service(name)?.slug;
		return user === void 0 ? [] : [{
			user,
			role: "Member",
			user_kind: "Service"
		}];
	});
	return [...people, ...services];
}
/** Returns ` with a as manager, b`, or "" for nobody. */
function describeAccounts(accounts) {
	if (accounts.length === 0) return "";
	const names = accounts.slice(0, maxNames).map(({ user, role, user_kind: kind }) => role === "Manager" ? `${user} as manager` : kind === "Service" ? `service account ${user}` : user);
	const rest = accounts.length - names.length;
	return ` with ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

// src/policy/tasks/team-tasks.ts
const removeFromTeam = (finding, context) => ({
	todo: `remove ${whoOf(finding)} from ${teamOf(finding)}`,
	call: replaceTeam(finding, context)
});
function createTeam({ subject, object, facts }, context) {
	if (facts["now"] !== void 0) return correctName(`of team ${nameOf(subject)}`, facts, teamIs);
	if (object !== void 0) {
		if (facts["both"] === true) return {
			todo: `delete team ${object.slug}, or list it by itself: team ${subject.slug} exists already`,
			call: void 0
		};
		return changeTeam(object, { slug: subject.slug }, context);
	}
	const { roster } = context;
	const name = subject.slug;
	const members = accountsOfNewTeam(name, context);
	return {
		todo: `create team ${nameOf(subject)}${describeAccounts(members)}, or correct the name${meantHint(facts)}`,
		call: request("POST", "/orgs/{org}/teams/", roster, {}, {
			name,
			slug: name
		}),
		...members.length > 0 && { next: request("POST", "/orgs/{org}/teams/{team}/members", roster, { team: name }, { members }) }
	};
}
/** A request without a visibility would make a hidden team visible. */
function changeTeam({ id, slug }, body, { roster, teams }) {
	const visibility = body.visibility ?? teams.byId(id)?.visibility;
	return {
		todo: body.slug === void 0 ? `change team ${slug}: ${Object.entries(body).map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(", ")}` : `rename team ${slug} to ${body.slug}`,
		call: typeof visibility === "string" ? request("PATCH", "/orgs/{org}/teams/{team}/", roster, { team: slug }, {
			visibility,
			...body
		}) : void 0
	};
}
function deleteTeam({ subject, facts }, { roster }) {
	const what = `team ${nameOf(subject)}`;
	if (facts["was"] !== void 0) return {
		todo: `list ${what} in the policy under its present name: it was called ${facts["was"]}`,
		call: void 0
	};
	const call = request("DELETE", "/orgs/{org}/teams/{team}/", roster, { team: subject.slug });
	return {
		todo: `delete ${what}`,
		call
	};
}
function addToTeam(finding, context) {
	const { subject, object, facts } = finding;
	const isManager = facts["expected"] === "Manager";
	const member = {
		user: subject.slug,
		role: isManager ? "Manager" : "Member",
		user_kind: subject.kind === "service" ? "Service" : "User"
	};
	return {
		todo: `add ${whoOf(finding)} to ${teamOf(finding)}${isManager ? " as manager" : ""}`,
		call: request("POST", "/orgs/{org}/teams/{team}/members", context.roster, { team: object?.slug ?? "" }, { members: [member] })
	};
}
/**
* Undefined if somebody in the team was not seen, because that person would lose the membership.
*/
function replaceTeam({ object }, context) {
	if (object === void 0) return void 0;
	const members = context.listOf(object.id);
	if (members === void 0) return void 0;
	return request("PUT", "/orgs/{org}/teams/{team}/members", context.roster, { team: object.slug }, { members });
}

// src/policy/tasks/token-tasks.ts
const deleteToken = (finding) => ({
	todo: `delete ${tokenOf(finding)}`,
	call: void 0
});
const setEnd = (finding) => ({
	todo: `set an end for ${tokenOf(finding)}, or deactivate it`,
	call: void 0
});
/** Whoever uses the token needs another one, so that the orphaned one can go. */
const replaceToken = (finding) => {
	const { account, state } = finding.facts;
	const why = state === "inactive" ? `${account} is inactive` : `${account} has left`;
	return {
		todo: `replace and delete ${tokenOf(finding)} (${why})`,
		call: void 0
	};
};
const closeBroadcasts = (finding) => ({
	todo: `turn off the access of ${tokenOf(finding)} to private broadcasts`,
	call: void 0
});
function tokenOf({ subject, object }) {
	return `token ${nameOf(subject)} of repository ${object === void 0 ? "" : nameOf(object)}`;
}

// src/policy/tasks/describe-task.ts
/** Which task resolves a finding, for each rule. */
/** A rule without an entry is described by its message, and has no call. */
const descriptions = {
	"break-glass": (finding, context) => {
		const { resolvedBy, facts } = finding;
		if (resolvedBy === "invite") return invite(finding, context);
		return resolvedBy === "change-role" ? changeRole(finding, context, String(facts["expected"])) : correctEmergency(finding);
	},
	"direct-privilege": removePrivilege,
	dormant: removeMember,
	"group-sync-missing": createMapping,
	"group-sync-privileged": deleteMapping,
	"group-sync-role": replaceMapping,
	"group-sync-unexpected": deleteMapping,
	"inactive-in-team": removeFromTeam,
	"inactive-with-role": (finding, context) => changeRole(finding, context, "Member"),
	"invite-domain": cancelInvite,
	"invite-expired": cancelInvite,
	"invite-owner": cancelInvite,
	"invite-unlisted": cancelInvite,
	"member-unlisted": removeMember,
	"name-unknown": invite,
	"oidc-claims": correctProvider,
	"oidc-service": removeFromProvider,
	"oidc-unlisted": listProvider,
	"privileged-outsider": removeOutsider,
	"repository-default-privilege": lowerDefaultPrivilege,
	"repository-privilege-level": changePrivilege,
	"repository-privilege-missing": givePrivilege,
	"repository-privilege-unexpected": removePrivilege,
	"repository-public": lowerVisibility,
	"repository-unlisted": listRepository,
	"role-missing": (finding, context) => changeRole(finding, context, String(finding.facts["expected"])),
	"role-unlisted": (finding, context) => finding.resolvedBy === "remove" ? removeMember(finding, context) : changeRole(finding, context, context.listings.roleOf(finding.subject.slug) ?? "Member"),
	"service-missing": createService,
	"service-role": changeService,
	"service-unlisted": ({ subject }, { roster }) => ({
		todo: `delete service account ${nameOf(subject)}`,
		call: request("DELETE", "/orgs/{org}/services/{service}/", roster, { service: subject.slug })
	}),
	"team-member-missing": addToTeam,
	"team-member-unexpected": removeFromTeam,
	"team-missing": createTeam,
	"team-role": (finding, context) => ({
		todo: `make ${whoOf(finding)} ${finding.facts["expected"]} of ${teamOf(finding)} (now ${finding.facts["teamRole"]})`,
		call: replaceTeam(finding, context)
	}),
	"team-settings": ({ subject, facts }, context) => changeTeam(subject, { [String(facts["setting"])]: String(facts["expected"]) }, context),
	"team-unlisted": deleteTeam,
	"token-broadcasts": closeBroadcasts,
	"token-orphaned": replaceToken,
	"token-unlisted": deleteToken,
	"token-without-end": setEnd
};

// src/policy/tasks/listings.ts
/**
* Where the policy lists a name today. There may be a task for each of thousands of names, so the
* policy's lists are indexed once.
*/
function createListings(given) {
	const { roster, policy } = given;
	const byService = Map.groupBy(policy.teams.flatMap(({ name, services }) => (services ?? []).map(({ text }) => ({
		service: fold(text),
		team: name.text
	}))), ({ service }) => service);
	return {
		roleOf: indexRoles(given),
		teamsOf: indexLists(given),
		teamsListing: (service) => (byService.get(fold(service)) ?? []).map(({ team }) => team),
		mayBeInvited: mayBeInvited(roster)
	};
}
function indexRoles({ roster, policy, now }) {
	const directory = directoryOf(roster);
	const byName = /* @__PURE__ */ new Map();
	const byMember = /* @__PURE__ */ new Map();
	for (const [at, { members, breakGlass }] of policy.roles.entries()) for (const listed of [...members ?? [], ...breakGlass]) {
		if (!hasBegun(listed, now)) continue;
		if (!byName.has(fold(listed.text))) byName.set(fold(listed.text), at);
		const member = directory.member(listed);
		if (member !== void 0 && !byMember.has(member)) byMember.set(member, at);
	}
	return (name) => {
		const member = directory.member({
			text: name,
			position: {
				line: 1,
				column: 1
			}
		});
		const found = [byName.get(fold(name)), member && byMember.get(member)];
		return policy.roles[Math.min(...found.map((at) => at ?? Infinity))]?.role;
	};
}
function indexLists({ teams: { managed, missing }, now, newTeams }) {
	const slugs = /* @__PURE__ */ new Map();
	const add = (entry, slug) => {
		const known = slugs.get(entry);
		if (known === void 0) slugs.set(entry, [slug]);
		else known.push(slug);
	};
	for (const { team, policy } of managed) add(policy, team.slug);
	for (const entry of missing) if (newTeams.has(fold(entry.name.text))) add(entry, entry.name.text);
	const byName = /* @__PURE__ */ new Map();
	for (const entry of slugs.keys()) {
		const file = (names, role) => {
			for (const listed of names ?? []) {
				if (!hasBegun(inEntry(listed, entry), now)) continue;
				const roles = byName.get(fold(listed.text)) ?? /* @__PURE__ */ new Map();
				byName.set(fold(listed.text), roles);
				if (!roles.has(entry)) roles.set(entry, role);
			}
		};
		file(entry.managers, "Manager");
		file(entry.members, "Member");
	}
	return (name) => [...byName.get(fold(name)) ?? []].flatMap(([entry, role]) => (slugs.get(entry) ?? []).map((slug) => ({
		slug,
		role
	}))).sort((a, b) => compareIds(a.slug, b.slug));
}
function mayBeInvited({ coverage, invites }) {
	const { status } = listCoverage(coverage, "invites");
	return status !== "complete" && status !== "not-in-plan" || invites.some(({ email, username }) => isUnknown(email) || isUnknown(username));
}

// src/policy/tasks/service-lists.ts
/**
* Lists that one request replaces: the teams of a service account, and the service accounts of an
* OIDC provider. What no task removes stays, such as what an exception accepts.
*/
/**
* Returns a function that takes a service account's slug and returns its teams after these findings
* are resolved; undefined if a team or a role was not seen, because the account could lose it.
*/
function serviceTeams({ services, teams }, findings) {
	const slugs = new Map(teams.map((team) => [team.id, team.slug]));
	const byService = Map.groupBy(findings.filter(({ subject, object }) => subject.kind === "service" && object?.kind === "team"), ({ subject }) => subject.slug);
	const bySlug = new Map(services.map((service) => [service.slug, service]));
	return (slug) => {
		const own = bySlug.get(slug)?.teams;
		if (own === void 0 || isUnknown(own)) return void 0;
		const left = /* @__PURE__ */ new Map();
		for (const { team: id, role } of own) {
			const team = slugs.get(id);
			if (team === void 0 || isUnknown(role)) return void 0;
			left.set(id, {
				slug: team,
				role
			});
		}
		for (const { object, resolvedBy } of byService.get(slug) ?? []) {
			if (object === void 0) continue;
			if (resolvedBy === "remove") left.delete(object.id);
			else if (resolvedBy === "grant") left.set(object.id, {
				slug: object.slug,
				role: "Member"
			});
		}
		return [...left.values()];
	};
}
/**
* Returns a function that takes an OIDC provider's id and returns the service accounts on its list
* after these findings are resolved; undefined if the list was not seen.
*/
function providerServices({ oidcProviders }, findings) {
	const byProvider = Map.groupBy(findings.filter(({ rule }) => rule === "oidc-service"), ({ object }) => object?.id);
	const byId = new Map(oidcProviders.map((provider) => [provider.id, provider]));
	return (id) => {
		const services = byId.get(id)?.services;
		if (services === void 0 || isUnknown(services)) return void 0;
		const removed = new Set((byProvider.get(id) ?? []).map(({ subject }) => fold(subject.slug)));
		return services.filter((slug) => !removed.has(fold(slug)));
	};
}

// src/policy/tasks/team-list.ts
/** The list of a team's members, which Cloudsmith replaces completely. */
/**
* Returns a function that takes a team's id and returns the accounts in it after these findings are
* resolved; undefined if a list, somebody's teams or a role was not seen, because a person could
* lose access.
*/
function teamLists(roster, findings) {
	const isComplete = [
		"members",
		"teams",
		"services"
	].every((name) => listCoverage(roster.coverage, name).status === "complete");
	const members = groupByTeam(roster.members);
	const services = groupByTeam(roster.services);
	if (!isComplete || members.unknown.length + services.unknown.length > 0) return () => void 0;
	const leavers = findings.filter(({ resolvedBy, object }) => resolvedBy === "remove" && object === void 0);
	const leaving = new Set(leavers.map(({ subject }) => `${subject.kind} ${subject.id}`));
	const byTeam = Map.groupBy(findings, ({ object }) => object?.kind === "team" ? object.id : "");
	const listOf = (team) => {
		const accounts = /* @__PURE__ */ new Map();
		for (const { account, role } of members.byTeam.get(team) ?? []) accounts.set(`member ${account.id}`, {
			user: account.username,
			role,
			kind: "User"
		});
		for (const { account, role } of services.byTeam.get(team) ?? []) accounts.set(`service ${account.slug}`, {
			user: account.slug,
			role,
			kind: "Service"
		});
		for (const { subject, resolvedBy, facts } of byTeam.get(team) ?? []) {
			const key = `${subject.kind} ${subject.id}`;
			if (resolvedBy === "remove") accounts.delete(key);
			const account = accounts.get(key);
			if (resolvedBy === "change-role" && account !== void 0) account.role = facts["expected"];
			if (resolvedBy === "grant") {
				const kind = subject.kind === "service" ? "Service" : "User";
				accounts.set(key, {
					user: subject.slug,
					role: facts["expected"] ?? "Member",
					kind
				});
			}
		}
		for (const key of accounts.keys()) if (leaving.has(key)) accounts.delete(key);
		const list = [...accounts.values()].flatMap(({ user, role, kind }) => role === "Manager" || role === "Member" ? [{
			user,
			role,
			user_kind: kind
		}] : []);
		return list.length === accounts.size ? list : void 0;
	};
	return memoize(/* @__PURE__ */ new Map(), listOf);
}

// src/policy/tasks/tasks.ts
/** The tasks in the workspace after a policy is merged, in order, with their API calls. */
/**
* Returns the tasks for introduced findings: invitations, grants, role changes, removals, others.
*/
function toTasks(findings, { roster, policy, now }, messageOf) {
	const tasks = findings.filter(isTask);
	if (tasks.length === 0) return [];
	const current = currentPolicy(policy, now);
	const newTeams = newTeamsOf(tasks);
	const teams = indexTeams(roster, current);
	const context = {
		roster,
		policy: current,
		now,
		teams,
		listings: createListings({
			roster,
			policy: current,
			now,
			teams,
			newTeams
		}),
		listOf: teamLists(roster, tasks),
		privilegesOf: privilegeLists(roster, tasks, newTeams),
		teamsOfService: serviceTeams(roster, tasks),
		servicesOf: providerServices(roster, tasks),
		newTeams
	};
	return withoutRepeatedCalls(withoutTeamsOfLeavers(tasks.map((finding) => {
		const describe = descriptions[finding.rule];
		return {
			finding,
			action: finding.resolvedBy,
			...describe?.(finding, context) ?? {
				todo: messageOf(finding),
				call: void 0
			}
		};
	}).sort((a, b) => taskActions.indexOf(a.action) - taskActions.indexOf(b.action) || Number(isNewTeam(b.finding)) - Number(isNewTeam(a.finding)))));
}
function isNewTeam({ rule, resolvedBy }) {
	return rule === "team-missing" && resolvedBy === "invite";
}
function newTeamsOf(tasks) {
	return new Set(tasks.filter(isNewTeam).map(({ subject }) => fold(subject.slug)));
}
/** The request that removes somebody from the workspace also removes them from its teams. */
function withoutTeamsOfLeavers(tasks) {
	const removals = new Map(tasks.filter(({ call }) => call?.method === "DELETE" && call.path === "/orgs/{org}/members/{member}/").toReversed().map(({ finding }) => [finding.subject.id, finding.fingerprint]));
	return tasks.map((task) => {
		const { subject, object } = task.finding;
		const removal = subject.kind === "member" ? removals.get(subject.id) : void 0;
		if (task.action !== "remove" || object === void 0 || removal === void 0) return task;
		return {
			...task,
			call: void 0,
			doneWith: removal
		};
	});
}
/**
* Two findings may have the same remedy, and one request replaces a team's list for all its tasks.
*/
function withoutRepeatedCalls(tasks) {
	const first = /* @__PURE__ */ new Map();
	return tasks.map((task) => {
		const { call, finding } = task;
		if (call === void 0) return task;
		const { method, path, parameters, body } = call;
		const key = JSON.stringify([
			method,
			path,
			parameters,
			method === "PUT" ? null : body
		]);
		const done = first.get(key);
		if (done === void 0) first.set(key, finding.fingerprint);
		return done === void 0 ? task : {
			...task,
			call: void 0,
			doneWith: done
		};
	});
}
/** Returns whether this is an introduced finding that a change of the workspace resolves. */
function isTask({ state, resolvedBy }) {
	return state === "introduced" && resolvedBy !== "policy";
}

// src/report/verdict.ts
/** The lowest severity of drift that fails the run; `never` reports drift without failing. */
const failOnValues = [...severities, "never"];
/**
* Returns `unknown` if the roster has gaps or is too old, or if a rule that could fail the run was
* not judged, unless the plan lacks what that rule looks at; otherwise `drift` if there is a
* finding that fails the run; otherwise `clean`. With `never`, errors count for all this.
*/
function decideVerdict({ rules, findings }, given) {
	const { coverage, failOn, pullRequest, isStale } = given;
	const counts = (severity) => isAtLeast(severity, failOn === "never" ? "error" : failOn);
	if (rules.some(({ blind: unseen, severity }) => unseen && severity !== "off" && counts(severity)) || isStale || coverage !== "complete") return "unknown";
	if (pullRequest?.isTooWeak === true) return "drift";
	const fails = (finding) => pullRequest === void 0 ? isOpen(finding) : finding.state === "introduced" && !(pullRequest.tasks === "allow" && isTask(finding));
	return findings.some((finding) => fails(finding) && counts(finding.severity)) ? "drift" : "clean";
}
/** Returns 0 for clean, 1 for drift unless `never`, and 2 for unknown. */
function toExitCode(verdict, failOn) {
	if (verdict === "unknown") return 2;
	return verdict === "drift" && failOn !== "never" ? 1 : 0;
}
/** Returns whether a finding is not accepted. */
function isOpen(finding) {
	return finding.state !== "accepted";
}
function isAtLeast(severity, threshold) {
	return severities.indexOf(severity) <= severities.indexOf(threshold);
}

// src/report/build-report.ts
/**
* Returns the report, except for the artifact that the run may write later. Built only once, here.
*/
function buildReport(input) {
	const { roster, policy, evaluation, resolved, base, failOn } = input;
	const { id, slug, name } = roster.workspace;
	const tasks = base === void 0 ? [] : toTasks(evaluation.findings, {
		roster,
		policy,
		now: input.generatedAt
	}, messagesOf(evaluation));
	const described = base === void 0 ? void 0 : describeBase(base, input);
	const weakened = base?.policy === void 0 ? void 0 : described?.changes.filter(isWeakening).length;
	const runUrl = RunUrl.safeParse(input.runUrl).data;
	const actions = new Map(tasks.map(({ finding, action }) => [finding.fingerprint, action]));
	return {
		version: 1,
		tool: input.tool,
		organization: {
			id,
			slug,
			name
		},
		generatedAt: input.generatedAt.toISOString(),
		readAt: roster.readAt,
		...input.readFrom !== void 0 && { archive: input.readFrom },
		...runUrl !== void 0 && { runUrl },
		verdict: decideVerdict(evaluation, {
			coverage: coverageStatus(roster.coverage),
			failOn,
			pullRequest: base === void 0 ? void 0 : {
				tasks: input.pullRequestTasks ?? "allow",
				isTooWeak: input.weakenings === "fail" && (weakened ?? 0) > 0
			},
			isStale: input.readFrom?.stale !== void 0
		}),
		failOn,
		counts: {
			...countFindings(evaluation),
			resolved: resolved.length,
			...base !== void 0 && { tasks: tasks.length },
			...weakened !== void 0 && { weakened }
		},
		rosterDigest: rosterDigest(roster),
		coverage: describeCoverage(roster, policy),
		roster: countRoster(roster),
		rules: evaluation.rules.map(({ rule, severity, status, reason, blind, findings }) => ({
			id: rule.id,
			title: rule.title,
			severity,
			status,
			reason,
			...status === "not-judged" && !blind && { notInPlan: true },
			findings: findings.length,
			explanation: rule.explanation,
			remedy: rule.remedy
		})),
		findings: toReportFindings(evaluation, policy.path).map((finding) => {
			const task = actions.get(finding.fingerprint);
			return task === void 0 ? finding : {
				...finding,
				task
			};
		}),
		resolved: resolved.map(({ finding, rule }) => toReportFinding(finding, rule, policy.path)),
		...base !== void 0 && { tasks: tasks.map(toReportTask) },
		exceptions: evaluation.exceptions.map((use) => toReportException(use, policy.path)),
		...described !== void 0 && { base: described },
		...input.baseline !== void 0 && { changes: describeChanges(input.baseline, roster) },
		policy: {
			path: policy.path,
			sha256: policy.sha256
		}
	};
}
function messagesOf({ rules }) {
	const byId = new Map(rules.map(({ rule }) => [rule.id, rule]));
	return (finding) => byId.get(finding.rule)?.message(finding) ?? finding.rule;
}
function toReportTask({ finding, action, todo, call, next, doneWith }) {
	const { rule, fingerprint, subject, object } = finding;
	return {
		finding: fingerprint,
		rule,
		action,
		todo,
		subject: { ...subject },
		...object !== void 0 && { object: { ...object } },
		call: call === void 0 ? null : {
			...call,
			parameters: { ...call.parameters }
		},
		...next !== void 0 && { next: {
			...next,
			parameters: { ...next.parameters }
		} },
		...doneWith !== void 0 && { doneWith }
	};
}
function describeBase({ policy: before, invalid, movedFrom, latin1 }, { policy, generatedAt }) {
	const notes = {
		...movedFrom !== void 0 && { movedFrom },
		...latin1 === true && { encoding: "latin-1" }
	};
	if (before === void 0) return {
		sha256: null,
		...invalid && { invalid },
		...notes,
		changes: []
	};
	return {
		sha256: before.sha256,
		...notes,
		changes: describePolicyChanges(before, policy, generatedAt)
	};
}
/**
* Returns the number of findings of each severity, and the number of rules that were not judged.
*/
function countFindings({ findings, rules }) {
	const open = findings.filter(isOpen);
	const of = (severity) => open.filter((finding) => finding.severity === severity).length;
	return {
		errors: of("error"),
		warnings: of("warning"),
		notes: of("note"),
		accepted: findings.length - open.length,
		introduced: open.filter((finding) => finding.state === "introduced").length,
		notJudged: rules.filter((rule) => rule.status === "not-judged").length
	};
}
function describeCoverage(roster, policy) {
	const { readAs, lists } = roster.coverage;
	const tokens = roster.repositories.flatMap((one) => one.tokens?.coverage ?? []);
	return {
		status: coverageStatus(roster.coverage),
		readAs: {
			kind: readAs.kind,
			slug: readAs.slug,
			role: isUnknown(readAs.role) ? null : readAs.role
		},
		lists: lists.map((list) => ({ ...list })),
		...checksOnlyVisible(policy) && { visibleOnly: true },
		unknowns: countUnknowns(roster),
		...requestedRepositories(roster) && { privileges: countStatuses(roster.repositories.map(({ coverage }) => coverage)) },
		...tokens.length > 0 && { tokens: countStatuses(tokens) }
	};
}
function countStatuses(coverages) {
	const counts = {
		complete: 0,
		partial: 0,
		refused: 0,
		unknown: 0
	};
	for (const { status } of coverages) counts[status] += 1;
	return counts;
}
function countUnknowns(roster) {
	const unknowns = /* @__PURE__ */ new Map();
	const count = (list, entry) => {
		for (const [fact, value] of Object.entries(entry)) {
			if (!isUnknown(value)) continue;
			const { unknown: reason } = value;
			const key = `${list} ${fact} ${reason}`;
			const known = unknowns.get(key);
			if (known === void 0) unknowns.set(key, {
				list,
				fact,
				reason,
				count: 1
			});
			else known.count += 1;
		}
	};
	count("organization", roster.workspace);
	for (const member of roster.members) count("members", member);
	for (const team of roster.teams) count("teams", team);
	for (const service of roster.services) count("services", service);
	for (const invite of roster.invites) {
		count("invites", invite);
		for (const { role } of isUnknown(invite.teams) ? [] : invite.teams) count("invites", { teamRole: role });
	}
	const isComplete = (name) => listCoverage(roster.coverage, name).status === "complete";
	if (isComplete("saml")) count("saml", roster.singleSignOn);
	if (isComplete("group-sync")) count("group-sync", roster.groupSync);
	for (const { role } of roster.groupSync.mappings) count("group-sync", { role });
	for (const provider of roster.oidcProviders) count("oidc", provider);
	for (const repository of roster.repositories) {
		count("repositories", repository);
		for (const { level } of repository.privileges) count("repositories", { level });
		for (const token of repository.tokens?.list ?? []) count("repositories", token);
	}
	return [...unknowns.values()];
}
function countRoster(roster) {
	const roles = {
		Owner: 0,
		Manager: 0,
		Member: 0,
		Collaborator: 0
	};
	for (const { role } of roster.members) {
		const name = isUnknown(role) ? "unknown" : role;
		roles[name] = (roles[name] ?? 0) + 1;
	}
	return {
		members: roster.members.length,
		teams: roster.teams.length,
		services: roster.services.length,
		invites: roster.invites.length,
		...requestedRepositories(roster) && { repositories: roster.repositories.length },
		roles
	};
}
function toReportFindings({ rules, findings }, path) {
	const byId = new Map(rules.map(({ rule }) => [rule.id, rule]));
	return findings.map((finding) => {
		const rule = byId.get(finding.rule);
		if (rule === void 0) throw new Error(`bug: no rule ${finding.rule}`);
		return toReportFinding(finding, rule, path);
	});
}
function toReportFinding(finding, rule, path) {
	const { subject, object, position } = finding;
	const accepted = toAcceptance(finding, path);
	return {
		rule: finding.rule,
		severity: finding.severity,
		state: finding.state,
		fingerprint: finding.fingerprint,
		subject: { ...subject },
		...object !== void 0 && { object: { ...object } },
		facts: { ...finding.facts },
		message: rule.message(finding),
		remedy: rule.remedyOf?.(finding) ?? rule.remedy,
		...position !== void 0 && { policy: {
			path,
			...position
		} },
		...accepted !== void 0 && { accepted }
	};
}

export { toExitCode as i, countFindings as n, decideVerdict as r, buildReport as t };