/**
 * A workspace that changes while it is read, and replies that contradict each other. A list that is
 * called complete must be what a reading in quiet gives; anything else must be a gap.
 */

import { isDeepStrictEqual } from "node:util";

import { describe, expect, test } from "vitest";

import { AuditError } from "../../src/errors.ts";
import { listCoverage, workspaceLists, type ListName } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { isUnknown } from "../../src/roster/fact.ts";
import { editBody, editHeaders, refuse, type Fault } from "../../src/sandbox/faults.ts";
import type { Sandbox } from "../../src/sandbox/server.ts";
import type { SandboxWorkspace } from "../../src/sandbox/wire.ts";
import { cleanWorkspace } from "../../src/sandbox/workspace.ts";
import { auditSandbox, type Audited } from "../support/audit.ts";
import { openSandbox } from "../support/sandbox.ts";

const members = "/orgs/{org}/members/";
const teams = "/orgs/{org}/teams/";
const services = "/orgs/{org}/services/";
const invites = "/orgs/{org}/invites/";
const groupSync = "/orgs/{org}/saml-group-sync/";
const oidc = "/orgs/{org}/openid-connect/";
const teamMembers = "/orgs/{org}/teams/{team}/members";

/** Three pages of members. */
const maxPageSize = 15;
const firstPage = "page=1&page_size=500";

type Row = Record<string, unknown>;
type Edit = (workspace: SandboxWorkspace) => void;

function open(): Promise<Sandbox> {
  return openSandbox({ workspace: cleanWorkspace(), maxPageSize });
}

async function audit(sandbox: Sandbox): Promise<Audited> {
  const audited = await auditSandbox(sandbox);
  if (audited instanceof AuditError) throw audited;
  return audited;
}

/** Audits while the workspace changes just after one reply, and once more in quiet. */
async function auditDuring(
  edit: Edit,
  after: Pick<Fault, "template" | "query"> = { template: members, query: firstPage },
): Promise<{ during: Audited; quiet: Audited }> {
  const sandbox = await open();
  const strike: Fault["strike"] = (reply) => {
    sandbox.change(edit);
    return reply;
  };
  sandbox.setFaults([{ ...after, times: 1, strike }]);
  const during = await audit(sandbox);
  return { during, quiet: await audit(sandbox) };
}

/** Audits with faults, and once more without. */
async function auditWith(faults: readonly Fault[]): Promise<{ during: Audited; quiet: Audited }> {
  const sandbox = await open();
  sandbox.setFaults(faults);
  const during = await audit(sandbox);
  sandbox.setFaults([]);
  return { during, quiet: await audit(sandbox) };
}

/** What each list is made of. */
const contents: readonly (readonly [ListName, (roster: Roster) => unknown])[] = [
  ["members", (roster) => roster.members],
  ["teams", (roster) => roster.teams],
  ["services", (roster) => roster.services],
  ["invites", (roster) => roster.invites],
  ["group-sync", (roster) => roster.groupSync],
  ["oidc", (roster) => roster.oidcProviders],
];

/**
 * Returns what an audit told wrong: lists that it called complete and that are not what they are in
 * quiet, and an end that does not fit its gaps.
 */
function misread({ during, quiet }: { during: Audited; quiet: Audited }): string[] {
  const { roster, result, written } = during;
  const isWhole = (name: ListName) => listCoverage(roster.coverage, name).status === "complete";
  const wrong: string[] = contents
    .filter(([name, list]) => isWhole(name) && !isDeepStrictEqual(list(roster), list(quiet.roster)))
    .map(([name]) => `${name} is called complete`);
  const whole = workspaceLists.every(isWhole);
  if (written !== whole) wrong.push(whole ? "no artifact" : "an artifact with gaps");
  if (!whole && result.exitCode !== 2) wrong.push(`${result.report.verdict} with gaps`);
  return wrong;
}

/** The members as the pages have them. */
function inOrder(workspace: SandboxWorkspace) {
  return workspace.members.toSorted((a, b) => (a.user_name < b.user_name ? -1 : 1));
}

function member(workspace: SandboxWorkspace, index: number) {
  const found = inOrder(workspace).at(index);
  if (found === undefined) throw new Error(`there is no member ${index}`);
  return found;
}

const leave: Edit = (workspace) => {
  const gone = member(workspace, 3);
  workspace.members = workspace.members.filter((candidate) => candidate !== gone);
};
const join: Edit = (workspace) => {
  const template = member(workspace, 5);
  const name = { user: "zz-new", user_id: "zzNew0000001", user_name: "\u{1F98A} New" };
  workspace.members.push({ ...template, ...name, email: "new@fernwick.example", teams: [] });
};

describe("between two pages of members", () => {
  test.each<readonly [string, Edit]>([
    ["somebody leaves", leave],
    ["somebody joins", join],
    [
      "the first of the list is renamed to the last",
      (workspace) => {
        member(workspace, 0).user_name = "\u{1F98A} Renamed";
      },
    ],
    [
      "the last of the list is renamed to the first",
      (workspace) => {
        member(workspace, -1).user_name = "  Renamed";
      },
    ],
    [
      "a team is deleted with its memberships",
      (workspace) => {
        workspace.teams = workspace.teams.filter(({ slug }) => slug !== "docs");
        for (const account of workspace.members) {
          account.teams = account.teams.filter(({ slug }) => slug !== "docs");
        }
      },
    ],
  ])("%s: the roster is the one that is read in quiet, or has gaps", async (_, edit) => {
    expect(misread(await auditDuring(edit))).toEqual([]);
  });

  // Every count is right at every moment, and still one person is on no page that was read.
  test("one leaves and another joins: whoever slipped between the pages is missed", async () => {
    const audits = await auditDuring((workspace) => {
      leave(workspace);
      join(workspace);
    });
    expect(misread(audits)).toEqual([]);
  });
});

describe("between the lists", () => {
  test.each<readonly [string, string, Edit]>([
    [
      "an invite is accepted",
      invites,
      (workspace) => {
        workspace.invites.pop();
        join(workspace);
      },
    ],
    [
      "a service account is deleted",
      services,
      (workspace) => {
        workspace.services = workspace.services.filter(({ slug }) => slug === "access-audit");
      },
    ],
  ])("%s: the roster is the one that is read in quiet, or has gaps", async (_, template, edit) => {
    expect(misread(await auditDuring(edit, { template, query: firstPage }))).toEqual([]);
  });
});

function editRows(edit: (rows: Row[]) => unknown): Fault["strike"] {
  return (reply) => (reply.status === 200 ? editBody(edit)(reply) : reply);
}

const emptyList: Fault["strike"] = () => ({
  status: 200,
  headers: { "Content-Type": "application/json" },
  body: Buffer.from("[]"),
});

describe("an empty list", () => {
  // An empty list announces no count, so it is not counted again at the end.
  test.each([services, invites, groupSync, oidc])(
    "of %s, once, is not believed: it is not empty when it is asked again",
    async (template) => {
      expect(misread(await auditWith([{ template, times: 1, strike: emptyList }]))).toEqual([]);
    },
  );

  // The count of inactive members decides whether they are read at all, and is asked for only once.
  test.each([
    ["without a word", emptyList],
    ["though it announces a count", editRows(() => [])],
    ["though there is a row", editHeaders({ "X-Pagination-Count": "0" })],
  ])("of inactive members, once and %s, hides nobody", async (_, strike) => {
    const workspace = cleanWorkspace();
    for (const row of workspace.members) row.is_active = row.role !== "Member";
    const sandbox = await openSandbox({ workspace, activeSemantics: "hides-inactive" });
    sandbox.setFaults([{ template: members, query: "is_active=false", times: 1, strike }]);
    const during = await audit(sandbox);
    sandbox.setFaults([]);

    expect(misread({ during, quiet: await audit(sandbox) })).toEqual([]);
  });

  // The reader knows by then that it reads as one of them.
  test("of service accounts is not believed by a service account", async () => {
    const { during } = await auditWith([{ template: services, strike: emptyList }]);

    expect(during.roster.coverage.readAs.kind).toBe("service");
    expect(listCoverage(during.roster.coverage, "services").status).toBe("partial");
    expect(during.written).toBe(false);
  });
});

describe("a count of active members", () => {
  // The rows tell themselves whether they are active: the count that the default was judged by is wrong.
  test("that the rows contradict does not decide who is read", async () => {
    const workspace = cleanWorkspace();
    for (const row of workspace.members) row.is_active = row.role !== "Collaborator";
    const active = workspace.members.filter((row) => row.is_active).length;
    const inactive = workspace.members.length - active;
    const sandbox = await openSandbox({ workspace, activeSemantics: "hides-inactive" });
    const strike = editHeaders({ "X-Pagination-Count": String(active - inactive) });
    sandbox.setFaults([{ template: members, query: "is_active=true", strike }]);
    const during = await audit(sandbox);
    sandbox.setFaults([]);

    expect(misread({ during, quiet: await audit(sandbox) })).toEqual([]);
  });
});

describe("a list of teams that could not be read", () => {
  // No team is known, so none is asked; and no team that tells is not "in no team".
  test("leaves unknown the teams of whoever's own row does not tell them", async () => {
    const { during } = await auditWith([
      { template: teams, strike: refuse(403) },
      {
        template: members,
        strike: editRows((rows) => {
          for (const row of rows) delete row["teams"];
        }),
      },
    ]);

    expect(during.roster.members.filter((row) => !isUnknown(row.teams))).toEqual([]);
  });
});

describe("replies that contradict each other", () => {
  test("a row that comes twice and differs is not believed in its first form", async () => {
    const strike = editRows((rows) => [{ ...rows[0], role: "Collaborator" }, ...rows]);
    expect(misread(await auditWith([{ template: members, query: "page=2", strike }]))).toEqual([]);
  });

  // No announced count can confirm the number of pages; the next page would tell.
  test("a number of pages without a count is not believed", async () => {
    const headers = { "X-Pagination-Count": undefined, "X-Pagination-PageTotal": "1" };
    const sandbox = await openSandbox({ workspace: cleanWorkspace(), maxPageSize: 2 });
    sandbox.setFaults([{ template: services, strike: editHeaders(headers) }]);
    const during = await audit(sandbox);
    sandbox.setFaults([]);
    expect(misread({ during, quiet: await audit(sandbox) })).toEqual([]);
  });

  // Slugs are unique, and memberships are joined by them: one team's people end up in the other.
  test("two teams of one slug are not told apart by chance", async () => {
    const strike = editRows((rows) => {
      for (const row of rows) if (row["slug"] === "frontend") row["slug"] = "platform";
    });
    expect(misread(await auditWith([{ template: teams, strike }]))).toEqual([]);
  });
});

describe("somebody whom only a team's own list names", () => {
  const withoutTeams = editRows((rows) => {
    for (const row of rows) delete row["teams"];
  });
  const ghost = (kind: "User" | "Service") =>
    editBody((body: { members: Row[] }) => {
      body.members.push({ user: "ghost", role: "Manager", user_kind: kind });
    });

  // A wrong clean: a manager of every team is in plain sight, and the verdict is clean.
  test.each([
    ["members", members, "user", "User"],
    ["services", services, "service", "Service"],
  ] as const)("makes the list of %s partial", async (name, template, kind, kindOfRow) => {
    const { during } = await auditWith([
      { template, strike: withoutTeams },
      { template: teamMembers, query: `user_kind=${kind}`, strike: ghost(kindOfRow) },
    ]);

    expect(listCoverage(during.roster.coverage, name).status).toBe("partial");
    expect([during.result.report.verdict, during.result.exitCode]).toEqual(["unknown", 2]);
    expect(during.written).toBe(false);
  });
});
