/** Replies that claim something which their own rows, counts or statuses contradict. */

import { editBody, editHeaders, refuse, type Fault } from "../../../src/sandbox/faults.ts";
import {
  editRows,
  gaps,
  invites,
  members,
  teams,
  type Case,
  type Row,
} from "../../support/fault-case.ts";

const everyPlanHas = (["members", "teams", "services", "invites"] as const).map((list): Case => {
  const unjoined = /is not on the list of teams/u;
  const others = {
    members: unjoined,
    services: unjoined,
    invites: unjoined,
    "group-sync": /fills team/u,
  };
  return {
    name: `402 on ${list}, which every plan has`,
    faults: [{ template: `/orgs/{org}/${list}/`, strike: refuse(402) }],
    ends: gaps({
      ...(list === "teams" ? others : {}),
      [list]: /although every plan has it \(402/u,
    }),
  };
});

const headers = (template: string, changes: Record<string, string | undefined>): Fault => ({
  template,
  strike: editHeaders(changes),
});

/** Strikes a list whose `is_active` is asked for with this value. */
const filtered = (value: boolean, edit: (rows: Row[]) => unknown, size = 500): Fault => ({
  template: members,
  query: `is_active=${value}&page_size=${size}`,
  strike: editBody(edit),
});

const setActive = (active: boolean) => (rows: Row[]) =>
  rows.map((row) => ({ ...row, is_active: active }));

const counted = (value: boolean, count: number): Fault => ({
  template: members,
  query: `is_active=${value}&page_size=1`,
  strike: editHeaders({ "X-Pagination-Count": String(count) }),
});

const filterCases: readonly Case[] = [
  {
    name: "inactive members on the list of active ones",
    sandbox: { activeSemantics: "inactive-by-default" },
    faults: [filtered(true, (rows) => [...setActive(false)(rows.slice(0, 1)), ...rows.slice(1)])],
    ends: gaps({ members: /the reply to a request for active members contained inactive ones/u }),
  },
  {
    name: "active members on the list of inactive ones",
    sandbox: { activeSemantics: "hides-inactive" },
    faults: [filtered(false, setActive(true))],
    ends: gaps({
      members:
        /contradict each other|the reply to a request for inactive members contained active ones/u,
    }),
  },
  {
    name: "fewer active rows by default than are counted, where false is the default",
    sandbox: { activeSemantics: "false-is-default" },
    faults: [counted(true, 39)],
    ends: gaps({ members: /contradict each other/u }),
  },
  {
    name: "fewer active rows than are counted, where the default is inactive members",
    sandbox: { activeSemantics: "inactive-by-default" },
    faults: [counted(true, 39)],
    ends: gaps({ members: /contradict each other/u }),
  },
  {
    name: "more inactive members counted than there are, where the default hides them",
    sandbox: { activeSemantics: "hides-inactive" },
    faults: [counted(false, 3)],
    ends: gaps({ members: /contradict each other/u }),
  },
];

const pageTotals = ["999999999", "5000000", "4", "2", "0"].map((total): Case => ({
  name: `${total} pages announced where 40 rows make 3`,
  faults: [headers(members, { "X-Pagination-PageTotal": total })],
  ends: gaps({ members: /announces \d+ pages, and \d+ rows in pages of \d+ make \d+/u }),
}));

const pagingCases: readonly Case[] = [
  ...pageTotals,
  {
    name: "fifty million rows announced, in as many pages as they make",
    faults: [
      headers(members, {
        "X-Pagination-Count": "50000000",
        "X-Pagination-PageTotal": String(Math.ceil(50_000_000 / 15)),
      }),
    ],
    ends: gaps({ members: /announces 50000000 rows, and at most 1000000 are read/u }),
  },
  {
    name: "more rows on the pages than were announced",
    faults: [editRows(teams, (rows) => [...rows, { ...rows[0], slug: "x", slug_perm: "x" }])],
    ends: gaps({ teams: /rows were received, but \d+ were announced/u }),
  },
  {
    name: "a page with more rows than were asked for",
    faults: [
      editRows(invites, (rows) =>
        Array.from({ length: 501 }, (_, at) => ({ ...rows[0], slug_perm: `invite-${at}` })),
      ),
    ],
    ends: gaps({ invites: /a page contains 501 rows, but at most 500 were requested/u }),
  },
  {
    name: "a last page that is empty, behind full ones, without a count",
    faults: [
      { template: members, query: "page=3&page_size=500", strike: editBody(() => []) },
      headers(members, { "X-Pagination-Count": undefined, "X-Pagination-PageTotal": undefined }),
    ],
    // The first fault that fits strikes: page 3 still has its headers.
    ends: gaps({ members: /announces no count/u }),
  },
];

export const claimCases: readonly Case[] = [...everyPlanHas, ...filterCases, ...pagingCases];
