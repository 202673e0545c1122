import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { MergedFinding } from "../../../merge/merged-report.ts";
import { noteOf } from "../../../merge/merged-wording.ts";
import { count } from "../../../../roster/count.ts";
import { ago } from "../ages.ts";
import { Text, visible } from "../facts.tsx";
import { Headings } from "../headings.tsx";
import { SeverityMark, StateMark, VerdictMark } from "../marks.tsx";
import { ScrollingTable } from "../scrolling-table.tsx";
import type { Workspace } from "./model.ts";

/** Shows a row for each workspace: its verdict, why, and its worst finding. */
export function WorkspaceTable(props: {
  readonly workspaces: readonly Workspace[];
  readonly openedAt: Date;
}): JSX.Element | null {
  const { workspaces, openedAt } = props;
  if (workspaces.length === 0) return null;
  return (
    <ScrollingTable label="Workspaces, the worst first" stacked>
      <Headings
        of={[
          "Workspace",
          "Verdict",
          { number: "Errors" },
          { number: "Warnings" },
          { number: "Notes" },
          { number: "Members" },
          "Read",
          "Why, and the worst finding",
        ]}
      />
      <tbody>
        {workspaces.map((workspace) => (
          <Row key={workspace.slug} workspace={workspace} openedAt={openedAt} />
        ))}
      </tbody>
    </ScrollingTable>
  );
}

function Row(props: { readonly workspace: Workspace; readonly openedAt: Date }): JSX.Element {
  const { workspace, openedAt } = props;
  const { slug, runUrl, verdict, seen } = workspace;
  return (
    <tr class="workspace-row">
      <th scope="row">
        <Text of={slug} />
        {runUrl === null ? null : (
          <>
            {" "}
            <a class="run" href={runUrl} rel="noreferrer">
              run<span class="unseen-word"> of {visible(slug)}</span>
            </a>
          </>
        )}
      </th>
      <td>
        <VerdictMark verdict={verdict} />
      </td>
      <Numbers workspace={workspace} />
      <td class="day" data-label={seen === null ? undefined : "read"}>
        {seen === null ? "" : <time dateTime={seen.readAt}>{ago(seen.readAt, openedAt)}</time>}
      </td>
      <td class="long">
        <Reason workspace={workspace} />
        <Found workspace={workspace} />
      </td>
    </tr>
  );
}

function Numbers({ workspace: { seen } }: { readonly workspace: Workspace }): JSX.Element {
  const { errors, warnings, notes } = seen?.counts ?? {};
  const numbers = { errors, warnings, notes, members: seen?.roster.members };
  return (
    <>
      {Object.entries(numbers).map(([name, value]) => (
        <td key={name} class="number" data-label={value === undefined ? undefined : name}>
          {value?.toLocaleString("en") ?? ""}
        </td>
      ))}
    </>
  );
}

function Reason({ workspace }: { readonly workspace: Workspace }): JSX.Element | null {
  const note = noteOf(workspace);
  return note === "" ? null : (
    <p class="gap">
      <Text of={note} />
    </p>
  );
}

/** The worst finding; the others are rendered when the reader asks for them. */
function Found({ workspace }: { readonly workspace: Workspace }): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const [worst, ...others] = workspace.findings;
  if (worst === undefined) return null;
  const more = others.length + workspace.findingsLeftOut;
  return (
    <>
      <Finding finding={worst} />
      {more === 0 ? null : (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{count(more, "more finding")}</summary>
          {open ? <Others workspace={workspace} findings={others} /> : null}
        </details>
      )}
    </>
  );
}

function Others(props: {
  readonly workspace: Workspace;
  readonly findings: readonly MergedFinding[];
}): JSX.Element {
  const { workspace, findings } = props;
  const { findingsLeftOut } = workspace;
  return (
    <>
      <ul class="others">
        {findings.map((finding, place) => (
          <li key={place}>
            <Finding finding={finding} />
          </li>
        ))}
      </ul>
      {findingsLeftOut === 0 ? null : (
        <p class="muted">
          {count(findingsLeftOut, "more finding")} {findingsLeftOut === 1 ? "is" : "are"} in the
          workspace’s own report.
        </p>
      )}
    </>
  );
}

function Finding({ finding }: { readonly finding: MergedFinding }): JSX.Element {
  const { severity, rule, state, message } = finding;
  return (
    <p class="found">
      <SeverityMark severity={severity} />{" "}
      {state === "introduced" ? <StateMark state={state} /> : null} <Text of={message} />{" "}
      <code class="muted">{visible(rule)}</code>
    </p>
  );
}
