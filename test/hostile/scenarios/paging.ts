/** Pages that do not add up to the list that they are said to be. */

import { editHeaders, refuse, type Fault } from "../../../src/sandbox/faults.ts";
import type { ListName } from "../../../src/roster/coverage.ts";
import type { WireMember } from "../../../src/sandbox/wire.ts";
import type { Ask, Script } from "../stand-in.ts";
import type { Scenario } from "../scenario.ts";
import {
  groupSync,
  invites,
  members,
  oidc,
  services,
  shortPolicy,
  teams,
  workspace,
} from "../workspace.ts";

const pageTotal = "X-Pagination-PageTotal";
const count = "X-Pagination-Count";

function announce(template: string, headers: Readonly<Record<string, string | undefined>>): Fault {
  return { template, strike: editHeaders(headers) };
}

const partial = (name: ListName, reason = /./u): Scenario["ends"] => ({
  end: "partial",
  lists: { [name]: reason },
});

/** Three pages of 15 hold the 43 members. */
const totals: Scenario[] = [
  ...["999999999", "5000000", "0", "1", "2", "4", "30"].map((total): Scenario => ({
    name: `${total} pages of members are announced where there are 3`,
    script: { faults: [announce(members, { [pageTotal]: total })] },
    ends: partial("members"),
  })),
  ...["-1", "100000000000", "9007199254740993", "3.5", "three", "1e3", "", "3, 3", undefined].map(
    (total): Scenario => ({
      name: `the number of pages is ${JSON.stringify(total) ?? "missing"}`,
      script: { faults: [announce(members, { [pageTotal]: total })] },
      ends: { end: "honest" },
    }),
  ),
  ...["0", "7", "42", "44", "999999999", "5000000"].map((rows): Scenario => ({
    name: `${rows} members are announced where 43 come`,
    script: { faults: [announce(members, { [count]: rows })] },
    ends: partial("members"),
  })),
  {
    name: "999999999 pages are announced by everything",
    script: { faults: [{ strike: editHeaders({ [pageTotal]: "999999999" }) }] },
    ends: { end: "unseen" },
  },
  {
    name: "999999999 rows on as many pages as fit them",
    script: {
      faults: [announce(members, { [count]: "999999999", [pageTotal]: "66666667" })],
    },
    deadline: 4,
    ends: { end: "unseen" },
  },
  {
    name: "only the second page says that there are nine",
    script: {
      faults: [{ template: members, query: "page=2", strike: editHeaders({ [pageTotal]: "9" }) }],
    },
    ends: { end: "honest" },
  },
  {
    name: "only the last page says that there are more rows",
    script: {
      faults: [{ template: members, query: "page=3", strike: editHeaders({ [count]: "50" }) }],
    },
    ends: partial("members"),
  },
];

const others = { teams, services, invites, "group-sync": groupSync, oidc } as const;
/** Enough rows for two pages and more of each list at two rows a page. */
const pageSize = 2;

function rowsOf(name: keyof typeof others): readonly unknown[] {
  const made = workspace();
  const lists = {
    teams: made.teams,
    services: made.services,
    invites: [0, 1, 2, 3].map((at) => ({ ...made.invites[0], slug_perm: `iv${at}` })),
    "group-sync": made.groupSync.mappings,
    oidc: [0, 1, 2, 3].map((at) => ({ ...made.oidc[0], slug_perm: `oi${at}`, slug: `p${at}` })),
  };
  return lists[name];
}

/** Serves a workspace that has those rows, so that what is served honestly is the truth. */
function withRows(name: keyof typeof others): Pick<Script, "workspace" | "pageSize"> {
  const made = workspace();
  if (name === "invites") made.invites = rowsOf(name) as typeof made.invites;
  if (name === "oidc") made.oidc = rowsOf(name) as typeof made.oidc;
  return { workspace: made, pageSize };
}

const uncounted = { [count]: undefined, [pageTotal]: undefined };

const ofOthers: Scenario[] = (Object.keys(others) as (keyof typeof others)[]).flatMap(
  (name): Scenario[] => {
    const template = others[name];
    const script = (fault: Fault) => ({ ...withRows(name), faults: [fault] });
    return [
      {
        name: `999999999 pages of ${name} are announced`,
        script: script(announce(template, { [pageTotal]: "999999999" })),
        ends: partial(name),
      },
      {
        name: `fewer ${name} are announced than come`,
        script: script(announce(template, { [count]: "1", [pageTotal]: "1" })),
        ends: partial(name),
      },
      {
        name: `${name} without a count and a number of pages`,
        script: script(announce(template, uncounted)),
        ends: { end: "honest" },
      },
      {
        name: `${name} without a count, and an empty page after the first full one`,
        script: {
          ...withRows(name),
          rows: {
            [template]: (query) => (Number(query.get("page") ?? 1) === 2 ? [] : rowsOf(name)),
          },
          raw: (ask, response) => {
            if (ask.template !== template || ask.query.get("page") !== "2") return false;
            response.writeHead(200, { "Content-Type": "application/json" }).end("[]");
            return true;
          },
          faults: [announce(template, uncounted)],
        },
        ends: rowsOf(name).length <= pageSize ? { end: "honest" } : { end: "unseen" },
      },
    ];
  },
);

/** Sends rows and headers of one's own. */
function sendRows(
  response: Parameters<NonNullable<Script["raw"]>>[1],
  rows: readonly unknown[],
  headers: Readonly<Record<string, string>> = {},
): true {
  response.writeHead(200, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(rows));
  return true;
}

const sorted = workspace().members.toSorted((a, b) => (a.user_name < b.user_name ? -1 : 1));
const [model] = sorted;
function stranger(at: number): WireMember {
  if (model === undefined) throw new Error("Fernwick is empty");
  return { ...model, user: `new-${at}`, user_id: `New${at}` };
}

/** A page of the whole list, as `toPage` would not give it; undefined for any other request. */
function pageOfMembers(ask: Ask): number | undefined {
  if (ask.template !== members || ask.query.get("is_active") !== null) return undefined;
  if (ask.query.get("page_size") === "1") return undefined;
  return Number(ask.query.get("page") ?? 1);
}

const headers = { [count]: String(sorted.length), [pageTotal]: "3" };
const uneven = [sorted.slice(0, 15), sorted.slice(15, 25), sorted.slice(25)];

/** The list after somebody on its first page has left, and somebody has come at its end. */
const afterwards = [...sorted.filter((_, at) => at !== 3), stranger(0)];

const odd: Scenario[] = [
  {
    name: "pages of 15, 10 and 19 rows that are the whole list",
    script: {
      raw: (ask, response) => {
        const page = pageOfMembers(ask);
        return page !== undefined && sendRows(response, uneven[page - 1] ?? [], headers);
      },
    },
    ends: { end: "honest" },
  },
  {
    name: "uneven pages between which somebody slipped out, as somebody left and another came",
    script: {
      workspace: { ...workspace(), members: afterwards },
      rows: {
        [members]: (query) => {
          const filter = query.get("is_active");
          if (filter === null) return afterwards;
          return afterwards.filter((row) => row.is_active === (filter === "true"));
        },
      },
      raw: (ask, response) => {
        const page = pageOfMembers(ask);
        if (page === undefined) return false;
        const pages = [...uneven.slice(0, 2), afterwards.slice(25)];
        return sendRows(response, pages[page - 1] ?? [], headers);
      },
    },
    ends: partial("members"),
  },
  {
    name: "a page that comes twice where another should",
    script: {
      raw: (ask, response) => {
        const page = pageOfMembers(ask);
        if (page === undefined) return false;
        const first = sorted.slice(0, 15);
        return sendRows(response, page === 3 ? sorted.slice(30) : first, headers);
      },
    },
    ends: partial("members"),
  },
  {
    name: "more rows come than are announced, page after page",
    script: {
      raw: (ask, response) => {
        const page = pageOfMembers(ask);
        if (page === undefined) return false;
        const rows = Array.from({ length: 400 }, (_, at) => stranger(page * 400 + at));
        return sendRows(response, rows, headers);
      },
    },
    ends: partial("members"),
  },
  {
    name: "each page announces one page more, for ever",
    script: {
      raw: (ask, response) => {
        const page = pageOfMembers(ask);
        if (page === undefined) return false;
        const rows = Array.from({ length: 15 }, (_, at) => stranger(page * 15 + at));
        const more = { [count]: String((page + 1) * 15), [pageTotal]: String(page + 1) };
        return sendRows(response, rows, more);
      },
    },
    ends: partial("members"),
    check: ({ standIn }) => {
      const asked = standIn.requests.filter(({ template }) => template === members).length;
      if (asked > 200) throw new Error(`it asked for ${asked} pages of a list that never ends`);
    },
  },
  {
    name: "full pages without a count, for ever",
    script: {
      raw: (ask, response) => {
        const page = pageOfMembers(ask);
        if (page === undefined) return false;
        return sendRows(
          response,
          Array.from({ length: 15 }, (_, at) => stranger(page * 15 + at)),
        );
      },
    },
    policy: shortPolicy,
    floods: true,
    deadline: 8,
    ends: { end: "unseen" },
  },
  {
    name: "the same page for ever, without a count",
    script: {
      raw: (ask, response) =>
        pageOfMembers(ask) !== undefined && sendRows(response, sorted.slice(0, 15)),
    },
    ends: partial("members"),
  },
  {
    name: "the second page is not there",
    script: {
      faults: [
        {
          template: members,
          query: "page=2",
          strike: refuse(404, {}, { detail: "Invalid page." }),
        },
      ],
    },
    ends: partial("members"),
  },
  {
    name: "the page size that was asked for is not kept, and no header tells",
    script: {
      pageSize: 4,
      faults: [announce(members, uncounted), announce(teams, uncounted)],
    },
    ends: { end: "honest" },
  },
];

export const paging: readonly Scenario[] = [...totals, ...ofOthers, ...odd];
