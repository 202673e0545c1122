/** Who can do much in the workspace: the role Manager, or Admin on a repository that was seen. */

import { indexAccess } from "../roster/access.ts";
import { isUnknown } from "../roster/fact.ts";
import { fold } from "../roster/fold.ts";
import type { Roster, Team } from "../roster/model.ts";
import { holderKey } from "../roster/repository.ts";
import { needList } from "./need-list.ts";
import type { RuleContext } from "./rule.ts";
import { describeUnread } from "./unread-privileges.ts";

type Context = Pick<RuleContext<unknown>, "roster" | "readFact" | "cannotJudge">;

/**
 * Returns a function that says what makes a service account privileged, such as `role Manager` or
 * `Admin on repository production`; null if nothing does. What was not seen, and may make it
 * privileged, makes the rule not judged.
 */
export function privilegedServices(context: Context): (slug: string) => string | null {
  const { roster, readFact, cannotJudge } = context;
  const services = new Map(roster.services.map((service) => [fold(service.slug), service]));
  const accessOf = indexAccess(roster);
  const knownTeams = new Set(roster.teams.map(({ id }) => id));
  const unread = describeUnread(roster.repositories);
  return (slug) => {
    const service = services.get(fold(slug));
    // Nobody can become an account that does not exist.
    if (service === undefined) {
      needList(context, "services");
      return null;
    }
    const { role, teams } = service;
    if (role === "Manager") return "role Manager";
    const access = accessOf({ kind: "service", slug }, isUnknown(teams) ? [] : teams);
    const admin = access.find(({ privilege }) => privilege.level === "Admin");
    if (admin !== undefined) {
      const through = admin.through === null ? "" : ` through team ${admin.through.team.slug}`;
      return `Admin on repository ${admin.repository.slug}${through}`;
    }
    readFact(role, "role of a service account");
    if (roster.repositories.length === 0) return null;
    const memberships = readFact(teams, "teams of a service account") ?? [];
    if (memberships.some(({ team }) => !knownTeams.has(team))) needList(context, "teams");
    for (const { privilege } of access) readFact(privilege.level, "level of a privilege");
    if (unread !== undefined) cannotJudge(unread);
    return null;
  };
}

/** Returns a function that returns the repository on which a team has Admin, as far as that was seen. */
export function adminTeams({ repositories }: Roster): (team: Team) => string | undefined {
  const byTeam = new Map(
    repositories.flatMap(({ slug, privileges }) =>
      privileges.flatMap((one) =>
        one.kind === "team" && one.level === "Admin" ? [[holderKey(one), slug] as const] : [],
      ),
    ),
  );
  return ({ slug }) => byTeam.get(holderKey({ kind: "team", slug }));
}
