import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { WorkspaceChange } from "../../../merge/merged-report.ts";
import {
  describeNotCompared,
  describePrevious,
  describeVerdicts,
} from "../../../merge/merged-wording.ts";
import { Text, Unseen } from "../facts.tsx";
import { listStep, More } from "../more.tsx";
import { ScrollingTable } from "../scrolling-table.tsx";
import type { MergedPage } from "./model.ts";

/** Shows what is different from an earlier merged report; nothing if there is none. */
export function Changes({
  page: { previous, verdict },
}: {
  readonly page: MergedPage;
}): JSX.Element | null {
  const [limit, setLimit] = useState(listStep);
  if (previous === undefined) return null;
  const { workspaces } = previous;
  return (
    <>
      <h1>Changes</h1>
      <p>
        <Text of={describePrevious(previous, verdict)} />.
      </p>
      {workspaces.length === 0 ? null : (
        <ScrollingTable
          label="Workspaces in which something changed, or that cannot be compared"
          stacked
        >
          <thead>
            <tr>
              <th scope="col">Workspace</th>
              <th scope="col">Verdict</th>
              <th scope="col" class="number">
                New findings
              </th>
              <th scope="col" class="number">
                Resolved
              </th>
            </tr>
          </thead>
          <tbody>
            {workspaces.slice(0, limit).map((change) => (
              <Row key={`${change.slug} ${change.now}`} change={change} />
            ))}
          </tbody>
        </ScrollingTable>
      )}
      <More rest={workspaces.length - limit} onMore={() => setLimit(limit + listStep)} />
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
