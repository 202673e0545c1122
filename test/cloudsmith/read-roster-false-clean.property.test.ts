/**
 * The first promise: whatever an API answers that breaks one of the invariants in docs/coverage.md, an
 * audit that exits with 0 has seen the whole truth. Lies that agree with each other everywhere cannot
 * be seen, so none of these does.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import { coverageStatus } from "../../src/roster/coverage.ts";
import { editBody, editHeaders, refuse, type Fault } from "../../src/sandbox/faults.ts";
import { activeSemantics } from "../../src/sandbox/lists.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { auditSandbox } from "../support/audit.ts";
import { findLies } from "../support/lies.ts";
import { propertyRuns, propertyTimeout } from "../support/property.ts";
import { arbitraryWorkspace } from "../support/workspaces.ts";

type Row = Record<string, unknown>;
type Lie = fc.Arbitrary<readonly Fault[]>;

const members = "/orgs/{org}/members/";
const teams = "/orgs/{org}/teams/";
const accountLists = [members, teams, "/orgs/{org}/services/", "/orgs/{org}/invites/"] as const;
const anyList = fc.constantFrom(
  ...accountLists,
  "/orgs/{org}/saml-group-sync/",
  "/orgs/{org}/openid-connect/",
  "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/",
);
const page = fc.constantFrom("page=1&page_size=500", "page=2&page_size=500");

function onRows(edit: (rows: Row[]) => Row[]): Fault["strike"] {
  return (reply) => (reply.status === 200 ? editBody(edit)(reply) : reply);
}

/** A page's count is not that of the others, or not that of the rows. */
const counts: Lie = fc
  .record({ template: anyList, query: page, by: fc.constantFrom(-2, -1, 1, 5, 900) })
  .map(({ template, query, by }) => [
    {
      template,
      query,
      strike: (reply) => {
        const count = Number(reply.headers["X-Pagination-Count"] ?? 0) + by;
        return editHeaders({ "X-Pagination-Count": String(Math.max(0, count)) })(reply);
      },
    },
  ]);

/** The number of pages is not what count and page make. */
const totals: Lie = fc
  .record({ template: anyList, total: fc.constantFrom("0", "1", "2", "9", "999999999") })
  .map(({ template, total }) => [
    { template, strike: editHeaders({ "X-Pagination-PageTotal": total }) },
  ]);

/** A page lacks a row, has one twice, has a stranger's, or the end of the one before it. */
const pages: Lie = fc
  .record({
    template: anyList,
    query: page,
    edit: fc.constantFrom<(rows: Row[]) => Row[]>(
      (rows) => rows.slice(1),
      (rows) => rows.slice(0, -1),
      (rows) => [...rows.slice(1), ...rows.slice(1, 2)],
      (rows) => [...rows, ...rows.slice(0, 1)],
      () => [],
    ),
  })
  .map(({ template, query, edit }) => [{ template, query, strike: onRows(edit) }]);

/** Rows that are not what the filter asked for, or another number of them. */
const filters: Lie = fc
  .record({ value: fc.boolean(), size: fc.constantFrom(1, 500), by: fc.constantFrom(-1, 1, 3) })
  .map(({ value, size, by }) => [
    {
      template: members,
      query: `is_active=${value}&page_size=${size}`,
      strike:
        size === 1
          ? (reply) => {
              const count = Number(reply.headers["X-Pagination-Count"] ?? 0) + by;
              return editHeaders({ "X-Pagination-Count": String(Math.max(0, count)) })(reply);
            }
          : onRows((rows) => rows.map((row) => ({ ...row, is_active: !value }))),
    },
  ]);

/** A team is on no list, in every reply alike, although accounts are in it. */
const memberships: Lie = fc.constant([
  {
    template: teams,
    strike: (reply) => {
      if (reply.status !== 200) return reply;
      const left = Number(reply.headers["X-Pagination-Count"] ?? 1) - 1;
      const fewer = onRows((rows) => rows.filter(({ slug }) => slug !== hidden.slug))(reply);
      return typeof fewer === "string" || hidden.slug === undefined
        ? reply
        : editHeaders({ "X-Pagination-Count": String(Math.max(0, left)) })(fewer);
    },
  },
]);
/** Of the workspace that is served: a team that somebody is in, or else it would be a lie unseen. */
const hidden: { slug: string | undefined } = { slug: undefined };

/** Two lies about one list may agree with each other, and then nobody can see them. */
function onePerList(lies: readonly (readonly Fault[])[]): Fault[] {
  const taken = new Set<string | undefined>();
  return lies.flatMap((faults) => {
    if (faults.some(({ template }) => taken.has(template))) return [];
    for (const { template } of faults) taken.add(template);
    return [...faults];
  });
}

/** Of the workspace that is served: two members, of whom the second is in a team. */
const people: { silent: string | undefined; robbed: string | undefined } = {
  silent: undefined,
  robbed: undefined,
};

/** One row does not tell its teams, so that the teams' lists are read; another row contradicts them. */
const rows: Lie = fc
  .constantFrom<(row: Row) => Row>(
    (row) => ({ ...row, teams: [] }),
    (row) => ({ ...row, teams: (row["teams"] as Row[]).slice(1) }),
    (row) => ({
      ...row,
      teams: [...(row["teams"] as Row[]), ...(row["teams"] as Row[]).map(otherRole)],
    }),
    (row) => ({ ...row, teams: (row["teams"] as Row[]).map(otherRole) }),
  )
  .map((edit) => [
    // Beside a team that is on no list, the row that leaves it out would agree with that lie.
    { template: teams, strike: (reply) => reply },
    {
      template: members,
      strike: (reply) => {
        if (people.silent === undefined || people.robbed === undefined) return reply;
        return onRows((all) =>
          all.map((row) => {
            if (row["user"] === people.silent) return { ...row, teams: undefined };
            return row["user"] === people.robbed ? edit(row) : row;
          }),
        )(reply);
      },
    },
  ]);

function otherRole(team: Row): Row {
  return { ...team, role: team["role"] === "Manager" ? "Member" : "Manager" };
}

/** No count, but a number of pages of which the second is lost. */
const lostPages: Lie = fc
  .record({
    template: fc.constantFrom(teams, "/orgs/{org}/services/", "/orgs/{org}/invites/"),
    end: fc.constantFrom<Fault["strike"]>(
      refuse(404, {}, { detail: "Invalid page." }),
      onRows(() => []),
    ),
  })
  .map(({ template, end }) => [
    { template, query: "page=2&page_size=500", strike: end },
    {
      template,
      strike: editHeaders({ "X-Pagination-Count": undefined, "X-Pagination-PageTotal": "2" }),
    },
  ]);

/** The account that reads is called a Manager by its own word, and a Member by the list. */
const callers: Lie = fc.constant([
  {
    template: "/orgs/{org}/services/",
    strike: onRows((all) => all.map((row) => ({ ...row, role: "Member" }))),
  },
]);

/** Group sync is not in the plan, and on, or filled. */
const plans: Lie = fc
  .constantFrom("/orgs/{org}/saml-group-sync/", "/orgs/{org}/saml-group-sync/status/")
  .map((template) => [{ template, strike: refuse(402) }]);

/** What was there at first, and is denied when it is looked at again. */
const denials: Lie = fc
  .record({
    template: fc.constantFrom(
      "/orgs/{org}/saml-group-sync/",
      "/orgs/{org}/openid-connect/",
      "/orgs/{org}/openid-connect/{provider_setting}/dynamic-mappings/",
    ),
    status: fc.constantFrom(402, 403, 404),
  })
  .map(({ template, status }) => [
    { template, times: 1, strike: (reply) => reply },
    { template, strike: refuse(status) },
  ]);

/** Programs' rows do not tell their teams, and the teams' lists announce more than they have. */
const shortTeams: Lie = fc
  .constantFrom({ "X-Pagination-Count": "9" }, { "X-Pagination-PageTotal": "2" })
  .map((more) => [
    {
      template: "/orgs/{org}/services/",
      strike: onRows((all) => all.map((row) => ({ ...row, teams: undefined }))),
    },
    {
      template: "/orgs/{org}/teams/{team}/members",
      query: "user_kind=service",
      strike: (reply) => {
        const empty = editBody((body: object) => ({ ...body, members: [] }))(reply);
        return typeof empty === "string" ? empty : editHeaders(more)(empty);
      },
    },
  ]);

/** A status that says that there is nothing to see. */
const statuses: Lie = fc
  .record({
    template: fc.constantFrom(...accountLists),
    status: fc.constantFrom(204, 301, 400, 401, 402, 403, 404, 410, 500),
  })
  .map(({ template, status }) => [{ template, strike: refuse(status) }]);

const lie = fc.oneof(
  counts,
  totals,
  pages,
  filters,
  memberships,
  statuses,
  rows,
  lostPages,
  callers,
  plans,
  denials,
  shortTeams,
);

test(
  "an audit that exits with 0 has seen the whole truth, whatever contradicts itself",
  { timeout: propertyTimeout(60_000) },
  async () => {
    let clean = 0;
    let caught = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitraryWorkspace(),
        fc.array(lie, { maxLength: 3 }),
        fc.constantFrom(...activeSemantics),
        async (workspace, faults, semantics) => {
          const [silent, ...others] = workspace.members;
          people.silent = silent?.user;
          people.robbed = others.find((row) => row.teams.length > 0)?.user;
          hidden.slug = workspace.members.find((row) => row.teams.length > 0)?.teams[0]?.slug;
          const sandbox = await startSandbox({
            workspace,
            activeSemantics: semantics,
            maxPageSize: 3,
            faults: onePerList(faults),
          });
          try {
            const audited = await auditSandbox(sandbox, { failOn: "never", makesArtifact: false });
            if (audited instanceof AuditError) return;
            const { roster, result, written } = audited;
            expect(written).toBe(coverageStatus(roster.coverage) === "complete");
            // Drift is what the policy says of the truth; whether it was seen is what counts here.
            if (result.exitCode === 0) {
              clean += 1;
              expect(coverageStatus(roster.coverage)).toBe("complete");
              expect(findLies(roster, workspace, false)).toEqual([]);
            } else caught += 1;
          } finally {
            await sandbox.close();
          }
        },
      ),
      propertyRuns(100),
    );
    // Neither half is empty: some lies change nothing, and most are caught.
    expect(clean).toBeGreaterThan(0);
    expect(caught).toBeGreaterThan(0);
  },
);
