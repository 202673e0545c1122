/** The people of a policy test's roster. */

import { compareIds, type LoginMethod, type Member } from "../../roster/model.ts";
import type { Role, TeamRole } from "../../roster/roles.ts";
import type { Fact } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { addDays } from "../exceptions/exception.ts";
import type { Policy } from "../policy.ts";
import type { MemberEntry, RosterFragment } from "./format-roster.ts";
import {
  absentIn,
  capitalize,
  presentIn,
  toFact,
  toTeamRoles,
  toTime,
  toTimeOrNever,
  type TestContext,
} from "./fragment.ts";
import { isWildcard } from "../wildcard.ts";
import { holdersOf } from "./repositories.ts";

/** A person before the date and the teams are resolved. */
interface Draft {
  readonly username: string;
  readonly entry: MemberEntry;
  role: Role;
  readonly teams: Map<string, Fact<TeamRole>>;
}

/**
 * Returns the people whom the policy lists, changed by the fragment, and the fragment's other
 * people.
 */
export function toMembers(
  policy: Policy,
  fragment: RosterFragment,
  context: TestContext,
): readonly Member[] {
  const people = new People();
  for (const [username, entry] of presentIn<MemberEntry>(fragment.members)) {
    people.add(username, entry);
  }
  for (const { role, members, breakGlass, min } of policy.roles) {
    for (const { text } of [...(members ?? []), ...breakGlass]) people.find(text).role = role;
    // If anybody may have a role, the roster needs enough people with it to reach the minimum.
    const missing = members === null ? (min ?? 0) : 0;
    for (let index = 1; index <= missing; index++) {
      people.find(`${role.toLowerCase()}-${index}`).role = role;
    }
  }
  for (const { name, managers, members } of policy.teams) {
    for (const { text } of members ?? []) people.find(text).teams.set(name.text, "Member");
    for (const { text } of managers ?? []) people.find(text).teams.set(name.text, "Manager");
  }
  for (const name of holdersOf("user", policy, fragment)) people.find(name);
  placeSomewhere(people, policy);
  const absent = absentIn(fragment.members);
  return people
    .all()
    .filter(({ username }) => !absent.has(fold(username)))
    .map((draft) => toMember(draft, policy, context))
    .sort((a, b) => compareIds(a.id, b.id));
}

/**
 * If nobody may be without a team, puts people whom the policy gives no team into a team that
 * allows anybody.
 */
function placeSomewhere(people: People, policy: Policy): void {
  const open = policy.teams.find(({ name, members }) => members === null && !isWildcard(name.text));
  if (open === undefined || policy.rules.get("member-without-team")?.severity === "off") return;
  for (const { teams } of people.all()) {
    if (teams.size === 0) teams.set(open.name.text, "Member");
  }
}

class People {
  readonly #drafts: Draft[] = [];
  readonly #byName = new Map<string, Draft>();

  add(username: string, entry: MemberEntry): Draft {
    const draft: Draft = { username, entry, role: "Member", teams: new Map() };
    this.#drafts.push(draft);
    for (const name of [username, entry.id, entry.email]) {
      if (name !== undefined) this.#byName.set(fold(name), draft);
    }
    return draft;
  }

  /** Returns the person with this name, and creates the person if necessary. */
  find(name: string): Draft {
    return this.#byName.get(fold(name)) ?? this.add(name, {});
  }

  all(): readonly Draft[] {
    return this.#drafts;
  }
}

function toMember(
  { username, entry, role, teams }: Draft,
  policy: Policy,
  context: TestContext,
): Member {
  const { now, toMemberships } = context;
  const address = username.includes("@") ? username : `${username}@${policy.organization}.example`;
  const method = entry["last-login-method"] ?? "password";
  return {
    id: entry.id ?? `user-${username}`,
    username,
    name: entry.name ?? "",
    email: toFact(entry.email ?? address),
    role: entry.role === undefined ? role : toFact(capitalize(entry.role)),
    active: toFact(entry.active ?? true),
    twoFactor: toFact(entry["two-factor"] ?? true),
    joinedAt: toTime(entry.joined ?? addDays(now, -365)),
    lastLoginAt: toTimeOrNever(entry["last-login"] ?? addDays(now, 0)),
    lastLoginMethod: toMethod(method),
    visibility: toFact(capitalize(entry.visibility ?? "private")),
    teams: toMemberships(entry.teams === undefined ? teams : toTeamRoles(entry.teams)),
  };
}

function toMethod(method: NonNullable<MemberEntry["last-login-method"]>): Fact<LoginMethod> {
  if (method === "saml") return "SAML";
  if (method === "oidc") return "OIDC";
  if (method === "not-recorded") return "Unknown";
  return toFact(capitalize(method));
}
