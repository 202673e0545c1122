/** A policy as it is on one day: without entries that have ended. */

import { fold } from "../roster/fold.ts";
import { hasBegun, hasEnded } from "./begun.ts";
import type { Policy, TokenPolicy } from "./policy.ts";
import type { WrittenName } from "./position.ts";

/**
 * Returns the policy without the entries of lists of people whose last day is over. If a list names
 * a person several times, only the entry that begins first stays. Returns the same policy if
 * nothing changes.
 */
export function currentPolicy(policy: Policy, now: Date): Policy {
  const current = (list: readonly WrittenName[]) => currentEntries(list, now);
  const currentTokens = (tokens: TokenPolicy | null) =>
    tokens === null || tokens.names === null
      ? tokens
      : replaceChanged(tokens, { names: current(tokens.names) });
  const roles = mapChanged(policy.roles, (role) =>
    replaceChanged(role, {
      members: role.members === null ? null : current(role.members),
      allow: current(role.allow),
      breakGlass: current(role.breakGlass),
    }),
  );
  const teams = mapChanged(policy.teams, (team) =>
    replaceChanged(team, {
      managers: team.managers === null ? null : current(team.managers),
      members: team.members === null ? null : current(team.members),
    }),
  );
  const repositories =
    policy.repositories === null
      ? null
      : mapChanged(policy.repositories, (repository) =>
          replaceChanged(repository, {
            admins: current(repository.admins),
            write: current(repository.write),
            read: current(repository.read),
            tokens: currentTokens(repository.tokens),
          }),
        );
  const tokens = currentTokens(policy.tokens);
  const oidc =
    policy.oidc === null
      ? null
      : mapChanged(policy.oidc, (provider) =>
          typeof provider.services === "string"
            ? provider
            : replaceChanged(provider, { services: current(provider.services) }),
        );
  const { listed } = policy.invites;
  const invites = replaceChanged(policy.invites, {
    listed: listed === null ? null : current(listed),
  });
  return replaceChanged(policy, { roles, teams, invites, repositories, tokens, oidc });
}

function currentEntries(list: readonly WrittenName[], now: Date): readonly WrittenName[] {
  if (!list.some(isDated)) return list;
  const left = list
    .filter((name) => !hasEnded(name, now))
    .sort((a, b) => Number(!hasBegun(a, now)) - Number(!hasBegun(b, now)));
  const seen = new Set<string>();
  return left.filter(({ text }) => {
    const isNew = !seen.has(fold(text));
    seen.add(fold(text));
    return isNew;
  });
}

function isDated({ from, until }: WrittenName): boolean {
  return from !== undefined || until !== undefined;
}

function mapChanged<Item>(items: readonly Item[], to: (item: Item) => Item): readonly Item[] {
  const mapped = items.map(to);
  return mapped.every((item, index) => item === items[index]) ? items : mapped;
}

/** Returns the object itself if the properties have the same values already. */
function replaceChanged<Value extends object>(value: Value, properties: Partial<Value>): Value {
  const keys = Object.keys(properties) as (keyof Value)[];
  return keys.every((key) => properties[key] === value[key]) ? value : { ...value, ...properties };
}
