/**
 * Every list and every fact of any workspace, under any faults: what coverage calls complete is all
 * there is, a fact that is told is true, and no fault makes a verdict cleaner.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import {
  disrupt,
  editBody,
  editHeaders,
  editText,
  refuse,
  sendHtml,
  type Fault,
} from "../../src/sandbox/faults.ts";
import { activeSemantics } from "../../src/sandbox/lists.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { auditSandbox } from "../support/audit.ts";
import { findLies } from "../support/lies.ts";
import { arbitraryWorkspace } from "../support/workspaces.ts";
import { propertyRuns, propertyTimeout } from "../support/property.ts";

const lists = [
  "/orgs/{org}/members/",
  "/orgs/{org}/teams/",
  "/orgs/{org}/services/",
  "/orgs/{org}/invites/",
  "/orgs/{org}/saml-group-sync/",
  "/orgs/{org}/openid-connect/",
  "/repos/{owner}/",
] as const;
const others = [
  "/user/self/",
  "/orgs/{org}/",
  "/orgs/{org}/members/{member}/",
  "/orgs/{org}/services/{service}/",
  "/orgs/{org}/teams/{team}/members",
  "/orgs/{org}/saml-authentication",
  "/orgs/{org}/saml-group-sync/status/",
] as const;
const template = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...lists) },
  { weight: 1, arbitrary: fc.constantFrom(...others) },
);

type Row = Record<string, unknown>;

/** Strikes the rows of a list, of a team's own list, or the one object. */
function onRows(edit: (rows: Row[]) => Row[]): Fault["strike"] {
  return (reply) =>
    reply.status === 200
      ? editBody((body: Row | Row[]) => {
          if (Array.isArray(body)) return edit(body);
          for (const name of ["members", "privileges"]) {
            const nested = body[name];
            if (Array.isArray(nested)) return { [name]: edit(nested as Row[]) };
          }
          return edit([body])[0];
        })(reply)
      : reply;
}

/** Fields in which null says something. */
const nullable = new Set(["last_login_at", "key_expires_at", "user", "mapping_claim"]);

/** One field of one row, with a value that is nobody's: what looks true, nobody could find out. */
interface FieldEdit {
  readonly at: number;
  readonly which: number;
  readonly value: null | undefined | number;
}

const fieldEdits: fc.Arbitrary<FieldEdit[]> = fc.array(
  fc.record({
    at: fc.nat({ max: 3 }),
    which: fc.nat({ max: 15 }),
    value: fc.constantFrom(undefined, null, 7),
  }),
  { minLength: 1, maxLength: 5 },
);

function spoil(rows: Row[], { at, which, value }: FieldEdit): Row[] {
  return rows.map((row, index) => {
    const names = Object.keys(row);
    const name = names[which % names.length];
    if (index !== at % rows.length || name === undefined) return row;
    if (value === null && nullable.has(name)) return row;
    const { [name]: _, ...rest } = row;
    return value === undefined ? rest : { ...rest, [name]: value };
  });
}

const replyStrike: fc.Arbitrary<Fault["strike"]> = fc.oneof(
  fc.constantFrom(301, 400, 401, 402, 403, 404, 429, 500, 503).map((status) => refuse(status)),
  fc.constantFrom(
    disrupt("reset"),
    disrupt("cut"),
    sendHtml(200),
    sendHtml(502),
    editText(() => ""),
    editText(() => "null"),
    refuse(404, {}, { detail: "Invalid page." }),
  ),
);

const pageStrike: fc.Arbitrary<Fault["strike"]> = fc.oneof(
  fc
    .constantFrom("0", "1", "7", "9000", "x", undefined)
    .map((count) => editHeaders({ "X-Pagination-Count": count })),
  fc
    .constantFrom("0", "1", "2", "9", undefined)
    .map((total) => editHeaders({ "X-Pagination-PageTotal": total })),
  fc.constantFrom(
    onRows((rows) => rows.slice(1)),
    onRows((rows) => rows.slice(0, -1)),
    onRows((rows) => [...rows, ...rows.slice(0, 1)]),
    onRows((rows) => rows.toReversed()),
  ),
);

const strike = fc.oneof(
  replyStrike,
  pageStrike,
  fieldEdits.map((edits) => onRows((rows) => edits.reduce(spoil, rows))),
);

const fault: fc.Arbitrary<Fault> = fc
  .record({
    template,
    query: fc.constantFrom(undefined, "page=1", "page=2", "page_size=1", "is_active=false"),
    times: fc.constantFrom(undefined, 1, 3),
    strike,
  })
  .map(({ query, strike: how, times, ...where }) => ({
    ...where,
    strike: how,
    ...(query !== undefined && { query }),
    ...(times !== undefined && { times }),
  }));

/**
 * Privileges come without any count. So a reply that only lacks rows is a lie that nobody could see,
 * and those replies are left out here.
 */
const privilegeFault: fc.Arbitrary<Fault> = fc
  .record({
    query: fc.constantFrom("page=1", "page=2", undefined),
    times: fc.constantFrom(undefined, 1, 3),
    strike: fc.oneof(
      fc.constantFrom(301, 400, 401, 402, 403, 404, 429, 500, 503).map((status) => refuse(status)),
      fc.constantFrom(
        disrupt("reset"),
        disrupt("cut"),
        sendHtml(200),
        editText(() => "null"),
        editHeaders({ "X-Pagination-Count": "9000" }),
        onRows((rows) => [...rows, ...rows.slice(0, 1)]),
        onRows((rows) => rows.toReversed()),
        onRows((rows) => [...rows, ...rows.map((row) => ({ ...row, privilege: "Owner" }))]),
        onRows((rows) => rows.map((row) => ({ ...row, user: "amber", team: "team-birch" }))),
      ),
      fieldEdits.map((edits) => onRows((rows) => edits.reduce(spoil, rows))),
    ),
  })
  .map(({ query, times, strike: how }) => ({
    template: "/repos/{owner}/{identifier}/privileges",
    strike: how,
    ...(query !== undefined && { query }),
    ...(times !== undefined && { times }),
  }));

test(
  "no fault makes a list complete that is not, a fact true that is not, or a verdict cleaner",
  { timeout: propertyTimeout(60_000) },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryWorkspace(),
        fc.array(
          fc.oneof({ weight: 4, arbitrary: fault }, { weight: 1, arbitrary: privilegeFault }),
          {
            maxLength: 4,
          },
        ),
        fc.constantFrom(...activeSemantics),
        fc.constantFrom("service", "owner"),
        async (workspace, faults, semantics, key) => {
          const sandbox = await startSandbox({
            workspace,
            activeSemantics: semantics,
            maxPageSize: 3,
          });
          try {
            const options = { key, makesArtifact: false, repositories: "with-tokens" } as const;
            const quiet = await auditSandbox(sandbox, options);
            if (quiet instanceof AuditError) throw quiet;
            expect(findLies(quiet.roster, workspace, true)).toEqual([]);
            sandbox.setFaults(faults);
            const audited = await auditSandbox(sandbox, options);
            if (audited instanceof AuditError) return;
            expect(findLies(audited.roster, workspace, false)).toEqual([]);
            if (audited.result.exitCode === 0) expect(quiet.result.exitCode).toBe(0);
          } finally {
            await sandbox.close();
          }
        },
      ),
      propertyRuns(25),
    );
  },
);
