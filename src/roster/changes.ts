/** What changed between two rosters of one workspace, as far as both of them saw it. */

import type { Change, ChangeKind, HeldTeam, SettingName } from "./change.ts";
import { listCoverage, type ListName } from "./coverage.ts";
import {
  compareIds,
  type GroupMapping,
  type Membership,
  type OidcProvider,
  type Roster,
} from "./model.ts";
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

export interface Changes {
  /** By kind of subject, then by whom it is about. */
  readonly list: readonly Change[];
  /** What only the later roster saw: it may have been there before, where the earlier one did not look. */
  readonly appeared: readonly Change[];
  /** Lists of which one of the rosters has gaps: who is missing there may be there all the same. */
  readonly incomplete: readonly ListName[];
}

/** Lists with who is in a workspace. */
export const accountLists: readonly ListName[] = ["members", "teams", "services", "invites"];
const settingsLists: readonly ListName[] = ["saml", "group-sync", "oidc"];

/**
 * Returns what changed on these lists, by default on all. What the later roster does not see any more is
 * no change, and makes its list incomplete.
 */
export function compareRosters(
  before: Roster,
  after: Roster,
  lists: readonly ListName[] = [...accountLists, ...settingsLists],
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
    (name) => !isWhole(before, name) || !isWhole(after, name) || scope.hidden.has(name),
  );
  return {
    list: found.flatMap(({ isNews, change }) => (isNews ? [] : [change])),
    appeared: found.flatMap(({ isNews, change }) => (isNews ? [change] : [])),
    incomplete,
  };
}

/** A difference, and whether it is one to what the earlier roster did not see. */
interface Difference {
  readonly isNews: boolean;
  readonly change: Change;
}

interface Scope {
  readonly before: Roster;
  readonly after: Roster;
  readonly teamOf: (id: string) => TeamParty;
  /** Lists on which the later roster lacks what the earlier one saw. */
  readonly hidden: Set<ListName>;
}

/** A list that the plan does not have hides nothing. */
function isWhole(roster: Roster, name: ListName): boolean {
  const { status } = listCoverage(roster.coverage, name);
  return status === "complete" || status === "not-in-plan";
}

/** In the order in which a report lists changes. */
const comparisons: readonly (readonly [ListName, (scope: Scope) => Difference[]])[] = [
  ["saml", compareSingleSignOn],
  ["group-sync", compareGroupSync],
  ["oidc", compareProviders],
  ["teams", compareTeams],
  ["members", compareMembers],
  ["services", compareServices],
  ["invites", compareInvites],
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
    ({ isNews, change }) => ({ isNews, change: { ...change, setting } }),
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
  // One that feeds another team, or from another group, is another one.
  const keyOf = ({ id, ...rest }: GroupMapping) => JSON.stringify([id, ...Object.values(rest)]);
  return [
    ...compareSetting(scope, "group-sync", "group sync", { was: was.enabled, is: is.enabled }),
    ...pair(scope, "group-sync", was.mappings, is.mappings, keyOf).flatMap((found) => {
      if (found.was === undefined) {
        return [withTeam(found.is, came("mapping-added", subject, found, found.is.role))];
      }
      if (found.is !== undefined) return [];
      return [withTeam(found.was, went("mapping-removed", subject, found.was.role))];
    }),
  ];
}

function compareProviders(scope: Scope): Difference[] {
  const { before, after } = scope;
  const subject = ofWorkspace(after);
  const called = ({ name, slug }: OidcProvider) => (name === slug ? slug : `${name} (${slug})`);
  const withDetail = (detail: string, { isNews, change }: Difference) => ({
    isNews,
    change: { ...change, detail },
  });
  return pair(scope, "oidc", before.oidcProviders, after.oidcProviders, ({ id }) => id).flatMap(
    (found) => {
      if (found.was === undefined) {
        const services = listed(found.is.services);
        return [withDetail(called(found.is), came("provider-added", subject, found, services))];
      }
      const { was, is } = found;
      if (is === undefined) {
        const gone = went("provider-removed", subject, listed(was.services));
        return [withDetail(called(was), gone)];
      }
      const facts: readonly (readonly [string, Values<string | boolean>])[] = [
        ["state", { was: onOrOff(was.enabled), is: onOrOff(is.enabled) }],
        ["issuer", { was: was.issuer, is: is.issuer }],
        ["service accounts", { was: listed(was.services), is: listed(is.services) }],
        ["claims", { was: claimsOf(was), is: claimsOf(is) }],
        ["mapping claim", { was: was.mappingClaim ?? "none", is: is.mappingClaim ?? "none" }],
      ];
      return facts.flatMap(([fact, values]) =>
        compareFact(scope, "oidc", "provider-changed", subject, values).map((one) =>
          withDetail(`${fact} of OIDC provider ${called(is)}`, one),
        ),
      );
    },
  );
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
    if (found.was === undefined) return [came("added", partyOf("team", found.is), found)];
    if (found.is === undefined) return [went("removed", partyOf("team", found.was))];
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
        came("joined", partyOfMember(found.is), found, found.is.role, teamsOf(scope, found.is)),
      ];
    }
    if (is === undefined) return [went("left", partyOfMember(was), was.role, teamsOf(scope, was))];
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
        came("added", partyOfService(found.is), found, found.is.role, teamsOf(scope, found.is)),
      ];
    }
    if (is === undefined) {
      return [went("removed", partyOfService(was), was.role, teamsOf(scope, was))];
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
        came("invited", partyOfInvite(found.is), found, found.is.role, teamsOf(scope, found.is)),
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
    if (who === undefined) return [went("invite-gone", subject, was.role)];
    const change = { subject, before: known(was.role), after: known(who.role) };
    return [{ isNews: false, change: { kind: "invite-taken", ...change } }];
  });
}

/** Whoever comes or goes does so with all their teams at once, so that one change names them all. */
function teamsOf(
  { teamOf }: Scope,
  { teams }: { readonly teams: Fact<readonly Membership[]> },
): readonly HeldTeam[] {
  if (isUnknown(teams)) return [];
  return teams.map(({ team, role }) => ({ team: teamOf(team), role: known(role) }));
}

/** A team that either list of teams does not show may hide its members. */
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
      onTeam(teamOf(team), came("team-joined", subject, { isNews: true }, role)),
    );
  }
  // Most people are where they were, and there may be a hundred thousand.
  const same = ({ team, role }: Membership, at: number) =>
    team === is[at]?.team && role === is[at]?.role;
  if (was.length === is.length && was.every(same)) return [];
  return pair(scope, "teams", was, is, ({ team }) => team).flatMap((found) => {
    const { was: held, is: holds } = found;
    if (held === undefined) {
      return [onTeam(teamOf(found.is.team), came("team-joined", subject, found, found.is.role))];
    }
    const team = teamOf(held.team);
    if (holds === undefined) return [onTeam(team, went("team-left", subject, held.role))];
    const roles = { was: held.role, is: holds.role };
    return compareFact(scope, list, "team-role", subject, roles).map((one) => onTeam(team, one));
  });
}

function onTeam(object: TeamParty, { isNews, change }: Difference): Difference {
  return { isNews, change: { ...change, object } };
}

type Pair<Row> =
  | { readonly was: Row; readonly is: Row | undefined }
  /** `isNews`: the earlier list has gaps, so it may have been there unseen. */
  | { readonly was: undefined; readonly is: Row; readonly isNews: boolean };

/**
 * Returns the rows of two lists by key, in the order of the keys. One that only the earlier list has is
 * left out where the later one has gaps: it may be there unseen.
 */
function pair<Row>(
  { before, after }: Scope,
  list: ListName,
  were: readonly Row[],
  are: readonly Row[],
  key: (row: Row) => string,
): Pair<Row>[] {
  const wereByKey = new Map(were.map((row) => [key(row), row]));
  const areByKey = new Map(are.map((row) => [key(row), row]));
  const [isNews, areWhole] = [!isWhole(before, list), isWhole(after, list)];
  return [...new Set([...wereByKey.keys(), ...areByKey.keys()])]
    .sort(compareIds)
    .flatMap((id): Pair<Row>[] => {
      const [was, is] = [wereByKey.get(id), areByKey.get(id)];
      if (was !== undefined) return is === undefined && !areWhole ? [] : [{ was, is }];
      return is === undefined ? [] : [{ was: undefined, is, isNews }];
    });
}

interface Values<T> {
  readonly was: Fact<T>;
  readonly is: Fact<T>;
}

function compareFact(
  { hidden }: Scope,
  list: ListName,
  kind: ChangeKind,
  subject: Party,
  { was, is }: Values<string | boolean>,
): Difference[] {
  if (isUnknown(is)) {
    if (!isUnknown(was)) hidden.add(list);
    return [];
  }
  if (isUnknown(was)) return [{ isNews: true, change: { kind, subject, before: null, after: is } }];
  return was === is ? [] : [{ isNews: false, change: { kind, subject, before: was, after: is } }];
}

function came(
  kind: ChangeKind,
  subject: Party,
  { isNews }: { readonly isNews: boolean },
  role?: Fact<string>,
  teams: readonly HeldTeam[] = [],
): Difference {
  return { isNews, change: toChange(kind, subject, teams, null, known(role)) };
}

function went(
  kind: ChangeKind,
  subject: Party,
  role?: Fact<string>,
  teams: readonly HeldTeam[] = [],
): Difference {
  return { isNews: false, change: toChange(kind, subject, teams, known(role), null) };
}

function toChange(
  kind: ChangeKind,
  subject: Party,
  teams: readonly HeldTeam[],
  before: Change["before"],
  after: Change["after"],
): Change {
  return { kind, subject, ...(teams.length > 0 && { teams }), before, after };
}

function known(role: Fact<string> | undefined): string | null {
  return role === undefined || isUnknown(role) ? null : role;
}
