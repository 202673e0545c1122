import type { JSX } from "preact";

import { visible } from "../facts.tsx";
import { Headings } from "../headings.tsx";
import { useLongList } from "../long-list.tsx";
import { SeverityMark } from "../marks.tsx";
import { linkTo } from "../route.ts";
import { ScrollingTable } from "../scrolling-table.tsx";
import type { MergedPage } from "./model.ts";

/** Shows each rule with findings, and in how many workspaces. */
export function Rules({ page: { rules } }: { readonly page: MergedPage }): JSX.Element {
  const { shown, more } = useLongList(rules);
  return (
    <>
      <h1>Rules</h1>
      {rules.length === 0 ? (
        <p>There is no open finding.</p>
      ) : (
        <ScrollingTable label="Rules with open findings">
          <Headings of={["Rule", "Severity", { number: "Workspaces" }, { number: "Findings" }]} />
          <tbody>
            {shown.map(({ id, severity, workspaces, findings }) => (
              <tr key={id}>
                <th scope="row">
                  <code>{visible(id)}</code>
                </th>
                <td>
                  <SeverityMark severity={severity} />
                </td>
                <td class="number">
                  <a href={linkTo("overview", { rule: id })}>
                    {workspaces.toLocaleString("en")}
                    <span class="unseen-word"> workspaces with {visible(id)}</span>
                  </a>
                </td>
                <td class="number">{findings.toLocaleString("en")}</td>
              </tr>
            ))}
          </tbody>
        </ScrollingTable>
      )}
      {more}
      <p class="muted">
        A merged report has findings about entitlement tokens, OIDC providers and group mappings,
        but no lists of them. The page of each workspace has these lists.
      </p>
    </>
  );
}
