/** The data that an expression can use during its evaluation. */

import { indexAccess } from "../../roster/access.ts";
import { listCoverage, type ListName } from "../../roster/coverage.ts";
import type { Member, Membership, Roster, ServiceAccount, Team } from "../../roster/model.ts";
import { isUnknown, unknownReasons, type Fact, type Unknown } from "../../roster/fact.ts";
import type { Privilege } from "../../roster/repository.ts";
import { groupByTeam, type TeamGroups } from "../group-by-team.ts";
import { describeGap } from "../list-gap.ts";
import { maxSteps } from "./limits.ts";
import { gapOfPrivileges } from "./privilege-gap.ts";
import { createBudget, type Activation } from "../../cel/activation.ts";
import { mergeUnknown, PartialList, UnknownValue, type Value } from "../../cel/values.ts";

export interface RosterActivation extends Activation {
  readonly roster: Roster;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly teamOf: (id: string) => Team | undefined;
  readonly membersOf: (team: Team) => Value;
  readonly servicesOf: (team: Team) => Value;
  /**
   * Returns the privileges of a person, a team or a service account, and those that come through its
   * teams.
   */
  readonly accessOf: (
    holder: Pick<Privilege, "kind" | "slug">,
    teams: Fact<readonly Membership[]>,
  ) => Value;
  /** Returns the rows as a list, which is open unless each of these lists was read completely. */
  readonly list: (rows: readonly object[], ...lists: readonly ListName[]) => Value;
}

/** Returns the activation of one rule, with its full budget of steps. */
export function createActivation(
  roster: Roster,
  now: Date,
  steps: number = maxSteps,
): RosterActivation {
  const gaps = new Map<ListName, UnknownValue | undefined>();
  const gapOf = (name: ListName) => {
    if (!gaps.has(name)) gaps.set(name, findGap(roster, name));
    return gaps.get(name);
  };
  const list: RosterActivation["list"] = (rows, ...lists) => {
    const unknown = lists.map(gapOf).filter((gap) => gap !== undefined);
    return unknown.length === 0 ? rows : new PartialList(rows, unknown.reduce(mergeUnknown));
  };
  const teams = new Map(roster.teams.map((team) => [team.id, team]));
  const members = once(() => toGroups(roster.members, "team members"));
  const services = once(() => toGroups(roster.services, "teams of service accounts"));
  const inTeam = <Account>(groups: Groups<Account>, team: Team, name: ListName) => {
    return withGap(list(groups.byTeam.get(team.id) ?? [], name, "teams"), groups.gap);
  };
  const access = once(() => ({
    of: indexAccess(roster),
    gap: gapOfPrivileges(roster.repositories),
  }));
  return {
    roster,
    now: now.getTime(),
    teamOf: (id) => teams.get(id),
    membersOf: (team) => inTeam<Member>(members(), team, "members"),
    servicesOf: (team) => inTeam<ServiceAccount>(services(), team, "services"),
    accessOf: (holder, memberships) => {
      const { of, gap } = access();
      const known = isUnknown(memberships) ? [] : memberships;
      const needed: ListName[] = isUnknown(memberships) || known.length > 0 ? ["teams"] : [];
      const rows = list(of(holder, known), "repositories", ...needed);
      return withGap(
        withGap(rows, gap),
        isUnknown(memberships) ? unseenTeams(memberships) : undefined,
      );
    },
    list,
    charge: createBudget(steps),
  };
}

function findGap({ coverage }: Roster, name: ListName): UnknownValue | undefined {
  const list = listCoverage(coverage, name);
  if (list.status === "complete") return undefined;
  return new UnknownValue([{ reason: describeGap(list), blind: list.status !== "not-in-plan" }]);
}

/** Returns the list as one that may have more elements, if there is a gap. */
function withGap(rows: Value, gap: UnknownValue | undefined): Value {
  if (gap === undefined) return rows;
  const known = rows instanceof PartialList ? rows : new PartialList(rows as Value[], gap);
  return new PartialList(known.items, mergeUnknown(known.rest, gap));
}

function unseenTeams({ unknown: why }: Unknown): UnknownValue {
  const reason = `the teams were not seen for every account: ${unknownReasons[why]}`;
  return new UnknownValue([{ reason, blind: why !== "not-in-plan" }]);
}

interface Groups<Account> extends Pick<TeamGroups<Account>, "byTeam"> {
  /** Set if an account's teams were not seen: it may be in any team. */
  readonly gap: UnknownValue | undefined;
}

function toGroups<Account extends Member | ServiceAccount>(
  accounts: readonly Account[],
  name: string,
): Groups<Account> {
  const { byTeam, unknown } = groupByTeam(accounts);
  let gap: UnknownValue | undefined;
  for (const { teams } of unknown) {
    if (!isUnknown(teams)) continue;
    const why = teams.unknown;
    const reason = `the ${name} were not seen for every account: ${unknownReasons[why]}`;
    gap = mergeUnknown(gap, new UnknownValue([{ reason, blind: why !== "not-in-plan" }]));
  }
  return { byTeam, gap };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
