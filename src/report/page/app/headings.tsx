import type { JSX } from "preact";

/** A column's name; of a column of numbers, which are aligned on the right, as `{ number }`. */
export type Column = string | { readonly number: string };

/** The head of a table; columns that are `null` are left out. */
export function Headings({ of }: { readonly of: readonly (Column | null)[] }): JSX.Element {
  return (
    <thead>
      <tr>
        {of
          .filter((column) => column !== null)
          .map((column) =>
            typeof column === "string" ? (
              <th key={column} scope="col">
                {column}
              </th>
            ) : (
              <th key={column.number} scope="col" class="number">
                {column.number}
              </th>
            ),
          )}
      </tr>
    </thead>
  );
}
