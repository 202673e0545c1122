import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { count } from "../../../../roster/count.ts";
import { CopyOrSave } from "../copy-or-save.tsx";
import {
  Choice,
  FilterChoices,
  Filters,
  optionsOf,
  Remaining,
  Search,
  type Option,
} from "../filters.tsx";
import type { Page } from "../model.ts";
import type { Route } from "../route.ts";
import { fileName } from "../save-file.ts";
import type { Narrow } from "../use-route.ts";
import { chosenOrder, filterKinds, orders, type End, type Order } from "./key-filter.ts";
import { keyKinds, type KeyKind } from "./key-model.ts";
import { KeySections } from "./key-sections.tsx";
import { keysCsv } from "./keys-csv.ts";

interface ViewProps {
  readonly page: Page;
  readonly query: Route["query"];
  readonly narrow: Narrow;
}

/** Shows access that no list of members shows: tokens, OIDC providers, group mappings and keys. */
export function KeysView({ page, query, narrow }: ViewProps): JSX.Element {
  const total = keyKinds.reduce((sum, kind) => sum + page.keys.rows[kind].length, 0);
  const rows = useMemo(() => filterKinds(page, query), [page, query]);
  const found = keyKinds.flatMap((kind) => rows[kind]);
  const chosen = keyKinds.filter((kind) => kind === query["kind"]);
  return (
    <>
      <h1>Keys and identities</h1>
      <KeyFilters page={page} query={query} narrow={narrow} />
      <div class="line">
        <Remaining query={query} narrow={narrow} clearable={filterNames}>
          {total === 0
            ? "nothing was seen"
            : `${found.length.toLocaleString("en")} of ${count(total, "row that was", "rows that were")} seen`}
        </Remaining>
        <CopyOrSave
          kind="CSV"
          name={fileName(page.report.organization.slug, "keys.csv")}
          type="text/csv"
          text={() => keysCsv(found)}
        />
      </div>
      <KeySections
        page={page}
        rows={rows}
        kinds={chosen.length === 0 ? keyKinds : chosen}
        sorting={{ order: chosenOrder(query), onSort: (sort) => narrow({ sort }) }}
      />
    </>
  );
}

const kindNames: Readonly<Record<KeyKind, string>> = {
  token: "entitlement tokens",
  provider: "OIDC providers",
  identity: "who tokens may become",
  mapping: "group mappings",
  service: "keys of service accounts",
};

const endNames: Readonly<Record<End, string>> = {
  none: "no end",
  ahead: "has an end",
  past: "ended",
  unknown: "unknown",
};

const foundNames: readonly Option[] = [
  ["open", "with open findings"],
  ["accepted", "accepted only"],
  ["none", "without findings"],
];

const orderNames: Readonly<Record<Order, string>> = {
  name: "name",
  active: "active first",
  end: "next to end",
  findings: "worst findings",
};

const filterNames = ["q", "kind", "active", "end", "found"] as const;

function KeyFilters({ query, narrow }: ViewProps): JSX.Element {
  return (
    <Filters label="Filter the keys and identities">
      <Search
        label="Search keys and identities"
        value={query["q"] ?? ""}
        onSearch={(text) => narrow({ q: text })}
      />
      <FilterChoices
        query={query}
        narrow={narrow}
        of={[
          ["kind", "Kind", "every kind", keyKinds.map((kind): Option => [kind, kindNames[kind]])],
          ["active", "Active", "any", optionsOf(["yes", "no", "unknown"])],
          ["end", "End", "any", Object.entries(endNames)],
          ["found", "Findings", "any", foundNames],
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
