import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { roles } from "../../../roster/model.ts";
import { count } from "../../counting.ts";
import { accountKinds, type AccountKind } from "../page-data.ts";
import { chosenOrder, filterAccounts, orders, type Order } from "./account-filter.ts";
import { visible } from "./facts.tsx";
import { Choice, Filters, Search } from "./filters.tsx";
import { Matrix } from "./matrix.tsx";
import type { Page } from "./model.ts";
import type { Route } from "./route.ts";
import type { Narrow } from "./use-route.ts";

interface PeopleProps {
  readonly page: Page;
  readonly query: Route["query"];
  readonly narrow: Narrow;
}

/** Shows who is in which team with which role. */
export function People({ page, query, narrow }: PeopleProps): JSX.Element {
  const { accounts, teams } = page;
  const found = useMemo(() => filterAccounts(accounts, query), [accounts, query]);
  return (
    <>
      <h1>Access</h1>
      <PeopleFilters page={page} query={query} narrow={narrow} />
      <div class="line">
        <p role="status" class="muted">
          {found.length.toLocaleString("en")} of {count(accounts.length, "account")},{" "}
          {count(teams.length, "team")}
        </p>
        <Legend />
      </div>
      <Matrix accounts={found} teams={teams} />
    </>
  );
}

const orderNames: Readonly<Record<Order, string>> = {
  name: "name",
  role: "role",
  findings: "worst findings",
  login: "longest without login",
  teams: "most teams",
};

const kindNames: Readonly<Record<AccountKind, string>> = {
  member: "members",
  service: "service accounts",
  invite: "invites",
};

function PeopleFilters({ page, query, narrow }: PeopleProps): JSX.Element {
  const choose = (name: string) => (value: string) => narrow({ [name]: value });
  const same = (values: readonly string[]) => values.map((value) => [value, value] as const);
  return (
    <Filters
      label="Filter the accounts"
      query={query}
      narrow={narrow}
      clearable={["q", "kind", "role", "twoFactor", "team"]}
    >
      <Search label="Search accounts" value={query["q"] ?? ""} onSearch={choose("q")} />
      <Choice
        label="Kind"
        value={query["kind"] ?? ""}
        options={[
          ["", "every kind"],
          ...accountKinds.map((kind) => [kind, kindNames[kind]] as const),
        ]}
        onChoose={choose("kind")}
      />
      <Choice
        label="Role"
        value={query["role"] ?? ""}
        options={[["", "every role"], ...same([...roles, "unknown"])]}
        onChoose={choose("role")}
      />
      <Choice
        label="Two-factor"
        value={query["twoFactor"] ?? ""}
        options={[["", "any"], ...same(["on", "off", "unknown"])]}
        onChoose={choose("twoFactor")}
      />
      <Choice
        label="Team"
        value={query["team"] ?? ""}
        options={[
          ["", "every team"],
          ...page.teams.map(({ id, slug }) => [id, visible(slug)] as const),
        ]}
        onChoose={choose("team")}
      />
      <Choice
        label="Order"
        value={chosenOrder(query)}
        options={orders.map((order) => [order, orderNames[order]])}
        onChoose={choose("sort")}
      />
    </Filters>
  );
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
