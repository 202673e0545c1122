/**
 * Lists of repositories that are refused, hidden, torn or hostile. People and teams must come out
 * whole each time, and what is told of repositories must be true.
 */

import { makeKeys } from "../../../src/sandbox/callers.ts";
import { disrupt, editBody, editHeaders, refuse, sendHtml } from "../../../src/sandbox/faults.ts";
import { having, one, onRows, owner, sync, type Row } from "../repository-sync.ts";
import type { Scenario } from "../scenario.ts";
import type { Script } from "../stand-in.ts";
import { privileges, repositories as list } from "../workspace.ts";

/** The audit's own end: a gap in repositories changes no verdict. */
function audit(name: string, script: Partial<Script>, rest: Partial<Scenario>): Scenario {
  return {
    name: `repositories: ${name}`,
    script: { pageSize: 500, ...script },
    flags: ["--repositories", "always"],
    env: { CLOUDSMITH_API_KEY: owner },
    ends: { end: "whole" },
    ...rest,
  };
}

const audits: readonly Scenario[] = [
  audit("an Owner's audit is the whole truth", {}, {}),
  audit("in pages of two, too", { pageSize: 2 }, {}),
  audit("none at all", { workspace: having((made) => (made.repositories = [])) }, {}),
  audit(
    "403 on the list leaves the verdict clean",
    { faults: [{ template: list, strike: refuse(403) }] },
    { ends: { end: "whole", absent: { repositories: "refused" } } },
  ),
  audit(
    "a list that is torn leaves the verdict clean",
    { faults: [{ template: list, strike: editHeaders({ "X-Pagination-Count": "99" }) }] },
    { ends: { end: "whole", absent: { repositories: "partial" } } },
  ),
];

const statuses: readonly Scenario[] = [
  ...[401, 402, 403, 404].map((code) =>
    sync(
      `${code} on the list`,
      { faults: [{ template: list, strike: refuse(code) }] },
      { code: 2, status: "refused", reason: new RegExp(String.raw`\b${code}\b`, "u"), count: 0 },
    ),
  ),
  ...[402, 403, 404].map((code) =>
    sync(
      `${code} on one repository's privileges`,
      { faults: [{ template: privileges, times: 1, strike: refuse(code) }] },
      {
        code: 2,
        of: ["complete", "refused"],
        because: new RegExp(String.raw`\b${code}\b`, "u"),
        count: 12,
      },
    ),
  ),
  sync(
    "500 for good on the list",
    { faults: [{ template: list, strike: refuse(500) }] },
    { code: 2, status: "partial", reason: /500|deadline/u, deadline: 3 },
  ),
  sync(
    "500 for good on all privileges",
    { faults: [{ template: privileges, strike: refuse(500) }] },
    { code: 2, of: ["partial"], because: /500|deadline|did not answer/u, deadline: 3, count: 12 },
  ),
  sync(
    "503 once on each",
    {
      faults: [
        { template: list, times: 1, strike: refuse(503) },
        { template: privileges, times: 1, strike: refuse(503) },
      ],
    },
    { code: 0, of: ["complete"], count: 12 },
  ),
  sync(
    "429 with a wait of an hour on the privileges",
    { faults: [{ template: privileges, strike: refuse(429, { "Retry-After": "3600" }) }] },
    {
      code: 2,
      of: ["partial"],
      because: /throttles|deadline|did not answer|asks to wait/u,
      deadline: 4,
    },
  ),
  sync(
    "a reset connection, once",
    { faults: [{ template: privileges, times: 1, strike: disrupt("reset") }] },
    { code: 0, of: ["complete"] },
  ),
  sync(
    "privileges that never come",
    { raw: (ask) => ask.template === privileges },
    { code: 2, of: ["partial"], because: /deadline/u, deadline: 3, count: 12 },
  ),
  sync(
    "a page of HTML in place of privileges",
    { workspace: one, faults: [{ template: privileges, strike: sendHtml(200) }] },
    { code: 2, of: ["partial"], because: /not JSON|deadline/u, deadline: 4 },
  ),
];

const hidden: readonly Scenario[] = [
  sync(
    "a Manager who may see hardly any",
    {},
    {
      code: 2,
      key: makeKeys().service,
      status: "partial",
      reason: /whose role is Manager; only an Owner sees every repository/u,
      of: ["refused"],
      because: /403/u,
      count: 1,
    },
  ),
  sync(
    "a list that the rate limit does not allow before the deadline",
    {
      workspace: having((made) => {
        const [model] = made.repositories;
        if (model === undefined) throw new Error("Fernwick has no repository");
        made.repositories = Array.from({ length: 600 }, (_, at) => ({
          ...model,
          row: { ...model.row, slug: `r-${at}`, slug_perm: `rp${at}` },
        }));
      }),
      faults: [
        {
          strike: editHeaders({
            "X-RateLimit-Remaining": "90",
            "X-RateLimit-Limit": "100",
            "X-RateLimit-Reset": String(Math.floor(Date.now() / 1_000) + 3_600),
          }),
        },
      ],
    },
    { code: 2, of: ["partial"], because: /it takes about 1200 more requests/u, count: 600 },
  ),
];

const lists: readonly Scenario[] = [
  sync(
    "999999999 of them are announced",
    { faults: [{ template: list, strike: editHeaders({ "X-Pagination-Count": "999999999" }) }] },
    { code: 2, status: "partial", reason: /announces 999999999 rows, and at most 20000/u },
  ),
  sync(
    "a page of the list loses a row",
    {
      pageSize: 5,
      faults: [
        { template: list, query: "page=2", strike: editBody((rows: Row[]) => rows.slice(1)) },
      ],
    },
    { code: 2, status: "partial", reason: /11 rows were received, but 12 were announced/u },
  ),
  sync(
    "one repository comes twice with two names",
    { faults: onRows((rows) => [...rows, { ...rows[0], name: "Other" }]) },
    { code: 2, status: "partial", reason: /two different|different values|rows were received/u },
  ),
  sync(
    "two repositories have one slug",
    {
      workspace: having(({ repositories: [first, second] }) => {
        if (first !== undefined && second !== undefined) second.row.slug = first.row.slug;
      }),
    },
    { code: 2, status: "partial", reason: /two repositories have one slug/u, unseen: true },
  ),
  sync(
    "all of them are another workspace's",
    { faults: onRows((rows) => rows.map((row) => ({ ...row, namespace: "elsewhere" }))) },
    { code: 2, status: "partial", reason: /a repository of workspace "elsewhere"/u, count: 0 },
  ),
  sync(
    "one that is deleted",
    {
      workspace: having(({ repositories: [first] }) => {
        if (first !== undefined) first.row.deleted_at = "2026-11-01T00:00:00.000000Z";
      }),
    },
    { code: 0, count: 11 },
  ),
  sync(
    "rows of numbers",
    { faults: onRows((rows) => rows.map((_, at) => at)) },
    { code: 2, status: "partial", reason: /lacks a required field/u, count: 0 },
  ),
  sync(
    "states and levels of tomorrow",
    {
      faults: onRows((rows) =>
        rows.map((row) => ({ ...row, broadcast_state: "Galaxy", default_privilege: 7 })),
      ),
    },
    { code: 0, count: 12 },
  ),
];

export const repositories: readonly Scenario[] = [...audits, ...statuses, ...hidden, ...lists];
