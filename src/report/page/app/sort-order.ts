/** The order of a table, as the page's URL contains it. */

import type { Route } from "./route.ts";

export interface ChosenOrder<Order extends string> {
  readonly by: Order;
  readonly descending: boolean;
}

/** Returns the order in a query, such as `default` or `-default`; by name if it contains none. */
export function orderIn<Order extends string>(
  orders: readonly Order[],
  { sort = "" }: Route["query"],
): ChosenOrder<Order | "name"> {
  const by = orders.find((name) => name === sort.replace(/^-/u, ""));
  return { by: by ?? "name", descending: by !== undefined && sort !== by };
}

/** Returns the query's value that sorts by a column, or the other way round if it does already. */
export function nextSort<Order extends string>(
  { by: chosen, descending }: ChosenOrder<Order>,
  by: Order,
): string {
  return chosen === by && !descending ? `-${by}` : by;
}

/** Returns how a column is sorted, as `aria-sort` says it; undefined if it is not. */
export function sortedBy<Order extends string>(
  { by: chosen, descending }: ChosenOrder<Order>,
  by: Order,
): "ascending" | "descending" | undefined {
  if (chosen !== by) return undefined;
  return descending ? "descending" : "ascending";
}
