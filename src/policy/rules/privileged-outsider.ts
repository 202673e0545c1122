import { z } from "zod";

import { isUnknown } from "../../roster/fact.ts";
import { compareIds, type Member } from "../../roster/model.ts";
import { privilegeLevels, type PrivilegeLevel, type Repository } from "../../roster/repository.ts";
import { groupByTeam } from "../group-by-team.ts";
import { needList } from "../need-list.ts";
import { indexHolders, listOfHolder } from "../privilege-holders.ts";
import { judgePrivileges } from "../judge-repositories.ts";
import { defineRule, type RuleContext } from "../rule.ts";
import { nameOf, ofMember, ofRepository } from "../subject.ts";

export const privilegedOutsider = defineRule({
  id: "privileged-outsider",
  title: "Collaborator or inactive member with Write or Admin on a repository",
  explanation:
    "Collaborators are people from outside. An inactive member who is reactivated can use all privileges again. Both can change packages here, with a privilege of their own or through a team. The rule looks at the repositories that the policy lists, also those with privileges: any.",
  remedy:
    "Remove the privilege or the person's membership in the team, or lower the level to Read (API: PATCH /repos/{owner}/{identifier}/privileges).",
  fixed:
    "It is fixed when the person has neither a privilege of their own nor a team with Write or Admin on the repository, or is an active Member.",
  severity: "warning",
  section: "repositories",
  options: z.strictObject({}),
  lists: [],
  needs:
    "members, teams, and the repositories that the policy names with their privileges; reported in spite of gaps",
  evidence: "row",
  resolvedBy: "remove",
  *evaluate(context) {
    const { readFact } = context;
    const { mayBeListed } = indexHolders(context);
    const pathsTo = findPaths(context);
    for (const { repository, policy } of judgePrivileges(context, () => true)) {
      for (const [member, { level, team }] of pathsTo(repository)) {
        const role = readFact(member.role, "workspace role");
        const active = readFact(member.active, "activity");
        if (role !== "Collaborator" && active !== false) continue;
        yield {
          subject: ofMember(member),
          object: ofRepository(repository),
          facts: { level, team, role: role ?? null, active: active ?? null },
          position: policy.name.position,
          // No task takes away what the policy lists.
          ...(team === null &&
            mayBeListed({ kind: "user", slug: member.username }, policy) && {
              resolvedBy: "policy",
            }),
        };
      }
    }
  },
  message: ({ subject, object, facts: { level, team, role, active } }) => {
    const outside = active === false ? "an inactive Collaborator" : "a Collaborator";
    const who = role === "Collaborator" ? outside : "inactive";
    return `${nameOf(subject)} is ${who} and has ${level} on repository ${object === undefined ? "" : nameOf(object)}${team === null ? "" : ` through team ${team}`}`;
  },
});

interface AccessPath {
  readonly level: PrivilegeLevel;
  /** The team's slug; null: a privilege of the person's own. */
  readonly team: string | null;
}

/**
 * Returns a function that returns the people with Write or Admin on a repository, each with one path:
 * the one with the highest level, a person's own privilege before a team's.
 */
function findPaths(
  context: RuleContext<unknown>,
): (repository: Repository) => ReadonlyMap<Member, AccessPath> {
  const { roster, readFact } = context;
  const { holderOf } = indexHolders(context);
  const { byTeam, unknown } = groupByTeam(roster.members);
  return (repository) => {
    const paths = new Map<Member, AccessPath>();
    const add = (member: Member, path: AccessPath) => {
      const known = paths.get(member);
      if (known === undefined || comparePaths(path, known) < 0) paths.set(member, path);
    };
    for (const privilege of repository.privileges) {
      if (privilege.kind === "service") continue;
      const level = readFact(privilege.level, "level of a privilege");
      if (level === undefined || level === "Read") continue;
      const { member, team, isNobody } = holderOf(privilege);
      if (member !== undefined) add(member, { level, team: null });
      if (isUnknown(isNobody)) needList(context, listOfHolder[privilege.kind]);
      if (team === undefined) continue;
      needList(context, "members");
      // Whoever's teams were not seen may be in this one.
      for (const { teams } of unknown) readFact(teams, "teams");
      for (const { account } of byTeam.get(team.id) ?? []) add(account, { level, team: team.slug });
    }
    return paths;
  };
}

function comparePaths(a: AccessPath, b: AccessPath): number {
  return (
    privilegeLevels.indexOf(b.level) - privilegeLevels.indexOf(a.level) ||
    compareIds(a.team ?? "", b.team ?? "")
  );
}
