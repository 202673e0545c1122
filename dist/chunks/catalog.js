import { a as noService, c as withoutRole, d as hintOf, f as hintsFrom, g as teamRenames, h as teamIs, i as noMember, l as withoutTwoFactor, m as personIs, o as serviceInTeam, p as personHints, r as manyMembers, s as unnamed, t as breakGlass, u as defineRule } from "./break-glass.js";
import { A as roleNames, D as inTeam, E as hasEnded, F as endOf, L as isUnexplained, M as toRole, N as addDays, O as daysBefore, P as anyRule, R as lengthInDays, T as hasBegun, _ as expectedPeople, a as ofService, b as namesOfPeople, g as endingEntries, i as ofPolicyText, j as rolesOption, k as daysOption, l as fitsWildcard, m as namedIn, n as ofInvite, o as ofTeam, p as mustBeNamed, r as ofMember, s as ofWorkspace, t as nameOf, v as expectedServices, z as toDay } from "./subject.js";
import { b as strictObject, f as array, p as boolean, x as string } from "./schemas.js";
import { n as count, t as fold } from "./fold.js";
import { n as unknown, t as isUnknown } from "./fact.js";
import { a as meantHint, i as meantFact, t as createNearest } from "./suggest.js";
import { n as listCoverage } from "./coverage.js";
import { t as describeGap } from "./list-gap.js";

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

// src/policy/exceptions/drift.ts
/** Returns a rule's finding about an exception, at the exception's line. */
function driftOf(exception, facts = {}) {
	const { rule, team, expires, subject, position, limit } = exception;
	const key = [
		rule,
		team === null ? null : fold(team),
		expires
	];
	return {
		subject: ofPolicyText(subject.text),
		facts: {
			rule,
			team,
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
	const team = facts["team"] === null ? "" : ` in team ${facts["team"]}`;
	const role = facts["role"] === void 0 ? "" : ` for role ${facts["role"]}`;
	return `exception for "${nameOf(subject)}" to rule ${facts["rule"]}${role}${team}`;
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
	explanation: "The policy does not allow this account: neither a role nor a team of the policy names it. If role-unlisted also finds the account, only the rule with the higher severity reports it, and role-unlisted if they are equal. The policy turns this rule on with unlisted-members.",
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
	title: "The audit's own account is not in the policy, or its key ends soon",
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
				if (!hasBegun(inTeam(name, policy), now)) continue;
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
				if (!hasBegun(inTeam(name, policy), now)) continue;
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
			const isManagerNow = directory.listed(managers.filter((name) => hasBegun(inTeam(name, policy), now)));
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
	*evaluate({ roster, policy: { teams: entries }, teams, readFact, cannotJudge }) {
		if (entries.every((entry) => entry.visibility === null && entry.description === null)) return;
		const list = listCoverage(roster.coverage, "teams");
		if (list.status !== "complete") cannotJudge(describeGap(list), list.status !== "not-in-plan");
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

export { longestOf as a, nameException as c, describeFailingTest as i, entryEnding as l, findRule as n, remindOf as o, policyTest as r, driftOf as s, catalog as t, Domain as u };