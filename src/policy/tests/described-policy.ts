/** What a policy describes on one day: only entries that have begun and have not ended. */

import { fold } from "../../roster/fold.ts";
import { hasBegun } from "../begun.ts";
import { currentPolicy } from "../current-policy.ts";
import { laterServices } from "../names.ts";
import type { Policy } from "../policy.ts";
import type { WrittenName } from "../position.ts";

/**
 * Returns the policy without the people, teams, service accounts and privileges that do not count
 * yet.
 */
export function describedPolicy(policy: Policy, now: Date): Policy {
  const current = currentPolicy(policy, now);
  const begun = (list: readonly WrittenName[]) => list.filter((name) => hasBegun(name, now));
  const services = current.services?.filter(({ name }) => hasBegun(name, now)) ?? null;
  const notYet = laterServices(current, now);
  return {
    ...current,
    roles: current.roles.map((role) => ({
      ...role,
      members: role.members === null ? null : begun(role.members),
      breakGlass: begun(role.breakGlass),
    })),
    teams: current.teams
      .filter(({ name }) => hasBegun(name, now))
      .map((team) => ({
        ...team,
        managers: team.managers === null ? null : begun(team.managers),
        members: team.members === null ? null : begun(team.members),
        services: team.services?.filter(({ text }) => !notYet.has(fold(text))) ?? null,
      })),
    services,
    oidc:
      current.oidc?.map((provider) => ({
        ...provider,
        services:
          typeof provider.services === "string" ? provider.services : begun(provider.services),
      })) ?? null,
    repositories:
      current.repositories
        ?.filter(({ name }) => hasBegun(name, now))
        .map((repository) => ({
          ...repository,
          admins: begun(repository.admins),
          write: begun(repository.write),
          read: begun(repository.read),
        })) ?? null,
  };
}
