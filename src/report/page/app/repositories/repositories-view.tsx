import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { count } from "../../../../roster/count.ts";
import {
  broadcastStates,
  defaultPrivileges,
  privilegeLevels,
  privilegeStatuses,
} from "../../../../roster/repository.ts";
import { CopyOrSave } from "../copy-or-save.tsx";
import { visible } from "../facts.tsx";
import {
  Choice,
  FilterChoices,
  Filters,
  optionsOf,
  Remaining,
  Search,
  type Option,
} from "../filters.tsx";
import { useLongList } from "../long-list.tsx";
import type { Page } from "../model.ts";
import type { Route } from "../route.ts";
import { fileName } from "../save-file.ts";
import type { Narrow } from "../use-route.ts";
import { Limits } from "./limits.tsx";
import { repositoriesCsv } from "./repositories-csv.ts";
import { chosenOrder, filterRepositories, orders, type Order } from "./repository-filter.ts";
import { RepositoryTable } from "./repository-table.tsx";

interface ViewProps {
  readonly page: Page;
  readonly query: Route["query"];
  readonly narrow: Narrow;
}

const none: Page["repositories"] & object = { list: [], byId: new Map(), hasLines: false };

/** Shows which teams, people and service accounts have which privilege on each repository. */
export function RepositoriesView({ page, query, narrow }: ViewProps): JSX.Element {
  const { list } = page.repositories ?? none;
  const found = useMemo(() => filterRepositories(list, query), [list, query]);
  const { shown, more } = useLongList(found);
  if (page.repositories === undefined) {
    return (
      <>
        <h1>Repositories</h1>
        <p>This audit did not read repositories.</p>
      </>
    );
  }
  return (
    <>
      <h1>Repositories</h1>
      <Limits page={page} />
      <RepositoryFilters page={page} query={query} narrow={narrow} />
      <div class="line">
        <Remaining query={query} narrow={narrow} clearable={filterNames}>
          {found.length.toLocaleString("en")} of {count(list.length, "repository", "repositories")}
        </Remaining>
        <CopyOrSave
          kind="CSV"
          name={fileName(page.report.organization.slug, "repositories.csv")}
          type="text/csv"
          text={() => repositoriesCsv(found)}
        />
      </div>
      {found.length === 0 ? (
        <p class="muted">
          {list.length === 0 ? "No repository was seen." : "No repository matches the filters."}
        </p>
      ) : (
        <RepositoryTable
          repositories={shown}
          sorting={{ order: chosenOrder(query), onSort: (sort) => narrow({ sort }) }}
        />
      )}
      {more}
    </>
  );
}

const orderNames: Readonly<Record<Order, string>> = {
  name: "name",
  broadcast: "most public first",
  default: "highest default privilege",
  read: "not read completely first",
  teams: "most teams",
  people: "most people",
  services: "most service accounts",
  findings: "worst findings",
};

const filterNames = ["q", "broadcast", "default", "read", "team", "level"] as const;

function RepositoryFilters({ page, query, narrow }: ViewProps): JSX.Element {
  const teams = page.teams.map(({ id, slug }): Option => [id, visible(slug)]);
  return (
    <Filters label="Filter the repositories">
      <Search
        label="Search repositories and holders"
        value={query["q"] ?? ""}
        onSearch={(text) => narrow({ q: text })}
      />
      <FilterChoices
        query={query}
        narrow={narrow}
        of={[
          ["broadcast", "Broadcast", "any", optionsOf([...broadcastStates, "unknown"])],
          ["default", "Default", "any", optionsOf([...defaultPrivileges, "unknown"])],
          ["team", "Team", "every team", teams],
          ["level", "Level", "any", optionsOf([...privilegeLevels, "unknown"])],
          ["read", "Privileges", "any", optionsOf(privilegeStatuses)],
        ]}
      />
      <Choice
        label="Order"
        value={chosenOrder(query).by}
        options={orders.map((order): Option => [order, orderNames[order]])}
        onChoose={(sort) => narrow({ sort })}
      />
    </Filters>
  );
}
