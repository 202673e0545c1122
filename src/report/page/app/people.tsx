import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { roles } from "../../../roster/roles.ts";
import { count } from "../../../roster/count.ts";
import { accountKinds, type AccountKind } from "../page-data.ts";
import { AccountCards } from "./account-cards.tsx";
import { chosenOrder, filterAccounts, orderByTeam, orders, type Order } from "./account-filter.ts";
import { accountsCsv } from "./accounts-csv.ts";
import { CopyOrSave } from "./copy-or-save.tsx";
import { visible } from "./facts.tsx";
import {
  Choice,
  FilterChoices,
  Filters,
  optionsOf,
  Remaining,
  Search,
  type Option,
} from "./filters.tsx";
import { Matrix } from "./matrix.tsx";
import type { Page } from "./model.ts";
import type { Route } from "./route.ts";
import { fileName } from "./save-file.ts";
import { useNarrowScreen } from "./use-narrow-screen.ts";
import type { Narrow } from "./use-route.ts";

interface PeopleProps {
  readonly page: Page;
  readonly query: Route["query"];
  readonly narrow: Narrow;
}

/** Shows who is in which team, and with which role. */
export function People({ page, query, narrow }: PeopleProps): JSX.Element {
  const { accounts, teams } = page;
  const isNarrow = useNarrowScreen();
  const found = useMemo(() => filterAccounts(accounts, query), [accounts, query]);
  return (
    <>
      <h1>Access</h1>
      <PeopleFilters page={page} query={query} narrow={narrow} />
      <div class="line">
        <Remaining query={query} narrow={narrow} clearable={filterNames}>
          {found.length.toLocaleString("en")} of {count(accounts.length, "account")},{" "}
          {count(teams.length, "team")}
        </Remaining>
        <CopyOrSave
          kind="CSV"
          name={fileName(page.report.organization.slug, "access.csv")}
          type="text/csv"
          text={() => accountsCsv(found)}
        />
        {isNarrow ? null : <Legend />}
      </div>
      {isNarrow ? (
        <AccountCards accounts={found} />
      ) : (
        <Matrix accounts={found} teams={teams} query={query} onSort={(sort) => narrow({ sort })} />
      )}
    </>
  );
}

const orderNames: Readonly<Record<Order, string>> = {
  name: "name",
  username: "username",
  email: "e-mail",
  role: "role",
  active: "inactive first",
  "two-factor": "without two-factor first",
  login: "longest without login",
  key: "next key to expire",
  findings: "worst findings",
  teams: "most teams",
};

const kindNames: Readonly<Record<AccountKind, string>> = {
  member: "members",
  service: "service accounts",
  invite: "invites",
};

const filterNames = ["q", "kind", "role", "active", "twoFactor", "team"] as const;

function PeopleFilters({ page, query, narrow }: PeopleProps): JSX.Element {
  const kinds = accountKinds.map((kind): Option => [kind, kindNames[kind]]);
  const teams = page.teams.map(({ id, slug }): Option => [id, visible(slug)]);
  return (
    <Filters label="Filter the accounts">
      <Search
        label="Search accounts"
        value={query["q"] ?? ""}
        onSearch={(text) => narrow({ q: text })}
      />
      <FilterChoices
        query={query}
        narrow={narrow}
        of={[
          ["kind", "Kind", "every kind", kinds],
          ["role", "Role", "every role", optionsOf([...roles, "unknown"])],
          ["active", "Active", "any", optionsOf(["yes", "no", "unknown"])],
          ["twoFactor", "Two-factor", "any", optionsOf(["on", "off", "unknown"])],
          ["team", "Team", "every team", teams],
        ]}
      />
      <Choice
        label="Order"
        value={chosenOrder(query).by}
        options={ordersFor(page, query)}
        onChoose={(sort) => narrow({ sort })}
      />
    </Filters>
  );
}

/** A team is a choice only while the table is sorted by its column. */
function ordersFor(page: Page, query: Route["query"]): readonly Option[] {
  const { by } = chosenOrder(query);
  const team = page.teams.find(({ id }) => by === orderByTeam(id));
  return [
    ...orders.map((order): Option => [order, orderNames[order]]),
    ...(team === undefined ? [] : [[by, `role in ${visible(team.slug)}`] as const]),
  ];
}

function Legend(): JSX.Element {
  return (
    <ul class="legend">
      <li>
        <span class="held manager" aria-hidden="true" /> team manager
      </li>
      <li>
        <span class="held member" aria-hidden="true" /> team member
      </li>
      <li>
        <span class="held unknown" aria-hidden="true">
          ?
        </span>{" "}
        unknown
      </li>
    </ul>
  );
}
