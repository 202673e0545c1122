/**
 * Repositories that change while they are read, and lists that contradict themselves: what is called
 * complete is what is there, and people and teams are never in doubt because of it.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import { coverageStatus, listCoverage } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { editBody, editHeaders, refuse, type Fault } from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { toToken } from "../../src/sandbox/tokens.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { auditSandbox } from "../support/audit.ts";
import { findLies } from "../support/lies.ts";
import { propertyRuns, propertyTimeout } from "../support/property.ts";
import { arbitraryWorkspace } from "../support/workspaces.ts";
import { list, privileges, tokens, type Row } from "./see-repositories.ts";

function onRows(edit: (rows: Row[]) => Row[]): Fault["strike"] {
  return (reply) => (reply.status === 200 ? editBody(edit)(reply) : reply);
}

const page = fc.constantFrom("page=1&page_size=500", "page=2&page_size=500");

const lie: fc.Arbitrary<Fault> = fc
  .record({
    query: page,
    strike: fc.oneof(
      fc.constantFrom(-2, -1, 1, 900).map((by): Fault["strike"] => (reply) => {
        const count = Number(reply.headers["X-Pagination-Count"] ?? 0) + by;
        return editHeaders({ "X-Pagination-Count": String(Math.max(0, count)) })(reply);
      }),
      fc
        .constantFrom("0", "9", "999999999")
        .map((total) => editHeaders({ "X-Pagination-PageTotal": total })),
      fc.constantFrom(
        onRows((rows) => rows.slice(1)),
        onRows((rows) => [...rows, ...rows.slice(0, 1)]),
        onRows((rows) => [...rows.slice(1), ...rows.slice(1, 2)]),
        // Of one row alone, nobody could see it.
        onRows((rows) => (rows.length < 2 ? rows : rows.map((row) => ({ ...row, slug: "same" })))),
        onRows((rows) => rows.map((row) => ({ ...row, namespace: "elsewhere" }))),
      ),
      fc.constantFrom(204, 301, 400, 402, 403, 404, 410, 500).map((status) => refuse(status)),
    ),
  })
  .map((fault) => ({ template: list, ...fault }));

/** Reads as an Owner, whose list alone may be complete. */
async function read(
  workspace: SandboxWorkspace,
  prepare: (sandbox: Awaited<ReturnType<typeof startSandbox>>) => readonly Fault[],
  maxPageSize = 3,
): Promise<{ during: Roster; quiet: Roster; after: SandboxWorkspace }> {
  // A copy: it is changed, and the property may use the workspace again.
  const sandbox = await startSandbox({ workspace: structuredClone(workspace), maxPageSize });
  const options = { key: "owner", makesArtifact: false, repositories: "with-tokens" } as const;
  try {
    sandbox.setFaults(prepare(sandbox));
    const during = await auditSandbox(sandbox, options);
    sandbox.setFaults([]);
    const quiet = await auditSandbox(sandbox, options);
    for (const one of [during, quiet]) if (one instanceof AuditError) throw one;
    if (during instanceof AuditError || quiet instanceof AuditError) throw new Error("no roster");
    return { during: during.roster, quiet: quiet.roster, after: sandbox.workspace };
  } finally {
    await sandbox.close();
  }
}

test(
  "a list that contradicts itself is never called complete, and concerns no people",
  { timeout: propertyTimeout(60_000) },
  async () => {
    let caught = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitraryWorkspace(),
        fc.array(lie, { minLength: 1, maxLength: 2 }),
        async (workspace, faults) => {
          const { during } = await read(workspace, () => faults);
          expect(coverageStatus(during.coverage)).toBe("complete");
          // A slug that is a lie alike in every reply cannot be seen, unless two rows have it.
          const { status } = listCoverage(during.coverage, "repositories");
          if (status === "complete") expect(findLies(during, workspace, false)).toEqual([]);
          else caught += 1;
        },
      ),
      propertyRuns(25),
    );
    expect(caught).toBeGreaterThan(5);
  },
);

type Edit = (workspace: SandboxWorkspace) => void;

const edits: readonly Edit[] = [
  (workspace) => void workspace.repositories.shift(),
  (workspace) => void workspace.repositories.splice(2, 1),
  (workspace) => void workspace.repositories.pop(),
  (workspace) => {
    const [first] = workspace.repositories;
    if (first === undefined) return;
    const row = { ...first.row, slug: "repo-new", slug_perm: "rpNew" };
    workspace.repositories.push({ ...first, row: { ...row, created_at: "2020-01-01T00:00:00Z" } });
  },
  (workspace) => {
    for (const one of workspace.repositories) one.privileges.shift();
  },
  (workspace) => {
    for (const one of workspace.repositories) {
      one.privileges.unshift({ privilege: "Admin", user: "newcomer", team: null, service: null });
    }
  },
  (workspace) => {
    for (const one of workspace.repositories) one.tokens?.shift();
  },
  (workspace) => {
    for (const { row, tokens: held } of workspace.repositories) {
      held?.unshift(toToken(row.slug, "new", "tkNew"));
    }
  },
];

test(
  "a change while repositories are read leaves either a true roster or a gap",
  { timeout: propertyTimeout(60_000) },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryWorkspace(),
        fc.constantFrom(...edits),
        fc.constantFrom(list, privileges, tokens),
        fc.constantFrom("page=1", "page=2"),
        async (workspace, edit, template, query) => {
          // A page of privileges or tokens is never shorter than requested, or it would be torn unseen.
          const pageSize = template === list ? 3 : 500;
          const prepare = (sandbox: Awaited<ReturnType<typeof startSandbox>>) => [
            {
              template,
              query,
              times: 1,
              strike: (reply) => {
                sandbox.change(edit);
                return reply;
              },
            } satisfies Fault,
          ];
          const { during, after } = await read(workspace, prepare, pageSize);
          // Each repository is one that there was, as it was before or after the change.
          const lies = [workspace, after].map((one) => new Set(findLies(during, one, false)));
          const both = [...(lies[0] ?? [])].filter((found) => lies[1]?.has(found) === true);
          expect(both).toEqual([]);
          expect(coverageStatus(during.coverage)).toBe("complete");
        },
      ),
      propertyRuns(25),
    );
  },
);
