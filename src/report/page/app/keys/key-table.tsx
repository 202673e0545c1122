import type { ComponentChildren, JSX } from "preact";

import { Found } from "../allowed-by.tsx";
import type { Page } from "../model.ts";
import { ScrollingTable } from "../scrolling-table.tsx";
import { SortHeading, type Sorting } from "../sort-heading.tsx";
import type { Order } from "./key-filter.ts";
import type { KeyRow } from "./key-model.ts";

/** A column; the first one of a table is the row's heading. */
export interface KeyColumn<Row = KeyRow> {
  readonly title: string;
  /** The order that its heading chooses. */
  readonly by?: Order;
  /** Its name on a phone, where a row is a card; absent if the cell says it. */
  readonly label?: string;
  /** On a phone, whether it takes a line of its own. */
  readonly isLong?: true;
  readonly cell: (row: Row, page: Page) => ComponentChildren;
}

/** Shows rows of one kind, with the findings about each in the last column. */
export function KeyTable(props: {
  readonly page: Page;
  readonly label: string;
  readonly columns: readonly KeyColumn[];
  readonly rows: readonly KeyRow[];
  /** Absent on paper. */
  readonly sorting: Sorting<Order> | undefined;
}): JSX.Element {
  const { page, label, columns, rows, sorting } = props;
  return (
    <ScrollingTable label={label} stacked>
      <thead>
        <tr>
          {columns.map(({ title, by }) =>
            by === undefined ? (
              <th key={title} scope="col">
                {title}
              </th>
            ) : (
              <SortHeading key={title} by={by} title={title} sorting={sorting} />
            ),
          )}
          <SortHeading by="findings" title="Findings" sorting={sorting} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {columns.map(({ title, label: name, isLong, cell }, at) =>
              at === 0 ? (
                <th key={title} scope="row">
                  {cell(row, page)}
                </th>
              ) : (
                <td key={title} class={isLong === true ? "long" : undefined} data-label={name}>
                  {cell(row, page)}
                </td>
              ),
            )}
            <td class="long">
              <KeyFindings page={page} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  );
}

function KeyFindings(props: { readonly page: Page; readonly row: KeyRow }): JSX.Element | null {
  const { page, row } = props;
  if (row.findings.length === 0) return null;
  return (
    <ul class="plain">
      {row.findings.map((finding) => (
        <Found key={finding.fingerprint} page={page} finding={finding} />
      ))}
    </ul>
  );
}
