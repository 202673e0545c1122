/**
 * Where the policy lists a name today. There may be a task for each of thousands of names, so the
 * policy's lists are indexed once.
 */

import { listCoverage } from "../../roster/coverage.ts";
import { isUnknown } from "../../roster/fact.ts";
import { fold } from "../../roster/fold.ts";
import { compareIds, type Member, type Roster } from "../../roster/model.ts";
import type { Role, TeamRole } from "../../roster/roles.ts";
import { hasBegun, inEntry } from "../begun.ts";
import { directoryOf } from "../directory.ts";
import type { Policy, TeamPolicy } from "../policy.ts";
import type { WrittenName } from "../position.ts";
import type { TeamIndex } from "../rule.ts";

export interface Listings {
  /** Returns the workspace role for which the policy lists a name. */
  readonly roleOf: (name: string) => Role | undefined;
  /** Returns the teams, with those that will be created, in which the policy lists a name. */
  readonly teamsOf: (name: string) => readonly { readonly slug: string; readonly role: TeamRole }[];
  /** Returns the names of the policy's teams that list a service account. */
  readonly teamsListing: (service: string) => readonly string[];
  /** Whether somebody may have an invite that was not seen. */
  readonly mayBeInvited: boolean;
}

interface Given {
  readonly roster: Roster;
  readonly policy: Policy;
  readonly now: Date;
  readonly teams: TeamIndex;
  /** The folded names of the teams that one of the tasks creates. */
  readonly newTeams: ReadonlySet<string>;
}

export function createListings(given: Given): Listings {
  const { roster, policy } = given;
  const byService = Map.groupBy(
    policy.teams.flatMap(({ name, services }) =>
      (services ?? []).map(({ text }) => ({ service: fold(text), team: name.text })),
    ),
    ({ service }) => service,
  );
  return {
    roleOf: indexRoles(given),
    teamsOf: indexLists(given),
    teamsListing: (service) => (byService.get(fold(service)) ?? []).map(({ team }) => team),
    mayBeInvited: mayBeInvited(roster),
  };
}

function indexRoles({ roster, policy, now }: Given): Listings["roleOf"] {
  const directory = directoryOf(roster);
  // The first role that lists a name wins, also by another name of the same person.
  const byName = new Map<string, number>();
  const byMember = new Map<Member, number>();
  for (const [at, { members, breakGlass }] of policy.roles.entries()) {
    for (const listed of [...(members ?? []), ...breakGlass]) {
      if (!hasBegun(listed, now)) continue;
      if (!byName.has(fold(listed.text))) byName.set(fold(listed.text), at);
      const member = directory.member(listed);
      if (member !== undefined && !byMember.has(member)) byMember.set(member, at);
    }
  }
  return (name) => {
    const member = directory.member({ text: name, position: { line: 1, column: 1 } });
    const found = [byName.get(fold(name)), member && byMember.get(member)];
    return policy.roles[Math.min(...found.map((at) => at ?? Infinity))]?.role;
  };
}

function indexLists({ teams: { managed, missing }, now, newTeams }: Given): Listings["teamsOf"] {
  // A pattern's lists apply to many teams.
  const slugs = new Map<TeamPolicy, string[]>();
  const add = (entry: TeamPolicy, slug: string) => {
    const known = slugs.get(entry);
    if (known === undefined) slugs.set(entry, [slug]);
    else known.push(slug);
  };
  for (const { team, policy } of managed) add(policy, team.slug);
  for (const entry of missing) {
    if (newTeams.has(fold(entry.name.text))) add(entry, entry.name.text);
  }
  const byName = new Map<string, Map<TeamPolicy, TeamRole>>();
  for (const entry of slugs.keys()) {
    const file = (names: readonly WrittenName[] | null, role: TeamRole) => {
      for (const listed of names ?? []) {
        if (!hasBegun(inEntry(listed, entry), now)) continue;
        const roles = byName.get(fold(listed.text)) ?? new Map<TeamPolicy, TeamRole>();
        byName.set(fold(listed.text), roles);
        if (!roles.has(entry)) roles.set(entry, role);
      }
    };
    file(entry.managers, "Manager");
    file(entry.members, "Member");
  }
  // In an order that does not depend on how the policy is split into files.
  return (name) =>
    [...(byName.get(fold(name)) ?? [])]
      .flatMap(([entry, role]) => (slugs.get(entry) ?? []).map((slug) => ({ slug, role })))
      .sort((a, b) => compareIds(a.slug, b.slug));
}

function mayBeInvited({ coverage, invites }: Roster): boolean {
  const { status } = listCoverage(coverage, "invites");
  return (
    (status !== "complete" && status !== "not-in-plan") ||
    invites.some(({ email, username }) => isUnknown(email) || isUnknown(username))
  );
}
