import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { count } from "../../../../roster/count.ts";
import type { SharedPerson } from "../../../merge/merged-report.ts";
import {
  describePerson,
  describePrevious,
  verdictCounts,
  verdictsWorstFirst,
} from "../../../merge/merged-wording.ts";
import { Text, visible } from "../facts.tsx";
import { FilterChoices, Filters, optionsOf, Remaining, Search, type Option } from "../filters.tsx";
import { useLongList } from "../long-list.tsx";
import { VerdictMark } from "../marks.tsx";
import { linkTo, type Route } from "../route.ts";
import type { Narrow } from "../use-route.ts";
import { filterNames, filterWorkspaces, personKey, type MergedPage } from "./model.ts";
import { useGradual } from "./use-gradual.ts";
import { WorkspaceTable } from "./workspace-table.tsx";

interface OverviewProps {
  readonly page: MergedPage;
  readonly query: Route["query"];
  readonly narrow: Narrow;
}

/** Shows the verdict, what was not read, and the workspaces, the worst first. */
export function Overview({ page, query, narrow }: OverviewProps): JSX.Element {
  const found = useMemo(() => filterWorkspaces(page, query), [page, query]);
  const { shown, more } = useLongList(found);
  const rendered = useGradual(shown.length);
  return (
    <>
      <Summary page={page} />
      <Unreadable page={page} />
      <h2>Workspaces</h2>
      <WorkspaceFilters page={page} query={query} narrow={narrow} />
      <Remaining query={query} narrow={narrow} clearable={filterNames}>
        {found.length === 0
          ? "No workspace matches the filters."
          : count(found.length, "workspace")}
      </Remaining>
      <WorkspaceTable workspaces={shown.slice(0, rendered)} openedAt={page.openedAt} />
      {more}
    </>
  );
}

/** Shows the verdict, and what the workspaces add up to. */
export function Summary({ page }: { readonly page: MergedPage }): JSX.Element {
  const { verdict, previous } = page;
  return (
    <section class={`summary ${verdict}`} aria-labelledby="verdict">
      <h1 id="verdict">
        <VerdictMark verdict={verdict} />
        <span class="headline">{verdictCounts(page)}</span>
      </h1>
      {verdict === "unknown" ? (
        <p>This is not a clean result: not every workspace was seen completely.</p>
      ) : null}
      {previous === undefined ? null : (
        <p>
          <Text of={describePrevious(previous, verdict)} />.{" "}
          <a href={linkTo("changes")}>Show the changes</a>
        </p>
      )}
      <Tiles page={page} />
    </section>
  );
}

function Tiles({ page: { counts } }: { readonly page: MergedPage }): JSX.Element {
  const tiles = [
    ["unknown", counts.unknown, "unjudged", linkTo("overview", { verdict: "unknown" })],
    ["with drift", counts.drift, "error", linkTo("overview", { verdict: "drift" })],
    ["clean", counts.clean, "resolved", linkTo("overview", { verdict: "clean" })],
    ["errors", counts.errors, "error", linkTo("rules")],
    ["warnings", counts.warnings, "warning", linkTo("rules")],
    ["notes", counts.notes, "note", linkTo("rules")],
  ] as const;
  return (
    <ul class="tiles">
      {tiles.map(([name, value, tone, link]) => (
        <li key={name}>
          <a href={link} class={value === 0 ? "none" : tone}>
            <span class="number">{value.toLocaleString("en")}</span> <span>{name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Shows the files that are not a report: nothing is known about their workspaces. */
export function Unreadable({
  page: { unreadable },
}: {
  readonly page: MergedPage;
}): JSX.Element | null {
  const { shown, more } = useLongList(unreadable);
  if (unreadable.length === 0) return null;
  return (
    <section aria-labelledby="unreadable">
      <h2 id="unreadable">Not read, so this is not a clean result</h2>
      <ul class="plain">
        {shown.map(({ path, reason }) => (
          <li key={path} class="gap">
            <code>{visible(path)}</code>: <Text of={reason} />
          </li>
        ))}
      </ul>
      {more}
    </section>
  );
}

function WorkspaceFilters({ page, query, narrow }: OverviewProps): JSX.Element {
  // The view of people has the links that choose one.
  const person = page.people.find((one) => personKey(one) === query["person"]);
  return (
    <Filters label="Filter the workspaces">
      <Search label="Search workspaces" value={query["q"] ?? ""} onSearch={(q) => narrow({ q })} />
      <FilterChoices
        query={query}
        narrow={narrow}
        of={[
          ["verdict", "Verdict", "every verdict", optionsOf(verdictsWorstFirst)],
          ["rule", "Rule", "every rule", page.rules.map(({ id }): Option => [id, visible(id)])],
          ...(person === undefined
            ? []
            : [["person", "Person", "everybody", [chosen(person)]] as const]),
        ]}
      />
    </Filters>
  );
}

function chosen(person: SharedPerson): Option {
  return [personKey(person), visible(describePerson(person))];
}
