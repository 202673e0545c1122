/** Lists whose pages are short, empty or miscounted. */

import type { ListName } from "../../../src/roster/coverage.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { editBody, editHeaders, refuse, type Fault } from "../../../src/sandbox/faults.ts";
import {
  editRows,
  gaps,
  members,
  services,
  teams,
  unjoined,
  whole,
  type Case,
  type Row,
} from "../../support/fault-case.ts";

export const pageCases: readonly Case[] = [
  {
    name: "a short page, once",
    faults: [
      {
        template: members,
        query: "page=2",
        times: 1,
        strike: editBody((rows: Row[]) => rows.slice(3)),
      },
    ],
    ends: whole,
  },
  {
    name: "a short page, for good",
    faults: [
      { template: members, query: "page=2", strike: editBody((rows: Row[]) => rows.slice(3)) },
    ],
    ends: gaps({ members: /39 rows were received, but 42 were announced/u }),
  },
  {
    name: "a row twice on one page, and another missing",
    faults: [
      {
        template: members,
        query: "page=2",
        strike: editBody((rows: Row[]) => [rows[1], ...rows.slice(1)]),
      },
    ],
    ends: gaps({ members: /41 rows were received, but 42 were announced/u }),
  },
  {
    name: "a row twice, and none missing",
    faults: [editRows(teams, (rows) => [...rows, rows[0]])],
    ends: gaps({ teams: /rows were received, but \d+ were announced/u }),
  },
  {
    name: "a row that moved to the next page while the pages were read",
    faults: [
      {
        template: members,
        query: "page=3",
        times: 1,
        strike: editBody((rows: Row[]) => rows.slice(0, -1)),
      },
    ],
    ends: whole,
  },
  {
    name: "a page past the end, once",
    faults: [
      {
        template: members,
        query: "page=3",
        times: 1,
        strike: refuse(404, {}, { detail: "Invalid page." }),
      },
    ],
    // It is read once more, and then it is there.
    ends: whole,
  },
  {
    name: "no pagination headers at all",
    faults: [
      {
        template: members,
        strike: editHeaders({
          "X-Pagination-Count": undefined,
          "X-Pagination-Page": undefined,
          "X-Pagination-PageTotal": undefined,
          "X-Pagination-PageSize": undefined,
        }),
      },
    ],
    ends: gaps({ members: /active and inactive members could not be counted/u }),
  },
  {
    name: "no pagination headers on the services",
    faults: [
      {
        template: services,
        strike: editHeaders({
          "X-Pagination-Count": undefined,
          "X-Pagination-PageTotal": undefined,
        }),
      },
    ],
    ends: { end: "whole", change: (roster) => withExpected(roster, "services", null) },
  },
  {
    name: "a count that is too high",
    faults: [{ template: teams, strike: editHeaders({ "X-Pagination-Count": "9000" }) }],
    ends: gaps({ teams: /announces \d+ pages, and 9000 rows in pages of \d+ make \d+/u }),
  },
  {
    name: "a count that is too low",
    faults: [{ template: services, strike: editHeaders({ "X-Pagination-Count": "1" }) }],
    ends: gaps({ services: /4 rows were received, but 1 were announced/u }),
  },
  {
    name: "a count that differs from page to page",
    faults: [
      { template: members, query: "page=2", strike: editHeaders({ "X-Pagination-Count": "43" }) },
    ],
    ends: gaps({ members: /length changed while it was read/u }),
  },
  {
    name: "a list of another length at the end",
    faults: [
      {
        template: teams,
        query: "page_size=1",
        strike: editHeaders({ "X-Pagination-Count": "9" }),
      },
    ],
    ends: gaps({ teams: /its length had changed when it was counted again/u }),
  },
  {
    name: "a list of another length at the end, once",
    faults: [
      {
        template: teams,
        query: "page_size=1",
        times: 1,
        strike: editHeaders({ "X-Pagination-Count": "9" }),
      },
    ],
    ends: whole,
  },
  {
    name: "an empty list of members",
    faults: [{ template: members, strike: () => emptyList }],
    ends: gaps({ members: /it is empty/u, teams: /whose own rows do not name it/u }),
  },
  {
    name: "an empty list of teams, though people are in some",
    faults: [{ template: teams, strike: () => emptyList }],
    ends: gaps({ ...unjoined, teams: /has members but is not on the list of teams/u }),
  },
  {
    name: "a team that the list hides",
    faults: [
      {
        template: teams,
        strike: (reply) => {
          if (reply.status !== 200) return reply;
          const fewer = editBody((rows: Row[]) => rows.filter((row) => row["slug"] !== "platform"))(
            reply,
          );
          return typeof fewer === "string" ? fewer : withoutCounts(fewer);
        },
      },
    ],
    ends: gaps({
      members: /team "platform" has members but is not on the list of teams/u,
      services: /team "platform" has members but is not on the list of teams/u,
      invites: /team "platform" has members but is not on the list of teams/u,
      teams: /its end could not be determined/u,
    }),
  },
];

function withoutCounts(reply: Parameters<Fault["strike"]>[0]) {
  const headers = { "X-Pagination-Count": undefined, "X-Pagination-PageTotal": undefined };
  return editHeaders(headers)(reply);
}

const emptyList = {
  status: 200,
  headers: { "Content-Type": "application/json" },
  body: Buffer.from("[]"),
};

function withExpected(roster: Roster, name: ListName, expected: number | null): Roster {
  const changed = roster.coverage.lists.map((list) =>
    list.name === name ? { ...list, expected } : list,
  );
  return { ...roster, coverage: { ...roster.coverage, lists: changed } };
}
