import { r as settingName, t as AuditError } from "./errors.js";
import { n as readBounded, r as readBoundedText } from "./read-bounded.js";
import { i as teamVisibilities, t as compareIds } from "./model.js";
import { E as createPaths, H as anyRule, et as quoteNames } from "./catalog.js";
import { n as unknown, r as unknownReasons, t as isUnknown } from "./fact.js";
import { n as requestedRepositories } from "./requested.js";
import { a as eachGapOf, f as notJudgedByReason, m as placeOf, o as extent, u as isGap, x as visibleOnly } from "./wording.js";
import { S as string, g as literal, h as int, m as boolean, p as array, u as _enum, x as strictObject } from "./schemas.js";
import { i as describeChanges, r as changeSentences, s as accountLists, t as ReportChanges } from "./changes.js";
import { r as isSameWorkspace } from "./same-workspace.js";
import { n as serviceRoles, r as teamRoles, t as roles } from "./roles.js";
import { i as privilegeHolders, o as privilegeStatuses } from "./repository.js";
import { p as severities } from "./subject.js";
import { t as Report } from "./report.js";
import { t as directoryOf } from "./directory.js";
import { d as placesOfServices, u as placesOfPeople } from "./group-by-team.js";
import { t as fold } from "./fold.js";
import { t as indexRepositories } from "./repository-index.js";
import { n as markdownTable, t as tableOptions } from "./table-options.js";
import { t as count } from "./count.js";
import { i as joinParts, n as csvParts } from "./escape-csv.js";
import { n as escapeMarkdown } from "./escape-markdown.js";
import { t as escapeJson } from "./visible-text.js";
import { i as shownName } from "./visible.js";
import { n as knownCount, t as isListComplete } from "./known-count.js";
import { n as toolName } from "./version.js";
import { n as cannotWrite } from "./cannot-write.js";
import { n as followLinks, r as makeFolders } from "./target.js";
import { n as keptAside, r as makeTemporary } from "./temporary.js";
import { createHash } from "node:crypto";
import { lstat, mkdir, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { renameSync } from "node:fs";

// src/report/pack/pack.ts
/** The content of an access review, as data: version 1 of the pack's JSON. */
const yesNo = _enum([
	"yes",
	"no",
	"unknown"
]);
const AccountTeam = strictObject({
	id: string(),
	slug: string(),
	role: string().describe("Manager, Member or unknown")
});
const PackFinding = strictObject({
	rule: string(),
	severity: _enum(severities),
	state: _enum([
		"introduced",
		"existing",
		"accepted"
	]),
	message: string()
});
const PackAccount = strictObject({
	kind: _enum(["member", "service"]),
	id: string().describe("permanent id; for a service account, its slug"),
	username: string(),
	name: string().describe("display name, exactly as in the workspace"),
	email: string().nullable().describe("null: not seen, or a service account"),
	role: string().describe("workspace role, or unknown"),
	teams: array(AccountTeam).nullable().describe("by slug; null: not seen"),
	active: yesNo.nullable().describe("null: a service account has no such state"),
	twoFactor: yesNo.nullable().describe("Cloudsmith's own; null: a service account has none"),
	lastLogin: string().nullable().describe("a time in UTC, never or unknown; null: not available for service accounts"),
	keyExpires: string().nullable().describe("of a service account: a time in UTC, never or unknown; null: a member"),
	withoutAccess: string().nullable().describe("why the roster shows no access; null: it shows some, or this is unknown"),
	inPolicy: _enum([
		"named",
		"allowed",
		"no",
		"unknown"
	]).describe("allowed: by a pattern"),
	places: array(string()).describe("where the policy names the account"),
	outcome: _enum([
		"drift",
		"accepted",
		"not judged",
		"nothing found"
	]).describe("not judged: nothing was found, but not every rule could be judged"),
	findings: array(PackFinding)
});
const PackInvite = strictObject({
	id: string(),
	email: string().nullable(),
	username: string().nullable(),
	role: string(),
	teams: array(AccountTeam).nullable(),
	inviter: string(),
	expires: string()
});
const PackTeam = strictObject({
	id: string(),
	slug: string(),
	name: string(),
	visibility: string().describe("Visible, Hidden or unknown")
});
const readState = strictObject({
	status: _enum(privilegeStatuses),
	reason: string().nullable()
});
const PackToken = strictObject({
	id: string(),
	name: string().describe("exactly as in the workspace"),
	default: yesNo.describe("whether it is the repository's default token"),
	active: yesNo,
	ends: string().describe("a time in UTC, never or unknown"),
	user: string().nullable().describe("username or unknown; null: it belongs to no account"),
	createdBy: string().describe("username or slug, or unknown"),
	created: string().describe("a time in UTC, or unknown"),
	limited: yesNo.describe("whether it has any limit"),
	privateBroadcasts: yesNo.describe("whether it also opens private broadcasts"),
	findings: array(PackFinding)
});
const PackRepository = strictObject({
	id: string(),
	slug: string(),
	name: string().describe("display name, exactly as in the workspace"),
	broadcast: string().describe("the broadcast state, or unknown"),
	defaultPrivilege: string().describe("None, Read, Write, Admin or unknown"),
	privileges: array(strictObject({
		kind: _enum(privilegeHolders),
		slug: string().describe("of the holder; it may be nobody's"),
		level: string().describe("Read, Write, Admin or unknown")
	})).describe("explicit privileges that were seen"),
	coverage: readState.describe("how reading the privileges ended"),
	place: string().nullable().describe("the policy's entry that applies; null: none"),
	findings: array(PackFinding).describe("about the repository, or about somebody on it"),
	tokens: strictObject({
		coverage: readState.describe("how reading the tokens ended"),
		list: array(PackToken).describe("entitlement tokens that were seen, by id")
	}).optional().describe("absent if they were not requested")
});
const PackProvider = strictObject({
	id: string(),
	slug: string(),
	name: string().describe("exactly as in the workspace"),
	issuer: string().describe("or unknown"),
	enabled: yesNo,
	claims: array(strictObject({
		name: string(),
		value: string()
	})).nullable().describe("that a token must have; null: not seen"),
	mappingClaim: string().nullable().describe("the claim that chooses the service account, or unknown; null: none does"),
	isComplete: boolean().describe("whether all service accounts that tokens may become were seen"),
	mayBecome: array(strictObject({
		service: string().describe("slug of the service account; it may be nobody's"),
		value: string().nullable().describe("of the mapping claim; null: the provider's own list names the account"),
		findings: array(PackFinding)
	})),
	findings: array(PackFinding).describe("about the provider itself")
});
const PackGroupSync = strictObject({
	enabled: yesNo,
	mappings: array(strictObject({
		id: string(),
		attribute: string(),
		group: string().describe("the attribute's value at the identity provider"),
		team: strictObject({
			id: string(),
			slug: string()
		}),
		role: string().describe("Manager, Member or unknown"),
		findings: array(PackFinding)
	}))
});
const PackServiceKey = strictObject({
	slug: string().describe("of the service account"),
	name: string(),
	role: string().describe("workspace role, or unknown"),
	created: string().describe("when the account was created: a time in UTC, or unknown"),
	createdBy: string().describe("username, or unknown"),
	expires: string().describe("a time in UTC, never or unknown"),
	findings: array(PackFinding).describe("about the key")
});
const { organization, verdict, counts, coverage, rules, findings, exceptions, tool } = Report.shape;
const Pack = strictObject({
	notice: string().describe("how much of the workspace was seen; it is first on purpose"),
	kind: literal("access-review-pack"),
	version: literal(1),
	tool,
	organization,
	readAt: Report.shape.readAt,
	archive: strictObject({
		path: string(),
		syncId: string()
	}).nullable().describe("the artifact that was audited; null: the workspace itself was read"),
	generatedAt: Report.shape.generatedAt,
	verdict,
	counts,
	population: strictObject({
		members: int().nonnegative(),
		services: int().nonnegative(),
		invites: int().nonnegative(),
		rosterDigest: Report.shape.rosterDigest
	}).describe("the number of accounts at readAt, and the digest of the roster"),
	policy: strictObject({
		path: string(),
		sha256: string(),
		commit: string().nullable().describe("the commit that was checked out; null: not known")
	}),
	coverage,
	accounts: array(PackAccount).describe("members by id, then service accounts by slug"),
	teams: array(PackTeam).describe("by id"),
	invites: array(PackInvite),
	repositories: array(PackRepository).optional().describe("by id; absent if they were not requested"),
	oidcProviders: array(PackProvider).optional().describe("by id; absent in packs of earlier versions, as are the next two"),
	groupSync: PackGroupSync.optional(),
	serviceKeys: array(PackServiceKey).optional().describe("by slug"),
	rules,
	findings,
	exceptions,
	changesSince: _enum(["last pack", "baseline"]).nullable().describe("the earlier pack of the folder, or otherwise the baseline; null: neither"),
	changes: ReportChanges.nullable().describe("null: there was no earlier roster to compare with")
}).describe("The evidence of one access review");

// src/report/pack/earlier-pack.ts
/** The earlier pack of the folder, as far as its accounts can be compared. */
/** Returns the pack in a JSON text; undefined for any other text. */
function parsePack(text) {
	try {
		return Pack.safeParse(JSON.parse(text)).data;
	} catch {
		return;
	}
}
/**
* Returns the changes since the earlier pack, or since the baseline if there is no earlier pack of
* this workspace. If the earlier pack is of the same roster, keeps its changes.
*/
function changesOf(report, roster, before) {
	if (before === void 0 || !isSameWorkspace(before.organization, roster.workspace)) {
		const { changes = null } = report;
		return {
			changes,
			changesSince: changes === null ? null : "baseline"
		};
	}
	if (before.population.rosterDigest === report.rosterDigest && before.readAt === report.readAt) return {
		changes: before.changes,
		changesSince: before.changesSince
	};
	return {
		changes: describeChanges(toRoster(before), roster, accountLists),
		changesSince: "last pack"
	};
}
/** Facts that a pack does not contain are unknown: only its lists of accounts are compared. */
const notInPack = unknown("missing");
function toRoster(pack) {
	const { coverage, organization, teams } = pack;
	const members = pack.accounts.filter(({ kind }) => kind === "member");
	const services = pack.accounts.filter(({ kind }) => kind === "service");
	return {
		workspace: {
			...organization,
			createdAt: notInPack
		},
		members: members.map(toMember),
		teams: teams.map((team) => ({
			...team,
			description: null,
			visibility: oneOf(teamVisibilities, team.visibility)
		})),
		services: services.map(toService),
		invites: pack.invites.map(toInvite),
		singleSignOn: {
			enabled: notInPack,
			enforced: notInPack
		},
		groupSync: {
			enabled: notInPack,
			mappings: []
		},
		oidcProviders: [],
		repositories: [],
		coverage: {
			readAs: {
				...coverage.readAs,
				role: oneOf(roles, coverage.readAs.role)
			},
			lists: coverage.lists
		},
		readAt: pack.readAt
	};
}
function toMember({ id, username, name, email, ...account }) {
	return {
		id,
		username,
		name,
		email: email ?? notInPack,
		role: oneOf(roles, account.role),
		active: toBoolean(account.active),
		twoFactor: toBoolean(account.twoFactor),
		joinedAt: notInPack,
		lastLoginAt: notInPack,
		lastLoginMethod: notInPack,
		visibility: notInPack,
		teams: toMemberships(account.teams)
	};
}
function toService({ id, name, role, teams }) {
	return {
		slug: id,
		name,
		description: null,
		role: oneOf(serviceRoles, role),
		createdAt: notInPack,
		createdBy: notInPack,
		keyExpiresAt: notInPack,
		teams: toMemberships(teams)
	};
}
function toInvite({ id, email, username, role, teams }) {
	return {
		id,
		email: email ?? notInPack,
		username: username ?? notInPack,
		role: oneOf(roles, role),
		inviter: notInPack,
		expiresAt: notInPack,
		teams: toMemberships(teams)
	};
}
function toMemberships(teams) {
	if (teams === null) return notInPack;
	return teams.map(({ id, role }) => ({
		team: id,
		role: oneOf(teamRoles, role)
	})).sort((a, b) => compareIds(a.team, b.team));
}
function toBoolean(word) {
	return word === "yes" ? true : word === "no" ? false : notInPack;
}
function oneOf(values, word) {
	return values.find((value) => value === word) ?? notInPack;
}

// src/report/pack/in-policy.ts
/** Finds the places where a policy names the accounts of a roster. */
/** Returns a lookup that resolves each name of the policy only once. */
function createPolicyLookup(policy, roster) {
	const directory = directoryOf(roster);
	const people = placesOfPeople(policy);
	const members = gather(people, ({ name }) => directory.member(name));
	const services = gather(placesOfServices(policy), ({ name }) => directory.service(name));
	const allowed = toAllowed(policy, directory);
	const mayBeHidden = people.some(({ name }) => isUnknown(directory.mayBeHidden(name)));
	return {
		member: (member) => {
			const places = members.get(member) ?? [];
			if (places.length > 0) return {
				inPolicy: "named",
				places
			};
			const fits = isAllowed(member, allowed);
			if (fits === true) return {
				inPolicy: "allowed",
				places
			};
			return {
				inPolicy: fits === void 0 || mayBeHidden && isUnknown(member.email) ? "unknown" : "no",
				places
			};
		},
		service: (service) => {
			const places = services.get(service) ?? [];
			return {
				inPolicy: places.length > 0 ? "named" : "no",
				places
			};
		}
	};
}
function toAllowed({ roles }, directory) {
	return {
		byRole: new Map(roles.map(({ role, allow }) => [role, directory.allowed(allow)])),
		any: directory.allowed(roles.flatMap(({ allow }) => allow))
	};
}
/** Undefined if a fact that was not seen could make a pattern match. */
function isAllowed(member, { byRole, any }) {
	const { role } = member;
	const fits = isUnknown(role) ? any(member) : byRole.get(role)?.(member) ?? false;
	if (isUnknown(fits)) return void 0;
	return fits && isUnknown(role) ? void 0 : fits;
}
function gather(names, find) {
	const places = /* @__PURE__ */ new Map();
	for (const placed of names) {
		const account = find(placed);
		if (account === void 0) continue;
		const list = places.get(account) ?? [];
		if (!list.includes(placed.place)) list.push(placed.place);
		places.set(account, list);
	}
	return places;
}

// src/roster/identity.ts
/** Which service accounts the tokens of OIDC providers may become, as far as it was seen. */
/** Returns every way that was seen: of each provider its list, then its dynamic mappings. */
function identitiesOf(provider) {
	const { services, mappings } = provider;
	return [...(isUnknown(services) ? [] : services).map((service) => ({
		provider,
		service,
		value: null
	})), ...(isUnknown(mappings) ? [] : mappings).map((mapping) => ({
		provider,
		...mapping
	}))];
}
/** Returns why there may be more ways than those that were seen; undefined if there are none. */
function whyMoreIdentities({ services, mappings }) {
	const unseen = [services, mappings].find((fact) => isUnknown(fact));
	return unseen !== void 0 && isUnknown(unseen) ? unseen.unknown : void 0;
}

// src/report/key-findings.ts
/** Which findings are about which token, OIDC provider, group mapping or key. */
/** Returns the findings by what they are about. */
function indexKeyFindings(findings) {
	const bySubject = Map.groupBy(findings, ({ subject: { kind, id } }) => `${kind}/${id}`);
	const byProvider = Map.groupBy(findings.filter(({ object }) => object?.kind === "provider"), ({ object }) => object?.id);
	const about = (kind, id) => bySubject.get(`${kind}/${id}`) ?? [];
	return {
		token: ({ id }, repository) => about("token", id).filter(({ object }) => object?.kind !== "repository" || object.id === repository.id),
		provider: ({ id }) => about("provider", id),
		identity: ({ provider, service }) => (byProvider.get(provider.id) ?? []).filter(({ subject }) => fold(subject.slug) === fold(service)),
		mapping: ({ id }) => about("mapping", id),
		serviceKey: ({ slug }) => about("service", slug).filter(({ rule }) => rule === "service-key-expiry"),
		missingMappings: findings.filter(({ rule }) => rule === "group-sync-missing")
	};
}

// src/report/pack/pack-values.ts
/** How a pack writes facts and findings. */
/** Returns a fact as text. A null from the workspace means never. */
function toWord(fact) {
	return isUnknown(fact) ? "unknown" : fact ?? "never";
}
/** Returns a fact as a word. */
function toYesNo(fact) {
	if (isUnknown(fact)) return "unknown";
	return fact ? "yes" : "no";
}
/** Returns the part of a finding that what it is about shows. */
function toPackFinding({ rule, severity, state, message }) {
	return {
		rule,
		severity,
		state,
		message
	};
}

// src/report/pack/pack-keys.ts
/** A roster's keys and identities, as a pack has them. */
/** Returns the OIDC providers, the group mappings and the keys of service accounts. */
function toPackKeys({ findings }, roster) {
	const about = indexKeyFindings(findings);
	const slugs = new Map(roster.teams.map(({ id, slug }) => [id, slug]));
	const { groupSync, oidcProviders, services } = roster;
	return {
		oidcProviders: oidcProviders.map((provider) => toPackProvider(provider, about)),
		groupSync: {
			enabled: toYesNo(groupSync.enabled),
			mappings: groupSync.mappings.map((mapping) => ({
				id: mapping.id,
				attribute: mapping.attribute,
				group: mapping.value,
				team: {
					id: mapping.team,
					slug: slugs.get(mapping.team) ?? mapping.team
				},
				role: toWord(mapping.role),
				findings: about.mapping(mapping).map(toPackFinding)
			}))
		},
		serviceKeys: services.map((service) => ({
			slug: service.slug,
			name: service.name,
			role: toWord(service.role),
			created: toWord(service.createdAt),
			createdBy: toWord(service.createdBy),
			expires: toWord(service.keyExpiresAt),
			findings: about.serviceKey(service).map(toPackFinding)
		}))
	};
}
function toPackProvider(provider, about) {
	const { id, slug, name, issuer, enabled, claims, mappingClaim } = provider;
	return {
		id,
		slug,
		name,
		issuer: toWord(issuer),
		enabled: toYesNo(enabled),
		claims: isUnknown(claims) ? null : claims.map((claim) => ({ ...claim })),
		mappingClaim: isUnknown(mappingClaim) ? "unknown" : mappingClaim,
		isComplete: whyMoreIdentities(provider) === void 0,
		mayBecome: identitiesOf(provider).map((identity) => ({
			service: identity.service,
			value: identity.value,
			findings: about.identity(identity).map(toPackFinding)
		})),
		findings: about.provider(provider).map(toPackFinding)
	};
}
/** Returns the entitlement tokens of a repository; nothing if they were not requested. */
function toPackTokens(repository, about) {
	const { tokens } = repository;
	if (tokens === void 0) return {};
	return { tokens: {
		coverage: tokens.coverage,
		list: tokens.list.map((token) => ({
			id: token.id,
			name: token.name,
			default: toYesNo(token.isDefault),
			active: toYesNo(token.active),
			ends: toWord(token.endsAt),
			user: isUnknown(token.user) ? "unknown" : token.user,
			createdBy: toWord(token.createdBy),
			created: toWord(token.createdAt),
			limited: toYesNo(token.limited),
			privateBroadcasts: toYesNo(token.privateBroadcasts),
			findings: about.token(token, repository).map(toPackFinding)
		}))
	} };
}

// src/report/pack/pack-repositories.ts
/** Returns the repositories; nothing if they were not requested. */
function toPackRepositories(report, roster, policy) {
	if (!requestedRepositories(roster)) return {};
	const { managed } = indexRepositories(roster, policy);
	const places = new Map(managed.map((one) => [one.repository, `repositories.${one.policy.name.text}`]));
	const findings = Map.groupBy(report.findings, ({ subject, object }) => [subject, object].find((one) => one?.kind === "repository")?.id);
	const about = indexKeyFindings(report.findings);
	return { repositories: roster.repositories.map((repository) => ({
		id: repository.id,
		slug: repository.slug,
		name: repository.name,
		broadcast: toWord(repository.broadcast),
		defaultPrivilege: toWord(repository.defaultPrivilege),
		privileges: repository.privileges.map(({ kind, slug, level }) => ({
			kind,
			slug,
			level: toWord(level)
		})),
		coverage: repository.coverage,
		place: places.get(repository) ?? null,
		findings: (findings.get(repository.id) ?? []).map(toPackFinding),
		...toPackTokens(repository, about)
	})) };
}

// src/report/pack/build-pack.ts
/** Returns the pack: every account with its access and its findings. Pure. */
function buildPack({ report, roster, policy, commit, before }) {
	const { members, services, invites } = roster;
	const lookup = createPolicyLookup(policy, roster);
	const shared = {
		toTeam: createTeams(roster),
		outcomes: gatherOutcomes(report),
		whyWithoutAccess: createWithoutAccess(roster)
	};
	return {
		notice: toNotice(report),
		kind: "access-review-pack",
		version: 1,
		tool: report.tool,
		organization: report.organization,
		readAt: report.readAt,
		archive: report.archive ?? null,
		generatedAt: report.generatedAt,
		verdict: report.verdict,
		counts: report.counts,
		population: {
			members: members.length,
			services: services.length,
			invites: invites.length,
			rosterDigest: report.rosterDigest
		},
		policy: {
			...report.policy,
			commit: commit ?? null
		},
		coverage: report.coverage,
		accounts: [...members.map((member) => ofMember(member, lookup, shared)), ...services.map((service) => ofService(service, lookup, shared))],
		teams: roster.teams.map(({ id, slug, name, visibility }) => ({
			id,
			slug,
			name,
			visibility: toWord(visibility)
		})),
		invites: invites.map((invite) => ofInvite(invite, shared)),
		...toPackRepositories(report, roster, policy),
		...toPackKeys(report, roster),
		rules: report.rules,
		findings: report.findings,
		exceptions: report.exceptions,
		...changesOf(report, roster, before)
	};
}
function ofInvite(invite, { toTeam }) {
	const { id, email, username, role, inviter, expiresAt } = invite;
	return {
		id,
		email: isUnknown(email) ? null : email,
		username: isUnknown(username) ? null : username,
		role: toWord(role),
		teams: toTeams(invite.teams, toTeam),
		inviter: toWord(inviter),
		expires: toWord(expiresAt)
	};
}
function toNotice(report) {
	const { privileges, tokens } = report.coverage;
	const gaps = [
		...eachGapOf(report).map(({ list, seen }) => `${list} (${seen})`),
		...unreadOf$1("privileges", privileges),
		...unreadOf$1("entitlement tokens", tokens)
	];
	if (report.coverage.status === "complete") {
		const unseen = gaps.length === 0 ? "" : `; not seen: ${gaps.join("; ")}`;
		return `Complete: every list of accounts was read completely (${extent(report)})${unseen}.`;
	}
	return `PARTIAL, do not sign this off as a complete review: ${gaps.join("; ")}.`;
}
function unreadOf$1(what, counts) {
	const { complete = 0, ...rest } = counts ?? {};
	const unread = Object.values(rest).reduce((sum, number) => sum + number, 0);
	if (unread === 0) return [];
	return [`${what} (complete on ${complete} of ${complete + unread} repositories)`];
}
/** Accounts share membership objects, so they also share the converted ones. */
function createTeams({ teams }) {
	const slugs = new Map(teams.map(({ id, slug }) => [id, slug]));
	const cache = /* @__PURE__ */ new Map();
	return (membership) => {
		const { team, role } = membership;
		let converted = cache.get(membership);
		if (converted === void 0) cache.set(membership, converted = {
			id: team,
			slug: slugs.get(team) ?? team,
			role: toWord(role)
		});
		return converted;
	};
}
function gatherOutcomes({ findings, counts }) {
	const byAccount = Map.groupBy(findings, ({ subject: { kind, id } }) => keyOf(kind, id));
	return {
		blind: counts.notJudged > 0,
		byAccount: new Map([...byAccount].map(([key, found]) => [key, found.map(toPackFinding)]))
	};
}
function keyOf(kind, id) {
	return `${kind} ${id}`;
}
function ofMember(member, lookup, shared) {
	const { id, username, name, email, role, teams, active, twoFactor, lastLoginAt } = member;
	return {
		kind: "member",
		id,
		username,
		name,
		email: isUnknown(email) ? null : email,
		role: toWord(role),
		teams: toTeams(teams, shared.toTeam),
		active: toYesNo(active),
		twoFactor: toYesNo(twoFactor),
		lastLogin: toWord(lastLoginAt),
		keyExpires: null,
		withoutAccess: active === false ? "inactive" : shared.whyWithoutAccess({
			kind: "member",
			entry: member
		}),
		...lookup.member(member),
		...outcomeOf(keyOf("member", id), shared.outcomes)
	};
}
function ofService(service, lookup, shared) {
	const { slug, name, role, teams, keyExpiresAt } = service;
	return {
		kind: "service",
		id: slug,
		username: slug,
		name,
		email: null,
		role: toWord(role),
		teams: toTeams(teams, shared.toTeam),
		active: null,
		twoFactor: null,
		lastLogin: null,
		keyExpires: toWord(keyExpiresAt),
		withoutAccess: shared.whyWithoutAccess({
			kind: "service",
			entry: service
		}),
		...lookup.service(service),
		...outcomeOf(keyOf("service", slug), shared.outcomes)
	};
}
/** If repositories were not requested, the roster does not contain what they grant. */
function createWithoutAccess(roster) {
	const pathsOf = createPaths(roster);
	const rest = requestedRepositories(roster) ? " and without a path to a repository that was seen" : "";
	return (account) => {
		const { role, teams } = account.entry;
		if (isUnknown(role) || isUnknown(teams) || teams.length > 0) return null;
		if (role === "Owner" || role === "Manager") return null;
		if ([...pathsOf(account).values()].flat().some(({ via }) => via !== "broadcast")) return null;
		return `${role} in no team${rest}`;
	};
}
function outcomeOf(key, { byAccount, blind }) {
	const findings = byAccount.get(key) ?? [];
	if (findings.some(({ state }) => state !== "accepted")) return {
		outcome: "drift",
		findings
	};
	if (blind) return {
		outcome: "not judged",
		findings
	};
	return {
		outcome: findings.length > 0 ? "accepted" : "nothing found",
		findings
	};
}
function toTeams(teams, toTeam) {
	if (isUnknown(teams)) return null;
	return teams.map(toTeam).sort((a, b) => compareIds(a.slug, b.slug));
}

// src/report/pack/table.ts
/** Returns a table with a row for each item, and a cell for each column. */
function tableOf(heading, items, columns) {
	const cells = Object.values(columns);
	return {
		...heading,
		file: fileOf(heading.name),
		columns: Object.keys(columns),
		size: items.length,
		rows: { *[Symbol.iterator]() {
			for (const item of items) yield cells.map((cell) => cell(item));
		} }
	};
}
/** Returns the name of a table's CSV file. */
function fileOf(name, isPartial = false) {
	return `${name}${isPartial ? ".partial" : ""}.csv`;
}

// src/report/pack/account-tables.ts
/** The tables of accounts, teams and invites. */
/**
* Returns the tables of all accounts, of those without access, and of those that the policy does
* not name.
*/
function accountTables({ accounts }) {
	return [
		populationTable(accounts),
		withoutAccessTable(accounts.filter(({ withoutAccess }) => withoutAccess !== null)),
		notInPolicyTable(accounts.filter(({ inPolicy }) => inPolicy === "no" || inPolicy === "unknown"))
	];
}
function populationTable(accounts) {
	return tableOf({
		name: "accounts",
		title: "Every account",
		none: "No account was seen."
	}, accounts, {
		...whoColumns,
		email: ({ email }) => email,
		role: ({ role }) => role,
		teams: ({ teams }) => describeTeams(teams),
		active: ({ active }) => active,
		"two-factor": ({ twoFactor }) => twoFactor,
		"last login": ({ lastLogin }) => lastLogin,
		"key expires": ({ keyExpires }) => keyExpires,
		"in the policy": ({ inPolicy, places }) => [inPolicy, ...places].join(" "),
		outcome: ({ outcome }) => outcome,
		findings: ({ findings }) => findings.map(describeFinding).join(", ")
	});
}
function withoutAccessTable(accounts) {
	return tableOf({
		name: "without-access",
		title: "Accounts with no access in the roster",
		none: "None was seen."
	}, accounts, {
		...whoColumns,
		role: ({ role }) => role,
		"last login": ({ lastLogin }) => lastLogin,
		why: ({ withoutAccess }) => withoutAccess
	});
}
function notInPolicyTable(accounts) {
	return tableOf({
		name: "not-in-policy",
		title: "Accounts that the policy does not name",
		none: "The policy names every account that was seen."
	}, accounts, {
		...whoColumns,
		role: ({ role }) => role,
		teams: ({ teams }) => describeTeams(teams),
		"in the policy": ({ inPolicy }) => inPolicy
	});
}
/** Returns every team with its managers and the number of its accounts. */
function teamsTable({ teams, accounts }) {
	const held = accounts.flatMap(({ username, teams: places }) => (places ?? []).map(({ id, role }) => ({
		id,
		role,
		username
	})));
	const byTeam = Map.groupBy(held, ({ id }) => id);
	const of = ({ id }) => byTeam.get(id) ?? [];
	return tableOf({
		name: "teams",
		title: "Teams",
		none: "No team was seen."
	}, teams, {
		id: ({ id }) => id,
		slug: ({ slug }) => slug,
		name: ({ name, slug }) => shownName(name, slug),
		visibility: ({ visibility }) => visibility,
		"accounts seen": (team) => of(team).length,
		managers: (team) => of(team).filter(({ role }) => role === "Manager").map(({ username }) => username).join(", ")
	});
}
/** Returns the pending invites. */
function invitesTable({ invites }) {
	return tableOf({
		name: "invites",
		title: "Pending invites",
		none: "None was seen."
	}, invites, {
		id: ({ id }) => id,
		email: ({ email }) => email,
		username: ({ username }) => username,
		role: ({ role }) => role,
		teams: ({ teams }) => describeTeams(teams),
		"invited by": ({ inviter }) => inviter,
		expires: ({ expires }) => expires
	});
}
const whoColumns = {
	kind: ({ kind }) => kind,
	id: ({ id }) => id,
	username: ({ username }) => username,
	name: ({ name, username }) => shownName(name, username)
};
function describeTeams(teams) {
	if (teams === null) return "unknown";
	return teams.map(({ slug, role }) => `${slug} (${role})`).join(", ");
}
/** Returns a finding for a cell: its rule and severity. */
function describeFinding({ rule, severity, state }) {
	return `${rule} (${state === "accepted" ? state : severity})`;
}

// src/report/pack/count-covered.ts
/** How much an exception covers. */
/** Returns the number of findings that an exception covers. */
function countCovered({ rule, status, findings }, { rules }) {
	const isJudged = !rules.some((one) => one.status === "not-judged" && (rule === "any rule" || one.id === rule));
	return knownCount(findings, status === "expired" || status !== "not-judged" && isJudged);
}

// src/report/pack/key-tables.ts
/** The tables of tokens, OIDC providers, group mappings and the keys of service accounts. */
/**
* Returns the tables. What was not requested, or is not in the workspace's plan, has none, so that it
* does not look like an empty list.
*/
function keyTables(pack) {
	return [
		...tokenTables(pack),
		...isInPlan(pack, "oidc") ? providerTables(pack) : [],
		...isInPlan(pack, "group-sync") ? mappingTables(pack) : [],
		...serviceKeyTables(pack)
	];
}
/** False if there is nothing of a list because the workspace's plan does not include it. */
function isInPlan(pack, name) {
	const { coverage, oidcProviders = [], groupSync } = pack;
	const rows = name === "oidc" ? oidcProviders : groupSync?.mappings ?? [];
	const list = coverage.lists.find((one) => one.name === name);
	return rows.length > 0 || list?.status !== "not-in-plan";
}
/** True if the tokens of any repository were requested, as far as it is known. */
function hasTokens({ repositories = [] }) {
	return repositories.some(({ tokens }) => tokens !== void 0);
}
function tokenTables(pack) {
	if (!hasTokens(pack)) return [];
	const rows = (pack.repositories ?? []).flatMap((repository) => (repository.tokens?.list ?? []).map((token) => ({
		repository,
		token
	})));
	return [tableOf({
		name: "tokens",
		title: "Entitlement tokens",
		none: noneSeen
	}, rows, {
		id: ({ token }) => token.id,
		token: ({ token: { id, name } }) => shownName(name, id),
		"repository id": ({ repository }) => repository.id,
		repository: ({ repository }) => repository.slug,
		default: ({ token }) => token.default,
		active: ({ token }) => token.active,
		ends: ({ token }) => token.ends,
		"belongs to": ({ token }) => token.user,
		"created by": ({ token }) => token.createdBy,
		created: ({ token }) => token.created,
		limits: ({ token }) => token.limited,
		"private broadcasts": ({ token }) => token.privateBroadcasts,
		findings: ({ token }) => describeFindings(token.findings)
	})];
}
const noneSeen = "None was seen.";
function providerTables({ oidcProviders = [] }) {
	const rows = oidcProviders.flatMap((provider) => provider.mayBecome.map((identity) => ({
		provider,
		identity
	})));
	return [tableOf({
		name: "oidc-providers",
		title: "OIDC providers",
		none: noneSeen
	}, oidcProviders, {
		id: ({ id }) => id,
		slug: ({ slug }) => slug,
		name: ({ id, slug, name }) => shownName(name, slug === "" ? id : slug),
		issuer: ({ issuer }) => issuer,
		enabled: ({ enabled }) => enabled,
		claims: ({ claims }) => claims === null ? "unknown" : claims.map(({ name, value }) => `${name} = ${value}`).join(", "),
		"mapping claim": ({ mappingClaim }) => mappingClaim,
		"may become": ({ mayBecome, isComplete }) => [...new Set(mayBecome.map(({ service }) => service)), ...isComplete ? [] : ["unknown"]].join(", "),
		findings: ({ findings }) => describeFindings(findings)
	}), tableOf({
		name: "oidc-services",
		title: "Service accounts that tokens of OIDC providers may become",
		none: noneSeen
	}, rows, {
		"provider id": ({ provider }) => provider.id,
		provider: ({ provider: { id, slug } }) => slug === "" ? id : slug,
		"service account": ({ identity }) => identity.service,
		how: ({ identity }) => identity.value === null ? "list" : "dynamic mapping",
		claim: ({ provider, identity }) => identity.value === null ? null : provider.mappingClaim,
		value: ({ identity }) => identity.value,
		findings: ({ identity }) => describeFindings(identity.findings)
	})];
}
function mappingTables({ groupSync }) {
	if (groupSync === void 0) return [];
	const { enabled, mappings } = groupSync;
	return [tableOf({
		name: "group-mappings",
		title: "Group mappings",
		none: noneSeen
	}, mappings, {
		id: ({ id }) => id,
		attribute: ({ attribute }) => attribute,
		group: ({ group }) => group,
		"team id": ({ team }) => team.id,
		team: ({ team }) => team.slug,
		role: ({ role }) => role,
		"group sync on": () => enabled,
		findings: ({ findings }) => describeFindings(findings)
	})];
}
function serviceKeyTables({ serviceKeys = [] }) {
	return [tableOf({
		name: "service-keys",
		title: "Keys of service accounts",
		none: noneSeen
	}, serviceKeys, {
		slug: ({ slug }) => slug,
		name: ({ name, slug }) => shownName(name, slug),
		role: ({ role }) => role,
		"account created": ({ created }) => created,
		"created by": ({ createdBy }) => createdBy,
		"key expires": ({ expires }) => expires,
		findings: ({ findings }) => describeFindings(findings)
	})];
}
function describeFindings(findings) {
	return findings.map(describeFinding).join(", ");
}

// src/report/pack/missing.ts
/** What is missing from a pack, why, and which of its tables that affects. */
const nothing = {
	incomplete: [],
	unknownCells: []
};
const cells = (...unknownCells) => ({
	incomplete: [],
	unknownCells
});
const ofAccounts = [
	"accounts",
	"without-access",
	"not-in-policy",
	"teams"
];
/**
* A list without an entry has only settings, which no table shows. The comparison has its own row for
* the lists that it lacks.
*/
const byList = {
	members: ofAccounts,
	services: [...ofAccounts, "service-keys"],
	teams: [
		"accounts",
		"without-access",
		"teams"
	],
	invites: ["invites"],
	repositories: [
		"repositories",
		"repository-privileges",
		"tokens"
	],
	oidc: ["oidc-providers", "oidc-services"],
	"group-sync": ["group-mappings"]
};
const teamsOfAccount = {
	incomplete: [
		"without-access",
		"teams",
		"changes"
	],
	unknownCells: ["accounts", "not-in-policy"]
};
const roleOfAccount = {
	incomplete: ["without-access", "changes"],
	unknownCells: ["accounts", "not-in-policy"]
};
const waysOfProvider = {
	incomplete: ["oidc-services"],
	unknownCells: ["oidc-providers"]
};
/** A fact without an entry is in no table. */
const byFact = {
	members: {
		email: cells("accounts", "not-in-policy"),
		role: roleOfAccount,
		teams: teamsOfAccount,
		active: {
			incomplete: ["without-access", "changes"],
			unknownCells: ["accounts"]
		},
		twoFactor: {
			incomplete: ["changes"],
			unknownCells: ["accounts"]
		},
		lastLoginAt: cells("accounts", "without-access")
	},
	services: {
		role: {
			...roleOfAccount,
			unknownCells: [...roleOfAccount.unknownCells, "service-keys"]
		},
		teams: teamsOfAccount,
		keyExpiresAt: cells("accounts", "service-keys"),
		createdAt: cells("service-keys"),
		createdBy: cells("service-keys")
	},
	teams: { visibility: cells("teams") },
	invites: {
		email: cells("invites"),
		username: cells("invites"),
		role: cells("invites"),
		teams: cells("invites"),
		teamRole: cells("invites"),
		inviter: cells("invites"),
		expiresAt: cells("invites")
	},
	repositories: {
		broadcast: cells("repositories"),
		defaultPrivilege: cells("repositories"),
		level: cells("repository-privileges"),
		active: cells("tokens"),
		isDefault: cells("tokens"),
		user: cells("tokens"),
		createdBy: cells("tokens"),
		createdAt: cells("tokens"),
		endsAt: cells("tokens"),
		limited: cells("tokens"),
		privateBroadcasts: cells("tokens")
	},
	oidc: {
		issuer: cells("oidc-providers"),
		enabled: cells("oidc-providers"),
		claims: cells("oidc-providers"),
		mappingClaim: cells("oidc-providers", "oidc-services"),
		services: waysOfProvider,
		mappings: waysOfProvider
	},
	"group-sync": {
		enabled: cells("group-mappings"),
		role: cells("group-mappings")
	}
};
/** Returns what is missing: lists, facts, rules that were not judged, and the comparison. */
function findMissing(pack) {
	return [
		...missingLists(pack),
		...missingFacts(pack),
		...missingPrivileges(pack),
		...missingTokens(pack),
		...notJudgedByReason(pack, { inFull: true }).map(({ rules, reason }) => ({
			...nothing,
			list: "rules",
			state: "not judged",
			seen: rules.join(", "),
			reason,
			incomplete: ["findings"]
		})),
		...missingChanges(pack)
	];
}
function missingLists(pack) {
	return pack.coverage.lists.filter(isGap).map(({ name, status, count, expected, reason }) => {
		const seen = expected === null ? String(count) : `${count} of ${expected}`;
		const incomplete = (byList[name] ?? []).filter((table) => table !== "tokens" || hasTokens(pack));
		return {
			...nothing,
			list: name,
			state: status,
			seen,
			reason,
			incomplete
		};
	});
}
function missingFacts({ coverage }) {
	return coverage.unknowns.map(({ list, fact, reason: code, count: entries }) => {
		const affected = byFact[list]?.[fact] ?? nothing;
		const seen = `${fact} unknown for ${entries}`;
		return {
			...affected,
			list,
			state: "unknown",
			seen,
			reason: unknownReasons[code]
		};
	});
}
/** A repository that was seen may have privileges that were not. */
function missingPrivileges({ repositories = [] }) {
	return unreadOf(repositories, ({ coverage }) => coverage).map((row) => ({
		...row,
		list: "privileges",
		incomplete: ["repository-privileges"]
	}));
}
/** Tokens are in no list of the workspace: each repository has its own. */
function missingTokens(pack) {
	const { repositories } = pack;
	if (repositories !== void 0 && hasTokens(pack)) return unreadOf(repositories, ({ tokens }) => tokens?.coverage ?? tokensNotAsked).map((row) => ({
		...row,
		list: "tokens",
		incomplete: ["tokens"]
	}));
	const row = {
		...nothing,
		list: "tokens",
		seen: "nothing"
	};
	if (repositories === void 0 || repositories.length > 0) {
		const { status: state, reason } = tokensNotAsked;
		return [{
			...row,
			state,
			reason
		}];
	}
	if (isListComplete(pack, "repositories")) return [];
	return [{
		...row,
		state: "unknown",
		reason: "no repository was seen"
	}];
}
const tokensNotAsked = {
	status: "not-asked",
	reason: "entitlement tokens were not requested"
};
/** Returns the repositories that were not read completely, grouped by the reason. */
function unreadOf(repositories, coverageOf) {
	const unread = repositories.filter((one) => coverageOf(one).status !== "complete");
	return [...Map.groupBy(unread, (one) => {
		const { status, reason } = coverageOf(one);
		return JSON.stringify([status, reason]);
	}).values()].flatMap((group) => {
		const [first] = group;
		if (first === void 0) return [];
		const { status, reason } = coverageOf(first);
		return [{
			state: status,
			seen: `not all of ${quoteNames(group.map(({ slug }) => slug))}`,
			reason,
			unknownCells: []
		}];
	});
}
function missingChanges({ changes, changesSince }) {
	const row = {
		...nothing,
		list: "changes",
		incomplete: ["changes"]
	};
	if (changes === null) return [{
		...row,
		state: "not compared",
		seen: "nothing",
		reason: noComparison
	}];
	const { incomplete, since } = changes;
	if (incomplete.length === 0) return [];
	const reason = `${incomplete.join(", ")} not read completely, now or at ${since} (the ${changesSince ?? "baseline"})`;
	return [{
		...row,
		state: "partial",
		seen: "what both times have",
		reason
	}];
}
/** Why there are no changes to list. */
const noComparison = "The folder contained no earlier pack, and no baseline was given, so changes are not known.";

// src/report/pack/repository-tables.ts
/** The tables of repositories and of the privileges on them. */
/** Returns the tables; none if repositories were not requested. */
function repositoryTables({ repositories }) {
	if (repositories === void 0) return [];
	const privileges = repositories.flatMap((repository) => repository.privileges.map((privilege) => ({
		repository,
		privilege
	})));
	return [tableOf({
		name: "repositories",
		title: "Repositories",
		none: "No repository was seen."
	}, repositories, {
		id: ({ id }) => id,
		slug: ({ slug }) => slug,
		name: ({ name, slug }) => shownName(name, slug),
		"broadcast state": ({ broadcast }) => broadcast,
		"default privilege": ({ defaultPrivilege }) => defaultPrivilege,
		"privileges read": ({ coverage }) => coverage.status,
		"in the policy": ({ place }) => place ?? "no",
		findings: ({ findings }) => findings.map(describeFinding).join(", ")
	}), tableOf({
		name: "repository-privileges",
		title: "Explicit privileges on repositories",
		none: "None was seen."
	}, privileges, {
		"repository id": ({ repository }) => repository.id,
		repository: ({ repository }) => repository.slug,
		kind: ({ privilege }) => privilege.kind,
		slug: ({ privilege }) => privilege.slug,
		level: ({ privilege }) => privilege.level
	})];
}

// src/report/pack/tables.ts
/** Returns the pack's tables, in reading order. */
function toTables(pack) {
	const missing = findMissing(pack);
	const partial = new Set(missing.flatMap(({ incomplete }) => incomplete));
	return [
		aboutTable(pack),
		coverageTable(pack, missing, partial),
		...accountTables(pack),
		teamsTable(pack),
		invitesTable(pack),
		...repositoryTables(pack),
		...keyTables(pack),
		findingsTable(pack),
		exceptionsTable(pack),
		changesTable(pack),
		rulesTable(pack)
	].map((table) => ({
		...table,
		file: fileOf(table.name, partial.has(table.name))
	}));
}
function aboutTable(pack) {
	const { organization, population, policy, coverage, counts, tool, repositories } = pack;
	const seen = (number, list) => knownCount(number, isListComplete(pack, list));
	const findings = (number) => knownCount(number, counts.notJudged === 0);
	const lines = [
		["workspace", organization.slug],
		["workspace id", organization.id],
		["read at", pack.readAt],
		["written at", pack.generatedAt],
		["read from", pack.archive === null ? "the workspace" : pack.archive.path],
		["read as", coverage.readAs.slug ?? "unknown"],
		["role of the reader", coverage.readAs.role ?? "unknown"],
		["coverage", coverage.status + (coverage.visibleOnly === true ? `; ${visibleOnly}` : "")],
		["what was seen", pack.notice],
		["verdict", pack.verdict],
		["members", seen(population.members, "members")],
		["service accounts", seen(population.services, "services")],
		["pending invites", seen(population.invites, "invites")],
		...repositories === void 0 ? [] : [["repositories", seen(repositories.length, "repositories")]],
		...keyCounts(pack),
		["roster digest (SHA-256)", population.rosterDigest],
		["policy", policy.path],
		["policy digest (SHA-256)", policy.sha256],
		["policy commit", policy.commit ?? "unknown"],
		["changes since", describeSince(pack)],
		["errors", findings(counts.errors)],
		["warnings", findings(counts.warnings)],
		["notes", findings(counts.notes)],
		["accepted findings", findings(counts.accepted)],
		["rules not judged", counts.notJudged],
		["tool", `${tool.name} ${tool.version}`]
	];
	return tableOf({
		name: "about",
		title: "About this review",
		none: "Nothing."
	}, lines, {
		what: ([what]) => what,
		value: ([, value]) => value
	});
}
function keyCounts(pack) {
	const { coverage, oidcProviders = [], groupSync, repositories = [] } = pack;
	const count = (what, name, number) => [what, isInPlan(pack, name) ? knownCount(number, isListComplete(pack, name)) : "not in the plan"];
	const { complete = 0 } = coverage.tokens ?? {};
	const isWhole = isListComplete(pack, "repositories") && complete === repositories.length;
	const tokens = repositories.reduce((sum, one) => sum + (one.tokens?.list.length ?? 0), 0);
	return [
		["entitlement tokens", hasTokens(pack) ? knownCount(tokens, isWhole) : "not read"],
		count("OIDC providers", "oidc", oidcProviders.length),
		count("group mappings", "group-sync", groupSync?.mappings.length ?? 0)
	];
}
function describeSince({ changes, changesSince }) {
	if (changes === null) return "nothing to compare with";
	return `${changes.since}, the ${changesSince ?? "baseline"}`;
}
/** What was read completely is listed, too, so that no list is only absent. */
function coverageTable({ coverage }, missing, partial) {
	const complete = coverage.lists.filter((list) => !isGap(list)).map(({ name, status, count, reason, note }) => ({
		list: name,
		state: status,
		seen: String(count),
		reason: reason ?? note ?? null,
		affected: []
	}));
	const gaps = missing.map(({ incomplete, unknownCells, ...gap }) => ({
		...gap,
		affected: [...incomplete, ...unknownCells].map((name) => fileOf(name, partial.has(name)))
	}));
	return tableOf({
		name: "coverage",
		title: "What was seen",
		none: "Nothing was seen."
	}, [...complete, ...gaps], {
		list: ({ list }) => list,
		state: ({ state }) => state,
		seen: ({ seen }) => seen,
		reason: ({ reason }) => reason,
		"affected files": ({ affected }) => affected.join(", ")
	});
}
function findingsTable({ findings, counts }) {
	const none = counts.notJudged === 0 ? "None." : "None was seen, but not every rule was judged.";
	return tableOf({
		name: "findings",
		title: "Findings",
		none
	}, findings, {
		rule: ({ rule }) => rule,
		severity: ({ severity }) => severity,
		state: ({ state }) => state,
		kind: ({ subject }) => subject.kind,
		id: ({ subject }) => subject.id,
		who: ({ subject }) => subject.slug,
		what: ({ message }) => message,
		policy: (finding) => placeOf(finding),
		"accepted until": ({ accepted }) => accepted?.until ?? null,
		fingerprint: ({ fingerprint }) => fingerprint
	});
}
function exceptionsTable({ exceptions, repositories, rules }) {
	return tableOf({
		name: "exceptions",
		title: "Exceptions",
		none: "The policy has none."
	}, exceptions, {
		rule: ({ rule }) => rule,
		subject: ({ subject }) => subject,
		team: ({ team }) => team,
		owner: ({ owner }) => owner,
		"approved by": ({ approvedBy }) => approvedBy,
		created: ({ created }) => created,
		expires: ({ expires }) => expires,
		status: ({ status }) => status,
		findings: (exception) => countCovered(exception, { rules }),
		reason: ({ reason }) => reason,
		ticket: ({ ticket }) => ticket,
		...repositories !== void 0 && { repository: ({ repository }) => repository ?? null }
	});
}
function changesTable({ changes, changesSince }) {
	return tableOf({
		name: "changes",
		title: `Changes since the ${changesSince ?? "last pack"}`,
		none: noComparison
	}, changes === null ? [] : changeSentences(changes), {
		since: () => changes?.since ?? null,
		change: (sentence) => sentence
	});
}
function rulesTable({ rules }) {
	return tableOf({
		name: "rules",
		title: "Rules",
		none: "None."
	}, rules, {
		rule: ({ id }) => id,
		severity: ({ severity }) => severity,
		status: ({ status }) => status,
		findings: ({ findings, status }) => knownCount(findings, status !== "not-judged"),
		"what it is about": ({ title }) => title,
		"why not judged": ({ reason }) => reason
	});
}

// src/report/pack/render-pack.ts
/**
* The pack's files: Markdown, JSON and CSV of the same data. The first line of Markdown and JSON says
* how much was seen; the name of a CSV file says whether rows may be missing.
*/
/** The pack's JSON file, which marks a folder as a pack. */
const packJson = "access-review.json";
/**
* The checksums of all other files, for `sha256sum -c`, which does not allow another kind of first
* line.
*/
const packChecksums = "SHA256SUMS";
/**
* A longer table is not readable, and no viewer shows it as a table; the CSV file has every row.
*/
const maxMarkdownRows = 1e4;
/**
* Returns the files by their names, each in parts. Read all parts once and in this order, because
* the last file has the checksums of the parts that were read. Equal packs give equal bytes.
*/
function renderPack(pack) {
	const tables = toTables(pack);
	const sums = /* @__PURE__ */ new Map();
	const files = /* @__PURE__ */ new Map();
	const add = (name, parts) => files.set(name, hashed(parts, (sum) => sums.set(name, sum)));
	add(packJson, joinParts(jsonParts(pack)));
	add("access-review.md", joinParts(markdownParts(pack, tables)));
	for (const table of tables) add(table.file, csvParts(csvRows(table)));
	return files.set(packChecksums, checksumLines(sums));
}
function* hashed(parts, done) {
	const hash = createHash("sha256");
	for (const part of parts) {
		const bytes = Buffer.from(part);
		hash.update(bytes);
		yield bytes;
	}
	done(hash.digest("hex"));
}
function* checksumLines(sums) {
	for (const [name, sum] of [...sums].sort(([a], [b]) => a < b ? -1 : 1)) yield Buffer.from(`${sum}  ${name}\n`);
}
/**
* Keys in the schema's order, the first one on the first line; one line for each entry of a list.
*/
function* jsonParts({ accounts, ...rest }) {
	const parsed = {
		...Pack.omit({ accounts: true }).parse(rest),
		accounts
	};
	let before = "{ ";
	for (const key of Pack.keyof().options) {
		const value = parsed[key];
		if (value === void 0) continue;
		yield `${before}${JSON.stringify(key)}: `;
		if (Array.isArray(value)) yield* listParts(value);
		else yield escapeJson(JSON.stringify(value, null, 2).replaceAll("\n", "\n  "));
		before = ",\n  ";
	}
	yield "\n}\n";
}
function* listParts(list) {
	let before = "[\n    ";
	for (const entry of list) {
		yield before + escapeJson(JSON.stringify(entry));
		before = ",\n    ";
	}
	yield list.length === 0 ? "[]" : "\n  ]";
}
function* markdownParts(pack, tables) {
	yield `${escapeMarkdown(pack.notice, 2e3)}\n\n`;
	yield `# Access review of ${escapeMarkdown(pack.organization.slug, 100)}\n\n`;
	yield "Each table is also a CSV file of its own. An account has no access in the roster if it is inactive, or if it is in no team, is neither Owner nor Manager, and has no path to a repository that was seen; without the table of repositories, what a repository grants to an account or to everybody is not in the roster. An outcome says what the rules found about the account itself; `not judged` means that not every rule could be judged, so that there may be more findings.\n";
	for (const table of tables) yield* tableParts(table);
}
function* tableParts({ file, title, none, columns, size, rows }) {
	if (size === 0) {
		yield `\n## ${title}\n\n${none}\n`;
		return;
	}
	yield `\n## ${title}: ${size}\n\n`;
	const cells = Iterator.from(rows).take(maxMarkdownRows).map((row) => row.map((cell) => escapeMarkdown(cell === null ? "" : String(cell), 1e3)));
	yield `${markdownTable([columns, ...cells], tableOptions)}\n`;
	const left = size - maxMarkdownRows;
	if (left > 0) yield `\nand ${count(left, "row")} more in ${file}\n`;
}
function* csvRows({ columns, rows }) {
	yield columns;
	yield* rows;
}

// src/files/whole-folder.ts
/** Writes folders atomically. */
/**
* Writes a folder that contains exactly these files, given in parts. An existing folder is replaced
* if it is empty or `mayReplace` returns true for it; a link to it stays. Throws `AuditError`
* `REPORT_FAILED` for any other folder, and if the folder cannot be written.
*/
async function writeWholeFolder(path, files, mayReplace) {
	try {
		await replaceFolder(path, files, mayReplace);
	} catch (error) {
		throw error instanceof AuditError ? error : cannotWrite({ path }, error);
	}
}
async function replaceFolder(...[path, files, mayReplace]) {
	const folder = await followLinks(path);
	const exists = await requireReplaceable(path, folder, mayReplace);
	const parent = dirname(folder);
	await makeFolders(parent);
	const temporary = makeTemporary(parent, { hidden: true });
	const fresh = join(temporary.path, "fresh");
	const old = join(temporary.path, keptAside, basename(folder));
	try {
		await mkdir(fresh);
		await mkdir(dirname(old));
		for (const [name, parts] of files) await writeFile(join(fresh, name), parts);
		if (exists) renameSync(folder, old);
		try {
			renameSync(fresh, folder);
		} catch (error) {
			if (exists) renameSync(old, folder);
			throw error;
		}
	} finally {
		await temporary.remove();
	}
}
/**
* Returns whether there is a folder to replace. Throws `AuditError` `REPORT_FAILED` if it must not
* be replaced.
*/
async function requireReplaceable(path, folder, mayReplace) {
	const found = await lstat(folder).catch((error) => {
		if (error.code === "ENOENT") return void 0;
		throw error;
	});
	if (found === void 0) return false;
	if (found.isDirectory() && (await readdir(folder)).length === 0 || found.isDirectory() && await mayReplace(folder)) return true;
	throw new AuditError("REPORT_FAILED", `cannot write "${path}": it exists, and it is not an unchanged folder that this tool wrote. Name another folder, or move this one away.`);
}
async function writeFile(path, parts) {
	const file = await open(path, "wx", 420);
	try {
		await file.writeFile(parts);
		await file.sync();
	} finally {
		await file.close();
	}
}

// src/channels/pack-folder.ts
/**
* Writes the pack of an access review into a folder. It replaces only an unchanged pack of this
* tool.
*/
/**
* Writes the pack, which lists the changes since the pack that it replaces.
* Throws `AuditError` `REPORT_FAILED` if the folder contains anything else.
*/
async function writePack(path, contents, log) {
	const before = await readEarlierPack(path, log);
	await writeWholeFolder(path, renderPack(buildPack({
		...contents,
		before
	})), isUntouchedPack);
}
/** A larger pack does not fit into memory. */
const maxPackBytes = 256 * 1024 ** 2;
/** JavaScript's maximum length of a string. */
const maxTextBytes = 511 * 1024 ** 2;
/** Returns the existing pack if it is unchanged; a changed one is not replaced either. */
async function readEarlierPack(folder, log) {
	if (!await isUntouchedPack(folder)) return void 0;
	const path = join(folder, packJson);
	if ((await stat(path)).size > maxPackBytes) {
		log.warn(`cannot determine what changed since the pack in ${folder}: it is too large. Give an earlier artifact with ${settingName("baseline")}.`);
		return;
	}
	return parsePack(await readBoundedText(path, maxPackBytes));
}
/**
* Returns true for a pack of this tool to which nobody added, changed or removed anything, so that
* replacing it loses no notes.
*/
async function isUntouchedPack(folder) {
	const sums = await readBoundedText(join(folder, packChecksums), maxTextBytes).catch(() => "");
	const listed = new Map([...sums.matchAll(/^([0-9a-f]{64}) {2}([\w.\-]+)$/gmv)].map(([, sum = "", name = ""]) => [name, sum]));
	if (!listed.has("access-review.json")) return false;
	if ((await readdir(folder)).length !== listed.size + 1) return false;
	for (const [name, sum] of listed) {
		const bytes = await readBounded(join(folder, name), maxTextBytes).catch(() => void 0);
		if (bytes === void 0 || createHash("sha256").update(bytes).digest("hex") !== sum) return false;
	}
	return isOurs(await readBoundedText(join(folder, packJson), maxTextBytes));
}
function isOurs(text) {
	try {
		const { tool } = JSON.parse(text);
		return tool?.name === toolName;
	} catch {
		return false;
	}
}

export { writePack };