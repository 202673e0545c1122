import type { JSX } from "preact";

import type { WorkspaceChange } from "../../../merge/merged-report.ts";
import {
  describeNotCompared,
  describePrevious,
  describeVerdicts,
} from "../../../merge/merged-wording.ts";
import { Text, Unseen } from "../facts.tsx";
import { Headings } from "../headings.tsx";
import { useLongList } from "../long-list.tsx";
import { ScrollingTable } from "../scrolling-table.tsx";
import type { MergedPage } from "./model.ts";

/** Shows what is different from an earlier merged report; nothing if there is none. */
export function Changes({
  page: { previous, verdict },
}: {
  readonly page: MergedPage;
}): JSX.Element | null {
  const { shown, more } = useLongList(previous?.workspaces ?? []);
  if (previous === undefined) return null;
  return (
    <>
      <h1>Changes</h1>
      <p>
        <Text of={describePrevious(previous, verdict)} />.
      </p>
      {shown.length === 0 ? null : (
        <ScrollingTable
          label="Workspaces in which something changed, or that cannot be compared"
          stacked
        >
          <Headings
            of={["Workspace", "Verdict", { number: "New findings" }, { number: "Resolved" }]}
          />
          <tbody>
            {shown.map((change) => (
              <Row key={`${change.slug} ${change.now}`} change={change} />
            ))}
          </tbody>
        </ScrollingTable>
      )}
      {more}
    </>
  );
}

function Row({ change }: { readonly change: WorkspaceChange }): JSX.Element {
  const notCompared = describeNotCompared(change);
  return (
    <tr>
      <th scope="row">
        <Text of={change.slug} />
      </th>
      <td>
        {describeVerdicts(change, "→")}
        {notCompared === "" ? null : (
          <>
            ; <Text of={notCompared} />
          </>
        )}
      </td>
      <td class="number" data-label="new">
        <Difference number={change.introduced} />
      </td>
      <td class="number" data-label="resolved">
        <Difference number={change.resolved} />
      </td>
    </tr>
  );
}

function Difference({ number }: { readonly number: number | null }): JSX.Element {
  return number === null ? (
    <Unseen why="the two reports cannot be compared" brief />
  ) : (
    <>{number.toLocaleString("en")}</>
  );
}
