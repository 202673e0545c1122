import { C as hasBegun, i as ofPolicyText, r as ofMember, t as nameOf } from "./subject.js";
import { t as isCalendarDay } from "./time.js";
import { b as string, y as strictObject } from "./schemas.js";
import { t as fold } from "./fold.js";

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

// node_modules/leven/index.js
const array = [];
const characterCodeCache = [];
function leven(first, second, options) {
	if (first === second) return 0;
	const maxDistance = options?.maxDistance;
	const swap = first;
	if (first.length > second.length) {
		first = second;
		second = swap;
	}
	let firstLength = first.length;
	let secondLength = second.length;
	while (firstLength > 0 && first.charCodeAt(~-firstLength) === second.charCodeAt(~-secondLength)) {
		firstLength--;
		secondLength--;
	}
	let start = 0;
	while (start < firstLength && first.charCodeAt(start) === second.charCodeAt(start)) start++;
	firstLength -= start;
	secondLength -= start;
	if (maxDistance !== void 0 && secondLength - firstLength > maxDistance) return maxDistance;
	if (firstLength === 0) return maxDistance !== void 0 && secondLength > maxDistance ? maxDistance : secondLength;
	let bCharacterCode;
	let result;
	let temporary;
	let temporary2;
	let index = 0;
	let index2 = 0;
	while (index < firstLength) {
		characterCodeCache[index] = first.charCodeAt(start + index);
		array[index] = ++index;
	}
	while (index2 < secondLength) {
		bCharacterCode = second.charCodeAt(start + index2);
		temporary = index2++;
		result = index2;
		for (index = 0; index < firstLength; index++) {
			temporary2 = bCharacterCode === characterCodeCache[index] ? temporary : temporary + 1;
			temporary = array[index];
			result = array[index] = temporary > result ? temporary2 > result ? result + 1 : temporary2 : temporary2 > temporary ? temporary + 1 : temporary2;
		}
		if (maxDistance !== void 0) {
			let rowMinimum = result;
			for (index = 0; index < firstLength; index++) if (array[index] < rowMinimum) rowMinimum = array[index];
			if (rowMinimum > maxDistance) return maxDistance;
		}
	}
	array.length = firstLength;
	characterCodeCache.length = firstLength;
	return maxDistance !== void 0 && result > maxDistance ? maxDistance : result;
}

// src/policy/suggest.ts
/** Suggests the name that was probably intended. */
/** Longer words are not typing mistakes, and computing the distance takes quadratic time. */
const maxLength = 64;
/** If more names than this are unknown, spelling is not the problem. */
const maxQuestions = 25;
/** A shorter prefix matches too many words. */
const minBeginning = 3;
/**
* Returns a function that returns the candidate nearest to a word; case does not matter. Undefined
* if none is near, or after too many calls, because each call with a hundred thousand candidates is
* slow. With `completes`, a prefix of a candidate also counts as near.
*/
function createNearest(candidates, { completes = false } = {}) {
	let questions = 0;
	return (word) => {
		questions += 1;
		if (questions > maxQuestions || word.length > maxLength) return void 0;
		const wanted = fold(word);
		const limit = Math.ceil(wanted.length / 4);
		let best;
		let bestDistance = limit + 1;
		for (const candidate of candidates) {
			const name = fold(candidate);
			const missing = name.length - wanted.length;
			const isBegun = completes && wanted.length >= minBeginning && name.startsWith(wanted);
			if (!isBegun && Math.abs(missing) >= bestDistance) continue;
			const distance = isBegun ? Math.min(limit + .5, missing) : areSwapped(wanted, name) ? 1 : leven(wanted, name, { maxDistance: bestDistance });
			if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
		}
		return best;
	};
}
/** Returns whether two neighboring letters are swapped, which is one mistake. */
function areSwapped(one, other) {
	if (one.length !== other.length) return false;
	let at = 0;
	while (at < one.length - 1 && one[at] === other[at]) at += 1;
	return at < one.length - 1 && one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
/** Returns the fact for a finding about a name that may be a typing mistake. */
function meantFact(name) {
	return name === void 0 ? {} : { meant: name };
}
/** Returns the end of such a finding's sentence. */
function meantHint({ meant }) {
	return meant === void 0 ? "" : `: perhaps ${meant} is meant`;
}
/** Returns `: did you mean "x"?` for the known word nearest to a word, or "" if none is near. */
function suggest(word, known) {
	return didYouMean(nearestWord(word, known));
}
/** Returns the known word nearest to a word, undefined if none is near. */
function nearestWord(word, known) {
	return createNearest(known, { completes: true })(word);
}
/** How the end of a message with a suggestion begins. */
const meanings = ": did you mean ";
/** Returns `: did you mean "x"?`, or "" for nothing. */
function didYouMean(meant) {
	return meant === void 0 ? "" : `${meanings}"${meant}"?`;
}
/** Returns `Did you mean "x"? ` to put before other advice, or "" if none is near. */
function suggestFirst(word, known) {
	const meant = nearestWord(word, known);
	return meant === void 0 ? "" : `Did you mean "${meant}"? `;
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

export { suggest as C, dayOr as E, nearestWord as S, Day as T, createNearest as _, noService as a, meantFact as b, withoutRole as c, hintOf as d, hintsFrom as f, teamRenames as g, teamIs as h, noMember as i, withoutTwoFactor as l, personIs as m, onlyInvited as n, serviceInTeam as o, personHints as p, manyMembers as r, unnamed as s, breakGlass as t, defineRule as u, didYouMean as v, suggestFirst as w, meantHint as x, meanings as y };