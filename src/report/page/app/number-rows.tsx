import type { JSX } from "preact";

import { Headings } from "./headings.tsx";

/** The head and the rows of a table of numbers; `names` are those of its columns. */
export function NumberRows(props: {
  /** What the rows are. */
  readonly of: string;
  readonly names: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly string[] }[];
}): JSX.Element {
  const { of, names, rows } = props;
  return (
    <>
      <Headings of={[of, ...names.map((number) => ({ number }))]} />
      <tbody>
        {rows.map(({ label, values }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {values.map((value, index) => (
              <td key={names[index]} class="number">
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </>
  );
}
