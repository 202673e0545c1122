import type { JSX } from "preact";

import { nextSort, sortedBy, type ChosenOrder } from "./sort-order.ts";

/** How a table is sorted, and how to sort it in another way. */
export interface Sorting<Order extends string> {
  readonly order: ChosenOrder<Order>;
  readonly onSort: (sort: string) => void;
}

/** The name of a column as a button that sorts by it; without `sorting`, only the name. */
export function SortHeading<Order extends string>(props: {
  readonly by: Order;
  readonly title: string;
  readonly sorting: Sorting<Order> | undefined;
}): JSX.Element {
  const { by, title, sorting } = props;
  if (sorting === undefined) return <th scope="col">{title}</th>;
  const { order, onSort } = sorting;
  const sorted = sortedBy(order, by);
  return (
    <th scope="col" aria-sort={sorted}>
      <button
        type="button"
        class={sorted === undefined ? "sort" : `sort ${sorted}`}
        onClick={() => onSort(nextSort(order, by))}
      >
        <span>{title}</span>
      </button>
    </th>
  );
}
