/**
 * Whatever coverage calls complete is the stand-in's own truth, and no fact that is told differs from
 * it, for any workspace and any faults.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import { listCoverage, type ListName } from "../../src/roster/coverage.ts";
import { isUnknown, type Roster } from "../../src/roster/model.ts";
import {
  disrupt,
  editBody,
  editHeaders,
  editText,
  refuse,
  sendHtml,
  type Fault,
} from "../../src/sandbox/faults.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace, WireMember } from "../../src/sandbox/wire.ts";
import { fernwick } from "../../src/sandbox/workspace.ts";
import { auditSandbox } from "../support/audit.ts";

const templates = [
  "/orgs/{org}/members/",
  "/orgs/{org}/teams/",
  "/orgs/{org}/services/",
  "/orgs/{org}/invites/",
  "/orgs/{org}/teams/{team}/members",
  "/orgs/{org}/saml-authentication",
  "/orgs/{org}/saml-group-sync/",
  "/orgs/{org}/openid-connect/",
] as const;

const identities = ["slug", "user_id", "user"];
const fields = ["role", "is_active", "has_two_factor", "teams", "email", ...identities];

type Rows = Record<string, unknown>[];

/** Strikes the rows of a page, and nothing that is no list. */
function onRows(edit: (rows: Rows) => Rows): Fault["strike"] {
  return (reply) =>
    reply.status === 200
      ? editBody((body: unknown) => (Array.isArray(body) ? edit(body as Rows) : body))(reply)
      : reply;
}

const strike = fc.oneof(
  fc.constantFrom(401, 402, 403, 404, 429, 500, 503).map((status) => refuse(status)),
  fc.constantFrom(
    disrupt("reset"),
    disrupt("cut"),
    sendHtml(502),
    editText(() => ""),
  ),
  fc
    .constantFrom("0", "1", "7", "9000", "x", undefined)
    .map((count) => editHeaders({ "X-Pagination-Count": count })),
  fc
    .constantFrom("1", "2", undefined)
    .map((total) => editHeaders({ "X-Pagination-PageTotal": total })),
  fc.constant(onRows((rows) => rows.slice(1))),
  fc.constant(onRows((rows) => [...rows, ...rows.slice(0, 1)])),
  fc.constant(onRows((rows) => [...rows.slice(1), ...rows.slice(0, 1)])),
  fc
    .tuple(fc.constantFrom(...fields), fc.constantFrom(undefined, null, 7, "Auditor", {}))
    // A name that looks like one and is another's is a lie that nobody could find out.
    .filter(([field, value]) => typeof value !== "string" || !identities.includes(field))
    .map(([field, value]) =>
      onRows((rows) =>
        rows.map((row, index) => {
          if (index > 0 || !(field in row)) return row;
          const { [field]: _, ...rest } = row;
          return value === undefined ? rest : { ...rest, [field]: value };
        }),
      ),
    ),
);

const fault: fc.Arbitrary<Fault> = fc
  .record({
    template: fc.constantFrom(...templates),
    page: fc.constantFrom(undefined, "page=1", "page=2"),
    times: fc.constantFrom(undefined, 1, 3),
    strike,
  })
  .map(({ template, page, times, strike: how }) => ({
    template,
    strike: how,
    ...(page !== undefined && { query: page }),
    ...(times !== undefined && { times }),
  }));

/** Fernwick with some of its people, teams and accounts, each as it may be. */
const workspace: fc.Arbitrary<SandboxWorkspace> = fc
  .record({
    people: fc.subarray(fernwick().members.slice(1), { maxLength: 12 }),
    inactive: fc.nat({ max: 12 }),
    emptyTeam: fc.boolean(),
    services: fc.boolean(),
    invites: fc.boolean(),
  })
  .map(({ people, inactive, emptyTeam, services, invites }) => {
    const made = fernwick();
    const [owner] = made.members;
    if (owner === undefined) throw new Error("Fernwick has no Owner");
    made.members = [owner, ...structuredClone(people)].map((member, index) =>
      index > 0 && index === inactive ? { ...member, is_active: false } : member,
    );
    if (emptyTeam) {
      made.teams.push({
        name: "Empty",
        slug: "empty",
        slug_perm: "tmEmpty00001",
        description: null,
        visibility: "Hidden",
      });
    }
    if (!services) made.services = made.services.filter(({ slug }) => slug === "access-audit");
    if (!invites) made.invites = [];
    return made;
  });

test(
  "what is called complete is the truth, and so is every fact that is told",
  { timeout: 60_000 },
  async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(
        workspace,
        fc.array(fault, { maxLength: 3 }),
        fc.constantFrom("everyone-by-default", "hides-inactive", "false-is-default"),
        async (made, faults, activeSemantics) => {
          const truth = structuredClone(made);
          const sandbox = await startSandbox({
            workspace: made,
            faults,
            activeSemantics,
            maxPageSize: 4,
          });
          try {
            const audited = await auditSandbox(sandbox);
            if (!(audited instanceof AuditError)) compare(audited.roster, truth, faults);
          } finally {
            await sandbox.close();
          }
        },
      ),
      { numRuns: 150 },
    );
  },
);

function compare(roster: Roster, truth: SandboxWorkspace, faults: readonly Fault[]): void {
  const whole = (name: ListName) => listCoverage(roster.coverage, name).status === "complete";
  const ids = {
    members: truth.members.map(({ user_id }) => user_id),
    teams: truth.teams.map(({ slug_perm }) => slug_perm),
    services: truth.services.map(({ slug }) => slug),
    invites: truth.invites.map(({ slug_perm }) => slug_perm),
  };
  const seen = {
    members: roster.members.map(({ id }) => id),
    teams: roster.teams.map(({ id }) => id),
    services: roster.services.map(({ slug }) => slug),
    invites: roster.invites.map(({ id }) => id),
  };
  for (const name of ["members", "teams", "services", "invites"] as const) {
    if (whole(name)) expect(seen[name], name).toEqual(ids[name].toSorted());
  }
  // A row that a fault has changed tells something else, and nobody could know.
  const believable = faults.length === 0;
  const idOf = new Map(truth.teams.map(({ slug, slug_perm }) => [slug, slug_perm]));
  for (const member of roster.members) {
    const row = truth.members.find(({ user_id }) => user_id === member.id);
    if (row === undefined) continue;
    expectSame(member.role, row.role);
    expectSame(member.active, row.is_active);
    expectSame(member.twoFactor, row.has_two_factor);
    if (isUnknown(member.teams)) continue;
    const held = member.teams.map(({ team }) => team);
    const places = teamsOf(row, idOf);
    expect(places).toEqual(expect.arrayContaining(held));
    if (believable || (whole("members") && whole("teams"))) expect(held).toEqual(places);
  }
}

function teamsOf(row: WireMember, idOf: ReadonlyMap<string, string>): string[] {
  return row.teams.map(({ slug }) => idOf.get(slug) ?? "").toSorted();
}

function expectSame(told: unknown, truth: unknown): void {
  if (!isUnknown(told)) expect(told).toBe(truth);
}
