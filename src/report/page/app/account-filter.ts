/** Filters and orders accounts as the reader chose. */

import { severities } from "../../../policy/severity.ts";
import { compareIds } from "../../../roster/model.ts";
import { roles } from "../../../roster/roles.ts";
import { isUnknown, type Fact } from "../../../roster/fact.ts";
import { accountKinds } from "../page-data.ts";
import type { Account } from "./model.ts";
import type { Route } from "./route.ts";

/** The orders, by their names in the page's URL. */
export const orders = ["name", "role", "findings", "login", "teams"] as const;
export type Order = (typeof orders)[number];

/** Returns the order in a query; by name if it contains none. */
export function chosenOrder({ sort }: Route["query"]): Order {
  return orders.find((name) => name === sort) ?? "name";
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
  const { kind = "", role = "", team = "", twoFactor = "" } = query;
  return accounts
    .filter(
      (account) =>
        (kind === "" || account.kind === kind) &&
        (role === "" || wordOf(account.role) === role) &&
        (twoFactor === "" || switchOf(account.twoFactor) === twoFactor) &&
        (team === "" || isIn(account, team)) &&
        words.every((word) => account.searched.includes(word)),
    )
    .sort(comparisons[chosenOrder(query)]);
}

function wordOf(fact: Fact<string>): string {
  return isUnknown(fact) ? "unknown" : fact;
}

function switchOf(fact: Fact<boolean | null>): string {
  if (isUnknown(fact)) return "unknown";
  return fact === null ? "" : { true: "on", false: "off" }[`${fact}`];
}

function isIn({ places }: Account, team: string): boolean {
  return !isUnknown(places) && places.some((place) => place.team.id === team);
}

type Compare = (a: Account, b: Account) => number;

const byName: Compare = (a, b) =>
  accountKinds.indexOf(a.kind) - accountKinds.indexOf(b.kind) ||
  compareIds(a.slug.toLowerCase(), b.slug.toLowerCase()) ||
  compareIds(a.id, b.id);

const comparisons: Readonly<Record<Order, Compare>> = {
  name: byName,
  role: (a, b) => rankOf(a) - rankOf(b) || byName(a, b),
  findings: (a, b) => weigh(b) - weigh(a) || byName(a, b),
  login: (a, b) => compareIds(loginOf(a), loginOf(b)) || byName(a, b),
  teams: (a, b) => teamCount(b) - teamCount(a) || byName(a, b),
};

/** An unknown role comes first, because it may be the highest. */
function rankOf({ role }: Account): number {
  return isUnknown(role) ? -1 : roles.indexOf(role);
}

/** Weighs open findings: one of a worse severity counts more than any number of milder ones. */
function weigh({ findings }: Account): number {
  const open = findings.filter(({ state }) => state !== "accepted");
  return open.reduce((sum, { severity }) => sum + 1000 ** (2 - severities.indexOf(severity)), 0);
}

/**
 * Never, then the oldest login first, then logins that were not seen; accounts that do not log in
 * are last.
 */
function loginOf({ kind, lastLoginAt }: Account): string {
  if (kind !== "member") return "~~";
  if (isUnknown(lastLoginAt)) return "~";
  return lastLoginAt ?? "";
}

function teamCount({ places }: Account): number {
  return isUnknown(places) ? Number.MAX_SAFE_INTEGER : places.length;
}
