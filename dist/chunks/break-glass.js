import { T as hasBegun, i as ofPolicyText, r as ofMember, t as nameOf } from "./subject.js";
import { t as isCalendarDay } from "./time.js";
import { b as strictObject, x as string } from "./schemas.js";
import { t as fold } from "./fold.js";
import { a as meantHint, i as meantFact, t as createNearest } from "./suggest.js";

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

export { Day as _, noService as a, withoutRole as c, hintOf as d, hintsFrom as f, teamRenames as g, teamIs as h, noMember as i, withoutTwoFactor as l, personIs as m, onlyInvited as n, serviceInTeam as o, personHints as p, manyMembers as r, unnamed as s, breakGlass as t, defineRule as u, dayOr as v };