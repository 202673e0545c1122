/** Tells an expected departure from a person who was lost while the workspace was read. */

import type { Fact } from "../roster/fact.ts";
import type { Member, Roster } from "../roster/model.ts";
import type { UnlistedMembers } from "../roster/unlisted.ts";
import { currentPolicy } from "./current-policy.ts";
import { directoryOf } from "./directory.ts";
import { placesOfPeople } from "./names.ts";
import type { Policy } from "./policy.ts";

/** An earlier roster, and what its artifact says about the policy at that time. */
export interface EarlierRoster {
  readonly roster: Roster;
  /** Undefined if the policy did not report unlisted members, or if nothing is known about it. */
  readonly unlisted: UnlistedMembers | undefined;
}

/**
 * Returns a function that says whether a member of the earlier roster is expected to be gone: a
 * policy named that person at that time or before, and today's policy reports people whom it does
 * not name, and does not name this one.
 */
export function expectDepartures(
  written: Policy,
  { roster, unlisted }: EarlierRoster,
  now: Date,
): (member: Member) => boolean {
  const policy = currentPolicy(written, now);
  if (unlisted === undefined || !reportsUnlisted(policy)) return () => false;
  const isNamed = namesMember(policy, roster);
  const wasUnlisted = new Set(unlisted.all);
  const isLeaving = new Set(unlisted.leaving);
  return (member) =>
    (!wasUnlisted.has(member.id) || isLeaving.has(member.id)) && isNamed(member) === false;
}

/** Returns the members that the policy does not name; undefined if it does not report them. */
export function findUnlisted(
  written: Policy,
  roster: Roster,
  { earlier, now }: { readonly earlier: EarlierRoster | undefined; readonly now: Date },
): UnlistedMembers | undefined {
  const policy = currentPolicy(written, now);
  if (!reportsUnlisted(policy)) return undefined;
  const isNamed = namesMember(policy, roster);
  // A hidden address may be in the policy, but then the guard must not rely on it.
  const all = roster.members.filter((member) => isNamed(member) !== true);
  const before = new Map(earlier?.roster.members.map((member) => [member.id, member]));
  const isExpected = earlier === undefined ? () => false : expectDepartures(policy, earlier, now);
  const leaving = all.filter(({ id }) => {
    const member = before.get(id);
    return member !== undefined && isExpected(member);
  });
  return { all: all.map(({ id }) => id), leaving: leaving.map(({ id }) => id) };
}

function reportsUnlisted({ rules }: Policy): boolean {
  return rules.get("member-unlisted")?.severity !== "off";
}

function namesMember(policy: Policy, roster: Roster): (member: Member) => Fact<boolean> {
  const directory = directoryOf(roster);
  const isListed = directory.listed(placesOfPeople(policy).map(({ name }) => name));
  const isAllowed = directory.allowed(policy.roles.flatMap(({ allow }) => allow));
  return (member) => {
    const listed = isListed(member);
    return listed === false ? isAllowed(member) : listed;
  };
}
