/** Compares two rosters of one workspace, as far as both contain the data. */

import type { Change, SettingName, TeamWithRole } from "./change.ts";
import type { ListName } from "./coverage.ts";
import {
  addition,
  compareFact,
  isComplete,
  pair,
  pairRows,
  removal,
  valueOrNull,
  type Difference,
  type Scope,
  type Values,
} from "./difference.ts";
import type { DynamicMapping, GroupMapping, Membership, OidcProvider, Roster } from "./model.ts";
import { isUnknown, type Fact } from "./fact.ts";
import { newcomerFinder } from "./newcomer.ts";
import {
  partyOf,
  partyOfInvite,
  partyOfMember,
  partyOfService,
  teamFinder,
  type Party,
  type TeamParty,
} from "./party.ts";
import { compareRepositories } from "./repository-changes.ts";
import { requestedRepositories } from "./requested.ts";

export interface Changes {
  /** Sorted by kind of subject, then by subject. */
  readonly list: readonly Change[];
  /**
   * What only the later roster saw. It may have existed before, where the earlier roster has gaps.
   */
  readonly appeared: readonly Change[];
  /** Lists that have gaps in one of the rosters. What is missing there may still exist. */
  readonly incomplete: readonly ListName[];
}

/** The lists of accounts and teams. */
export const accountLists: readonly ListName[] = ["members", "teams", "services", "invites"];
const settingsLists: readonly ListName[] = ["saml", "group-sync", "oidc"];

/**
 * Returns the changes on these lists, by default on all that were requested. What the later roster
 * can no longer see is not a change; it makes its list incomplete.
 */
export function compareRosters(
  before: Roster,
  after: Roster,
  lists: readonly ListName[] = requestedLists(before, after),
): Changes {
  const scope: Scope = { before, after, teamOf: teamFinder(before, after), hidden: new Set() };
  const found = [
    ...compareFact(scope, "organization", "renamed", ofWorkspace(after), {
      was: before.workspace.slug,
      is: after.workspace.slug,
    }),
    ...comparisons.flatMap(([name, compare]) => (lists.includes(name) ? compare(scope) : [])),
  ];
  const incomplete = lists.filter(
    (name) => !isComplete(before, name) || !isComplete(after, name) || scope.hidden.has(name),
  );
  return {
    list: found.flatMap(({ isFirstSeen, change }) => (isFirstSeen ? [] : [change])),
    appeared: found.flatMap(({ isFirstSeen, change }) => (isFirstSeen ? [change] : [])),
    incomplete,
  };
}

/** Repositories that only one roster has read cannot be compared, but the list is incomplete. */
function requestedLists(before: Roster, after: Roster): readonly ListName[] {
  const isRequested = requestedRepositories(before) || requestedRepositories(after);
  return [...accountLists, ...settingsLists, ...(isRequested ? (["repositories"] as const) : [])];
}

/** In the order of a report. */
const comparisons: readonly (readonly [ListName, (scope: Scope) => Difference[]])[] = [
  ["saml", compareSingleSignOn],
  ["group-sync", compareGroupSync],
  ["oidc", compareProviders],
  ["teams", compareTeams],
  ["members", compareMembers],
  ["services", compareServices],
  ["invites", compareInvites],
  ["repositories", compareRepositories],
];

function ofWorkspace({ workspace }: Roster): Party {
  return partyOf("workspace", workspace);
}

function compareSetting(
  scope: Scope,
  list: ListName,
  setting: SettingName,
  values: Values<boolean>,
): Difference[] {
  return compareFact(scope, list, "setting", ofWorkspace(scope.after), values).map(
    ({ isFirstSeen, change }) => ({ isFirstSeen, change: { ...change, setting } }),
  );
}

function compareSingleSignOn(scope: Scope): Difference[] {
  const [was, is] = [scope.before.singleSignOn, scope.after.singleSignOn];
  return [
    ...compareSetting(scope, "saml", "single sign-on", { was: was.enabled, is: is.enabled }),
    ...compareSetting(scope, "saml", "single sign-on enforced", {
      was: was.enforced,
      is: is.enforced,
    }),
  ];
}

function compareGroupSync(scope: Scope): Difference[] {
  const { before, after, teamOf } = scope;
  const [was, is] = [before.groupSync, after.groupSync];
  const subject = ofWorkspace(after);
  const withTeam = ({ team, attribute, value }: GroupMapping, one: Difference) =>
    onTeam(teamOf(team), { ...one, change: { ...one.change, detail: `${attribute}=${value}` } });
  // A mapping with another team or group counts as another mapping.
  const keyOf = ({ id, ...rest }: GroupMapping) => JSON.stringify([id, ...Object.values(rest)]);
  return [
    ...compareSetting(scope, "group-sync", "group sync", { was: was.enabled, is: is.enabled }),
    ...pair(scope, "group-sync", was.mappings, is.mappings, keyOf).flatMap((found) => {
      if (found.was === undefined) {
        return [withTeam(found.is, addition("mapping-added", subject, found, found.is.role))];
      }
      if (found.is !== undefined) return [];
      return [withTeam(found.was, removal("mapping-removed", subject, found.was.role))];
    }),
  ];
}

function compareProviders(scope: Scope): Difference[] {
  const { before, after } = scope;
  const subject = ofWorkspace(after);
  const nameOf = ({ name, slug }: OidcProvider) => (name === slug ? slug : `${name} (${slug})`);
  const withDetail = (detail: string, { isFirstSeen, change }: Difference) => ({
    isFirstSeen,
    change: { ...change, detail },
  });
  return pair(scope, "oidc", before.oidcProviders, after.oidcProviders, ({ id }) => id).flatMap(
    (found) => {
      if (found.was === undefined) {
        const services = listed(found.is.services);
        return [withDetail(nameOf(found.is), addition("provider-added", subject, found, services))];
      }
      const { was, is } = found;
      if (is === undefined) {
        const removed = removal("provider-removed", subject, listed(was.services));
        return [withDetail(nameOf(was), removed)];
      }
      const facts: readonly (readonly [string, Values<string | boolean>])[] = [
        ["state", { was: onOrOff(was.enabled), is: onOrOff(is.enabled) }],
        ["issuer", { was: was.issuer, is: is.issuer }],
        ["service accounts", { was: listed(was.services), is: listed(is.services) }],
        ["claims", { was: claimsOf(was), is: claimsOf(is) }],
        ["mapping claim", { was: was.mappingClaim ?? "none", is: is.mappingClaim ?? "none" }],
      ];
      return [
        ...facts.flatMap(([fact, values]) =>
          compareFact(scope, "oidc", "provider-changed", subject, values).map((one) =>
            withDetail(`${fact} of OIDC provider ${nameOf(is)}`, one),
          ),
        ),
        ...compareMappings(scope, subject, { was: was.mappings, is: is.mappings }).map(
          ([value, one]) => withDetail(`${value} of OIDC provider ${nameOf(is)}`, one),
        ),
      ];
    },
  );
}

/** Returns the differences, each with the claim's value. */
function compareMappings(
  { hidden }: Scope,
  subject: Party,
  { was, is }: Values<readonly DynamicMapping[]>,
): (readonly [string, Difference])[] {
  if (isUnknown(is)) {
    if (!isUnknown(was)) hidden.add("oidc");
    return [];
  }
  const key = ({ value, service }: DynamicMapping) => JSON.stringify([value, service]);
  return pairRows(
    { rows: isUnknown(was) ? [] : was, isComplete: !isUnknown(was), key },
    { rows: is, isComplete: true, key },
  ).flatMap((found): (readonly [string, Difference])[] => {
    if (found.was === undefined) {
      const { value, service } = found.is;
      return [[value, addition("dynamic-mapping-added", subject, found, service)]];
    }
    const { value, service } = found.was;
    return found.is === undefined
      ? [[value, removal("dynamic-mapping-removed", subject, service)]]
      : [];
  });
}

function listed(names: Fact<readonly string[]>): Fact<string> {
  if (isUnknown(names)) return names;
  return names.length === 0 ? "none" : names.join(", ");
}

function claimsOf({ claims }: OidcProvider): Fact<string> {
  return isUnknown(claims) ? claims : listed(claims.map(({ name, value }) => `${name}=${value}`));
}

function onOrOff(enabled: Fact<boolean>): Fact<string> {
  if (isUnknown(enabled)) return enabled;
  return enabled ? "on" : "off";
}

function compareTeams(scope: Scope): Difference[] {
  const { before, after } = scope;
  return pair(scope, "teams", before.teams, after.teams, ({ id }) => id).flatMap((found) => {
    if (found.was === undefined) return [addition("added", partyOf("team", found.is), found)];
    if (found.is === undefined) return [removal("removed", partyOf("team", found.was))];
    const { was, is } = found;
    const subject = partyOf("team", is);
    return [
      ...compareFact(scope, "teams", "renamed", subject, { was: was.slug, is: is.slug }),
      ...compareFact(scope, "teams", "team-visibility", subject, {
        was: was.visibility,
        is: is.visibility,
      }),
    ];
  });
}

function compareMembers(scope: Scope): Difference[] {
  const { before, after } = scope;
  const pairs = pair(scope, "members", before.members, after.members, ({ id }) => id);
  return pairs.flatMap((found) => {
    const { was, is } = found;
    if (was === undefined) {
      return [
        addition("joined", partyOfMember(found.is), found, found.is.role, teamsOf(scope, found.is)),
      ];
    }
    if (is === undefined)
      return [removal("left", partyOfMember(was), was.role, teamsOf(scope, was))];
    const subject = partyOfMember(is);
    return [
      ...compareFact(scope, "members", "renamed", subject, { was: was.username, is: is.username }),
      ...compareFact(scope, "members", "role", subject, { was: was.role, is: is.role }),
      ...compareFact(scope, "members", "two-factor", subject, {
        was: was.twoFactor,
        is: is.twoFactor,
      }),
      ...compareFact(scope, "members", "active", subject, { was: was.active, is: is.active }),
      ...compareMemberships(scope, "members", subject, { was: was.teams, is: is.teams }),
    ];
  });
}

function compareServices(scope: Scope): Difference[] {
  const { before, after } = scope;
  const pairs = pair(scope, "services", before.services, after.services, (s) => s.slug);
  return pairs.flatMap((found) => {
    const { was, is } = found;
    if (was === undefined) {
      return [
        addition("added", partyOfService(found.is), found, found.is.role, teamsOf(scope, found.is)),
      ];
    }
    if (is === undefined) {
      return [removal("removed", partyOfService(was), was.role, teamsOf(scope, was))];
    }
    const subject = partyOfService(is);
    return [
      ...compareFact(scope, "services", "role", subject, { was: was.role, is: is.role }),
      ...compareMemberships(scope, "services", subject, { was: was.teams, is: is.teams }),
    ];
  });
}

function compareInvites(scope: Scope): Difference[] {
  const { before, after } = scope;
  const newcomer = newcomerFinder(before, after);
  const pairs = pair(scope, "invites", before.invites, after.invites, ({ id }) => id);
  return pairs.flatMap((found) => {
    const { was, is } = found;
    if (was === undefined) {
      return [
        addition(
          "invited",
          partyOfInvite(found.is),
          found,
          found.is.role,
          teamsOf(scope, found.is),
        ),
      ];
    }
    if (is !== undefined) {
      const subject = partyOfInvite(is);
      return [
        ...compareFact(scope, "invites", "role", subject, { was: was.role, is: is.role }),
        ...compareMemberships(scope, "invites", subject, { was: was.teams, is: is.teams }),
      ];
    }
    const who = newcomer(was);
    const subject = partyOfInvite(was);
    if (who === undefined) return [removal("invite-gone", subject, was.role)];
    const change = { subject, before: valueOrNull(was.role), after: valueOrNull(who.role) };
    return [{ isFirstSeen: false, change: { kind: "invite-taken", ...change } }];
  });
}

/** When an account is added or removed, one change contains all its teams. */
function teamsOf(
  { teamOf }: Scope,
  { teams }: { readonly teams: Fact<readonly Membership[]> },
): readonly TeamWithRole[] {
  if (isUnknown(teams)) return [];
  return teams.map(({ team, role }) => ({ team: teamOf(team), role: valueOrNull(role) }));
}

/** A team that is missing on either list of teams may hide its members. */
function compareMemberships(
  scope: Scope,
  list: ListName,
  subject: Party,
  { was, is }: Values<readonly Membership[]>,
): Difference[] {
  const { teamOf, hidden } = scope;
  if (isUnknown(is)) {
    if (!isUnknown(was)) hidden.add(list);
    return [];
  }
  if (isUnknown(was)) {
    return is.map(({ team, role }) =>
      onTeam(teamOf(team), addition("team-joined", subject, { isFirstSeen: true }, role)),
    );
  }
  // Most memberships do not change, and there may be a hundred thousand accounts.
  const same = ({ team, role }: Membership, at: number) =>
    team === is[at]?.team && role === is[at]?.role;
  if (was.length === is.length && was.every(same)) return [];
  return pair(scope, "teams", was, is, ({ team }) => team).flatMap((found) => {
    const { was: old, is: current } = found;
    if (old === undefined) {
      return [
        onTeam(teamOf(found.is.team), addition("team-joined", subject, found, found.is.role)),
      ];
    }
    const team = teamOf(old.team);
    if (current === undefined) return [onTeam(team, removal("team-left", subject, old.role))];
    const roles = { was: old.role, is: current.role };
    return compareFact(scope, list, "team-role", subject, roles).map((one) => onTeam(team, one));
  });
}

function onTeam(object: TeamParty, { isFirstSeen, change }: Difference): Difference {
  return { isFirstSeen, change: { ...change, object } };
}
