import type { JSX } from "preact";

import { shownName } from "../../../../roster/visible.ts";
import { FactValue, Text, visible } from "../facts.tsx";
import { Tag } from "../marks.tsx";
import { linkToRepository } from "../route.ts";
import { ScrollingTable } from "../scrolling-table.tsx";
import { SortHeading, type Sorting } from "../sort-heading.tsx";
import { WorstFinding } from "../worst-finding.tsx";
import { HolderList } from "./holders.tsx";
import { heldBy, type Order } from "./repository-filter.ts";
import type { Repository } from "./repository-model.ts";

const columns: readonly (readonly [by: Order, title: string])[] = [
  ["name", "Repository"],
  ["broadcast", "Broadcast"],
  ["default", "Default privilege"],
  ["read", "Privileges"],
  ["teams", "Teams"],
  ["people", "People"],
  ["services", "Service accounts"],
  ["findings", "Findings"],
];

/** Shows a row for each repository: its settings, and each holder with the level that was seen. */
export function RepositoryTable(props: {
  readonly repositories: readonly Repository[];
  /** Absent on paper. */
  readonly sorting?: Sorting<Order>;
}): JSX.Element {
  const { repositories, sorting } = props;
  return (
    <ScrollingTable label="Repositories" stacked>
      <thead>
        <tr>
          {columns.map(([by, title]) => (
            <SortHeading key={by} by={by} title={title} sorting={sorting} />
          ))}
        </tr>
      </thead>
      <tbody class="repositories">
        {repositories.map((repository) => (
          <Row key={repository.id} repository={repository} />
        ))}
      </tbody>
    </ScrollingTable>
  );
}

function Row({ repository }: { readonly repository: Repository }): JSX.Element {
  const { name, slug, broadcast, defaultPrivilege, coverage, findings } = repository;
  const shown = shownName(name, slug);
  return (
    <tr>
      <th scope="row">
        <a href={linkToRepository(repository)}>
          <Text of={shown} />
        </a>{" "}
        {shown === slug ? null : (
          <span class="muted">
            <Text of={slug} />
          </span>
        )}
      </th>
      <td data-label="broadcast">
        <FactValue fact={broadcast} brief />
      </td>
      <td data-label="default">
        <FactValue fact={defaultPrivilege} brief />
      </td>
      <td data-label="privileges">
        <ReadState coverage={coverage} />
      </td>
      {(["team", "user", "service"] as const).map((kind) => {
        const held = heldBy(repository, kind);
        return (
          <td key={kind} class="long" data-label={held.length === 0 ? undefined : labels[kind]}>
            <HolderList held={held} />
          </td>
        );
      })}
      <td>
        <WorstFinding findings={findings} />
      </td>
    </tr>
  );
}

const labels = { team: "teams", user: "people", service: "service accounts" } as const;

/** Shows how reading the privileges of a repository ended, and why. */
export function ReadState({ coverage }: Pick<Repository, "coverage">): JSX.Element {
  const { status, reason } = coverage;
  if (status === "complete") return <span class="muted">complete</span>;
  return (
    <>
      <Tag tone={status}>{status}</Tag>{" "}
      <span class="muted">{visible(reason ?? "no reason was recorded")}</span>
    </>
  );
}
