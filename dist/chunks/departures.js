import { t as isUnknown } from "./fact.js";
import { n as currentPolicy, t as indexTeams } from "./team-index.js";
import { t as directoryOf } from "./directory.js";
import { n as namedIn, t as mustBeNamed } from "./named.js";
import { s as namesOfPeople } from "./group-by-team.js";

// src/policy/departures.ts
/** Tells an expected departure from a person who was lost while the workspace was read. */
/**
* Returns a function that says whether a member of the earlier roster is expected to be gone. Every
* name of today's policy that matches nobody, then or now, may be the new name of a person who is
* gone, so one departure less is expected.
*/
function expectDepartures(policy, earlier, { present, now }) {
	const { roster } = earlier;
	const there = new Set(present.members.map(({ id }) => id));
	const mayLeave = findLeaving(policy, earlier, now);
	const expected = roster.members.filter((member) => !there.has(member.id) && mayLeave(member));
	const unmatched = namesOfPeople(currentPolicy(policy, now)).filter(({ name }) => [roster, present].every((one) => directoryOf(one).members(name).length === 0));
	const gone = new Set(expected.slice(unmatched.length));
	return (member) => gone.has(member);
}
/**
* Returns a function that says whether a member of the earlier roster is to leave: a policy named
* that person at that time or before, and today's policy reports people whom it does not name, and
* does not name this one. People of teams that anybody may be in may stay.
*/
function findLeaving(written, { roster, unlisted }, now) {
	const policy = currentPolicy(written, now);
	if (unlisted === void 0 || !mustBeNamed(policy)) return () => false;
	const isNamed = namedIn(policy, directoryOf(roster));
	const wasUnlisted = new Set(unlisted.all);
	const isLeaving = new Set(unlisted.leaving);
	const mayStay = membersOfOpenTeams(policy, roster);
	return (member) => (!wasUnlisted.has(member.id) || isLeaving.has(member.id)) && isNamed(member) === false && !mayStay.has(member);
}
/** Includes members whose teams were not seen: they may be in any team. */
function membersOfOpenTeams(policy, roster) {
	const open = indexTeams(roster, policy).managed.filter(({ policy: entry }) => entry.members === null || entry.managers === null);
	const unseen = open.length === 0 ? [] : roster.members.filter(({ teams }) => isUnknown(teams));
	const seen = open.flatMap(({ members }) => members.map(({ account }) => account));
	return /* @__PURE__ */ new Set([...seen, ...unseen]);
}
/** Returns the members that the policy does not name; undefined if it does not report them. */
function findUnlisted(written, roster, { earlier, now }) {
	const policy = currentPolicy(written, now);
	if (!mustBeNamed(policy)) return void 0;
	const isNamed = namedIn(policy, directoryOf(roster));
	const all = roster.members.filter((member) => isNamed(member) !== true);
	const before = new Map(earlier?.roster.members.map((member) => [member.id, member]));
	const isExpected = earlier === void 0 ? () => false : findLeaving(policy, earlier, now);
	const leaving = all.filter(({ id }) => {
		const member = before.get(id);
		return member !== void 0 && isExpected(member);
	});
	return {
		all: all.map(({ id }) => id),
		leaving: leaving.map(({ id }) => id)
	};
}

export { expectDepartures, findUnlisted };