/** Tells an expected departure from a person who was lost while the workspace was read. */

import { isUnknown } from "../roster/fact.ts";
import type { Member, Roster } from "../roster/model.ts";
import type { UnlistedMembers } from "../roster/unlisted.ts";
import { currentPolicy } from "./current-policy.ts";
import { directoryOf } from "./directory.ts";
import { mustBeNamed, namedIn } from "./named.ts";
import { namesOfPeople } from "./names.ts";
import type { Policy } from "./policy.ts";
import { indexTeams } from "./team-index.ts";

/** An earlier roster, and what its artifact says about the policy at that time. */
export interface EarlierRoster {
  readonly roster: Roster;
  /** Undefined if the policy did not report unlisted members, or if nothing is known about it. */
  readonly unlisted: UnlistedMembers | undefined;
}

/**
 * Returns a function that says whether a member of the earlier roster is expected to be gone. Every
 * name of today's policy that matches nobody, then or now, may be the new name of a person who is
 * gone, so one departure less is expected.
 */
export function expectDepartures(
  policy: Policy,
  earlier: EarlierRoster,
  { present, now }: { readonly present: Roster; readonly now: Date },
): (member: Member) => boolean {
  const { roster } = earlier;
  const there = new Set(present.members.map(({ id }) => id));
  const mayLeave = findLeaving(policy, earlier, now);
  const expected = roster.members.filter((member) => !there.has(member.id) && mayLeave(member));
  const unmatched = namesOfPeople(currentPolicy(policy, now)).filter(({ name }) =>
    [roster, present].every((one) => directoryOf(one).members(name).length === 0),
  );
  const gone = new Set(expected.slice(unmatched.length));
  return (member) => gone.has(member);
}

/**
 * Returns a function that says whether a member of the earlier roster is to leave: a policy named
 * that person at that time or before, and today's policy reports people whom it does not name, and
 * does not name this one. People of teams that anybody may be in may stay.
 */
function findLeaving(
  written: Policy,
  { roster, unlisted }: EarlierRoster,
  now: Date,
): (member: Member) => boolean {
  const policy = currentPolicy(written, now);
  if (unlisted === undefined || !mustBeNamed(policy)) return () => false;
  const isNamed = namedIn(policy, directoryOf(roster));
  const wasUnlisted = new Set(unlisted.all);
  const isLeaving = new Set(unlisted.leaving);
  const mayStay = membersOfOpenTeams(policy, roster);
  return (member) =>
    (!wasUnlisted.has(member.id) || isLeaving.has(member.id)) &&
    isNamed(member) === false &&
    !mayStay.has(member);
}

/** Includes members whose teams were not seen: they may be in any team. */
function membersOfOpenTeams(policy: Policy, roster: Roster): ReadonlySet<Member> {
  const open = indexTeams(roster, policy).managed.filter(
    ({ policy: entry }) => entry.members === null || entry.managers === null,
  );
  const unseen = open.length === 0 ? [] : roster.members.filter(({ teams }) => isUnknown(teams));
  const seen = open.flatMap(({ members }) => members.map(({ account }) => account));
  return new Set([...seen, ...unseen]);
}

/** Returns the members that the policy does not name; undefined if it does not report them. */
export function findUnlisted(
  written: Policy,
  roster: Roster,
  { earlier, now }: { readonly earlier: EarlierRoster | undefined; readonly now: Date },
): UnlistedMembers | undefined {
  const policy = currentPolicy(written, now);
  if (!mustBeNamed(policy)) return undefined;
  const isNamed = namedIn(policy, directoryOf(roster));
  // A hidden address may be in the policy, but then the guard must not rely on it.
  const all = roster.members.filter((member) => isNamed(member) !== true);
  const before = new Map(earlier?.roster.members.map((member) => [member.id, member]));
  const isExpected = earlier === undefined ? () => false : findLeaving(policy, earlier, now);
  const leaving = all.filter(({ id }) => {
    const member = before.get(id);
    return member !== undefined && isExpected(member);
  });
  return { all: all.map(({ id }) => id), leaving: leaving.map(({ id }) => id) };
}
