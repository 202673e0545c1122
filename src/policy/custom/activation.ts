/** What an expression can look at while it is evaluated. */

import { listCoverage, type ListName } from "../../roster/coverage.ts";
import {
  isUnknown,
  unknownReasons,
  type Member,
  type Membership,
  type Roster,
  type ServiceAccount,
  type Team,
} from "../../roster/model.ts";
import { describeGap } from "../list-gap.ts";
import { maxSteps } from "../../cel/limits.ts";
import { mergeUnseen, OpenList, Unseen, type Value } from "../../cel/values.ts";

/** An account as one of a team's. */
export interface InTeam<Account> {
  readonly account: Account;
  readonly role: Membership["role"];
}

export interface World {
  readonly roster: Roster;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly teamOf: (id: string) => Team | undefined;
  readonly membersOf: (team: Team) => Value;
  readonly servicesOf: (team: Team) => Value;
  /** Returns rows as a list that is open unless each of these lists was read whole. */
  readonly list: (rows: readonly object[], ...lists: readonly ListName[]) => Value;
  /** Counts steps. Throws `OutOfSteps` when there were too many. */
  readonly spend: (steps: number) => void;
}

/** Ends an evaluation that takes too long; never leaves this folder. */
export class OutOfSteps extends Error {}

/** Returns the world of one rule, with all of its steps before it. */
export function createWorld(roster: Roster, now: Date): World {
  let spent = 0;
  const gaps = new Map<ListName, Unseen | undefined>();
  const gapOf = (name: ListName) => {
    if (!gaps.has(name)) gaps.set(name, findGap(roster, name));
    return gaps.get(name);
  };
  const list: World["list"] = (rows, ...lists) => {
    const unseen = lists.map(gapOf).filter((gap) => gap !== undefined);
    return unseen.length === 0 ? rows : new OpenList(rows, unseen.reduce(mergeUnseen));
  };
  const teams = new Map(roster.teams.map((team) => [team.id, team]));
  const members = once(() => groupByTeam(roster.members, "team members"));
  const services = once(() => groupByTeam(roster.services, "teams of service accounts"));
  const inTeam = <Account>(groups: Groups<Account>, team: Team, name: ListName) => {
    const rows = list(groups.rows.get(team.id) ?? [], name, "teams");
    if (groups.unseen === undefined) return rows;
    const known = rows instanceof OpenList ? rows : new OpenList(rows as Value[], groups.unseen);
    return new OpenList(known.items, mergeUnseen(known.more, groups.unseen));
  };
  return {
    roster,
    now: now.getTime(),
    teamOf: (id) => teams.get(id),
    membersOf: (team) => inTeam<Member>(members(), team, "members"),
    servicesOf: (team) => inTeam<ServiceAccount>(services(), team, "services"),
    list,
    spend: (steps) => {
      spent += steps;
      if (spent > maxSteps) throw new OutOfSteps();
    },
  };
}

function findGap({ coverage }: Roster, name: ListName): Unseen | undefined {
  const list = listCoverage(coverage, name);
  if (list.status === "complete") return undefined;
  return new Unseen([{ reason: describeGap(list), blind: list.status !== "not-in-plan" }]);
}

interface Groups<Account> {
  readonly rows: ReadonlyMap<string, readonly InTeam<Account>[]>;
  /** Set when an account's teams were not seen: it may be in any. */
  readonly unseen: Unseen | undefined;
}

function groupByTeam<Account extends Member | ServiceAccount>(
  accounts: readonly Account[],
  name: string,
): Groups<Account> {
  const rows = new Map<string, InTeam<Account>[]>();
  let unseen: Unseen | undefined;
  for (const account of accounts) {
    if (isUnknown(account.teams)) {
      const { unknown } = account.teams;
      const reason = `the ${name} were not seen for every account: ${unknownReasons[unknown]}`;
      unseen = mergeUnseen(unseen, new Unseen([{ reason, blind: unknown !== "not-in-plan" }]));
      continue;
    }
    for (const { team, role } of account.teams) {
      const group = rows.get(team);
      if (group === undefined) rows.set(team, [{ account, role }]);
      else group.push({ account, role });
    }
  }
  return { rows, unseen };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
