/** A table of the pack: a heading, columns and rows. */

import type { Cell } from "../escape/escape-csv.ts";

export interface Table {
  readonly name: string;
  /** The name of its CSV file: with `.partial` if rows may be missing. */
  readonly file: string;
  readonly title: string;
  /** The meaning of an empty table. */
  readonly none: string;
  readonly columns: readonly string[];
  /** The number of rows. */
  readonly size: number;
  /** Computed each time they are iterated. */
  readonly rows: Iterable<readonly Cell[]>;
}

/** Returns a table with a row for each item, and a cell for each column. */
export function tableOf<T>(
  heading: Pick<Table, "name" | "title" | "none">,
  items: readonly T[],
  columns: Readonly<Record<string, (item: T) => Cell>>,
): Table {
  const cells = Object.values(columns);
  return {
    ...heading,
    file: fileOf(heading.name),
    columns: Object.keys(columns),
    size: items.length,
    rows: {
      *[Symbol.iterator]() {
        for (const item of items) yield cells.map((cell) => cell(item));
      },
    },
  };
}

/** Returns the name of a table's CSV file. */
export function fileOf(name: string, isPartial = false): string {
  return `${name}${isPartial ? ".partial" : ""}.csv`;
}
