/** Filters and orders accounts as the reader chose. */

import { severities } from "../../../policy/severity.ts";
import { compareIds } from "../../../roster/model.ts";
import { roles } from "../../../roster/roles.ts";
import { isUnknown, type Fact } from "../../../roster/fact.ts";
import { shownName } from "../../../roster/visible.ts";
import { accountKinds } from "../page-data.ts";
import { columnNames, keyExpiry, teamCountOf } from "./account-columns.ts";
import type { Account } from "./model.ts";
import type { Route } from "./route.ts";

/** The orders, by their names in the page's URL. */
export const orders = [...columnNames, "findings", "teams"] as const;
export type Order = (typeof orders)[number];

export interface ChosenOrder {
  /** An order, or `team:` with the id of the team whose column is sorted. */
  readonly by: string;
  readonly descending: boolean;
}

/** Returns the order in a query, such as `role` or `-role`; by name if it contains none. */
export function chosenOrder({ sort = "" }: Route["query"]): ChosenOrder {
  const by = sort.replace(/^-/u, "");
  const known = orders.some((name) => name === by) || by.startsWith(teamPrefix);
  return { by: known ? by : "name", descending: known && sort !== by };
}

const teamPrefix = "team:";

/** Returns the name of the order by the roles in one team. */
export function orderByTeam(id: string): string {
  return `${teamPrefix}${id}`;
}

/** Returns the query's value that sorts by a column, or the other way round if it does already. */
export function nextSort(query: Route["query"], by: string): string {
  const now = chosenOrder(query);
  return now.by === by && !now.descending ? `-${by}` : by;
}

/**
 * Returns the accounts that match a query, in its order; an unknown fact matches only `unknown`.
 */
export function filterAccounts(
  accounts: readonly Account[],
  query: Route["query"],
): readonly Account[] {
  const words = (query["q"] ?? "")
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const { kind = "", role = "", team = "", twoFactor = "", active = "" } = query;
  const { by, descending } = chosenOrder(query);
  const compare = comparisonBy(by);
  return accounts
    .filter(
      (account) =>
        (kind === "" || account.kind === kind) &&
        (role === "" || wordOf(account.role) === role) &&
        (active === "" || switchOf(account.active, "yes", "no") === active) &&
        (twoFactor === "" || switchOf(account.twoFactor, "on", "off") === twoFactor) &&
        (team === "" || isIn(account, team)) &&
        words.every((word) => account.searched.includes(word)),
    )
    .sort((a, b) => (descending ? compare(b, a) : compare(a, b)) || byName(a, b));
}

function wordOf(fact: Fact<string>): string {
  return isUnknown(fact) ? "unknown" : fact;
}

function switchOf(fact: Fact<boolean | null>, on: string, off: string): string {
  if (isUnknown(fact)) return "unknown";
  if (fact === null) return "";
  return fact ? on : off;
}

function isIn({ places }: Account, team: string): boolean {
  return !isUnknown(places) && places.some((place) => place.team.id === team);
}

type Compare = (a: Account, b: Account) => number;

const byName: Compare = (a, b) =>
  accountKinds.indexOf(a.kind) - accountKinds.indexOf(b.kind) ||
  compareIds(nameOf(a), nameOf(b)) ||
  bySlug(a, b) ||
  compareIds(a.id, b.id);

const bySlug: Compare = (a, b) => compareIds(a.slug.toLowerCase(), b.slug.toLowerCase());

function nameOf({ name, slug }: Account): string {
  return shownName(name, slug).toLowerCase();
}

const comparisons: Readonly<Record<Order, Compare>> = {
  name: byName,
  username: bySlug,
  email: (a, b) => compareIds(textOf(a.email), textOf(b.email)),
  role: (a, b) => rankOf(a) - rankOf(b),
  active: (a, b) => switchRank(a.active) - switchRank(b.active),
  "two-factor": (a, b) => switchRank(a.twoFactor) - switchRank(b.twoFactor),
  login: (a, b) => compareIds(loginOf(a), loginOf(b)),
  key: (a, b) => compareIds(keyOf(a), keyOf(b)),
  findings: (a, b) => weigh(b) - weigh(a),
  teams: (a, b) => teamCount(b) - teamCount(a),
};

function comparisonBy(by: string): Compare {
  const order = orders.find((name) => name === by);
  if (order !== undefined) return comparisons[order];
  const team = by.slice(teamPrefix.length);
  return (a, b) => teamRank(a, team) - teamRank(b, team);
}

/** An unknown role comes first, because it may be the highest. */
function rankOf({ role }: Account): number {
  return isUnknown(role) ? -1 : roles.indexOf(role);
}

/** No, then unknown, then yes; accounts to which it does not apply are last. */
function switchRank(fact: Fact<boolean | null>): number {
  if (isUnknown(fact)) return 1;
  return fact === null ? 3 : { false: 0, true: 2 }[`${fact}`];
}

/** Managers, then members, then memberships that were not seen; accounts that are not in it last. */
function teamRank({ places }: Account, team: string): number {
  if (isUnknown(places)) return 2;
  const place = places.find((one) => one.team.id === team);
  if (place === undefined) return 3;
  return place.role === "Manager" ? 0 : 1;
}

/** Weighs open findings: one of a worse severity counts more than any number of milder ones. */
export function weigh({ findings }: Pick<Account, "findings">): number {
  const open = findings.filter(({ state }) => state !== "accepted");
  return open.reduce((sum, { severity }) => sum + 1000 ** (2 - severities.indexOf(severity)), 0);
}

/** A text that sorts after every address and every time. */
const last = "\u{10FFFF}";

function textOf(fact: Fact<string | null>): string {
  return typeof fact === "string" ? fact.toLowerCase() : last;
}

/**
 * Never, then the oldest login first, then logins that were not seen; accounts that do not log in
 * are last.
 */
function loginOf({ kind, lastLoginAt }: Account): string {
  if (kind !== "member") return last;
  if (isUnknown(lastLoginAt)) return "~";
  return lastLoginAt ?? "";
}

/** The next to expire first, then keys without an end, then unknown ones; others are last. */
function keyOf(account: Account): string {
  if (account.kind !== "service") return last;
  const until = keyExpiry(account);
  return isUnknown(until) ? "~~" : (until ?? "~");
}

function teamCount(account: Account): number {
  return teamCountOf(account) ?? Number.MAX_SAFE_INTEGER;
}
