import { D as hasEnded, E as hasBegun, O as inEntry, S as targetsOf, a as expectedServices, b as managesPrivileges, h as isWildcard, i as expectedPeople, m as fitsWildcard, r as endingEntries, s as namesOfPeople, t as groupByTeam, x as needsPrivileges } from "./group-by-team.js";
import { t as isCalendarDay } from "./time.js";
import { t as fold } from "./fold.js";
import { a as meantHint, i as meantFact, t as createNearest } from "./suggest.js";
import { a as ofPolicyText, c as ofService, d as ofWorkspace, i as ofMember, l as ofTeam, n as ofInvite, o as ofProvider, p as severities, r as ofMapping, s as ofRepository, t as nameOf, u as ofToken } from "./subject.js";
import { C as transform, S as string, T as union, b as record, g as literal, m as boolean, p as array, u as _enum, x as strictObject } from "./schemas.js";
import { n as listOfHolder, r as nameKind, t as indexHolders } from "./privilege-holders.js";
import { n as listCoverage, o as sawAllVisible } from "./coverage.js";
import { t as describeGap } from "./list-gap.js";
import { n as dayMs } from "./clock.js";
import { t as count } from "./count.js";
import { n as unknown, t as isUnknown } from "./fact.js";
import { a as privilegeLevels, n as defaultPrivileges, r as holderKey, t as broadcastStates } from "./repository.js";
import { n as namedIn, t as mustBeNamed } from "./named.js";
import { t as compareIds } from "./model.js";

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

// src/policy/renames.ts
/** What is now called differently than in an earlier roster. Permanent ids say who is who. */
/** Returns the renames; there are none without an earlier roster. */
function findRenames(before, present) {
	const names = new Map(present.map(({ id, name }) => [id, name]));
	const now = /* @__PURE__ */ new Map();
	const former = /* @__PURE__ */ new Map();
	for (const { id, name } of before) {
		const is = names.get(id);
		if (is === void 0 || is === name) continue;
		now.set(fold(name), is);
		former.set(id, name);
	}
	return {
		nowOf: (name) => now.get(fold(name)),
		formerOf: (id) => former.get(id)
	};
}

// src/policy/hint.ts
/** Returns a function that returns the facts for a name that matches no member. */
function personHints({ members }, baseline) {
	const toNamed = (roster) => roster.map(({ id, username }) => ({
		id,
		name: username
	}));
	return hintsFrom(findRenames(toNamed(baseline?.members ?? []), toNamed(members)), createNearest(members.map(({ username }) => username)));
}
/** Returns the teams that were renamed since the baseline. */
function teamRenames({ teams }, baseline) {
	const toNamed = (list) => list.map(({ id, slug }) => ({
		id,
		name: slug
	}));
	return findRenames(toNamed(baseline?.teams ?? []), toNamed(teams));
}
/** Returns a function that prefers a rename, which is certain, to a similar name. */
function hintsFrom({ nowOf }, nearest) {
	return (name) => {
		const now = nowOf(name);
		return now === void 0 ? meantFact(nearest(name)) : { now };
	};
}
/** Returns the end of the sentence about such a name; `whoIs` begins the sentence of a rename. */
function hintOf(facts, whoIs) {
	const { now } = facts;
	return now === void 0 ? meantHint(facts) : `: ${whoIs} now called ${now}`;
}
/** The beginnings of the sentences about a rename. */
const personIs = "the person with that name is";
const teamIs = "it is";

// src/policy/rule.ts
/**
* Returns the rule for the catalog. The type of its options is checked here and not visible to the
* catalog.
*/
function defineRule(rule) {
	return rule;
}

// src/policy/statement.ts
/** Statements that findings of more than one rule make: equal texts are one fact. */
/** The policy does not name this member. */
function unnamed({ id }) {
	return stating("unnamed", id);
}
/** This member does not have a role that they should have. */
function withoutRole({ id }, role) {
	return stating("without role", id, role);
}
/** This member has no second factor. */
function withoutTwoFactor({ id }) {
	return stating("without two-factor", id);
}
/** No member has this name. */
function noMember(name) {
	return stating("no member", fold(name));
}
/** More than one member has this name. */
function manyMembers(name) {
	return stating("many members", fold(name));
}
/** No service account has this slug. */
function noService(slug) {
	return stating("no service", fold(slug));
}
/** This service account is in a team, or is not, and should not be, or should. */
function serviceInTeam({ slug }, { id }, isIn) {
	return stating(isIn ? "in team" : "not in team", slug, id);
}
/** This holder has a privilege on this repository, and should not have it. */
function privilegeOn({ id }, { kind, slug }) {
	return stating("privilege", id, kind, fold(slug));
}
/** The policy does not list this group mapping. */
function unlistedMapping({ id }) {
	return stating("mapping", id);
}
function stating(...parts) {
	return JSON.stringify(parts);
}

// src/policy/rules/break-glass.ts
/** What is wrong with an emergency account whose owner has not accepted the invite. */
const onlyInvited = "is invited, not yet a member";
const breakGlass = defineRule({
	id: "break-glass",
	title: "Emergency account that is not ready, or was used",
	explanation: "An emergency account is needed when nobody else can sign in. It must exist, be active, have its role and have two-factor authentication; an invite is not enough. If the policy sets unused-since, nobody may have used it since that day.",
	remedy: "Correct the account on the workspace's Accounts page. If it was used without an emergency, find out by whom, and change its password and second factor.",
	fixed: "It is fixed when the members list shows the account active, with its role and two-factor authentication.",
	severity: "error",
	options: strictObject({ "unused-since": Day.optional().describe("nobody may have logged in with it since that day; if left out, logins are not checked") }),
	lists: ["members"],
	evidence: "list",
	resolvedBy: "other",
	specific: true,
	*evaluate({ roster, baseline, policy, options, directory, now, readFact }) {
		const hintFor = personHints(roster, baseline);
		for (const { role, breakGlass: names } of policy.roles) for (const name of names) {
			if (!hasBegun(name, now)) continue;
			const { position } = name;
			const [member, ...others] = directory.members(name);
			if (member === void 0 || others.length > 0) {
				if (readFact(directory.mayBeHidden(name), "e-mail address") === void 0) continue;
				const subject = ofPolicyText(name.text);
				if (others.length > 0) yield {
					subject,
					facts: { wrong: `matches more than one member: ${directory.members(name).map(({ username }) => username).sort().join(", ")}` },
					position,
					key: "many",
					resolvedBy: "policy",
					states: manyMembers(name.text)
				};
				else if (directory.invite(name, now) === void 0) {
					const hint = hintFor(name.text);
					yield {
						subject,
						facts: {
							wrong: "is not there",
							...hint
						},
						position,
						resolvedBy: "now" in hint ? "other" : "invite",
						states: noMember(name.text)
					};
				} else yield {
					subject,
					facts: { wrong: onlyInvited },
					position
				};
				continue;
			}
			const wrong = (text, more = {}) => ({
				subject: ofMember(member),
				position,
				key: text,
				...more,
				facts: {
					wrong: text,
					...more.facts
				}
			});
			if (readFact(member.active, "activity") === false) yield wrong("is inactive");
			if (readFact(member.twoFactor, "two-factor state") === false) yield wrong("has no two-factor", { states: withoutTwoFactor(member) });
			const actual = readFact(member.role, "workspace role");
			if (actual !== void 0 && actual !== role) {
				const facts = {
					expected: role,
					role: actual
				};
				const states = withoutRole(member, role);
				yield wrong(`does not hold role ${role}`, {
					facts,
					resolvedBy: "change-role",
					states
				});
			}
			const since = options["unused-since"];
			if (since === void 0) continue;
			const lastLoginAt = readFact(member.lastLoginAt, "last login");
			if (typeof lastLoginAt === "string" && lastLoginAt >= since) yield wrong(`was used since ${since}`);
		}
	},
	message: ({ subject, facts }) => `emergency account ${nameOf(subject)} ${facts["wrong"]}${hintOf(facts, personIs)}`
});

// src/policy/unread-privileges.ts
/** Returns whose privileges were not read completely, and why; undefined if all were. */
function describeUnread(repositories) {
	const unread = repositories.filter(({ coverage }) => coverage.status !== "complete");
	const [first] = unread;
	if (first === void 0) return void 0;
	return `the privileges of ${quoteNames(unread.map(({ slug }) => slug))} were not read completely: ${first.coverage.reason ?? "no reason was recorded"}`;
}
/** Returns whose tokens were not read completely, and why; undefined if all were. */
function describeUnreadTokens(repositories) {
	const unread = repositories.filter(({ tokens }) => tokens?.coverage.status !== "complete");
	const [first] = unread;
	if (first === void 0) return void 0;
	const names = quoteNames(unread.map(({ slug }) => slug));
	if (first.tokens === void 0) return `the entitlement tokens of ${names} were not requested`;
	const { reason } = first.tokens.coverage;
	return `the entitlement tokens of ${names} were not read completely: ${reason ?? "no reason was recorded"}`;
}
/** A longer sentence does not help. */
const maxNames = 3;
/**
* Returns names in quotes for a sentence, each with what `remark` says of it, and the number of those
* that it leaves out.
*/
function quoteNames(names, remark = () => "") {
	const shown = names.slice(0, maxNames).map((name) => `${JSON.stringify(name)}${remark(name)}`);
	const rest = names.length - shown.length;
	return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

// src/policy/judge-repositories.ts
/**
* The repositories that a rule is about. What was not seen of them makes the rule not judged, with
* one sentence for each kind of gap.
*/
/** Returns the listed repositories whose entries the rule is about. */
function judgeRepositories(context, isAbout) {
	reportUnseen(context, isAbout);
	reportLost(context, isAbout);
	return context.repositories.managed.filter(({ policy }) => isAbout(policy));
}
/** Returns the same for a rule that also needs to see all their privileges. */
function judgePrivileges(context, isAbout) {
	const managed = judgeRepositories(context, isAbout);
	const reason = describeUnread(managed.map(({ repository }) => repository));
	if (reason !== void 0) context.cannotJudge(reason);
	return managed;
}
/**
* Makes a rule not judged if a pattern that it is about may match a repository that the account sees
* and that was not read. What is hidden from the account is not expected of a pattern.
*/
function reportLost({ roster, policy, cannotJudge }, isAbout) {
	const list = listCoverage(roster.coverage, "repositories");
	if (policy.repositories?.some((entry) => isAbout(entry) && isWildcard(entry.name.text)) === true && !sawAllVisible(list)) cannotJudge(describeGap(list));
}
/**
* Makes a rule not judged if an entry that it is about matches no repository that was seen: the
* repository may be hidden from the audit's account, also from an Owner's. An entry that has not
* begun expects no repository.
*/
function reportUnseen({ roster, repositories, now, cannotJudge }, isAbout) {
	const unseen = repositories.unseen.filter((entry) => isAbout(entry) && hasBegun(entry.name, now));
	if (unseen.length === 0) return;
	const list = listCoverage(roster.coverage, "repositories");
	const nearest = createNearest(repositories.unlisted.map(({ slug }) => slug));
	const names = quoteNames(unseen.map(({ name }) => name.text), (name) => {
		const meant = nearest(name);
		return meant === void 0 ? "" : ` (perhaps ${meant} is meant)`;
	});
	cannotJudge(list.status !== "complete" && roster.repositories.length === 0 ? describeGap(list) : `no repository that was seen is called ${names}`, list.status !== "not-in-plan");
}

// src/policy/rules/direct-privilege.ts
const directPrivilege = defineRule({
	id: "direct-privilege",
	title: "Person with a privilege of their own on a repository",
	explanation: "Privileges of teams are reviewed with the teams. A privilege that a person has alone stays when the person changes teams. The rule looks at the repositories that the policy lists, except those with privileges: any.",
	remedy: "Give the privilege to a team that the person is in, and remove the person's own (API: PUT /repos/{owner}/{identifier}/privileges with the list that should remain). If the policy lists the person, list the team there instead.",
	fixed: "It is fixed when the repository's privileges no longer show the person.",
	severity: "off",
	section: "repositories",
	options: strictObject({}),
	lists: [],
	needs: needsPrivileges,
	evidence: "row",
	resolvedBy: "remove",
	*evaluate(context) {
		const { holderOf, mayBeListed } = indexHolders(context);
		for (const { repository, policy } of judgePrivileges(context, managesPrivileges)) for (const privilege of repository.privileges) {
			if (privilege.kind !== "user") continue;
			const { level } = privilege;
			yield {
				subject: holderOf(privilege).subject,
				object: ofRepository(repository),
				facts: {
					kind: "user",
					level: typeof level === "string" ? level : null
				},
				position: policy.name.position,
				...mayBeListed(privilege, policy) && { resolvedBy: "policy" },
				states: privilegeOn(repository, privilege)
			};
		}
	},
	message: ({ subject, object, facts: { level } }) => `${nameOf(subject)} has ${level ?? "a privilege"} on repository ${object === void 0 ? "" : nameOf(object)} without a team`
});

// src/policy/role-names.ts
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

// src/policy/options.ts
/** Schemas that the options of several rules share. */
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

// src/policy/rules/dormant.ts
const dormant = defineRule({
	id: "dormant",
	title: "Account that has not logged in for a long time",
	explanation: "Nobody notices when an unused account is abused. An account that never logged in is reported when the grace period after its joining day is over. An account that uses single sign-on may still be in use at the identity provider. If the last login of an account was not seen, the rule does not report the account. Service accounts do not log in, and emergency accounts (break-glass) should not, so this rule ignores both. Cloudsmith does not document whether using an API key updates the last login, so ask before you remove an account.",
	remedy: "Ask whether the account is still needed; if not, remove it on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
	fixed: "It is fixed by a login, or when the members list no longer shows the account.",
	severity: "warning",
	options: strictObject({
		after: daysOption(90, "after how many days without a login an account is reported"),
		grace: daysOption(30, "for how many days after joining an account needs no login"),
		roles: rolesOption(roleNames)
	}),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ roster, policy, options, directory, now, readFact }) {
		const roles = new Set(options.roles.map(toRole));
		const limit = daysBefore(now, options.after).toISOString();
		const grace = daysBefore(now, options.grace).toISOString();
		const everyRole = roles.size === roleNames.length;
		const isEmergency = directory.listed(policy.roles.flatMap(({ breakGlass }) => breakGlass));
		for (const member of roster.members) {
			const emergency = isEmergency(member);
			if (emergency === true || readFact(member.active, "activity") !== true) continue;
			if (!everyRole) {
				const role = readFact(member.role, "workspace role");
				if (role === void 0 || !roles.has(role)) continue;
			}
			const lastLoginAt = readFact(member.lastLoginAt, "last login");
			if (lastLoginAt === void 0) continue;
			const joinedAt = lastLoginAt === null ? readFact(member.joinedAt, "joining date") : void 0;
			if (!(lastLoginAt === null ? joinedAt !== void 0 && joinedAt <= grace : lastLoginAt <= limit) || readFact(emergency, "e-mail address") === void 0) continue;
			const method = member.lastLoginMethod;
			const singleSignOn = method === "SAML" || method === "OIDC";
			const facts = joinedAt === void 0 ? {
				after: options.after,
				...singleSignOn && { method }
			} : {
				joinedAt,
				grace: options.grace
			};
			yield {
				subject: ofMember(member),
				facts: {
					lastLoginAt,
					...facts
				}
			};
		}
	},
	remedyOf: ({ facts }) => facts["method"] === void 0 ? void 0 : "Ask at the identity provider whether the account is still in use; if not, remove it there, and also remove it on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
	message: ({ subject, facts: { lastLoginAt, joinedAt, method } }) => {
		if (typeof lastLoginAt !== "string") return `${nameOf(subject)} joined on ${String(joinedAt).slice(0, 10)} and never logged in`;
		const how = method === void 0 ? "" : `, by single sign-on (${method})`;
		return `${nameOf(subject)} last logged in on ${lastLoginAt.slice(0, 10)}${how}`;
	}
});

// src/policy/rules/duplicate-identity.ts
const duplicateIdentity = defineRule({
	id: "duplicate-identity",
	title: "Two accounts with the same e-mail address",
	explanation: "If a person has two accounts and one is removed, the person still has the other. C1 matches accounts to people by e-mail address.",
	remedy: "Ask which account is used, and remove the other on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
	fixed: "It is fixed when the members list shows the address once.",
	severity: "warning",
	options: strictObject({}),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "other",
	*evaluate({ roster, readFact }) {
		const known = roster.members.flatMap((member) => {
			const email = readFact(member.email, "e-mail address");
			return email === void 0 ? [] : [{
				email: fold(email),
				member
			}];
		});
		for (const [, same] of Map.groupBy(known, ({ email }) => email)) {
			const [first, ...others] = same;
			if (first === void 0) continue;
			for (const { member } of others) yield {
				subject: ofMember(member),
				object: ofMember(first.member),
				facts: {}
			};
		}
	},
	message: ({ subject, object }) => `${nameOf(subject)} has the same address as ${object === void 0 ? "" : nameOf(object)}`
});

// src/policy/email.ts
/** Parts of an e-mail address. */
/** An entry of a list of domains; any other form would match no address. */
const Domain = string().max(255).regex(/^(?:\*\.)?[^\s@*]+$/u, "a domain, such as \"fernwick.example\" or \"*.fernwick.example\"").describe("a domain; \"*.fernwick.example\" means its subdomains").meta({ examples: ["fernwick.example", "*.fernwick.example"] });
/** Returns the part after the last `@`, in the form in which names are compared. */
function domainOf(email) {
	return fold(email.slice(email.lastIndexOf("@") + 1));
}
/**
* Returns whether an address is in one of the domains; `*.example` means the subdomains of
* `example`.
*/
function isInDomains(email, domains) {
	const domain = domainOf(email);
	return domains.map(fold).some((allowed) => allowed.startsWith("*.") ? domain.endsWith(allowed.slice(1)) : domain === allowed);
}

// src/policy/rules/email-domain.ts
const emailDomain = defineRule({
	id: "email-domain",
	title: "Member with an e-mail address in another domain",
	explanation: "The organization cannot disable an address outside its own domains when somebody leaves. List the allowed domains in the option domains. If the list is empty, the rule checks nothing.",
	remedy: "Ask the person to use their address of the organization, or make them a Collaborator, which this rule ignores by default.",
	fixed: "It is fixed when the members list shows an address in one of the domains.",
	severity: "warning",
	options: strictObject({
		domains: array(Domain).max(1e3).default([]).describe("allowed domains; \"*.example.org\" means its subdomains"),
		roles: rolesOption(roleNames.filter((role) => role !== "collaborator"))
	}),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "other",
	*evaluate({ roster, options, readFact }) {
		if (options.domains.length === 0) return;
		const roles = new Set(options.roles.map(toRole));
		for (const member of roster.members) {
			const role = readFact(member.role, "workspace role");
			if (role === void 0 || !roles.has(role)) continue;
			const email = readFact(member.email, "e-mail address");
			if (email === void 0 || isInDomains(email, options.domains)) continue;
			yield {
				subject: ofMember(member),
				facts: {
					domain: domainOf(email),
					role
				}
			};
		}
	},
	message: ({ subject, facts }) => `${nameOf(subject)} has an address at ${facts["domain"]}, which is not an allowed domain`
});

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

// src/policy/rules/entry-ending.ts
const entryEnding = defineRule({
	id: "entry-ending",
	title: "Entry of the policy that ends soon, or has ended",
	explanation: "An entry with until counts to the end of that day, in UTC. After it, the policy no longer names the person there, and the access that the person still has is drift.",
	remedy: "Remove the entry from the policy after its last day, or set a later day if the access is still needed.",
	fixed: "It is fixed when the entry is removed, or has a later end.",
	severity: "note",
	options: strictObject({ before: daysOption(14, "how long before its last day an entry is reported") }),
	lists: [],
	evidence: "row",
	resolvedBy: "policy",
	*evaluate({ written, options, now }) {
		const entries = Map.groupBy(endingEntries(written), ({ name: { text, until } }) => JSON.stringify([fold(text), until]));
		for (const [first, ...others] of entries.values()) {
			const until = first?.name.until;
			if (first === void 0 || until === void 0) continue;
			const ended = hasEnded({ until }, now);
			if (!ended && daysBefore(new Date(endOf({ expires: until })), options.before) > now) continue;
			yield {
				subject: ofPolicyText(first.name.text),
				facts: {
					place: first.place,
					others: others.length,
					until,
					ended
				},
				position: first.name.position,
				key: until
			};
		}
	},
	message: ({ subject, facts: { place, others, until, ended } }) => {
		const also = others === 0 ? "" : ` and ${count(Number(others), "more place")}`;
		return `the entry for "${nameOf(subject)}" (${place}${also}) ${ended === true ? "ended" : "ends"} on ${until}`;
	}
});

// src/policy/exceptions/keeps-unchanged.ts
/**
* Returns whether the policy's schema keeps the text unchanged; it trims texts and limits their
* length.
*/
function keepsUnchanged(text, maxLength) {
	return text !== "" && text.trim() === text && text.length <= maxLength;
}

// src/policy/exceptions/place.ts
const placeKinds = [
	"team",
	"repository",
	"provider"
];
const phrases = {
	team: "in team",
	repository: "on repository",
	provider: "through OIDC provider"
};
/** Returns the place that an exception names; undefined if it is not limited to one. */
function namedPlace(given) {
	for (const kind of placeKinds) {
		const name = given[kind];
		if (typeof name === "string") return {
			kind,
			name
		};
	}
}
/** Returns ` in team platform` to follow a sentence; empty if the exception names no place. */
function placePhrase(given) {
	const place = namedPlace(given);
	return place === void 0 ? "" : ` ${phrases[place.kind]} ${place.name}`;
}
/** Returns the beginning of such a phrase. */
function phraseOf(kind) {
	return phrases[kind];
}
/** Returns the place of a finding; undefined if it is about none. */
function placeOf({ object }) {
	return placeKinds.some((kind) => kind === object?.kind) ? object : void 0;
}
/** Returns the fields of an entry for that place: its slug if the file can contain it, else its id. */
function placeFor(finding) {
	const place = placeOf(finding);
	if (place === void 0) return {};
	return { [place.kind]: keepsUnchanged(place.slug, 255) ? place.slug : place.id };
}

// src/policy/exceptions/drift.ts
/** Returns a rule's finding about an exception, at the exception's line. */
function driftOf(exception, facts = {}) {
	const { rule, team, repository, provider, expires, subject, position, limit } = exception;
	const key = [
		rule,
		team === null ? null : fold(team),
		expires
	];
	if (repository !== void 0) key.push({ repository: fold(repository) });
	if (provider !== void 0) key.push({ provider: fold(provider) });
	return {
		subject: ofPolicyText(subject.text),
		facts: {
			rule,
			team,
			...repository !== void 0 && { repository },
			...provider !== void 0 && { provider },
			expires,
			...limit,
			...facts
		},
		position,
		key: JSON.stringify(limit === void 0 ? key : [
			...key,
			limit.role,
			limit.allow
		])
	};
}
/** Returns the beginning of a sentence about an exception. */
function nameException({ subject, facts }) {
	if (facts["rule"] === "any rule") return `the entry under leaving for "${nameOf(subject)}"`;
	const role = facts["role"] === void 0 ? "" : ` for role ${facts["role"]}`;
	const { team, repository, provider } = facts;
	const place = placePhrase({
		team,
		repository,
		provider
	});
	return `exception for ${nameOf(subject)} from rule ${facts["rule"]}${role}${place}`;
}

// src/policy/rules/exception-expired.ts
const exceptionExpired = defineRule({
	id: "exception-expired",
	title: "Exception that has expired",
	explanation: "An exception is valid until the end of its last day, UTC. After that, it covers nothing, and the findings that it covered are drift again.",
	remedy: "Resolve the drift and remove the exception from the policy, or renew it with a later day and the name of the person who approved that.",
	fixed: "It is fixed when the exception is removed, or has a later end.",
	severity: "warning",
	options: strictObject({}),
	lists: [],
	evidence: "row",
	resolvedBy: "policy",
	stage: "exceptions",
	*evaluate({ exceptions }) {
		for (const { exception, status } of exceptions) if (status === "expired") yield driftOf(exception);
	},
	message: (finding) => `${nameException(finding)} expired on ${finding.facts["expires"]}`
});

// src/policy/rules/exception-expiring.ts
const Options$1 = strictObject({ before: daysOption(14, "how long before its end an exception is reported") });
const exceptionExpiring = defineRule({
	id: "exception-expiring",
	title: "Exception that expires soon",
	explanation: "After the last day of this exception, the findings that it covers become drift and may fail the audit.",
	remedy: "Resolve the drift and remove the exception from the policy, or set a later last day before the current last day is over.",
	fixed: "It is fixed when the exception is removed, or has a later end.",
	severity: "note",
	options: Options$1,
	lists: [],
	evidence: "row",
	resolvedBy: "policy",
	stage: "exceptions",
	*evaluate({ exceptions }) {
		for (const { exception, status, covers } of exceptions) if (status === "expiring") yield driftOf(exception, { covers });
	},
	message: (finding) => `${nameException(finding)} ends on ${finding.facts["expires"]}`
});
/** Returns how long before its end the policy calls an exception expiring, written `14d`. */
function remindOf(policy) {
	return Options$1.parse(policy.rules.get(exceptionExpiring.id)?.options ?? {}).before;
}

// src/policy/rules/exception-too-long.ts
const Options = strictObject({ max: daysOption(365, "the longest time an exception may last") });
const exceptionTooLong = defineRule({
	id: "exception-too-long",
	title: "Exception that lasts too long",
	explanation: "An exception that lasts too long becomes a permanent change of the policy. Its length is counted from created, or from today if created is missing or in the future.",
	remedy: "Set an earlier last day; the exception can be renewed when that day comes.",
	fixed: "It is fixed when the exception ends soon enough.",
	severity: "error",
	options: Options,
	lists: [],
	evidence: "row",
	resolvedBy: "policy",
	stage: "exceptions",
	*evaluate({ exceptions, options, now }) {
		for (const { exception, status } of exceptions) {
			if (status === "expired") continue;
			if (lengthInDays(exception, now) <= Number.parseInt(options.max, 10)) continue;
			yield driftOf(exception, {
				created: exception.created,
				max: options.max
			});
		}
	},
	message: (finding) => `${nameException(finding)} lasts until ${finding.facts["expires"]}, longer than ${finding.facts["max"]}`
});
/** Returns the maximum number of days that the policy allows for an exception. */
function longestOf(policy) {
	const { max } = Options.parse(policy.rules.get(exceptionTooLong.id)?.options ?? {});
	return Number.parseInt(max, 10);
}

// src/policy/rules/exception-unexplained.ts
const exceptionUnexplained = defineRule({
	id: "exception-unexplained",
	title: "Exception without a reason",
	explanation: "Nobody who reads the policy can know whether this exception is still right: its reason is missing, or is still TODO.",
	remedy: "Write in the policy why the drift is accepted, or remove the exception.",
	fixed: "It is fixed when the exception has a reason.",
	severity: "warning",
	options: strictObject({}),
	lists: [],
	evidence: "row",
	resolvedBy: "policy",
	stage: "exceptions",
	*evaluate({ exceptions }) {
		for (const { exception } of exceptions) if (isUnexplained(exception)) yield driftOf(exception);
	},
	message: (finding) => `${nameException(finding)} has no reason`
});

// src/policy/rules/exception-unused.ts
const exceptionUnused = defineRule({
	id: "exception-unused",
	title: "Exception that covers nothing",
	explanation: "The accepted drift is resolved, or the exception never matched: a misspelled name, another team, a rule that is off. If the exception stays in the policy and the same drift returns, the exception accepts it and nobody notices. An exception to a rule that was not judged does not count as unused.",
	remedy: "Remove the exception from the policy, for example with accept --prune, or correct its rule, subject or team.",
	fixed: "It is fixed when the exception is removed, or covers something.",
	severity: "warning",
	options: strictObject({}),
	lists: [],
	evidence: "row",
	resolvedBy: "policy",
	stage: "exceptions",
	*evaluate({ exceptions, cannotJudge }) {
		for (const { exception, status, why } of exceptions) {
			if (status === "unused") yield driftOf(exception, { why });
			if (status === "not-judged" && why !== null) cannotJudge(why);
		}
	},
	message: (finding) => `${nameException(finding)} covers nothing: ${finding.facts["why"]}`
});

// src/policy/need-list.ts
/** For rules that need a list only sometimes. */
/** Returns whether a list was read completely; if not, the rule is not judged. */
function needList({ roster, cannotJudge }, name) {
	const list = listCoverage(roster.coverage, name);
	if (list.status === "complete") return true;
	cannotJudge(describeGap(list), list.status !== "not-in-plan");
	return false;
}

// src/policy/mapping-index.ts
/** Which group mappings of the workspace the policy lists, and which of its entries are missing. */
/**
* Returns the index of a roster's group mappings. Groups and attributes are compared exactly. A
* mapping whose team was not seen may be the one of an entry: it is then on no list, and the rule is
* not judged.
*/
function indexMappings(context) {
	const { roster, policy } = context;
	const entries = Map.groupBy(policy.groupSync ?? [], ({ group }) => group.text);
	const slugs = new Map(roster.teams.map(({ id, slug }) => [id, slug]));
	const known = new Set(roster.teams.flatMap(({ id, slug }) => [fold(id), fold(slug)]));
	const listed = /* @__PURE__ */ new Map();
	const unlisted = [];
	for (const mapping of roster.groupSync.mappings) {
		const ofGroup = (entries.get(mapping.value) ?? []).filter(({ attribute }) => attribute === null || attribute === mapping.attribute);
		const slug = slugs.get(mapping.team);
		const names = new Set([mapping.team, ...slug === void 0 ? [] : [slug]].map(fold));
		const found = ofGroup.filter(({ team }) => names.has(fold(team.text)));
		const isOpen = slug === void 0 && ofGroup.some(({ team }) => !known.has(fold(team.text)));
		if (found.length > 0) listed.set(mapping, found);
		else if (!isOpen || needList(context, "teams")) unlisted.push(mapping);
	}
	const used = new Set([...listed.values()].flat());
	return {
		unlisted,
		listed,
		missing: (policy.groupSync ?? []).filter((entry) => !used.has(entry))
	};
}

// src/policy/rules/group-sync-missing.ts
const groupSyncMissing = defineRule({
	id: "group-sync-missing",
	title: "Group mapping that the policy lists but the workspace does not have",
	explanation: "The policy says that this group at the identity provider fills the team. Without the mapping, people of the group do not get into the team, and leavers may stay in it. Groups and attributes are compared exactly.",
	remedy: "Create the mapping in the workspace's group sync settings (API: POST /orgs/{org}/saml-group-sync/), or remove it from the policy.",
	fixed: "It is fixed when the workspace shows the mapping, or the policy no longer lists it.",
	severity: "warning",
	section: "group-sync",
	options: strictObject({}),
	lists: ["group-sync"],
	evidence: "list",
	resolvedBy: "grant",
	*evaluate(context) {
		const { teams, roster } = context;
		const { missing, unlisted } = indexMappings(context);
		const nearest = createNearest(unlisted.map(({ value }) => value));
		const nearestTeam = createNearest(roster.teams.map(({ slug }) => slug));
		for (const { group, team: name, role, attribute } of missing) {
			const team = teams.byName(name.text);
			if (team === void 0 && !needList(context, "teams")) continue;
			yield {
				subject: ofPolicyText(group.text),
				object: team === void 0 ? ofPolicyText(name.text) : ofTeam(team),
				facts: {
					expected: role,
					...attribute !== null && { attribute },
					...team === void 0 ? {
						exists: false,
						...meantFact(nearestTeam(name.text))
					} : meantFact(nearest(group.text))
				},
				position: group.position,
				key: JSON.stringify([
					group.text,
					attribute === null ? "" : attribute,
					fold(name.text)
				])
			};
		}
	},
	message: ({ subject, object, facts }) => {
		const { expected, exists } = facts;
		const absent = exists === false ? ": the workspace has no such team" : "";
		return `group ${nameOf(subject)} should fill team ${object === void 0 ? "" : nameOf(object)} as ${expected} but has no mapping${absent}${meantHint(facts)}`;
	}
});

// src/policy/mapping-words.ts
/** What findings about group mappings have in common. */
/** Returns the team that a mapping fills; its id if no list shows the team. */
function teamOfMapping({ team: id }, { teams }) {
	const team = teams.byId(id);
	return team === void 0 ? ofPolicyText(id) : ofTeam(team);
}
/** Returns the facts of a mapping. `off`: group sync is off, so the mapping does nothing today. */
function mappingFacts({ attribute, role }, { roster }) {
	return {
		attribute,
		role: isUnknown(role) ? null : role,
		...roster.groupSync.enabled === false && { off: true }
	};
}
/** Returns what a mapping does, without the end of the sentence. */
function mappingMessage({ subject, object, facts: { attribute, role, off } }) {
	const group = `group ${nameOf(subject)} (${attribute})`;
	const team = `team ${object === void 0 ? "" : nameOf(object)}`;
	return `${group} ${off === true ? "would fill" : "fills"} ${team}${role === null ? "" : ` as ${role}`}${off === true ? " if group sync were on" : ""}`;
}

// src/roster/access.ts
/**
* By which paths somebody reaches a repository, as far as they were seen. It is never all that
* somebody can do there: see `repository.ts`.
*/
/** Returns an index of all privileges that were seen. */
function indexAccess(roster) {
	const byHolder = Map.groupBy(roster.repositories.flatMap((repository) => repository.privileges.map((privilege) => ({
		repository,
		privilege,
		through: null
	}))), ({ privilege }) => holderKey(privilege));
	const teams = new Map(roster.teams.map((team) => [team.id, team]));
	const own = (holder) => byHolder.get(holderKey(holder)) ?? [];
	return (holder, memberships) => [...own(holder), ...memberships.flatMap(({ team: id, role }) => {
		const team = teams.get(id);
		if (team === void 0) return [];
		const through = {
			team,
			role
		};
		return own({
			kind: "team",
			slug: team.slug
		}).map((row) => ({
			...row,
			through
		}));
	})];
}
/**
* Returns a function that returns the repositories that an account reaches, each with its paths:
* privileges first. The default privilege is not a path of service accounts, because it is not
* documented whether they have it.
*/
function createPaths(roster) {
	const accessOf = indexAccess(roster);
	return (account) => {
		const { teams } = account.entry;
		const access = accessOf(holderOf(account), isUnknown(teams) ? [] : teams);
		const explicit = Map.groupBy(access, ({ repository }) => repository);
		const paths = roster.repositories.map((repository) => {
			return [repository, [...(explicit.get(repository) ?? []).map((row) => ({
				via: "privilege",
				level: row.privilege.level,
				access: row
			})), ...implicitPaths(repository, account)]];
		});
		return new Map(paths.filter(([, found]) => found.length > 0));
	};
}
/** Returns how privileges name an account. */
function holderOf(account) {
	return account.kind === "member" ? {
		kind: "user",
		slug: account.entry.username
	} : {
		kind: "service",
		slug: account.entry.slug
	};
}
function implicitPaths(repository, { kind, entry: { role } }) {
	const { defaultPrivilege } = repository;
	const paths = [];
	if (role === "Owner") paths.push({
		via: "owner",
		level: "Admin"
	});
	if (kind === "member" && role !== "Collaborator" && !isUnknown(defaultPrivilege) && defaultPrivilege !== "None") {
		const isCertain = !isUnknown(role);
		paths.push({
			via: "default-privilege",
			level: defaultPrivilege,
			isCertain
		});
	}
	const broadcast = broadcastPath(repository);
	return broadcast === void 0 ? paths : [...paths, broadcast];
}
/** Returns the path that every account of the workspace has; it needs no token. */
function broadcastPath({ broadcast }) {
	return broadcast === "Internal" || broadcast === "Public" || broadcast === "Open-Source" ? {
		via: "broadcast",
		state: broadcast
	} : void 0;
}

// src/policy/privileged.ts
/** Who can do much in the workspace: the role Manager, or Admin on a repository that was seen. */
/**
* Returns a function that says what makes a service account privileged, such as `role Manager` or
* `Admin on repository production`; null if nothing does. What was not seen, and may make it
* privileged, makes the rule not judged.
*/
function privilegedServices(context) {
	const { roster, readFact, cannotJudge } = context;
	const services = new Map(roster.services.map((service) => [fold(service.slug), service]));
	const accessOf = indexAccess(roster);
	const knownTeams = new Set(roster.teams.map(({ id }) => id));
	const unread = describeUnread(roster.repositories);
	return (slug) => {
		const service = services.get(fold(slug));
		if (service === void 0) {
			needList(context, "services");
			return null;
		}
		const { role, teams } = service;
		if (role === "Manager") return "role Manager";
		const access = accessOf({
			kind: "service",
			slug
		}, isUnknown(teams) ? [] : teams);
		const admin = access.find(({ privilege }) => privilege.level === "Admin");
		if (admin !== void 0) {
			const through = admin.through === null ? "" : ` through team ${admin.through.team.slug}`;
			return `Admin on repository ${admin.repository.slug}${through}`;
		}
		readFact(role, "role of a service account");
		if (roster.repositories.length === 0) return null;
		if ((readFact(teams, "teams of a service account") ?? []).some(({ team }) => !knownTeams.has(team))) needList(context, "teams");
		for (const { privilege } of access) readFact(privilege.level, "level of a privilege");
		if (unread !== void 0) cannotJudge(unread);
		return null;
	};
}
/** Returns a function that returns the repository on which a team has Admin, as far as that was seen. */
function adminTeams({ repositories }) {
	const byTeam = new Map(repositories.flatMap(({ slug, privileges }) => privileges.flatMap((one) => one.kind === "team" && one.level === "Admin" ? [[holderKey(one), slug]] : [])));
	return ({ slug }) => byTeam.get(holderKey({
		kind: "team",
		slug
	}));
}

// src/policy/rules/group-sync-privileged.ts
const groupSyncPrivileged = defineRule({
	id: "group-sync-privileged",
	title: "Group mapping with a privileged role that the policy does not list",
	explanation: "The mapping gives the Manager role of a team, or fills a team that has Admin on a repository that was seen. Whoever administers the group at the identity provider decides who gets that, and the policy does not list the mapping. A finding here replaces the one of group-sync-unexpected, unless that rule is more severe.",
	remedy: "Delete the mapping in the workspace's group sync settings (API: DELETE /orgs/{org}/saml-group-sync/{slug_perm}/), or list it under group-sync in the policy and have that reviewed.",
	fixed: "It is fixed when the workspace no longer shows the mapping, or the policy lists it.",
	severity: "error",
	section: "group-sync",
	specific: true,
	options: strictObject({}),
	lists: ["group-sync"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate(context) {
		const { roster, teams, readFact, cannotJudge } = context;
		const adminOn = adminTeams(roster);
		const unread = describeUnread(roster.repositories);
		for (const mapping of indexMappings(context).unlisted) {
			const team = teams.byId(mapping.team);
			const repository = team === void 0 ? void 0 : adminOn(team);
			if (mapping.role !== "Manager" && repository === void 0) {
				if (isUnknown(mapping.role)) readFact(mapping.role, "role of a group mapping");
				if (unread !== void 0) cannotJudge(unread);
				if (team === void 0 && roster.repositories.length > 0) needList(context, "teams");
				continue;
			}
			yield {
				subject: ofMapping(mapping),
				object: teamOfMapping(mapping, context),
				facts: {
					...mappingFacts(mapping, context),
					...repository !== void 0 && { repository }
				},
				states: unlistedMapping(mapping)
			};
		}
	},
	message: (finding) => {
		const { repository } = finding.facts;
		const admin = repository === void 0 ? "" : `, which has Admin on repository ${repository}`;
		return `${mappingMessage(finding)}${admin}, and the policy does not list the mapping`;
	}
});

// src/policy/rules/group-sync-role.ts
const groupSyncRole = defineRule({
	id: "group-sync-role",
	title: "Group mapping with another team role than the policy lists",
	explanation: "The policy lists this group for the team with another role. Everybody in the group gets the role of the mapping.",
	remedy: "Delete the mapping in the workspace's group sync settings and create it again with the listed role (API: POST /orgs/{org}/saml-group-sync/), or change the role in the policy.",
	fixed: "It is fixed when the mapping shows the role that the policy lists.",
	severity: "error",
	section: "group-sync",
	options: strictObject({}),
	lists: ["group-sync"],
	evidence: "row",
	resolvedBy: "change-role",
	*evaluate(context) {
		const { readFact } = context;
		for (const [mapping, entries] of indexMappings(context).listed) {
			const [first] = entries;
			const role = readFact(mapping.role, "role of a group mapping");
			if (role === void 0 || first === void 0) continue;
			if (entries.some((entry) => entry.role === role)) continue;
			yield {
				subject: ofMapping(mapping),
				object: teamOfMapping(mapping, context),
				facts: {
					...mappingFacts(mapping, context),
					expected: first.role
				},
				position: first.group.position
			};
		}
	},
	message: (finding) => `${mappingMessage(finding)}; allowed: ${finding.facts["expected"]}`
});

// src/policy/rules/group-sync-unexpected.ts
const groupSyncUnexpected = defineRule({
	id: "group-sync-unexpected",
	title: "Group mapping that the policy does not list",
	explanation: "Everybody whom the identity provider puts into this group gets into the team, today and later, and no list of members shows why. The section group-sync lists all mappings of the workspace. unlisted-mappings sets the severity.",
	remedy: "Delete the mapping in the workspace's group sync settings (API: DELETE /orgs/{org}/saml-group-sync/{slug_perm}/), or list it under group-sync in the policy.",
	fixed: "It is fixed when the workspace no longer shows the mapping, or the policy lists it.",
	severity: "error",
	section: "group-sync",
	options: strictObject({}),
	lists: ["group-sync"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate(context) {
		for (const mapping of indexMappings(context).unlisted) yield {
			subject: ofMapping(mapping),
			object: teamOfMapping(mapping, context),
			facts: mappingFacts(mapping, context),
			states: unlistedMapping(mapping)
		};
	},
	message: (finding) => `${mappingMessage(finding)}, which the policy does not list`
});

// src/policy/synced-team.ts
/**
* Returns a fact for findings about people, which exists only if group sync fills the team. Service
* accounts do not come from the identity provider.
*/
function syncedFact(teams, team) {
	return teams.isSynced(team) ? { synced: true } : {};
}
/** Returns the remedy for a team that group sync fills; undefined for any other team. */
function remedyAtProvider({ facts }) {
	return facts["synced"] === true ? "Fix it at the identity provider: group sync fills this team from a group there, and reverts changes in the workspace. Or change the policy." : void 0;
}

// src/policy/rules/inactive-in-team.ts
const inactiveInTeam = defineRule({
	id: "inactive-in-team",
	title: "Inactive member still in a team",
	explanation: "The account is deactivated, but its membership in the team remains: if somebody reactivates the account, it gets that access back without a new decision.",
	remedy: "Remove the account from the team on the workspace's Teams page (API: PUT /orgs/{org}/teams/{team}/members with the list that should remain). If group sync fills the team, remove the account from the group at the identity provider.",
	fixed: "It is fixed when the team no longer lists the account.",
	severity: "error",
	options: strictObject({}),
	lists: ["members", "teams"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ roster, teams, readFact }) {
		for (const member of roster.members) {
			if (readFact(member.active, "activity") !== false) continue;
			for (const { team: id, role } of readFact(member.teams, "teams") ?? []) {
				const team = teams.byId(id);
				if (team === void 0) continue;
				yield {
					subject: ofMember(member),
					object: ofTeam(team),
					facts: {
						active: false,
						teamRole: typeof role === "string" ? role : null,
						...syncedFact(teams, team)
					}
				};
			}
		}
	},
	remedyOf: remedyAtProvider,
	message: ({ subject, object }) => `${nameOf(subject)} is inactive but still in team ${object === void 0 ? "" : nameOf(object)}`
});

// src/policy/rules/inactive-with-role.ts
const inactiveWithRole = defineRule({
	id: "inactive-with-role",
	title: "Inactive member with a privileged role",
	explanation: "The account is deactivated, but keeps its role. If somebody reactivates the account, it can use that role again. Inactive accounts also hide how many people really have the role.",
	remedy: "Remove the account on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/), or lower its role (API: PATCH /orgs/{org}/members/{member}/update-role/).",
	fixed: "It is fixed when the members list no longer shows the account, or shows it with a lower role.",
	severity: "error",
	options: strictObject({ roles: rolesOption(["owner", "manager"]) }),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "change-role",
	*evaluate({ roster, options, readFact }) {
		const roles = new Set(options.roles.map(toRole));
		for (const member of roster.members) {
			if (readFact(member.active, "activity") !== false) continue;
			const role = readFact(member.role, "workspace role");
			if (role === void 0 || !roles.has(role)) continue;
			yield {
				subject: ofMember(member),
				facts: {
					active: false,
					role
				}
			};
		}
	},
	message: ({ subject, facts }) => `${nameOf(subject)} is inactive but still has role ${facts["role"]}`
});

// src/policy/rules/invite-domain.ts
const inviteDomain = defineRule({
	id: "invite-domain",
	title: "Pending invite to an e-mail address in another domain",
	explanation: "A typo in an e-mail address gives access to a stranger. The policy lists the domains whose addresses may be invited.",
	remedy: "Withdraw the invite on the workspace's Invites page (API: DELETE /orgs/{org}/invites/{invite}/), or add the domain to invites.domains in the policy.",
	fixed: "It is fixed when the list of invites shows only addresses in the allowed domains.",
	severity: "error",
	options: strictObject({}),
	lists: ["invites"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ roster, policy, readFact }) {
		const { domains, position } = policy.invites;
		if (domains === null) return;
		for (const invite of roster.invites) {
			const email = readFact(invite.email, "e-mail address");
			if (email === void 0 || isInDomains(email, domains)) continue;
			yield {
				subject: ofInvite(invite),
				facts: { domain: domainOf(email) },
				position
			};
		}
	},
	message: ({ subject, facts }) => `${nameOf(subject)} is invited at ${facts["domain"]}, which is not an allowed domain`
});

// src/policy/rules/invite-expired.ts
const inviteExpired = defineRule({
	id: "invite-expired",
	title: "Invite that has expired",
	explanation: "It is not documented whether an expired invite can still be accepted. Expired invites make it hard to see the pending invites in the list.",
	remedy: "Withdraw the invite on the workspace's Invites page (API: DELETE /orgs/{org}/invites/{invite}/), or send it again.",
	fixed: "It is fixed when the list of invites no longer shows it.",
	severity: "note",
	options: strictObject({}),
	lists: ["invites"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ roster, now, readFact }) {
		const limit = now.toISOString();
		for (const invite of roster.invites) {
			const expiresAt = readFact(invite.expiresAt, "end of an invite");
			if (expiresAt === void 0 || expiresAt > limit) continue;
			yield {
				subject: ofInvite(invite),
				facts: { expiresAt }
			};
		}
	},
	message: ({ subject, facts }) => `the invite of ${nameOf(subject)} expired on ${String(facts["expiresAt"]).slice(0, 10)}`
});

// src/policy/rules/invite-owner.ts
const inviteOwner = defineRule({
	id: "invite-owner",
	title: "Pending invite as Owner",
	explanation: "The person who accepts this invite becomes an Owner of the workspace immediately. Until then, no list of members shows this. Allow it with owner under invites.roles.",
	remedy: "Withdraw the invite on the workspace's Invites page (API: DELETE /orgs/{org}/invites/{invite}/), or allow it in the policy.",
	fixed: "It is fixed when the list of invites shows no invite as Owner.",
	severity: "error",
	options: strictObject({}),
	lists: ["invites"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ roster, policy, readFact }) {
		if (policy.invites.roles.includes("Owner")) return;
		for (const invite of roster.invites) {
			if (readFact(invite.role, "role of an invite") !== "Owner") continue;
			const inviter = typeof invite.inviter === "string" ? invite.inviter : null;
			yield {
				subject: ofInvite(invite),
				facts: { inviter },
				position: policy.invites.position
			};
		}
	},
	message: ({ subject, facts }) => `${nameOf(subject)} is invited as Owner${typeof facts["inviter"] === "string" ? ` by ${facts["inviter"]}` : ""}`
});

// src/policy/rules/invite-unlisted.ts
const inviteUnlisted = defineRule({
	id: "invite-unlisted",
	title: "Pending invite that the policy does not allow",
	explanation: "An invite becomes access when somebody accepts it. The policy says who may be invited, and to which roles; it does not allow this invite.",
	remedy: "Withdraw the invite on the workspace's Invites page (API: DELETE /orgs/{org}/invites/{invite}/), or list it under invites in the policy.",
	fixed: "It is fixed when the policy allows the invite, or the list of invites no longer shows it.",
	severity: "warning",
	options: strictObject({}),
	lists: ["invites"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ roster, policy, readFact }) {
		const { roles, listed, position } = policy.invites;
		const names = listed === null ? null : new Set(listed.map(({ text }) => fold(text)));
		for (const invite of roster.invites) {
			const subject = ofInvite(invite);
			const role = readFact(invite.role, "role of an invite");
			if (role !== void 0 && role !== "Owner" && !roles.includes(role)) yield {
				subject,
				facts: { role },
				position,
				key: "role"
			};
			if (names === null) continue;
			const { email, username } = invite;
			if ([email, username].some((fact) => typeof fact === "string" && names.has(fold(fact)))) continue;
			if (isUnknown(email) && readFact(email, "e-mail address") === void 0) continue;
			yield {
				subject,
				facts: {
					role: role ?? null,
					listed: false
				},
				position,
				key: "listed"
			};
		}
	},
	message: ({ subject, facts }) => `the invite of ${nameOf(subject)} as ${facts["role"] ?? "somebody"} is not allowed by the policy${facts["listed"] === false ? ": the person is not listed" : ""}`
});

// src/policy/self.ts
/** Returns whether the audit uses this member's key. */
function isOwnMember({ coverage }, { username, id }) {
	const { kind, slug } = coverage.readAs;
	return kind === "user" && slug !== null && [username, id].map(fold).includes(fold(slug));
}
/** Returns whether the audit runs as this service account. */
function isOwnService({ coverage }, { slug }) {
	const { kind, slug: own } = coverage.readAs;
	return kind === "service" && own !== null && fold(slug) === fold(own);
}

// src/policy/rules/member-unlisted.ts
const memberUnlisted = defineRule({
	id: "member-unlisted",
	title: "Member that the policy does not name",
	explanation: "The policy does not allow this account: no role, team or repository of the policy names it. If role-unlisted also finds the account, only the rule with the higher severity reports it, and role-unlisted if they are equal. The policy turns this rule on with unlisted-members.",
	remedy: "Name the account in the policy, under the role or the team that it should have, or remove it on the workspace's Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
	fixed: "It is fixed when the policy names the account, or the members list no longer shows it.",
	severity: "off",
	options: strictObject({}),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ roster, policy, directory, readFact }) {
		const isNamed = namedIn(policy, directory);
		for (const member of roster.members) {
			if (isOwnMember(roster, member)) continue;
			if (readFact(isNamed(member), "e-mail address") !== false) continue;
			const role = typeof member.role === "string" ? member.role : null;
			yield {
				subject: ofMember(member),
				facts: { role },
				states: unnamed(member)
			};
		}
	},
	message: ({ subject }) => `${nameOf(subject)} is not named in the policy`
});

// src/policy/rules/member-without-team.ts
const memberWithoutTeam = defineRule({
	id: "member-without-team",
	title: "Member who is in no team",
	explanation: "If access is given through teams, a member without a team either needs no account or got access in another way.",
	remedy: "Put the account into a team on the workspace's Teams page, or remove it on the Accounts page (API: DELETE /orgs/{org}/members/{member}/).",
	fixed: "It is fixed when the account is in a team, or the members list no longer shows it.",
	severity: "off",
	options: strictObject({ roles: rolesOption(roleNames.filter((role) => role === "member" || role === "collaborator")) }),
	lists: ["members", "teams"],
	evidence: "row",
	resolvedBy: "other",
	*evaluate({ roster, options, readFact }) {
		const roles = new Set(options.roles.map(toRole));
		for (const member of roster.members) {
			if (isOwnMember(roster, member)) continue;
			const role = readFact(member.role, "workspace role");
			if (role === void 0 || !roles.has(role)) continue;
			const teams = readFact(member.teams, "teams");
			if (teams === void 0 || teams.length > 0) continue;
			yield {
				subject: ofMember(member),
				facts: { role }
			};
		}
	},
	message: ({ subject }) => `${nameOf(subject)} is in no team`
});

// src/policy/rules/name-ambiguous.ts
const nameAmbiguous = defineRule({
	id: "name-ambiguous",
	title: "Name in the policy that matches two people",
	explanation: "One account's username is another account's id or address. If such a name allowed the wrong account, nobody would notice. Therefore it allows neither account.",
	remedy: "Write the permanent id (user_id) of the intended account, or choose another alias.",
	fixed: "It is fixed when the name in the policy matches one account.",
	severity: "error",
	options: strictObject({}),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "policy",
	*evaluate({ policy, directory }) {
		for (const { name, place } of namesOfPeople(policy)) {
			const matches = directory.members(name);
			if (matches.length < 2) continue;
			const usernames = matches.map((member) => member.username).sort();
			yield {
				subject: ofPolicyText(name.text),
				facts: {
					place,
					matches: usernames.join(", ")
				},
				position: name.position,
				states: manyMembers(name.text)
			};
		}
		for (const { name, account } of policy.aliases) {
			const own = directory.member({
				...name,
				text: account
			});
			const others = directory.members(name).filter((member) => member !== own);
			if (others.length === 0) continue;
			const usernames = others.map((member) => member.username).sort();
			yield {
				subject: ofPolicyText(name.text),
				facts: {
					place: "people",
					account,
					matches: usernames.join(", ")
				},
				position: name.position,
				key: "alias"
			};
		}
	},
	message: ({ subject, facts }) => facts["account"] === void 0 ? `"${nameOf(subject)}" (${facts["place"]}) matches more than one member: ${facts["matches"]}` : `alias "${nameOf(subject)}" stands for ${facts["account"]}, and is also the name of another member: ${facts["matches"]}`
});

// src/policy/rules/name-unknown.ts
const nameUnknown = defineRule({
	id: "name-unknown",
	title: "Name in the policy that matches nobody",
	explanation: "A misspelled name, or the name of somebody who left, allows nothing. It also hides that a person is missing. A person with a pending invite is not reported: they are invited, not yet a member. People are named by username, permanent id or e-mail address, service accounts by slug.",
	remedy: "Correct the name in the policy, or remove it if the person has left.",
	fixed: "It is fixed when every name in the policy matches an account or a pending invite.",
	severity: "warning",
	options: strictObject({}),
	lists: ["members", "services"],
	evidence: "list",
	resolvedBy: "invite",
	*evaluate({ policy, roster, baseline, directory, now, readFact }) {
		const hintFor = personHints(roster, baseline);
		const nearestService = createNearest(roster.services.map(({ slug }) => slug));
		for (const { name, place } of expectedPeople(policy, now)) {
			if (directory.members(name).length > 0 || directory.invite(name, now) !== void 0) continue;
			if (readFact(directory.mayBeHidden(name), "e-mail address") === void 0) continue;
			const subject = ofPolicyText(name.text);
			const hint = hintFor(name.text);
			yield {
				subject,
				facts: {
					place,
					kind: "person",
					...hint
				},
				position: name.position,
				resolvedBy: "now" in hint ? "other" : "invite",
				states: noMember(name.text)
			};
		}
		for (const { name, place } of expectedServices(policy, now)) {
			if (directory.service(name) !== void 0) continue;
			yield {
				subject: ofPolicyText(name.text),
				facts: {
					place,
					kind: "service account",
					...meantFact(nearestService(name.text))
				},
				position: name.position,
				key: "service",
				states: noService(name.text)
			};
		}
	},
	message: ({ subject, facts }) => {
		const kind = facts["kind"] === "person" ? "member" : "service account";
		return `"${nameOf(subject)}" (${facts["place"]}) matches no ${kind} of the workspace${hintOf(facts, personIs)}`;
	}
});

// src/policy/provider-entries.ts
/** The policy's entries for the workspace's OIDC providers. */
/**
* Returns a function that returns a provider's entries: by slug, and by permanent id. A provider that
* has both must fit both.
*/
function providerEntries({ oidc }) {
	const entries = new Map((oidc ?? []).map((entry) => [fold(entry.name.text), entry]));
	return ({ id, slug }) => [.../* @__PURE__ */ new Set([fold(slug), fold(id)])].flatMap((name) => entries.get(name) ?? []);
}
/**
* Returns the providers that admit somebody: all but those that are off. If that was not seen, a
* finding about the provider must read the fact first.
*/
function openProviders({ roster }) {
	return roster.oidcProviders.filter(({ enabled }) => enabled !== false);
}
/** Returns the entries, or none as the only one: then a rule looks at what is true without any. */
function orNone(entries) {
	return entries.length === 0 ? [void 0] : entries;
}

// src/policy/shared-issuers.ts
const issuers = [
	{
		name: "GitHub Actions",
		host: "token.actions.githubusercontent.com"
	},
	{
		name: "GitLab.com",
		host: "gitlab.com"
	},
	{
		name: "Bitbucket",
		host: "api.bitbucket.org"
	},
	{
		name: "CircleCI",
		host: "oidc.circleci.com"
	},
	{
		name: "Azure DevOps",
		host: "vstoken.dev.azure.com"
	},
	{
		name: "Microsoft Entra",
		host: "login.microsoftonline.com"
	},
	{
		name: "Microsoft Entra",
		host: "sts.windows.net"
	},
	{
		name: "Google",
		host: "accounts.google.com"
	},
	{
		name: "HCP Terraform",
		host: "app.terraform.io"
	},
	{
		name: "Buildkite",
		host: "agent.buildkite.com"
	},
	{
		name: "Semaphore",
		host: ".semaphoreci.com"
	},
	{
		name: "Spacelift",
		host: ".app.spacelift.io"
	}
];
/** Returns the service whose customers all get tokens of this issuer; undefined for any other. */
function sharedIssuer(issuer) {
	const host = hostOf(issuer);
	return issuers.find((one) => one.host.startsWith(".") ? host.endsWith(one.host) : host === one.host)?.name;
}
/** Returns whether two addresses are of one issuer; a final slash does not matter. */
function isSameIssuer(a, b) {
	return normalize(a) === normalize(b);
}
function normalize(issuer) {
	return (URL.canParse(issuer) ? new URL(issuer).href : issuer).replace(/\/$/u, "");
}
/** An issuer may be written without its scheme. */
function hostOf(issuer) {
	const address = issuer.includes("://") ? issuer : `https://${issuer}`;
	return URL.canParse(address) ? new URL(address).hostname : "";
}

// src/policy/rules/oidc-claims.ts
const oidcClaims = defineRule({
	id: "oidc-claims",
	title: "OIDC provider that checks too few claims of a token",
	explanation: "Whoever has a token of the issuer that fits the provider's claims becomes one of its service accounts, without a key. The issuer of a public service, such as GitHub Actions, gives tokens to everybody. A provider without claims admits them all, the audience (aud) alone is chosen by whoever requests the token, and the issuer (iss) is the same in all of them. The policy says which claims a provider must check, and which issuer it has. Providers that are off are not checked.",
	remedy: "Add the claims in the workspace's OpenID Connect settings (API: PATCH /orgs/{org}/openid-connect/{slug_perm}/), for example repository and environment for GitHub Actions, each with a complete value.",
	fixed: "It is fixed when the provider shows the claims and the issuer that the policy requires.",
	severity: "error",
	section: "oidc",
	options: strictObject({}),
	lists: ["oidc"],
	evidence: "row",
	resolvedBy: "other",
	*evaluate(context) {
		const { readFact } = context;
		const entriesOf = providerEntries(context.policy);
		for (const provider of openProviders(context)) {
			const faults = orNone(entriesOf(provider)).flatMap((entry) => [...faultsOf(provider, entry, context)].map((fault) => ({
				position: entry?.name.position,
				...fault
			})));
			if (faults.length === 0) continue;
			if (readFact(provider.enabled, "state of an OIDC provider") === void 0) continue;
			for (const fault of faults) yield {
				...fault,
				subject: ofProvider(provider)
			};
		}
	},
	message: ({ subject, facts: { fault, claim, value, issuer, expected, service } }) => {
		const provider = `OIDC provider ${nameOf(subject)}`;
		const everybody = service === void 0 ? `of ${issuer ?? "its issuer"}` : `of ${service}, which everybody can use`;
		switch (fault) {
			case "none": return `${provider} checks no claims: it admits every token ${everybody}`;
			case "audience": return `${provider} checks only the audience, which whoever requests a token can choose: it admits every token ${everybody}`;
			case "issuer-only": return `${provider} checks only the issuer, which every token of it names: it admits every token ${everybody}`;
			case "wildcard": return `${provider} accepts any text in claim ${claim}: ${value}`;
			case "missing": return `${provider} does not check claim ${claim}, which the policy requires`;
			default: return `${provider} has the issuer ${issuer}; allowed: ${expected}`;
		}
	}
});
function* faultsOf({ claims, issuer }, entry, { readFact }) {
	const seenIssuer = typeof issuer === "string" ? issuer : null;
	if (entry?.issuer != null) {
		const found = readFact(issuer, "issuer of an OIDC provider");
		if (found !== void 0 && !isSameIssuer(found, entry.issuer)) yield {
			key: "issuer",
			facts: {
				fault: "issuer",
				issuer: found,
				expected: entry.issuer
			}
		};
	}
	const known = readFact(claims, "claims of an OIDC provider");
	if (known === void 0) return;
	const service = seenIssuer === null ? void 0 : sharedIssuer(seenIssuer);
	const about = {
		issuer: seenIssuer,
		...service !== void 0 && { service }
	};
	if (known.length === 0) yield {
		key: "none",
		facts: {
			fault: "none",
			...about
		}
	};
	else if (known.every(({ name }) => name === "iss")) yield {
		key: "issuer-only",
		facts: {
			fault: "issuer-only",
			...about
		}
	};
	else if (known.every(({ name }) => name === "aud" || name === "iss")) yield {
		key: "audience",
		facts: {
			fault: "audience",
			...about
		}
	};
	for (const claim of known) {
		if (!hasWildcard(claim)) continue;
		const { name, value } = claim;
		yield {
			key: `wildcard ${name}`,
			facts: {
				fault: "wildcard",
				claim: name,
				value
			}
		};
	}
	const checked = new Set(known.map(({ name }) => name));
	yield* missingClaims(entry?.requireClaims ?? [], checked);
}
function* missingClaims(required, checked) {
	for (const { text, position } of required) {
		if (checked.has(text)) continue;
		yield {
			key: `missing ${text}`,
			facts: {
				fault: "missing",
				claim: text
			},
			position
		};
	}
}
/**
* True if a value ends in a wildcard. Source: a trailing `.*` is a wildcard in Cloudsmith's claims
* (its documentation on OpenID Connect). A value that is not text is JSON.
*/
function hasWildcard({ value }) {
	return textsIn(value).some((text) => text === "*" || text.endsWith(".*"));
}
function textsIn(value) {
	if (!/^[[{]/u.test(value)) return [value];
	try {
		return [value, ...textsOf(JSON.parse(value))];
	} catch {
		return [value];
	}
}
function textsOf(json) {
	if (typeof json === "string") return [json];
	return typeof json === "object" && json !== null ? Object.values(json).flatMap(textsOf) : [];
}

// src/policy/rules/oidc-service.ts
const oidcService = defineRule({
	id: "oidc-service",
	title: "Service account that tokens of an OIDC provider may become, and should not",
	explanation: "Whoever has a token that fits the provider becomes this service account, without a key: through the provider's list of service accounts, or through a dynamic mapping from a claim's value. The policy does not list the account for the provider. If the policy lists no service accounts for a provider, only those with the role Manager, or with Admin on a repository that was seen, are reported. Providers that are off are not checked.",
	remedy: "Remove the service account from the provider in the workspace's OpenID Connect settings (API: PATCH /orgs/{org}/openid-connect/{slug_perm}/), or list it under services in the provider's entry.",
	fixed: "It is fixed when neither the provider's list nor its dynamic mappings name the service account, or the policy lists it.",
	severity: "error",
	section: "oidc",
	options: strictObject({}),
	lists: ["oidc"],
	needs: "oidc, the dynamic mappings of each provider that has them, and services where only privileged accounts are reported",
	evidence: "row",
	resolvedBy: "remove",
	*evaluate(context) {
		const { roster, policy, readFact } = context;
		const entriesOf = providerEntries(policy);
		const whyPrivileged = privilegedServices(context);
		const whyIfSeen = privilegedServices({
			...context,
			...withoutJudging
		});
		const accounts = new Map(roster.services.map((service) => [fold(service.slug), service]));
		const byEntry = openProviders(context).flatMap((provider) => orNone(entriesOf(provider)).map((entry) => ({
			provider,
			entry
		})));
		for (const { provider, entry } of byEntry) {
			const services = entry?.services ?? "unprivileged";
			if (services === "any") continue;
			const listed = services === "unprivileged" ? null : new Set(services.map(({ text }) => fold(text)));
			for (const [slug, via] of becomes(provider, context)) {
				if (listed?.has(fold(slug)) === true) continue;
				const why = listed === null ? whyPrivileged(slug) : whyIfSeen(slug);
				if (listed === null && why === null) continue;
				if (readFact(provider.enabled, "state of an OIDC provider") === void 0) continue;
				const account = accounts.get(fold(slug));
				yield {
					subject: account === void 0 ? ofPolicyText(slug) : ofService(account),
					object: ofProvider(provider),
					facts: {
						privilege: why,
						...via
					},
					position: entry?.name.position
				};
			}
		}
	},
	message: ({ subject, object, facts: { privilege, claim, value, more } }) => {
		const provider = `OIDC provider ${object === void 0 ? "" : nameOf(object)}`;
		const who = `service account ${nameOf(subject)}${privilege === null ? "" : `, which has ${privilege === "role Manager" ? "the workspace role Manager" : privilege}`}`;
		const others = typeof more === "number" && more > 0 ? ` and ${more} more` : "";
		return `tokens of ${provider} may become ${who}${value === void 0 ? "" : `, if their claim ${claim ?? "for the account"} is ${value}${others}`}, and the policy does not list it there`;
	}
});
const withoutJudging = {
	readFact: (fact) => isUnknown(fact) ? void 0 : fact,
	cannotJudge: () => {}
};
/**
* Returns the service accounts that a provider's tokens may become, by slug, each with how: empty if
* the provider's own list names it.
*/
function becomes({ services, mappings, mappingClaim }, { readFact }) {
	const found = /* @__PURE__ */ new Map();
	for (const slug of readFact(services, "service accounts of an OIDC provider") ?? []) found.set(slug, {});
	const mapped = readFact(mappings, "list of dynamic mappings") ?? [];
	const claim = typeof mappingClaim === "string" ? { claim: mappingClaim } : {};
	for (const [slug, rows] of Map.groupBy(mapped, ({ service }) => service)) {
		const [first] = rows;
		if (first === void 0 || found.has(slug)) continue;
		const more = rows.length - 1;
		found.set(slug, {
			...claim,
			value: first.value,
			...more > 0 && { more }
		});
	}
	return found;
}

// src/policy/rules/oidc-unlisted.ts
const oidcUnlisted = defineRule({
	id: "oidc-unlisted",
	title: "OIDC provider that the policy does not name",
	explanation: "Tokens of this issuer become service accounts, and the policy does not say which ones, or what the tokens must prove. A provider that is off admits nobody until somebody turns it on.",
	remedy: "Name the provider under oidc in the policy, or delete it in the workspace's OpenID Connect settings (API: DELETE /orgs/{org}/openid-connect/{slug_perm}/).",
	fixed: "It is fixed when the policy names the provider, or the workspace no longer shows it.",
	severity: "warning",
	section: "oidc",
	options: strictObject({}),
	lists: ["oidc"],
	evidence: "row",
	resolvedBy: "other",
	*evaluate({ roster, policy }) {
		const entriesOf = providerEntries(policy);
		const names = new Set(roster.oidcProviders.flatMap(entriesOf));
		const unused = (policy.oidc ?? []).filter((entry) => !names.has(entry));
		const nearest = createNearest(unused.map(({ name }) => name.text));
		for (const provider of roster.oidcProviders) {
			if (entriesOf(provider).length > 0) continue;
			const { issuer, enabled, slug } = provider;
			yield {
				subject: ofProvider(provider),
				facts: {
					issuer: typeof issuer === "string" ? issuer : null,
					enabled: typeof enabled === "boolean" ? enabled : null,
					...meantFact(nearest(slug))
				}
			};
		}
	},
	message: ({ subject, facts }) => {
		const { issuer, enabled } = facts;
		const state = enabled === false ? ", and is off" : "";
		const of = typeof issuer === "string" ? ` (issuer ${issuer})` : "";
		return `OIDC provider ${nameOf(subject)}${of} is not in the policy${state}${meantHint(facts)}`;
	}
});

// src/policy/tests/outcome.ts
/** The outcome of a policy's tests as plain data, which the rule policy-test reads. */
/** Returns a failing test as a sentence without a final period; not escaped. */
function describeFailingTest({ name, differences, first }) {
	return `policy test "${name}" fails: ${first}${differences === 1 ? "" : ` (and ${count(differences - 1, "more difference")})`}`;
}

// src/policy/rules/policy-test.ts
const policyTest = defineRule({
	id: "policy-test",
	title: "Policy test that fails",
	explanation: "The test file next to the policy describes what the policy must find. If a test fails, the policy no longer does what its authors checked, or the test expects the wrong result. Without a test file, the rule finds nothing.",
	remedy: "Correct the policy, or correct the test if it expects the wrong result. cloudsmith-access-audit check prints every difference.",
	fixed: "It is fixed when the test passes.",
	severity: "error",
	options: strictObject({}),
	lists: [],
	evidence: "row",
	resolvedBy: "policy",
	*evaluate({ policy: { tests } }) {
		if (tests === void 0) return;
		for (const { name, position, occurrence, first, differences } of tests.failing) yield {
			subject: ofPolicyText(name),
			facts: {
				difference: first,
				differences
			},
			position: {
				path: tests.path,
				...position
			},
			...occurrence > 1 && { key: String(occurrence) }
		};
	},
	message: ({ subject, facts }) => describeFailingTest({
		name: subject.slug,
		first: String(facts["difference"]),
		differences: Number(facts["differences"])
	})
});

// src/policy/rules/privileged-outsider.ts
const privilegedOutsider = defineRule({
	id: "privileged-outsider",
	title: "Collaborator or inactive member with Write or Admin on a repository",
	explanation: "Collaborators are people from outside. An inactive member who is reactivated can use all privileges again. Both can change packages here, with a privilege of their own or through a team. The rule looks at the repositories that the policy lists, also those with privileges: any.",
	remedy: "Remove the privilege or the person's membership in the team, or lower the level to Read (API: PATCH /repos/{owner}/{identifier}/privileges).",
	fixed: "It is fixed when the person has neither a privilege of their own nor a team with Write or Admin on the repository, or is an active Member.",
	severity: "warning",
	section: "repositories",
	options: strictObject({}),
	lists: [],
	needs: "members, teams, and the repositories that the policy names with their privileges; reported in spite of gaps",
	evidence: "row",
	resolvedBy: "remove",
	*evaluate(context) {
		const { readFact } = context;
		const { mayBeListed } = indexHolders(context);
		const pathsTo = findPaths(context);
		for (const { repository, policy } of judgePrivileges(context, () => true)) for (const [member, { level, team }] of pathsTo(repository)) {
			const role = readFact(member.role, "workspace role");
			const active = readFact(member.active, "activity");
			if (role !== "Collaborator" && active !== false) continue;
			yield {
				subject: ofMember(member),
				object: ofRepository(repository),
				facts: {
					level,
					team,
					role: role ?? null,
					active: active ?? null
				},
				position: policy.name.position,
				...team === null && mayBeListed({
					kind: "user",
					slug: member.username
				}, policy) && { resolvedBy: "policy" }
			};
		}
	},
	message: ({ subject, object, facts: { level, team, role, active } }) => {
		const who = role === "Collaborator" ? active === false ? "an inactive Collaborator" : "a Collaborator" : "inactive";
		return `${nameOf(subject)} is ${who} and has ${level} on repository ${object === void 0 ? "" : nameOf(object)}${team === null ? "" : ` through team ${team}`}`;
	}
});
/**
* Returns a function that returns the people with Write or Admin on a repository, each with one path:
* the one with the highest level, a person's own privilege before a team's.
*/
function findPaths(context) {
	const { roster, readFact } = context;
	const { holderOf } = indexHolders(context);
	const { byTeam, unknown } = groupByTeam(roster.members);
	return (repository) => {
		const paths = /* @__PURE__ */ new Map();
		const add = (member, path) => {
			const known = paths.get(member);
			if (known === void 0 || comparePaths(path, known) < 0) paths.set(member, path);
		};
		for (const privilege of repository.privileges) {
			if (privilege.kind === "service") continue;
			const level = readFact(privilege.level, "level of a privilege");
			if (level === void 0 || level === "Read") continue;
			const { member, team, isNobody } = holderOf(privilege);
			if (member !== void 0) add(member, {
				level,
				team: null
			});
			if (isUnknown(isNobody)) needList(context, listOfHolder[privilege.kind]);
			if (team === void 0) continue;
			needList(context, "members");
			for (const { teams } of unknown) readFact(teams, "teams");
			for (const { account } of byTeam.get(team.id) ?? []) add(account, {
				level,
				team: team.slug
			});
		}
		return paths;
	};
}
function comparePaths(a, b) {
	return privilegeLevels.indexOf(b.level) - privilegeLevels.indexOf(a.level) || compareIds(a.team ?? "", b.team ?? "");
}

// src/policy/above-limit.ts
/** Returns a finding for each of them; what was not seen makes the rule not judged. */
function* findAboveLimit(context, { name, values, actualOf, allowedBy }) {
	const managed = judgeRepositories(context, (entry) => allowedBy(entry) !== null);
	for (const { repository, policy } of managed) {
		const allowed = allowedBy(policy);
		const actual = context.readFact(actualOf(repository), name);
		if (allowed === null || actual === void 0) continue;
		if (values.indexOf(actual) <= values.indexOf(allowed)) continue;
		yield {
			subject: ofRepository(repository),
			facts: {
				actual,
				allowed
			},
			position: policy.name.position
		};
	}
}

// src/policy/rules/repository-default-privilege.ts
const repositoryDefaultPrivilege = defineRule({
	id: "repository-default-privilege",
	title: "Repository whose default privilege is higher than the policy allows",
	explanation: "Every member of the workspace has a repository's default privilege, whatever the role, except Collaborators. No list of teams or people limits it. The workspace can have a default privilege as well, which the API does not report.",
	remedy: "Lower the default privilege in the repository's settings, or change default-privilege in the policy and have that reviewed.",
	fixed: "It is fixed when the repository shows a default privilege that the policy allows.",
	severity: "error",
	section: "repositories",
	options: strictObject({}),
	lists: [],
	needs: "the repositories that the policy names with default-privilege",
	evidence: "row",
	resolvedBy: "other",
	evaluate: (context) => findAboveLimit(context, {
		name: "default privilege of a repository",
		values: defaultPrivileges,
		actualOf: (repository) => repository.defaultPrivilege,
		allowedBy: (entry) => entry.defaultPrivilege
	}),
	message: ({ subject, facts: { actual, allowed } }) => `repository ${nameOf(subject)} gives ${actual} to every member by default; allowed: at most ${allowed}`
});

// src/policy/rules/repository-privilege-level.ts
const repositoryPrivilegeLevel = defineRule({
	id: "repository-privilege-level",
	title: "Privilege on a repository at another level than the policy lists",
	explanation: "The policy lists this team, person or service account for the repository at another level: Read, Write or Admin. Admin can delete packages and the repository itself.",
	remedy: "Change the privilege in the repository's settings (API: PATCH /repos/{owner}/{identifier}/privileges), or move the name to the right list in the policy.",
	fixed: "It is fixed when the repository's privileges show the level that the policy lists.",
	severity: "error",
	section: "repositories",
	options: strictObject({}),
	lists: [],
	needs: needsPrivileges,
	evidence: "row",
	resolvedBy: "change-role",
	*evaluate(context) {
		const { readFact } = context;
		const { holderOf, listingsOf } = indexHolders(context);
		for (const { repository, policy } of judgePrivileges(context, managesPrivileges)) for (const privilege of repository.privileges) {
			const { kind } = privilege;
			const listings = readFact(listingsOf(privilege, policy), "holder of a privilege");
			const [first] = listings ?? [];
			if (listings === void 0 || first === void 0) continue;
			const level = readFact(privilege.level, "level of a privilege");
			if (level === void 0 || listings.some((one) => one.level === level)) continue;
			yield {
				subject: holderOf(privilege).subject,
				object: ofRepository(repository),
				facts: {
					kind,
					level,
					expected: first.level
				},
				position: first.name.position,
				key: kind
			};
		}
	},
	message: ({ subject, object, facts: { kind, level, expected } }) => `${nameKind(kind)}${nameOf(subject)} has ${level} on repository ${object === void 0 ? "" : nameOf(object)}; allowed: ${expected}`
});

// src/policy/rules/repository-privilege-missing.ts
const repositoryPrivilegeMissing = defineRule({
	id: "repository-privilege-missing",
	title: "Privilege that the policy lists but the repository does not have",
	explanation: "The policy says that this team, person or service account has a privilege on the repository. Either the policy is out of date, or access that others rely on was removed. Only explicit privileges count, so an Owner who is listed needs one as well.",
	remedy: "Give the privilege in the repository's settings (API: PATCH /repos/{owner}/{identifier}/privileges), or remove the name from the policy.",
	fixed: "It is fixed when the repository's privileges show it, or the policy no longer lists it.",
	severity: "warning",
	section: "repositories",
	options: strictObject({}),
	lists: [],
	needs: needsPrivileges,
	evidence: "row",
	resolvedBy: "grant",
	*evaluate(context) {
		const { roster, now } = context;
		const nearestTeam = createNearest(roster.teams.map(({ slug }) => slug));
		for (const { repository, policy } of judgePrivileges(context, managesPrivileges)) {
			if (repository.coverage.status !== "complete") continue;
			const holders = new Set(repository.privileges.map(holderKey));
			for (const { level, ...target } of targetsOf(policy)) {
				const { kind, name } = target;
				if (!hasBegun(inEntry(name, policy), now) || holders.has(holderKey({
					kind,
					slug: name.text
				}))) continue;
				const subject = subjectOf(target, context);
				if (subject === void 0 || holders.has(holderKey({
					kind,
					slug: subject.slug
				}))) continue;
				holders.add(holderKey({
					kind,
					slug: subject.slug
				}));
				const isAbsent = subject.kind === "policy";
				yield {
					subject,
					object: ofRepository(repository),
					facts: {
						kind,
						expected: level,
						...isAbsent && {
							exists: false,
							...meantFact(nearestTeam(name.text))
						}
					},
					position: name.position,
					key: kind
				};
			}
		}
	},
	message: ({ subject, object, facts }) => {
		const { kind, expected, exists } = facts;
		const absent = exists === false ? `: the workspace has no such team${meantHint(facts)}` : "";
		return `${nameKind(kind)}${nameOf(subject)} should have ${expected} on repository ${object === void 0 ? "" : nameOf(object)} but has no privilege there${absent}`;
	}
});
/**
* Returns whom a target refers to. People and service accounts that do not exist are reported by
* name-unknown; if they were not seen, the rule is not judged.
*/
function subjectOf({ kind, name }, context) {
	const { directory, teams, readFact } = context;
	if (kind === "user") {
		const member = directory.member(name);
		if (member !== void 0) return ofMember(member);
		const mayBeHidden = directory.mayBeHidden(name);
		if (isUnknown(mayBeHidden)) readFact(mayBeHidden, "e-mail address");
	} else if (kind === "service") {
		const service = directory.service(name);
		if (service !== void 0) return ofService(service);
	} else {
		const team = teams.byName(name.text);
		if (team !== void 0) return ofTeam(team);
	}
	return needList(context, listOfHolder[kind]) && kind === "team" ? ofPolicyText(name.text) : void 0;
}

// src/policy/rules/repository-privilege-unexpected.ts
const repositoryPrivilegeUnexpected = defineRule({
	id: "repository-privilege-unexpected",
	title: "Privilege on a repository that the policy does not list",
	explanation: "The policy lists who has a privilege on this repository, and this team, person or service account is not listed. A privilege whose slug belongs to nobody is reported as well, even if the policy lists the slug: whoever gets that name later also gets the privilege.",
	remedy: "Remove the privilege in the repository's settings (API: PUT /repos/{owner}/{identifier}/privileges with the list that should remain), or list it in the policy.",
	fixed: "It is fixed when the repository's privileges no longer show it, or the policy lists it for somebody who exists.",
	severity: "error",
	section: "repositories",
	options: strictObject({}),
	lists: [],
	needs: needsPrivileges,
	evidence: "row",
	resolvedBy: "remove",
	*evaluate(context) {
		const { readFact } = context;
		const { holderOf, listingsOf } = indexHolders(context);
		for (const { repository, policy } of judgePrivileges(context, managesPrivileges)) for (const privilege of repository.privileges) {
			const { kind, level } = privilege;
			const listings = readFact(listingsOf(privilege, policy), "holder of a privilege");
			const { subject, isNobody } = holderOf(privilege);
			if (listings !== void 0 && listings.length > 0) readFact(isNobody, "holder of a privilege");
			if (listings === void 0 || listings.length > 0) continue;
			yield {
				subject,
				object: ofRepository(repository),
				facts: {
					kind,
					level: typeof level === "string" ? level : null,
					...isNobody === true && { nobody: true }
				},
				position: policy.name.position,
				key: kind,
				states: privilegeOn(repository, privilege)
			};
		}
	},
	message: ({ subject, object, facts: { kind, level, nobody } }) => {
		const what = `${nameKind(kind)}${nameOf(subject)} has ${level ?? "a privilege"} on repository ${object === void 0 ? "" : nameOf(object)}`;
		return nobody === true ? `${what}, but the workspace has no such ${nameKind(kind).trimEnd() || "member"}` : `${what} but is not listed there`;
	}
});

// src/policy/rules/repository-public.ts
const repositoryPublic = defineRule({
	id: "repository-public",
	title: "Repository that is more public than the policy allows",
	explanation: "A repository's broadcast state decides who can download its packages without a privilege: nobody (Off), people with a link or token (Private), the workspace (Internal), or everybody on the internet (Public, Open-Source). In the policy, visibility is the most public state that is allowed.",
	remedy: "Change the broadcast state in the repository's settings, or change visibility in the policy and have that reviewed.",
	fixed: "It is fixed when the repository shows a broadcast state that the policy allows.",
	severity: "error",
	section: "repositories",
	options: strictObject({}),
	lists: [],
	needs: "the repositories that the policy names with visibility",
	evidence: "row",
	resolvedBy: "other",
	evaluate: (context) => findAboveLimit(context, {
		name: "broadcast state of a repository",
		values: broadcastStates,
		actualOf: (repository) => repository.broadcast,
		allowedBy: (entry) => entry.visibility
	}),
	message: ({ subject, facts: { actual, allowed } }) => `repository ${nameOf(subject)} has the broadcast state ${actual}; allowed: at most ${allowed}`
});

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

// src/policy/file/token-schema.ts
/** The shape of `tokens` in the policy file: the names of entitlement tokens. */
const TokenName = string().trim().min(1).max(320).describe("the name or permanent id of an entitlement token; \"*\" in a name matches any text; case does not matter").meta({ examples: ["Default", "ci-*"] });
const TokenEntry = strictObject({
	name: TokenName,
	until: Day.optional().describe("the last day on which the entry counts, until its end in UTC").meta({ examples: ["2026-12-31"] }),
	reason: string().trim().min(1).max(1e3).optional().describe("why the token is listed, or until that day").meta({ examples: ["for the audit of a customer"] })
}).describe("an entitlement token, with the last day on which the entry counts");
const Tokens = union([array(union([TokenName, TokenEntry])).max(1e4), literal("any").describe("any token is allowed")]);

// src/policy/file/severity-schema.ts
/** The severity that a policy file gives to a rule. */
const SeverityOrOff = _enum([...severities, "off"]);

// src/policy/file/repository-schema.ts
/** The shape of `repositories` and `unlisted-repositories` in the policy file. */
/** Broadcast states and default privileges as the policy spells them, the lowest first. */
const visibilityNames = [
	"off",
	"private",
	"internal",
	"public",
	"open-source"
];
const defaultPrivilegeNames = [
	"none",
	"read",
	"write",
	"admin"
];
/** The lists of a repository, the highest level first. */
const privilegeLists = [
	"admins",
	"write",
	"read"
];
const RepositoryKey = string().min(1).max(255).regex(/^[^/]*$/u, "a repository has no \"/\" in its name: write its slug, without the workspace").describe("a repository's slug or permanent id, or a slug with \"*\" for any text").meta({ examples: ["production", "sandbox-*"] });
const RepositoryEntry = strictObject({
	visibility: _enum(visibilityNames).optional().describe("the highest broadcast state that is allowed; if left out: not managed"),
	"default-privilege": _enum(defaultPrivilegeNames).optional().describe("the highest privilege that every member of the workspace may have by default; if left out: not managed"),
	privileges: literal("any").optional().describe("any: anybody may have any privilege, and the lists are left out"),
	admins: Targets.optional().describe("who has Admin; if left out: nobody"),
	write: Targets.optional().describe("who has Write; if left out: nobody"),
	read: Targets.optional().describe("who has Read; if left out: nobody"),
	tokens: Tokens.optional().describe("the entitlement tokens that the repository may have, instead of those of the top level; any: any token"),
	from: From.optional()
}).describe("a repository, managed completely: a list that is left out means nobody").meta({ examples: [{
	visibility: "private",
	"default-privilege": "none",
	admins: ["team:platform"],
	write: ["team:release", "service:ci-publish-7hq2"]
}, { privileges: "any" }] });
const Repositories = mapOf(RepositoryKey, RepositoryEntry).describe("repositories by slug or permanent id, or several by slugs with \"*\"; if the section is left out, they are not managed");
/** `all` needs the complete list of repositories, which only an Owner can see. */
const unlistedScopes = ["all", "visible"];
const UnlistedRepositories = union([SeverityOrOff.describe("the severity, or off"), strictObject({
	severity: SeverityOrOff.describe("the severity, or off"),
	of: _enum(unlistedScopes).optional().describe("visible: only the repositories that the audit's account sees are checked").meta({ default: "all" })
}).describe("the severity, and which repositories must be listed")]).describe("the severity if the workspace has a repository that is not listed here. Default: warning, and off without repositories").meta({
	default: "warning",
	examples: [{
		severity: "error",
		of: "visible"
	}]
});

// src/policy/rules/repository-unlisted.ts
/** Returns whether the policy says that only the repositories that were seen are checked. */
function checksOnlyVisible({ rules }) {
	const setting = rules.get(repositoryUnlisted.id);
	const { of } = Object(setting?.options);
	return setting !== void 0 && setting.severity !== "off" && of === "visible";
}
const repositoryUnlisted = defineRule({
	id: "repository-unlisted",
	title: "Repository that the policy does not name",
	explanation: "The policy does not say who may have a privilege on this repository. unlisted-repositories sets the severity. Only an Owner's list of repositories can be complete: for every other account, the rule reports the repositories that were seen and is not judged, unless of is visible.",
	remedy: "List the repository in the policy, with privileges: any if everything is allowed there.",
	fixed: "It is fixed when the policy lists the repository, or the workspace no longer shows it.",
	severity: "warning",
	section: "repositories",
	options: strictObject({ of: _enum(unlistedScopes).default("all").describe("visible: only the repositories that the audit's account sees are checked") }),
	lists: [],
	needs: "repositories, unless of is visible",
	evidence: "row",
	resolvedBy: "other",
	*evaluate(context) {
		const { roster, repositories, options } = context;
		const list = listCoverage(roster.coverage, "repositories");
		if (!(options.of === "visible" && sawAllVisible(list))) needList(context, "repositories");
		for (const repository of repositories.unlisted) {
			const { broadcast } = repository;
			const facts = { broadcast: typeof broadcast === "string" ? broadcast : null };
			yield {
				subject: ofRepository(repository),
				facts
			};
		}
	},
	message: ({ subject, facts: { broadcast } }) => `${broadcast === "Public" || broadcast === "Open-Source" ? "public " : ""}repository ${nameOf(subject)} is not in the policy`
});

// src/policy/rules/review-overdue.ts
const reviewOverdue = defineRule({
	id: "review-overdue",
	title: "Team whose review is overdue",
	explanation: "The policy says how often somebody reviews who is in a team (review-every, for one team or for all). Without a review, people keep access that they no longer need.",
	remedy: "Review who is in the team, correct the policy's lists, and set reviewed to the day of the review.",
	fixed: "It is fixed when reviewed is a day on which the review is still valid.",
	severity: "warning",
	options: strictObject({}),
	lists: [],
	evidence: "row",
	resolvedBy: "policy",
	*evaluate({ policy, now }) {
		for (const { name, reviewed, reviewEvery } of policy.teams) {
			if (reviewEvery === null) continue;
			const every = Number.parseInt(reviewEvery, 10);
			const due = reviewed === null ? null : addDays(new Date(reviewed), every);
			const isAhead = reviewed !== null && reviewed > toDay(now);
			if (due !== null && due >= toDay(now) && !isAhead) continue;
			const facts = {
				reviewed,
				every: reviewEvery,
				due,
				...isAhead && { ahead: true }
			};
			yield {
				subject: ofPolicyText(name.text),
				facts,
				position: name.position
			};
		}
	},
	message: ({ subject, facts: { reviewed, due, ahead } }) => {
		if (ahead === true) return `the review of team ${nameOf(subject)} is dated in the future (${reviewed})`;
		return reviewed === null ? `the policy does not say when team ${nameOf(subject)} was reviewed` : `the review of team ${nameOf(subject)} was due on ${due} (last review: ${reviewed})`;
	}
});

// src/policy/listed-roles.ts
/**
* Returns the roles that each listed member should have, in the policy's order; more than one is a
* mistake. Entries that only count from a later day are left out.
*/
function listedRoles({ roles }, directory, now) {
	const listed = /* @__PURE__ */ new Map();
	for (const { role, members, breakGlass } of roles) for (const name of [...members ?? [], ...breakGlass]) {
		const member = directory.member(name);
		if (member === void 0 || !hasBegun(name, now)) continue;
		const known = listed.get(member);
		if (known === void 0) listed.set(member, [{
			role,
			name
		}]);
		else if (known.every((one) => one.role !== role)) known.push({
			role,
			name
		});
	}
	return listed;
}

// src/policy/rules/role-conflict.ts
const roleConflict = defineRule({
	id: "role-conflict",
	title: "One person listed for two workspace roles",
	explanation: "An account has one workspace role. The policy lists this account for two, under two names, so one of the lists is wrong, and it is not clear which role the person should have. Until that is corrected, role-missing reports nothing about the account.",
	remedy: "Remove the account from the list of the role that it should not have.",
	fixed: "It is fixed when the policy lists the account for one role.",
	severity: "error",
	options: strictObject({}),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "policy",
	*evaluate({ policy, directory, now, readFact }) {
		const lists = policy.roles.map(({ members, breakGlass }) => [...members ?? [], ...breakGlass]).filter((names) => names.length > 0);
		if (lists.length < 2) return;
		for (const name of lists.flat()) readFact(directory.mayBeHidden(name), "e-mail address");
		for (const [member, [first, ...others]] of listedRoles(policy, directory, now)) {
			if (first === void 0) continue;
			for (const { role, name } of others) yield {
				subject: ofMember(member),
				facts: {
					role: first.role,
					name: first.name.text,
					otherRole: role,
					otherName: name.text
				},
				position: name.position,
				key: `${first.role} ${role}`
			};
		}
	},
	message: ({ subject, facts }) => `${nameOf(subject)} is listed for two roles: for ${facts["role"]} as "${facts["name"]}", for ${facts["otherRole"]} as "${facts["otherName"]}"`
});

// src/policy/rules/role-count.ts
const roleCount = defineRule({
	id: "role-count",
	title: "Too few or too many people have a workspace role",
	explanation: "With too few Owners, one lost laptop locks the workspace; with too many, nobody is responsible for it. Only active members count.",
	remedy: "Raise or lower roles on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-role/), or change the policy's min or max for the role.",
	fixed: "It is fixed when the number of active people with the role is within the policy's limits.",
	severity: "error",
	options: strictObject({}),
	lists: ["members"],
	evidence: "list",
	resolvedBy: "change-role",
	*evaluate({ roster, policy, directory, now, readFact }) {
		for (const entry of policy.roles) {
			const { role, min, max, position } = entry;
			if (min === null && max === null) continue;
			let found = 0;
			let seen = true;
			for (const member of roster.members) {
				const actual = readFact(member.role, "workspace role");
				if (actual !== void 0 && actual !== role) continue;
				const active = readFact(member.active, "activity");
				if (actual === void 0 || active === void 0) seen = false;
				else if (active) found += 1;
			}
			if (!seen) continue;
			const facts = {
				role,
				count: found,
				min,
				max
			};
			const subject = ofWorkspace(roster.workspace);
			const listed = countListed(entry, {
				directory,
				now,
				readFact
			});
			const isListTooLong = max !== null && listed.people !== null && listed.people > max;
			const isListTooShort = min !== null && listed.isClosed && listed.people !== null && listed.people < min;
			if (min !== null && found < min) {
				const resolvedBy = isListTooShort ? "policy" : "change-role";
				yield {
					subject,
					facts,
					position,
					key: `${role} min`,
					resolvedBy
				};
			}
			if (max !== null && found > max) {
				const resolvedBy = isListTooLong ? "policy" : "change-role";
				yield {
					subject,
					facts,
					position,
					key: `${role} max`,
					resolvedBy
				};
			} else if (isListTooLong) yield {
				subject,
				facts: {
					...facts,
					listed: listed.people
				},
				position,
				key: `${role} listed`,
				resolvedBy: "policy"
			};
		}
	},
	message: ({ facts }) => {
		const { role, count: found, min, max, listed } = facts;
		if (typeof listed === "number") return `the policy lists ${count(listed, "person", "people")} for role ${role}; allowed: at most ${max}`;
		const allowed = typeof min === "number" && Number(found) < min ? `at least ${min}` : `at most ${max}`;
		return `${count(Number(found), "active member has", "active members have")} role ${role}; allowed: ${allowed}`;
	}
});
/** Returns how many different people a role lists; null if two names may belong to one person. */
function countListed({ members, allow, breakGlass, max, min }, { directory, now, readFact }) {
	const names = [...members ?? [], ...breakGlass].filter((name) => hasBegun(name, now));
	const isClosed = members !== null && allow.length === 0;
	if (names.length <= (max ?? Infinity) && !(isClosed && names.length < (min ?? 0))) return {
		people: names.length,
		isClosed
	};
	const people = /* @__PURE__ */ new Set();
	for (const name of names) {
		const member = directory.member(name);
		if (member?.active === false) continue;
		if (member === void 0) {
			if (readFact(directory.mayBeHidden(name), "e-mail address") === void 0) return {
				people: null,
				isClosed
			};
		}
		people.add(member ?? fold(name.text));
	}
	return {
		people: people.size,
		isClosed
	};
}

// src/policy/rules/role-missing.ts
const roleMissing = defineRule({
	id: "role-missing",
	title: "Account with another workspace role than the policy lists",
	explanation: "The policy expects this account to have the role. If it does not, either the policy is out of date or somebody has lost access that others rely on.",
	remedy: "Give the role on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-role/ with an explicit role, because the API's default is Owner), or remove the name from the policy's list.",
	fixed: "It is fixed when the members list shows the role, or the policy no longer lists the name.",
	severity: "warning",
	options: strictObject({}),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "change-role",
	*evaluate({ policy, directory, now, readFact }) {
		const listed = listedRoles(policy, directory, now);
		const skipsConflicts = policy.rules.get("role-conflict")?.severity !== "off";
		for (const { role, members } of policy.roles) for (const name of members ?? []) {
			const member = directory.member(name);
			if (member === void 0 || member.role === role || !hasBegun(name, now)) continue;
			if (skipsConflicts && (listed.get(member)?.length ?? 0) > 1) continue;
			const actual = readFact(member.role, "workspace role");
			if (actual === void 0) continue;
			yield {
				subject: ofMember(member),
				facts: {
					expected: role,
					role: actual
				},
				position: name.position,
				key: role,
				states: withoutRole(member, role)
			};
		}
	},
	message: ({ subject, facts }) => `${nameOf(subject)} should have role ${facts["expected"]} but has ${facts["role"]}`
});

// src/policy/rules/role-unlisted.ts
const roleUnlisted = defineRule({
	id: "role-unlisted",
	title: "Workspace role that the policy does not allow",
	explanation: "The policy lists who may have this role, and this account is not listed.",
	remedy: "Lower the role on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-role/), or, if the role is correct, add the account to the policy's list for the role and have that reviewed.",
	fixed: "It is fixed when the members list shows another role, or the policy lists the account.",
	severity: "error",
	options: strictObject({}),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "change-role",
	*evaluate({ roster, policy, directory, readFact }) {
		const isNamed = namedIn(policy, directory);
		const namesEverybody = mustBeNamed(policy);
		const hasOtherRole = directory.listed(policy.roles.flatMap((entry) => [...entry.members ?? [], ...entry.breakGlass]));
		for (const { role, members, allow, breakGlass, position } of policy.roles) {
			if (members === null) continue;
			const isListed = directory.listed([...members, ...breakGlass]);
			const isAllowed = directory.allowed(allow);
			for (const member of roster.members) {
				if (readFact(member.role, "workspace role") !== role) continue;
				if (readFact(isListed(member), "e-mail address") !== false) continue;
				if (readFact(isAllowed(member), "e-mail address") !== false) continue;
				const isPrivileged = role === "Owner" || role === "Manager";
				const isUnnamed = !isOwnMember(roster, member) && isNamed(member) === false;
				const isRoleChange = isPrivileged || hasOtherRole(member) === true;
				const resolvedBy = isUnnamed && namesEverybody || !isRoleChange ? "remove" : "change-role";
				yield {
					subject: ofMember(member),
					facts: { role },
					position,
					key: role,
					resolvedBy,
					...isUnnamed && { states: unnamed(member) }
				};
			}
		}
	},
	message: ({ subject, facts }) => `${nameOf(subject)} has role ${facts["role"]} but is not listed for it`
});

// src/policy/rules/self.ts
const self = defineRule({
	id: "self",
	title: "The audit's own account is not in the policy, or its key expires soon",
	explanation: "The audit reads the workspace with this account. If the policy does not name it, somebody may remove it, and then the audit can no longer read the workspace. The other rules about unlisted accounts do not report it. The audit also cannot read the workspace after the account's key expires. The rule ignores a key that expired before the workspace was read, because the audit cannot have used it.",
	remedy: "List the account in the policy, so that everybody who changes the policy knows what the account is for.",
	fixed: "It is fixed when the policy names the account, and its key ends later or is not needed.",
	severity: "note",
	options: strictObject({ before: daysOption(14, "how long before the end of its key the rule reports it") }),
	lists: [],
	evidence: "row",
	resolvedBy: "policy",
	*evaluate({ roster, policy, directory, options, now, readFact }) {
		const listed = new Set((policy.services ?? []).map(({ name }) => fold(name.text)));
		for (const service of policy.services === null ? [] : roster.services) {
			if (!isOwnService(roster, service) || listed.has(fold(service.slug))) continue;
			yield {
				subject: ofService(service),
				facts: {}
			};
		}
		yield* keyEnd({
			roster,
			policy,
			before: options.before,
			now,
			readFact
		});
		const isNamed = namedIn(policy, directory);
		const isManaged = mustBeNamed(policy);
		for (const member of isManaged ? roster.members : []) {
			if (!isOwnMember(roster, member) || isNamed(member) !== false) continue;
			yield {
				subject: ofMember(member),
				facts: {}
			};
		}
	},
	remedyOf: ({ facts }) => facts["keyExpiresAt"] === void 0 ? void 0 : "Refresh the account's key (API: POST /orgs/{org}/services/{service}/refresh/) and store the new one where the audit reads it, before the old one ends; or sign in without a stored key, with oidc-service.",
	message: ({ subject, facts }) => typeof facts["keyExpiresAt"] === "string" ? `the key of service account ${nameOf(subject)}, which this audit uses, ends on ${facts["keyExpiresAt"].slice(0, 10)}` : `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)} is the account that this audit uses, and is not in the policy`
});
/** Yields a finding if the audit's own service account has a key that ends soon. */
function* keyEnd(given) {
	const { roster, policy, before, now, readFact } = given;
	const { kind, slug } = roster.coverage.readAs;
	if (kind !== "service" || slug === null) return;
	const own = roster.services.find((service) => isOwnService(roster, service));
	const list = roster.coverage.lists.find(({ name }) => name === "services");
	if (own === void 0 && list?.status === "complete") return;
	const unseen = unknown(list?.status === "not-in-plan" ? "not-in-plan" : "not-listed");
	const keyExpiresAt = readFact(own?.keyExpiresAt === void 0 ? unseen : own.keyExpiresAt, "end of the audit's own key");
	if (own === void 0 || keyExpiresAt === void 0 || keyExpiresAt === null) return;
	const end = new Date(keyExpiresAt);
	if (end <= new Date(roster.readAt) || daysBefore(end, before) > now) return;
	const entry = policy.services?.find(({ name }) => fold(name.text) === fold(own.slug));
	yield {
		subject: ofService(own),
		facts: { keyExpiresAt },
		position: entry?.name.position,
		key: "key",
		resolvedBy: "other"
	};
}

// src/policy/rules/service-key-expiry.ts
const serviceKeyExpiry = defineRule({
	id: "service-key-expiry",
	title: "Service account whose key is valid for too long",
	explanation: "A key that does not expire still works if somebody finds it in an old log years later. The policy says within how many days keys must expire, for all service accounts or for one.",
	remedy: "Set an API key policy in the workspace's settings, which makes keys expire, and refresh the key (API: POST /orgs/{org}/services/{service}/refresh/).",
	fixed: "It is fixed when the list of services shows that the key expires in time.",
	severity: "warning",
	options: strictObject({ within: string().regex(/^[1-9]\d{0,3}d$/u, "a number of days, such as \"90d\"").optional().describe("the maximum number of days until a key expires, for all service accounts; if left out: only for service accounts whose entry sets a limit") }),
	lists: ["services"],
	evidence: "row",
	resolvedBy: "other",
	*evaluate({ roster, policy, options, directory, now, readFact }) {
		const entries = new Map((policy.services ?? []).map((entry) => [directory.service(entry.name), entry]));
		for (const service of roster.services) {
			const entry = entries.get(service);
			const within = entry?.keyExpiresWithin ?? options.within;
			if (within === void 0) continue;
			const keyExpiresAt = readFact(service.keyExpiresAt, "end of a key");
			if (keyExpiresAt === void 0) continue;
			if (keyExpiresAt !== null && daysBefore(new Date(keyExpiresAt), within) <= now) continue;
			const position = entry?.name.position;
			yield {
				subject: ofService(service),
				facts: {
					keyExpiresAt,
					within
				},
				position
			};
		}
	},
	message: ({ subject, facts }) => {
		const { keyExpiresAt, within } = facts;
		const end = typeof keyExpiresAt === "string" ? `ends on ${keyExpiresAt.slice(0, 10)}, more than ${within} from now` : `never ends; allowed: within ${within}`;
		return `service account ${nameOf(subject)} has a key that ${end}`;
	}
});

// src/policy/rules/service-missing.ts
const serviceMissing = defineRule({
	id: "service-missing",
	title: "Service account that the workspace does not have",
	explanation: "The policy lists a service account that does not exist: it was deleted, or never created, or is misspelled. Systems that rely on it do not work, and the policy entry protects nothing.",
	remedy: "Remove the entry from the policy, correct its slug, or create the account again.",
	fixed: "It is fixed when the list of services shows the account, or the policy no longer lists it.",
	severity: "warning",
	options: strictObject({}),
	lists: ["services"],
	evidence: "list",
	resolvedBy: "invite",
	*evaluate({ roster, policy, directory, now }) {
		const listed = new Set((policy.services ?? []).map(({ name }) => fold(name.text)));
		const others = roster.services.filter(({ slug }) => !listed.has(fold(slug)));
		const nearest = createNearest(others.map(({ slug }) => slug));
		for (const { name } of policy.services ?? []) {
			if (directory.service(name) !== void 0 || !hasBegun(name, now)) continue;
			const facts = meantFact(nearest(name.text));
			yield {
				subject: ofPolicyText(name.text),
				facts,
				position: name.position,
				states: noService(name.text)
			};
		}
	},
	message: ({ subject, facts }) => `service account ${nameOf(subject)} is in the policy but not in the workspace${meantHint(facts)}`
});

// src/policy/rules/service-role.ts
const serviceRole = defineRule({
	id: "service-role",
	title: "Service account with a role or teams that the policy does not list",
	explanation: "A service account's role and teams decide what its key can access. In the workspace, the account has a different role or different teams than the policy lists.",
	remedy: "Change the account on the workspace's Service Accounts page (API: PATCH /orgs/{org}/services/{service}/), or its entry in the policy.",
	fixed: "It is fixed when the list of services shows the role and teams that the policy lists.",
	severity: "error",
	options: strictObject({}),
	lists: ["services", "teams"],
	evidence: "row",
	resolvedBy: "change-role",
	*evaluate({ policy, directory, teams, readFact }) {
		for (const entry of policy.services ?? []) {
			const service = directory.service(entry.name);
			if (service === void 0) continue;
			const subject = ofService(service);
			const { position } = entry.name;
			const role = entry.role === null ? void 0 : readFact(service.role, "role of a service account");
			if (role !== void 0 && role !== entry.role) yield {
				subject,
				facts: {
					expected: entry.role,
					role
				},
				position,
				key: "role"
			};
			const actual = entry.teams === null ? void 0 : readFact(service.teams, "teams");
			if (actual === void 0) continue;
			const agreed = new Set((entry.teams ?? []).map(({ text }) => teams.byName(text)?.id));
			for (const { team: id } of actual) {
				const team = teams.byId(id);
				if (team === void 0 || agreed.has(id)) continue;
				yield {
					subject,
					object: ofTeam(team),
					facts: { inTeam: true },
					position,
					resolvedBy: "remove",
					states: serviceInTeam(service, team, true)
				};
			}
			for (const name of entry.teams ?? []) {
				const team = teams.byName(name.text);
				if (team === void 0 || actual.some((membership) => membership.team === team.id)) continue;
				const facts = { inTeam: false };
				const { position } = name;
				const states = serviceInTeam(service, team, false);
				yield {
					subject,
					object: ofTeam(team),
					facts,
					position,
					resolvedBy: "grant",
					states
				};
			}
		}
	},
	message: ({ subject, object, facts }) => {
		const who = `service account ${nameOf(subject)}`;
		if (object === void 0) return `${who} is a ${facts["role"]}; allowed: ${facts["expected"]}`;
		return facts["inTeam"] === true ? `${who} is in team ${nameOf(object)}, which its entry does not name` : `${who} is not in team ${nameOf(object)}, which its entry names`;
	}
});

// src/policy/rules/service-unlisted.ts
const serviceUnlisted = defineRule({
	id: "service-unlisted",
	title: "Service account that the policy does not list",
	explanation: "A service account has a key that belongs to no person. The policy lists the workspace's service accounts, and this one is not listed.",
	remedy: "List the account under services in the policy, or delete it on the workspace's Service Accounts page (API: DELETE /orgs/{org}/services/{service}/).",
	fixed: "It is fixed when the policy lists the account, or the list of services no longer shows it.",
	severity: "error",
	options: strictObject({}),
	lists: ["services"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ roster, policy }) {
		if (policy.services === null) return;
		const listed = new Set(policy.services.map(({ name }) => fold(name.text)));
		for (const service of roster.services) {
			if (listed.has(fold(service.slug)) || isOwnService(roster, service)) continue;
			const role = typeof service.role === "string" ? service.role : null;
			yield {
				subject: ofService(service),
				facts: { role }
			};
		}
	},
	message: ({ subject }) => `service account ${nameOf(subject)} is not in the policy`
});

// src/policy/rules/single-sign-on.ts
const singleSignOn = defineRule({
	id: "single-sign-on",
	title: "Single sign-on is off or not enforced",
	explanation: "Without single sign-on, a person who leaves the organization keeps a password here. If it is not enforced, people can bypass it.",
	remedy: "Turn on SAML and enforce it in the workspace's authentication settings (API: PATCH /orgs/{org}/saml-authentication).",
	fixed: "It is fixed when the settings show SAML enabled and enforced.",
	severity: "off",
	options: strictObject({ enforced: boolean().default(true).describe("whether it must be enforced, not only on") }),
	lists: ["saml"],
	evidence: "row",
	resolvedBy: "other",
	*evaluate({ roster, options, readFact }) {
		const enabled = readFact(roster.singleSignOn.enabled, "state of single sign-on");
		if (enabled === void 0) return;
		const enforced = options.enforced ? readFact(roster.singleSignOn.enforced, "enforcement of single sign-on") : true;
		if (enforced === void 0 || enabled && enforced) return;
		yield {
			subject: ofWorkspace(roster.workspace),
			facts: {
				enabled,
				enforced
			}
		};
	},
	message: ({ facts }) => facts["enabled"] === true ? "single sign-on is on but not enforced, so people can bypass it" : "single sign-on is off"
});

// src/policy/rules/team-member-missing.ts
const teamMemberMissing = defineRule({
	id: "team-member-missing",
	title: "Account that the policy lists in a team but that is not in it",
	explanation: "The policy says that this account belongs to the team. Either the policy is out of date, or access that others rely on was removed.",
	remedy: "Add the account on the workspace's Teams page (API: POST /orgs/{org}/teams/{team}/members), at the identity provider if group sync fills the team, or remove the name from the policy.",
	fixed: "It is fixed when the team lists the account, or the policy no longer does.",
	severity: "warning",
	options: strictObject({}),
	lists: [
		"members",
		"teams",
		"services"
	],
	evidence: "row",
	resolvedBy: "grant",
	*evaluate({ teams, directory, now, readFact }) {
		for (const { team, policy } of teams.managed) {
			const listed = [...(policy.managers ?? []).map((name) => ({
				name,
				expected: "Manager"
			})), ...(policy.members ?? []).map((name) => ({
				name,
				expected: "Member"
			}))];
			for (const { name, expected } of listed) {
				if (!hasBegun(inEntry(name, policy), now)) continue;
				const account = directory.member(name);
				const memberships = account === void 0 ? void 0 : readFact(account.teams, "teams");
				if (account === void 0 || memberships === void 0) continue;
				if (memberships.some((membership) => membership.team === team.id)) continue;
				const { position } = name;
				const facts = {
					expected,
					...syncedFact(teams, team)
				};
				yield {
					subject: ofMember(account),
					object: ofTeam(team),
					facts,
					position
				};
			}
			for (const name of policy.services ?? []) {
				if (!hasBegun(inEntry(name, policy), now)) continue;
				const account = directory.service(name);
				const memberships = account === void 0 ? void 0 : readFact(account.teams, "teams");
				if (account === void 0 || memberships === void 0) continue;
				if (memberships.some((membership) => membership.team === team.id)) continue;
				const { position } = name;
				yield {
					subject: ofService(account),
					object: ofTeam(team),
					facts: { expected: "Member" },
					position,
					states: serviceInTeam(account, team, false)
				};
			}
		}
	},
	remedyOf: remedyAtProvider,
	message: ({ subject, object }) => `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)} is listed in team ${object === void 0 ? "" : nameOf(object)} but is not in it`
});

// src/policy/rules/team-member-unexpected.ts
const teamMemberUnexpected = defineRule({
	id: "team-member-unexpected",
	title: "Team member that the policy does not list",
	explanation: "A team gives access to repositories. The policy lists the people and service accounts of this team, and this account is not listed.",
	remedy: "Remove the account from the team on the workspace's Teams page (API: PUT /orgs/{org}/teams/{team}/members with the list that should remain), at the identity provider if group sync fills the team, or list it in the policy.",
	fixed: "It is fixed when the team no longer lists the account, or the policy lists it.",
	severity: "error",
	options: strictObject({}),
	lists: [
		"members",
		"teams",
		"services"
	],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ teams, directory, readFact }) {
		for (const { team, policy, members, services } of teams.managed) {
			const isListed = directory.listed([...policy.managers ?? [], ...policy.members ?? []]);
			const { position } = policy.name;
			for (const { account, role } of policy.members === null ? [] : members) {
				if (readFact(isListed(account), "e-mail address") !== false) continue;
				if (policy.managers === null && readFact(role, "team role") !== "Member") continue;
				const facts = {
					teamRole: typeof role === "string" ? role : null,
					...syncedFact(teams, team)
				};
				yield {
					subject: ofMember(account),
					object: ofTeam(team),
					facts,
					position
				};
			}
			const listed = new Set((policy.services ?? []).map((name) => fold(name.text)));
			for (const { account, role } of policy.services === null ? [] : services) {
				if (listed.has(fold(account.slug))) continue;
				const facts = { teamRole: typeof role === "string" ? role : null };
				const states = serviceInTeam(account, team, true);
				yield {
					subject: ofService(account),
					object: ofTeam(team),
					facts,
					position,
					states
				};
			}
		}
	},
	remedyOf: remedyAtProvider,
	message: ({ subject, object }) => `${subject.kind === "service" ? "service account " : ""}${nameOf(subject)} is in team ${object === void 0 ? "" : nameOf(object)} but is not listed there`
});

// src/policy/rules/team-missing.ts
const teamMissing = defineRule({
	id: "team-missing",
	title: "Team in the policy that the workspace does not have",
	explanation: "A policy that describes a team which does not exist protects nothing. The team may have been deleted or renamed; with a baseline, the finding says which name a renamed team has now. The policy can name a team by its permanent id, which does not change when the team is renamed.",
	remedy: "Correct the team's slug in the policy, or remove the entry. If the policy lists the name under formerly, rename the team (API: PATCH /orgs/{org}/teams/{team}/).",
	fixed: "It is fixed when the list of teams shows the team, or the policy no longer lists it.",
	severity: "warning",
	options: strictObject({}),
	lists: ["teams"],
	evidence: "list",
	resolvedBy: "invite",
	*evaluate({ roster, baseline, teams, now }) {
		const nearest = createNearest(teams.unlisted.map(({ slug }) => slug));
		const hintFor = hintsFrom(teamRenames(roster, baseline), nearest);
		for (const { team, policy, isBoth } of teams.renaming) {
			const { text, position } = policy.name;
			if (!hasBegun(policy.name, now)) continue;
			yield {
				subject: ofPolicyText(text),
				object: ofTeam(team),
				facts: {
					formerly: team.slug,
					...isBoth && { both: true }
				},
				position,
				resolvedBy: "other"
			};
		}
		for (const { name } of teams.missing) {
			if (!hasBegun(name, now)) continue;
			const subject = ofPolicyText(name.text);
			const facts = hintFor(name.text);
			const resolvedBy = "now" in facts ? "other" : "invite";
			yield {
				subject,
				facts,
				position: name.position,
				resolvedBy
			};
		}
	},
	message: ({ subject, facts }) => facts["formerly"] === void 0 ? `team ${nameOf(subject)} is in the policy but not in the workspace${hintOf(facts, teamIs)}` : `team ${nameOf(subject)} ${facts["both"] === true ? `was called ${facts["formerly"]}, and the workspace still has a team of that name` : `is still called ${facts["formerly"]} in the workspace`}`
});

// src/policy/rules/team-not-synced.ts
const teamNotSynced = defineRule({
	id: "team-not-synced",
	title: "Team that the identity provider does not fill",
	explanation: "The policy says that the identity provider decides who is in this team. Without group sync, a person who leaves a group at the identity provider stays in the team in Cloudsmith.",
	remedy: "Turn on SAML group sync in the workspace's settings, and map a group to the team (API: POST /orgs/{org}/saml-group-sync/).",
	fixed: "It is fixed when group sync is on and one of its mappings names the team.",
	severity: "error",
	options: strictObject({}),
	lists: ["teams", "group-sync"],
	evidence: "list",
	resolvedBy: "other",
	*evaluate({ roster, teams, readFact }) {
		const wanted = teams.managed.filter(({ policy }) => policy.synced);
		if (wanted.length === 0) return;
		const enabled = readFact(roster.groupSync.enabled, "state of group sync");
		if (enabled === void 0) return;
		const fed = new Set(roster.groupSync.mappings.map(({ team }) => team));
		for (const { team, policy } of wanted) {
			if (enabled && fed.has(team.id)) continue;
			const facts = { groupSync: enabled };
			yield {
				subject: ofTeam(team),
				facts,
				position: policy.name.position
			};
		}
	},
	message: ({ subject, facts }) => facts["groupSync"] === true ? `team ${nameOf(subject)} is not filled by any group of the identity provider` : `team ${nameOf(subject)} should be filled by the identity provider, but group sync is off`
});

// src/policy/rules/team-role.ts
const teamRole = defineRule({
	id: "team-role",
	title: "Different role in the team than the policy lists",
	explanation: "A team's manager decides who else joins it. The policy lists this account in the team, but with a different team role.",
	remedy: "Change the role on the workspace's Teams page (API: PUT /orgs/{org}/teams/{team}/members), at the identity provider where group sync sets it, or move the name in the policy.",
	fixed: "It is fixed when the account has the role in the team that the policy lists.",
	severity: "warning",
	options: strictObject({}),
	lists: ["members", "teams"],
	evidence: "row",
	resolvedBy: "change-role",
	*evaluate({ teams, directory, now, readFact }) {
		for (const { team, policy, members } of teams.managed) {
			const { managers } = policy;
			if (managers === null) continue;
			const isListedManager = directory.listed(managers);
			const isManagerNow = directory.listed(managers.filter((name) => hasBegun(inEntry(name, policy), now)));
			const isListedMember = directory.listed(policy.members ?? []);
			for (const { account, role } of members) {
				const isManager = readFact(isListedManager(account), "e-mail address");
				const isMember = policy.members === null || readFact(isListedMember(account), "e-mail address");
				if (isManager === void 0 || isMember === void 0 || !(isManager || isMember)) continue;
				const actual = readFact(role, "team role");
				const expected = isManager ? "Manager" : "Member";
				if (actual === void 0 || actual === expected) continue;
				if (isManager && isManagerNow(account) === false) continue;
				yield {
					subject: ofMember(account),
					object: ofTeam(team),
					facts: {
						expected,
						teamRole: actual,
						...syncedFact(teams, team)
					},
					position: policy.name.position
				};
			}
		}
	},
	remedyOf: remedyAtProvider,
	message: ({ subject, object, facts }) => `${nameOf(subject)} is ${facts["teamRole"]} of team ${object === void 0 ? "" : nameOf(object)}; allowed: ${facts["expected"]}`
});

// src/policy/rules/team-settings.ts
const teamSettings = defineRule({
	id: "team-settings",
	title: "Team with another visibility or description than the policy says",
	explanation: "Everybody in the workspace sees a visible team and who is in it. The description tells people what the team is for. The policy says what both should be.",
	remedy: "Change the team on the workspace's Teams page (API: PATCH /orgs/{org}/teams/{team}/ with an explicit visibility, because the API's default is Visible), or change the policy.",
	fixed: "It is fixed when the list of teams shows what the policy says.",
	severity: "warning",
	options: strictObject({}),
	lists: [],
	evidence: "row",
	resolvedBy: "other",
	*evaluate(context) {
		const { policy: { teams: entries }, teams, readFact } = context;
		if (entries.every((entry) => entry.visibility === null && entry.description === null)) return;
		needList(context, "teams");
		for (const { team, policy } of teams.managed) {
			const { position } = policy.name;
			const subject = ofTeam(team);
			if (policy.visibility !== null) {
				const actual = readFact(team.visibility, "visibility of a team");
				if (actual !== void 0 && actual !== policy.visibility) yield {
					subject,
					facts: {
						setting: "visibility",
						expected: policy.visibility,
						actual
					},
					position,
					key: "visibility"
				};
			}
			if (policy.description !== null && policy.description !== (team.description ?? "").trim()) yield {
				subject,
				facts: {
					setting: "description",
					expected: policy.description,
					actual: team.description
				},
				position,
				key: "description"
			};
		}
	},
	message: ({ subject, facts: { setting, expected, actual } }) => setting === "visibility" ? `team ${nameOf(subject)} is ${String(actual).toLowerCase()}; allowed: ${String(expected).toLowerCase()}` : `team ${nameOf(subject)} has another description than the policy says`
});

// src/policy/rules/team-unlisted.ts
const teamUnlisted = defineRule({
	id: "team-unlisted",
	title: "Team that the policy does not name",
	explanation: "The policy does not say who may be in this team. The policy turns this rule on with unlisted-teams. With a baseline, the finding says if the policy names the team by an earlier name.",
	remedy: "List the team in the policy with its members, or delete it on the workspace's Teams page (API: DELETE /orgs/{org}/teams/{team}/).",
	fixed: "It is fixed when the policy lists the team, or the list of teams no longer shows it.",
	severity: "off",
	options: strictObject({}),
	lists: ["teams"],
	evidence: "row",
	resolvedBy: "remove",
	*evaluate({ roster, policy, baseline, teams }) {
		const { formerOf } = teamRenames(roster, baseline);
		for (const team of teams.unlisted) {
			const was = formerOf(team.id);
			const isNamed = was !== void 0 && policy.teams.some(({ name }) => fitsWildcard(name.text, was));
			const visibility = typeof team.visibility === "string" ? team.visibility : null;
			yield isNamed ? {
				subject: ofTeam(team),
				facts: {
					visibility,
					was
				},
				resolvedBy: "other"
			} : {
				subject: ofTeam(team),
				facts: { visibility }
			};
		}
	},
	remedyOf: ({ facts }) => facts["was"] === void 0 ? void 0 : "Correct the team's slug in the policy, or name the team by its permanent id, which does not change.",
	message: ({ subject, facts }) => `${facts["visibility"] === "Hidden" ? "hidden " : ""}team ${nameOf(subject)} is not in the policy${formerly(facts)}`
});
function formerly({ was }) {
	return was === void 0 ? "" : `: it was called ${was}, which the policy names`;
}

// src/policy/rules/team-without-manager.ts
const teamWithoutManager = defineRule({
	id: "team-without-manager",
	title: "Team without a manager",
	explanation: "Nobody in the team can decide who joins and who leaves: only Owners and Managers of the workspace can. Every account with the team role Manager counts, also a service account and an inactive member. An empty team has no manager.",
	remedy: "Give an active member of the team the team role Manager on the workspace's Teams page (API: PUT /orgs/{org}/teams/{team}/members with the complete list). If group sync fills the team, map a group to it with the role Manager (API: POST /orgs/{org}/saml-group-sync/). Delete a team that nobody needs (API: DELETE /orgs/{org}/teams/{team}/).",
	fixed: "It is fixed when an account has the team role Manager in the team, or the list of teams no longer shows the team.",
	severity: "off",
	options: strictObject({}),
	lists: [
		"members",
		"teams",
		"services"
	],
	evidence: "list",
	resolvedBy: "grant",
	*evaluate({ roster, readFact }) {
		const accounts = [...roster.members, ...roster.services];
		const managed = /* @__PURE__ */ new Set();
		for (const { teams } of accounts) for (const { team, role } of isUnknown(teams) ? [] : teams) if (role === "Manager") managed.add(team);
		const open = roster.teams.filter(({ id }) => !managed.has(id));
		if (open.length === 0) return;
		const used = /* @__PURE__ */ new Set();
		const unsure = /* @__PURE__ */ new Set();
		let seen = true;
		for (const account of accounts) {
			const teams = readFact(account.teams, "teams");
			if (teams === void 0) seen = false;
			for (const { team, role } of teams ?? []) {
				used.add(team);
				if (!managed.has(team) && readFact(role, "team role") === void 0) unsure.add(team);
			}
		}
		if (!seen) return;
		for (const team of open) {
			if (unsure.has(team.id)) continue;
			yield {
				subject: ofTeam(team),
				facts: { empty: !used.has(team.id) }
			};
		}
	},
	message: ({ subject, facts }) => facts["empty"] === true ? `team ${nameOf(subject)} is empty, so it has no manager` : `team ${nameOf(subject)} has no manager`
});

// src/policy/token-policy.ts
/** Which entitlement tokens a policy allows on a repository. */
/**
* Returns the list that applies to a repository: that of its entry, or else the one for all
* repositories. Null: its tokens are not managed.
*/
function tokensFor({ tokens }, entry) {
	return entry?.tokens ?? tokens;
}
/** Returns the first name that lists a token; undefined if none does, or if the list allows any. */
function listingOf({ name, id }, { names }) {
	return names?.find(({ text }) => fold(text) === fold(id) || fitsWildcard(text, name));
}
/** Returns whether a policy says anything of tokens. */
function managesTokens({ tokens, repositories }) {
	return tokens !== null || (repositories ?? []).some((entry) => entry.tokens !== null);
}

// src/policy/judge-tokens.ts
/**
* The entitlement tokens that a rule is about. What was not seen of them makes the rule not judged,
* with one sentence for each kind of gap.
*/
/** What rules about tokens need to see, for the documentation. */
const needsTokens = "the repositories for which the policy has tokens, and their tokens; reported in spite of gaps";
/** Returns the tokens of all repositories for which the policy has a list of tokens. */
function judgeTokens(context) {
	const { policy, repositories } = context;
	const listed = judgeRepositories(context, (entry) => entry.tokens !== null);
	if (policy.tokens !== null) needAllRepositories(context);
	const own = new Map(listed.map(({ repository, policy: entry }) => [repository, entry]));
	const managed = [...repositories.managed.map(({ repository }) => repository), ...repositories.unlisted].flatMap((repository) => {
		const allowed = tokensFor(policy, own.get(repository));
		return allowed === null ? [] : [{
			repository,
			allowed
		}];
	});
	const reason = describeUnreadTokens(managed.map(({ repository }) => repository));
	if (reason !== void 0) context.cannotJudge(reason);
	return managed.flatMap(({ repository, allowed }) => (repository.tokens?.list ?? []).map((token) => ({
		token,
		repository,
		allowed
	})));
}
/** Returns whether it was seen that a token gives nobody access: it is not active, or has ended. */
function opensNothing({ active, endsAt }, { now }) {
	return active === false || typeof endsAt === "string" && Date.parse(endsAt) <= now.getTime();
}
/** Only an Owner sees all repositories, so a policy may say that those that are visible are enough. */
function needAllRepositories(context) {
	const list = listCoverage(context.roster.coverage, "repositories");
	if (checksOnlyVisible(context.policy) && sawAllVisible(list)) return;
	needList(context, "repositories");
}

// src/policy/rules/token-broadcasts.ts
const tokenBroadcasts = defineRule({
	id: "token-broadcasts",
	title: "Entitlement token that opens private broadcasts",
	explanation: "With this token, its holder also sees the repository's private broadcasts, and not only the packages that it is meant for. The rule looks only at active tokens whose end has not passed.",
	remedy: "Turn off the token's access to private broadcasts on the repository's page of entitlement tokens, or create an exception with a reason.",
	fixed: "It is fixed when the token shows no access to private broadcasts, or is not active or over.",
	severity: "warning",
	section: "tokens",
	options: strictObject({}),
	lists: [],
	needs: needsTokens,
	evidence: "row",
	resolvedBy: "other",
	*evaluate(context) {
		const { readFact } = context;
		for (const { token, repository, allowed } of judgeTokens(context)) {
			if (opensNothing(token, context) || token.privateBroadcasts === false) continue;
			const opens = readFact(token.privateBroadcasts, "private broadcasts of an entitlement token");
			const active = readFact(token.active, "state of an entitlement token");
			if (opens !== true || active !== true) continue;
			yield {
				subject: ofToken(token),
				object: ofRepository(repository),
				facts: { privateBroadcasts: true },
				position: (listingOf(token, allowed) ?? allowed).position
			};
		}
	},
	message: ({ subject, object }) => `token ${nameOf(subject)} of repository ${object === void 0 ? "" : nameOf(object)} opens private broadcasts`
});

// src/policy/rules/token-orphaned.ts
const tokenOrphaned = defineRule({
	id: "token-orphaned",
	title: "Entitlement token of somebody who has left",
	explanation: "The account that the token belongs to, or that created it, is no longer a member or a service account of the workspace, or is an inactive member. The token still works, and nobody is responsible for it. The rule looks only at active tokens whose end has not passed.",
	remedy: "Delete the token on the repository's page of entitlement tokens. If it is still needed, let an account of the workspace create a new one.",
	fixed: "It is fixed when the token is deleted, not active or over, or its account is an active member or a service account again.",
	severity: "error",
	section: "tokens",
	options: strictObject({}),
	lists: [],
	needs: `${needsTokens}; and members and service accounts`,
	evidence: "row",
	resolvedBy: "remove",
	*evaluate(context) {
		const { readFact } = context;
		const stateOf = createStates(context);
		for (const { token, repository, allowed } of judgeTokens(context)) {
			if (opensNothing(token, context)) continue;
			const found = accountsOf(token, readFact).flatMap(({ as, name }) => {
				const state = stateOf(name);
				return state === "present" ? [] : [{
					as,
					name,
					state
				}];
			});
			const worst = found.find(({ state }) => state === "gone") ?? found[0];
			if (worst === void 0 || readFact(token.active, "state of an entitlement token") !== true) continue;
			yield {
				subject: ofToken(token),
				object: ofRepository(repository),
				facts: {
					as: worst.as,
					account: worst.name,
					state: worst.state
				},
				position: (listingOf(token, allowed) ?? allowed).position
			};
		}
	},
	message: ({ subject, object, facts: { as, account, state } }) => {
		const token = `token ${nameOf(subject)} of repository ${object === void 0 ? "" : nameOf(object)}`;
		const who = as === "user" ? `belongs to ${account}` : `was created by ${account}`;
		return state === "inactive" ? `${token} ${who}, who is inactive` : `${token} ${who}, and the workspace has no such account`;
	}
});
/** Returns whom a token belongs to and who created it, as far as that was seen. */
function accountsOf({ user, createdBy }, readFact) {
	const owner = readFact(user, "user of an entitlement token");
	const creator = readFact(createdBy, "creator of an entitlement token");
	return [...typeof owner === "string" ? [{
		as: "user",
		name: owner
	}] : [], ...creator === void 0 ? [] : [{
		as: "creator",
		name: creator
	}]];
}
/**
* Returns a function that says what became of an account. A name that was not seen is gone only if
* both lists are complete; otherwise the rule is not judged.
*/
function createStates(context) {
	const { roster, readFact } = context;
	const members = new Map(roster.members.map((member) => [fold(member.username), member]));
	const services = new Set(roster.services.map(({ slug }) => fold(slug)));
	return (name) => {
		const member = members.get(fold(name));
		if (services.has(fold(name))) return "present";
		if (member !== void 0) return readFact(member.active, "activity") === false ? "inactive" : "present";
		return ["members", "services"].map((list) => needList(context, list)).every(Boolean) ? "gone" : "present";
	};
}

// src/policy/rules/token-unlisted.ts
const tokenUnlisted = defineRule({
	id: "token-unlisted",
	title: "Entitlement token that the policy does not list",
	explanation: "Whoever has an entitlement token can download from the repository, without an account and without a team. The policy lists the tokens that a repository may have, and this one is not listed. Each repository has a default token from its creation: list it too, or deactivate it.",
	remedy: "Delete the token on the repository's page of entitlement tokens, or list its name in the policy.",
	fixed: "It is fixed when the repository's entitlement tokens no longer show it, or the policy lists it.",
	severity: "warning",
	section: "tokens",
	options: strictObject({}),
	lists: [],
	needs: needsTokens,
	evidence: "row",
	resolvedBy: "remove",
	*evaluate(context) {
		for (const { token, repository, allowed } of judgeTokens(context)) {
			if (allowed.names === null || listingOf(token, allowed) !== void 0) continue;
			const { active, isDefault } = token;
			yield {
				subject: ofToken(token),
				object: ofRepository(repository),
				facts: {
					active: typeof active === "boolean" ? active : null,
					...isDefault === true && { default: true }
				},
				position: allowed.position
			};
		}
	},
	message: ({ subject, object, facts: { active, default: isDefault } }) => `${active === false ? "inactive " : ""}${isDefault === true ? "default " : ""}token ${nameOf(subject)} of repository ${object === void 0 ? "" : nameOf(object)} is not in the policy`
});

// src/policy/rules/token-without-end.ts
const tokenWithoutEnd = defineRule({
	id: "token-without-end",
	title: "Active entitlement token without an end",
	explanation: "A token without an end works until somebody deactivates or deletes it, also long after whoever got it has left. The rule looks at active tokens only.",
	remedy: "Set the end of the token's date range on the repository's page of entitlement tokens, or deactivate the token.",
	fixed: "It is fixed when the token shows an end, or is not active.",
	severity: "warning",
	section: "tokens",
	options: strictObject({}),
	lists: [],
	needs: needsTokens,
	evidence: "row",
	resolvedBy: "other",
	*evaluate(context) {
		const { readFact } = context;
		for (const { token, repository, allowed } of judgeTokens(context)) {
			if (token.active === false || typeof token.endsAt === "string") continue;
			const endsAt = readFact(token.endsAt, "end of an entitlement token");
			const active = readFact(token.active, "state of an entitlement token");
			if (endsAt !== null || active !== true) continue;
			const { limited, isDefault } = token;
			yield {
				subject: ofToken(token),
				object: ofRepository(repository),
				facts: {
					limited: typeof limited === "boolean" ? limited : null,
					...isDefault === true && { default: true }
				},
				position: (listingOf(token, allowed) ?? allowed).position
			};
		}
	},
	message: ({ subject, object, facts: { default: isDefault } }) => `${isDefault === true ? "default " : ""}token ${nameOf(subject)} of repository ${object === void 0 ? "" : nameOf(object)} is active and never ends`
});

// src/policy/rules/two-factor.ts
const twoFactor = defineRule({
	id: "two-factor",
	title: "Privileged account without two-factor authentication",
	explanation: "A stolen password is enough to act with this role. The API shows Cloudsmith's own second factor; the second factor of an identity provider is not visible, so a last login through SAML or OIDC counts as a second factor, unless the policy says otherwise.",
	remedy: "Ask them to turn on two-factor authentication in their Cloudsmith account's security settings, or lower their role on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-role/). An Owner can enforce it for the complete workspace.",
	fixed: "It is fixed when the members list shows two-factor authentication.",
	severity: "error",
	options: strictObject({
		roles: rolesOption(["owner", "manager"]),
		"single-sign-on-counts": boolean().default(true).describe("whether a last login through SAML or OIDC counts as a second factor")
	}),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "other",
	*evaluate({ roster, options, readFact }) {
		const roles = new Set(options.roles.map(toRole));
		for (const member of roster.members) {
			if (member.active === false) continue;
			const role = readFact(member.role, "workspace role");
			if (role === void 0 || !roles.has(role)) continue;
			if (readFact(member.twoFactor, "two-factor state") !== false) continue;
			const method = options["single-sign-on-counts"] ? readFact(member.lastLoginMethod, "last login method") : null;
			if (method === void 0 || method === "SAML" || method === "OIDC") continue;
			yield {
				subject: ofMember(member),
				facts: {
					role,
					twoFactor: false,
					lastLoginMethod: method
				},
				states: withoutTwoFactor(member)
			};
		}
	},
	message: ({ subject, facts }) => `${nameOf(subject)} is ${facts["role"] === "Owner" ? "an" : "a"} ${facts["role"]} without two-factor authentication`
});

// src/policy/rules/visibility.ts
const visibility = defineRule({
	id: "visibility",
	title: "Membership is visible outside the workspace",
	explanation: "Anybody can see that this account belongs to the workspace, which shows attackers a possible target.",
	remedy: "Set the membership to Private on the workspace's Accounts page (API: PATCH /orgs/{org}/members/{member}/update-visibility/).",
	fixed: "It is fixed when the members list shows the membership as private.",
	severity: "off",
	options: strictObject({ roles: rolesOption(roleNames) }),
	lists: ["members"],
	evidence: "row",
	resolvedBy: "other",
	*evaluate({ roster, options, readFact }) {
		const roles = new Set(options.roles.map(toRole));
		for (const member of roster.members) {
			if (readFact(member.visibility, "visibility") !== "Public") continue;
			const role = readFact(member.role, "workspace role");
			if (role === void 0 || !roles.has(role)) continue;
			yield {
				subject: ofMember(member),
				facts: {
					role,
					visibility: "Public"
				}
			};
		}
	},
	message: ({ subject, facts }) => `${nameOf(subject)} is ${facts["role"] === "Owner" ? "an" : "a"} ${facts["role"]} whose membership is public`
});

// src/policy/catalog.ts
const catalog = [
	twoFactor,
	inactiveWithRole,
	inactiveInTeam,
	dormant,
	roleUnlisted,
	roleMissing,
	roleCount,
	breakGlass,
	memberUnlisted,
	teamMemberUnexpected,
	teamMemberMissing,
	teamRole,
	teamUnlisted,
	teamMissing,
	teamNotSynced,
	teamWithoutManager,
	teamSettings,
	reviewOverdue,
	memberWithoutTeam,
	visibility,
	emailDomain,
	duplicateIdentity,
	singleSignOn,
	serviceUnlisted,
	serviceMissing,
	serviceRole,
	serviceKeyExpiry,
	inviteOwner,
	inviteUnlisted,
	inviteDomain,
	inviteExpired,
	repositoryPrivilegeUnexpected,
	repositoryPrivilegeMissing,
	repositoryPrivilegeLevel,
	repositoryPublic,
	repositoryDefaultPrivilege,
	repositoryUnlisted,
	directPrivilege,
	privilegedOutsider,
	tokenUnlisted,
	tokenWithoutEnd,
	tokenOrphaned,
	tokenBroadcasts,
	oidcClaims,
	oidcService,
	oidcUnlisted,
	groupSyncPrivileged,
	groupSyncUnexpected,
	groupSyncMissing,
	groupSyncRole,
	nameUnknown,
	nameAmbiguous,
	roleConflict,
	policyTest,
	self,
	entryEnding,
	exceptionExpired,
	exceptionExpiring,
	exceptionUnused,
	exceptionTooLong,
	exceptionUnexplained
];
/** Returns the rule with this id; undefined if there is none. */
function findRule(id) {
	return catalog.find((rule) => rule.id === id);
}

export { describeUnreadTokens as $, remindOf as A, entryEnding as B, isSameIssuer as C, holderOf as D, createPaths as E, placeFor as F, isUnexplained as G, anyRule as H, placeKinds as I, Domain as J, lengthInDays as K, placeOf as L, nameException as M, namedPlace as N, indexAccess as O, phraseOf as P, describeUnread as Q, placePhrase as R, describeFailingTest as S, broadcastPath as T, endOf as U, addDays as V, exceptionStatuses as W, roleNames as X, daysBefore as Y, toRole as Z, People as _, checksOnlyVisible as a, teamIs as at, recordOf as b, defaultPrivilegeNames as c, SeverityOrOff as d, quoteNames as et, Tokens as f, Names as g, Groups as h, tokensFor as i, personIs as it, driftOf as j, longestOf as k, privilegeLists as l, From as m, findRule as n, defineRule as nt, Repositories as o, Day as ot, Aliases as p, toDay as q, managesTokens as r, hintOf as rt, UnlistedRepositories as s, dayOr as st, catalog as t, onlyInvited as tt, visibilityNames as u, datedList as v, providerEntries as w, policyTest as x, mapOf as y, keepsUnchanged as z };