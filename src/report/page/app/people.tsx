import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { roles } from "../../../roster/roles.ts";
import { count } from "../../../roster/count.ts";
import { accountKinds, type AccountKind } from "../page-data.ts";
import { chosenOrder, filterAccounts, orders, type Order } from "./account-filter.ts";
import { visible } from "./facts.tsx";
import { Choice, Filters, Remaining, Search } from "./filters.tsx";
import { Matrix } from "./matrix.tsx";
import type { Page } from "./model.ts";
import type { Route } from "./route.ts";
import type { Narrow } from "./use-route.ts";

interface PeopleProps {
  readonly page: Page;
  readonly query: Route["query"];
  readonly narrow: Narrow;
}

/** Shows who is in which team, and with which role. */
export function People({ page, query, narrow }: PeopleProps): JSX.Element {
  const { accounts, teams } = page;
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

const filterNames = ["q", "kind", "role", "twoFactor", "team"] as const;

function PeopleFilters({ page, query, narrow }: PeopleProps): JSX.Element {
  const choice = (name: string, label: string, all: string, options: readonly Option[]) => (
    <Choice
      label={label}
      value={query[name] ?? ""}
      options={[["", all], ...options]}
      onChoose={(value) => narrow({ [name]: value })}
    />
  );
  const kinds = accountKinds.map((kind): Option => [kind, kindNames[kind]]);
  const teams = page.teams.map(({ id, slug }): Option => [id, visible(slug)]);
  return (
    <Filters label="Filter the accounts">
      <Search
        label="Search accounts"
        value={query["q"] ?? ""}
        onSearch={(text) => narrow({ q: text })}
      />
      {choice("kind", "Kind", "every kind", kinds)}
      {choice("role", "Role", "every role", same([...roles, "unknown"]))}
      {choice("twoFactor", "Two-factor", "any", same(["on", "off", "unknown"]))}
      {choice("team", "Team", "every team", teams)}
      <Choice
        label="Order"
        value={chosenOrder(query)}
        options={orders.map((order) => [order, orderNames[order]])}
        onChoose={(sort) => narrow({ sort })}
      />
    </Filters>
  );
}

type Option = readonly [value: string, name: string];

function same(values: readonly string[]): readonly Option[] {
  return values.map((value) => [value, value]);
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
