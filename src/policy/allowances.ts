/** Finds the lines of a policy that allow an account's role and its teams. */

import type { Invite, Member, Membership, ServiceAccount, Team } from "../roster/model.ts";
import { fold } from "../roster/fold.ts";
import { isUnknown } from "../roster/fact.ts";
import { namesOfInvite } from "./directory.ts";
import {
  allowedPlaces,
  placeOf,
  placeOfRole,
  placesOfPeople,
  placesOfServices,
  type PlacedName,
} from "./names.ts";
import type { Policy, RolePolicy, TeamPolicy } from "./policy.ts";
import type { Place, WrittenName } from "./position.ts";
import type { RuleContext } from "./rule.ts";
import { fitsWildcard, isWildcard } from "./wildcard.ts";

/**
 * `named`: the entry names the account; `pattern`: the entry's pattern matches it; `anybody`: the
 * list has no limit; `limit`: the value is at most what the entry allows; `unmanaged`: the policy
 * says nothing about it; `uncertain`: whether the entry names the account was not seen.
 */
export type AllowedBy = "named" | "pattern" | "anybody" | "limit" | "unmanaged" | "uncertain";

export interface Allowance {
  readonly by: AllowedBy;
  /** The section, such as `roles.owner` or `teams.platform`. */
  readonly section: string;
  /** The entry as it is in the list, such as a name, a pattern or a group; empty for no entry. */
  readonly text: string;
  /** Undefined if the policy has no line about it. */
  readonly position: Place | undefined;
}

export interface AccountAllowances {
  readonly role: readonly Allowance[];
  /** By the permanent id of the team, for the account's teams only. */
  readonly teams: ReadonlyMap<string, readonly Allowance[]>;
  /** The other entries that name the account, for roles and teams that it does not have. */
  readonly others: readonly Allowance[];
}

export interface AllowanceLookup {
  member(member: Member): AccountAllowances;
  service(service: ServiceAccount): AccountAllowances;
  invite(invite: Invite): AccountAllowances;
}

/**
 * Returns a lookup of the lines that allow what an account has. An account without a line for
 * something is not always drift: its rule may be off, or an exception may accept it.
 */
export function createAllowances({
  policy,
  directory,
  teams,
}: Pick<RuleContext<unknown>, "policy" | "directory" | "teams">): AllowanceLookup {
  const findMember = (name: WrittenName) => directory.member(name);
  const findService = (name: WrittenName) => directory.service(name);
  const managed = new Map(teams.managed.map(({ team, policy: entry }) => [team.id, entry]));
  const byRole = new Map(policy.roles.map((entry) => [entry.role, entry]));
  const listed = groupNames(placesOfPeople(policy), findMember);
  const allowed = groupNames(allowedPlaces(policy), findMember);
  const machines = groupNames(placesOfServices(policy), findService);
  const listsOf = memoize((names: readonly WrittenName[]) => Map.groupBy(names, findMember));
  const servicesOf = memoize((names: readonly WrittenName[]) => Map.groupBy(names, findService));
  const serviceEntries = Map.groupBy(policy.services ?? [], ({ name }) => findService(name));
  const allowsOf = memoize(indexAllows);

  const roleOf = (member: Member): readonly Allowance[] => {
    if (isUnknown(member.role)) return [];
    const section = placeOfRole(member.role);
    const entry = byRole.get(member.role);
    if (entry === undefined) return [unmanaged(section)];
    const names = (listed.get(member) ?? []).filter(({ place }) => place === section);
    if (names.length > 0) return names.map(toNamed);
    const allow = allowsOf(entry)(member);
    if (allow !== undefined) {
      return [{ ...toAllowance(allow, section), by: isWildcard(allow.text) ? "pattern" : "named" }];
    }
    return entry.members === null ? [anybody(section, entry.position)] : [];
  };

  const teamOf = (member: Member, { team, role }: Membership): readonly Allowance[] => {
    const entry = managed.get(team);
    if (entry === undefined) return [unmanaged(sectionOfTeam(teams.byId(team), team))];
    const section = placeOf(entry.name);
    const found = [entry.managers, ...(role === "Manager" ? [] : [entry.members])].flatMap(
      (names) => (names === null ? [] : (listsOf(names).get(member) ?? [])),
    );
    if (found.length > 0) return found.map((name) => toAllowance(name, section));
    const isOpen = role === "Manager" ? entry.managers === null : entry.members === null;
    return isOpen ? [anybody(section, entry.name.position)] : [];
  };

  return {
    member: (member) => {
      const role = roleOf(member);
      const held = isUnknown(member.teams) ? [] : member.teams;
      const own = new Map(held.map((place) => [place.team, teamOf(member, place)]));
      const names = [...(listed.get(member) ?? []), ...(allowed.get(member) ?? [])];
      return { role, teams: own, others: without(names, [role, ...own.values()]) };
    },
    service: (service) => {
      const entry = serviceEntries.get(service)?.[0];
      const role = serviceRole(policy, service, entry);
      const held = isUnknown(service.teams) ? [] : service.teams;
      const own = new Map(
        held.map(({ team: id }) => {
          const team = managed.get(id);
          const inTeam = team === undefined ? undefined : serviceInTeam(team, servicesOf, service);
          const inEntry = (entry?.teams ?? [])
            .filter(({ text }) => teams.byName(text)?.id === id)
            .map((name) => toAllowance(name, "services"));
          const unlisted = inEntry.length > 0 ? [] : [unmanaged(sectionOfTeam(teams.byId(id), id))];
          return [id, [...(inTeam ?? unlisted), ...inEntry]];
        }),
      );
      return {
        role,
        teams: own,
        others: without(machines.get(service) ?? [], [role, ...own.values()]),
      };
    },
    invite: (invite) => ({ role: ofInvite(invite, policy), teams: new Map(), others: [] }),
  };
}

function serviceRole(
  { services }: Policy,
  { role }: ServiceAccount,
  entry: NonNullable<Policy["services"]>[number] | undefined,
): readonly Allowance[] {
  if (services === null) return [unmanaged("services")];
  if (entry === undefined || isUnknown(role)) return [];
  return entry.role === null || entry.role === role ? [toAllowance(entry.name, "services")] : [];
}

function serviceInTeam(
  { name, services }: TeamPolicy,
  find: (
    names: readonly WrittenName[],
  ) => ReadonlyMap<ServiceAccount | undefined, readonly WrittenName[]>,
  service: ServiceAccount,
): readonly Allowance[] {
  const section = placeOf(name);
  if (services === null) return [anybody(section, name.position)];
  return (find(services).get(service) ?? []).map((one) => toAllowance(one, section));
}

function ofInvite(invite: Invite, { invites }: Policy): readonly Allowance[] {
  const { roles, listed, position } = invites;
  if (isUnknown(invite.role) || !roles.includes(invite.role)) return [];
  if (listed === null) return [anybody("invites", position)];
  const names = new Set(namesOfInvite(invite).map(fold));
  return listed
    .filter(({ text }) => names.has(fold(text)))
    .map((name) => toAllowance(name, "invites"));
}

function sectionOfTeam(team: Team | undefined, id: string): string {
  return `teams.${team?.slug ?? id}`;
}

/** Returns a function that finds the first entry of a role's `allow` that matches a member. */
function indexAllows({ allow }: RolePolicy): (member: Member) => WrittenName | undefined {
  const exact = new Map(
    allow.filter(({ text }) => !isWildcard(text)).map((name) => [fold(name.text), name]),
  );
  const patterns = allow.filter(({ text }) => isWildcard(text));
  return ({ username, email }) => {
    const address = typeof email === "string" ? email : undefined;
    return (
      exact.get(fold(username)) ??
      (address === undefined ? undefined : exact.get(fold(address))) ??
      patterns.find(
        ({ text }) =>
          fitsWildcard(text, username) ||
          (address !== undefined && text.includes("@") && fitsWildcard(text, address)),
      )
    );
  };
}

function toNamed({ name, place }: PlacedName): Allowance {
  return toAllowance(name, place);
}

/** A name that comes from a group is shown as the group, because that is what the line contains. */
function toAllowance({ text, via, position }: WrittenName, section: string): Allowance {
  return { by: "named", section, text: via ?? text, position };
}

function anybody(section: string, position: Place | undefined): Allowance {
  return { by: "anybody", section, text: "", position };
}

/** Returns the line about what the policy does not manage. */
export function unmanaged(section: string): Allowance {
  return { by: "unmanaged", section, text: "", position: undefined };
}

function without(
  names: readonly PlacedName[],
  used: readonly (readonly Allowance[])[],
): readonly Allowance[] {
  const seen = new Set(used.flat().map(({ position }) => position));
  return names.filter(({ name }) => !seen.has(name.position)).map(toNamed);
}

function groupNames<Account>(
  names: readonly PlacedName[],
  find: (name: WrittenName) => Account | undefined,
): ReadonlyMap<Account | undefined, readonly PlacedName[]> {
  const exact = names.filter(({ name }) => !isWildcard(name.text));
  return Map.groupBy(exact, ({ name }) => find(name));
}

function memoize<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
