import type { JSX } from "preact";

import { count } from "../../../../roster/count.ts";
import type { SharedPerson } from "../../../merge/merged-report.ts";
import { describePerson } from "../../../merge/merged-wording.ts";
import { Text, visible } from "../facts.tsx";
import { Headings } from "../headings.tsx";
import { useLongList } from "../long-list.tsx";
import { linkTo } from "../route.ts";
import { ScrollingTable } from "../scrolling-table.tsx";
import { personKey, type MergedPage } from "./model.ts";

/** Enough names for a row; the link leads to all. */
const maxNamed = 8;

/** Shows the people about whom several workspaces have findings. */
export function People({ page }: { readonly page: MergedPage }): JSX.Element {
  const { people, peopleLeftOut } = page;
  const { shown, more } = useLongList(people);
  return (
    <>
      <h1>People in several workspaces</h1>
      <p class="muted">
        A report names only people with findings, so others can be in several workspaces, too.
      </p>
      {people.length === 0 ? (
        <p>No report has a finding about a person who is in another one.</p>
      ) : (
        <ScrollingTable label="People with findings in several workspaces" stacked>
          <Headings
            of={["Person", { number: "Workspaces" }, { number: "Open findings" }, "Which"]}
          />
          <tbody>
            {shown.map((person) => (
              <Row key={personKey(person)} person={person} />
            ))}
          </tbody>
        </ScrollingTable>
      )}
      {more}
      {peopleLeftOut === 0 ? null : (
        <p class="gap">
          {count(peopleLeftOut, "more person", "more people")} in several workspaces did not fit
          here.
        </p>
      )}
    </>
  );
}

function Row({ person }: { readonly person: SharedPerson }): JSX.Element {
  const { workspaces, findings } = person;
  const name = describePerson(person);
  const rest = workspaces.length - maxNamed;
  return (
    <tr>
      <th scope="row">
        <Text of={name} />
      </th>
      <td class="number" data-label="workspaces">
        <a href={linkTo("overview", { person: personKey(person) })}>
          {workspaces.length.toLocaleString("en")}
          <span class="unseen-word"> workspaces of {visible(name)}</span>
        </a>
      </td>
      <td class="number" data-label="open findings">
        {findings.toLocaleString("en")}
      </td>
      <td class="long">
        {workspaces.slice(0, maxNamed).map((slug, place) => (
          <>
            {place === 0 ? "" : ", "}
            <Text of={slug} />
          </>
        ))}
        {rest > 0 ? ` and ${rest.toLocaleString("en")} more` : ""}
      </td>
    </tr>
  );
}
