/** Filters and orders keys and identities as the reader chose. */

import { isUnknown } from "../../../../roster/fact.ts";
import { compareIds } from "../../../../roster/model.ts";
import { weigh } from "../account-filter.ts";
import type { Page } from "../model.ts";
import type { Route } from "../route.ts";
import { orderIn, type ChosenOrder } from "../sort-order.ts";
import type { KeyKind, KeyRow, Keys } from "./key-model.ts";

/** The orders, by their names in the page's URL. */
export const orders = ["name", "active", "end", "findings"] as const;
export type Order = (typeof orders)[number];

/** The choices of the filter by end. */
export const ends = ["none", "ahead", "past", "unknown"] as const;
export type End = (typeof ends)[number];

/** The choices of the filter by findings. */
export const foundChoices = ["open", "accepted", "none"] as const;

/** Returns the order in a query; by name if it contains none. */
export function chosenOrder(query: Route["query"]): ChosenOrder<Order> {
  return orderIn(orders, query);
}

/**
 * Returns the rows that match a query, in its order. A row that a filter does not apply to does not
 * match it. `now` is the time of the report, which its rules use, too.
 */
export function filterKeys(
  rows: readonly KeyRow[],
  query: Route["query"],
  now: string,
): readonly KeyRow[] {
  const words = (query["q"] ?? "").toLowerCase().split(/\s+/u).filter(Boolean);
  const { kind = "", active = "", end = "", found = "" } = query;
  const { by, descending } = chosenOrder(query);
  const compare = comparisons[by];
  return rows
    .filter(
      (row) =>
        (kind === "" || row.kind === kind) &&
        (active === "" || activeWord(row) === active) &&
        (end === "" || endOf(row, now) === end) &&
        (found === "" || foundWord(row) === found) &&
        words.every((word) => row.searched.includes(word)),
    )
    .toSorted((a, b) => (descending ? compare(b, a) : compare(a, b)) || byName(a, b));
}

/** Returns the rows of each kind that match a query. */
export function filterKinds(page: Page, query: Route["query"]): Keys["rows"] {
  const of = (kind: KeyKind) => filterKeys(page.keys.rows[kind], query, page.report.generatedAt);
  return {
    token: of("token"),
    provider: of("provider"),
    identity: of("identity"),
    mapping: of("mapping"),
    service: of("service"),
  };
}

/** Returns which choice of the filter by end a row is; undefined if it never has one. */
export function endOf({ endsAt }: Pick<KeyRow, "endsAt">, now: string): End | undefined {
  if (endsAt === undefined) return undefined;
  if (isUnknown(endsAt)) return "unknown";
  if (endsAt === null) return "none";
  return Date.parse(endsAt) <= Date.parse(now) ? "past" : "ahead";
}

function activeWord({ active }: KeyRow): string {
  if (isUnknown(active)) return "unknown";
  if (active === null) return "";
  return active ? "yes" : "no";
}

function foundWord({ findings }: KeyRow): (typeof foundChoices)[number] {
  if (findings.length === 0) return "none";
  return findings.some(({ state }) => state !== "accepted") ? "open" : "accepted";
}

type Compare = (a: KeyRow, b: KeyRow) => number;

const byName: Compare = (a, b) =>
  compareIds(a.name.toLowerCase(), b.name.toLowerCase()) || compareIds(a.key, b.key);

const comparisons: Readonly<Record<Order, Compare>> = {
  name: byName,
  active: (a, b) => activeRank(a) - activeRank(b),
  end: (a, b) => compareIds(endRank(a), endRank(b)),
  findings: (a, b) => weigh(b) - weigh(a),
};

/** What works comes first, and what may work before what does not. */
function activeRank({ active }: KeyRow): number {
  if (isUnknown(active)) return 1;
  return active === false ? 2 : 0;
}

/** The next to end first, then what has no end, then ends that were not seen; others are last. */
function endRank({ endsAt }: KeyRow): string {
  if (endsAt === undefined) return "~~~";
  return isUnknown(endsAt) ? "~~" : (endsAt ?? "~");
}
