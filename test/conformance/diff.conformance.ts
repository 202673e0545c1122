/** `baton diff` and our own `diff` on one file: the same people and the same access, in both. */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { writeArtifact } from "../../src/c1z/write.ts";
import type { ChangeReport } from "../../src/report/render-changes.ts";
import type { Membership, Roster } from "../../src/roster/model.ts";
import { isUnknown, type Fact } from "../../src/roster/fact.ts";
import { runCli } from "../support/process.ts";
import { aMember, aRoster, aService, aTeam } from "../support/roster.ts";
import { binaries, keyOf, oldBaton, run, type ResourceId } from "./programs.ts";

const platform = { team: "tm-platform", role: "Member" } as const;
const managed = { team: "tm-release", role: "Manager" } as const;

const before: Roster = aRoster({
  readAt: "2026-11-22T06:00:00.000Z",
  teams: [aTeam({ slug: "platform" }), aTeam({ slug: "release" }), aTeam({ slug: "closed" })],
  members: [
    aMember({ username: "owner", role: "Owner", teams: [platform, managed] }),
    aMember({ username: "goes", role: "Manager", teams: [managed] }),
    aMember({ username: "rises" }),
    aMember({ username: "falls", role: "Manager" }),
    aMember({ username: "into-team" }),
    aMember({ username: "out-of-team", teams: [platform, managed] }),
    aMember({ username: "takes-over", teams: [{ ...managed, role: "Member" }] }),
    aMember({ username: "unprotected" }),
    aMember({ username: "asleep" }),
    aMember({ username: "old-name", id: "id-renamed" }),
    aMember({ username: "the-same", teams: [platform] }),
  ],
  services: [aService({ slug: "gone-svc", teams: [platform] })],
});

const after: Roster = aRoster({
  readAt: "2026-11-23T06:00:00.000Z",
  teams: [aTeam({ slug: "platform" }), aTeam({ slug: "release" }), aTeam({ slug: "opened" })],
  members: [
    aMember({ username: "owner", role: "Owner", teams: [platform, managed] }),
    aMember({ username: "comes", role: "Collaborator", teams: [platform, managed] }),
    aMember({ username: "rises", role: "Owner" }),
    aMember({ username: "falls", role: "Member" }),
    aMember({ username: "into-team", teams: [managed] }),
    aMember({ username: "out-of-team" }),
    aMember({ username: "takes-over", teams: [managed] }),
    aMember({ username: "unprotected", twoFactor: false }),
    aMember({ username: "asleep", active: false }),
    aMember({ username: "new-name", id: "id-renamed", name: "Old Name" }),
    aMember({ username: "the-same", teams: [platform] }),
  ],
  services: [aService({ slug: "new-svc", role: "Manager", teams: [platform] })],
});

let folder: string;
let artifact: string;
let ours: ChangeReport["changes"]["list"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "conformance-"));
  artifact = join(folder, "two.c1z");
  for (const roster of [before, after]) {
    await writeArtifact({
      roster,
      path: artifact,
      keepSyncs: 2,
      endedAt: new Date(roster.readAt),
    });
  }
  await runCli(["diff", artifact, "--report-json", "d.json"], { cwd: folder });
  const report = JSON.parse(await readFile(join(folder, "d.json"), "utf8")) as ChangeReport;
  ours = report.changes.list;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Changed<T> {
  readonly created?: readonly T[];
  readonly deleted?: readonly T[];
  readonly modified?: readonly T[];
}

interface Diff {
  readonly resources: Changed<{ readonly id: ResourceId }>;
  readonly grants: Changed<{ readonly id: string }>;
}

const readers = [
  ["new reader", binaries.baton],
  ...(oldBaton === undefined ? [] : [["old reader", oldBaton]]),
] as [string, string][];

test.each(readers)("the %s tells of the same accounts and teams as we do", async (_, binary) => {
  const { resources } = JSON.parse(await run(binary, "diff", "-f", artifact, "-o", "json")) as Diff;
  const keys = (list: Diff["resources"]["created"]) => (list ?? []).map(keyOf).toSorted();

  expect(keys(resources.created)).toEqual(subjectsOf(["joined", "added"]));
  expect(keys(resources.deleted)).toEqual(subjectsOf(["left", "removed"]));
  // Whoever is in another team is the same person; whoever has another role says so in the profile.
  expect(keys(resources.modified)).toEqual(
    subjectsOf(["renamed", "role", "two-factor", "active", "team-visibility"]),
  );
});

test.each(readers)("the %s tells of the same access as we do", async (_, binary) => {
  const { grants } = JSON.parse(await run(binary, "diff", "-f", artifact, "-o", "json")) as Diff;
  const ids = (list: Diff["grants"]["created"]) => (list ?? []).map(({ id }) => id).toSorted();
  const told = accessTold();

  expect(told.created.length).toBeGreaterThan(5);
  expect(ids(grants.created)).toEqual(told.created);
  expect(ids(grants.deleted)).toEqual(told.deleted);
  expect(ids(grants.modified)).toEqual([]);
});

type Subject = (typeof ours)[number]["subject"];

const types = { member: "user", service: "service_account", team: "team" } as const;

function toKey({ kind, id }: Subject): string {
  return `${kind in types ? types[kind as keyof typeof types] : kind}:${id}`;
}

function subjectsOf(kinds: readonly string[]): string[] {
  const keys = ours
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ kind, subject }) => [toKey(subject), ...keyOfService(kind, subject)]);
  return [...new Set(keys)].toSorted();
}

/** A service account comes and goes with its key. */
function keyOfService(change: string, { kind, id }: Subject): string[] {
  return kind === "service" && ["added", "removed"].includes(change) ? [`secret:${id}`] : [];
}

/** Returns the grants that came and went, out of our changes in words. */
function accessTold(): { created: string[]; deleted: string[] } {
  const created: string[] = [];
  const deleted: string[] = [];
  for (const { kind, subject, object, before: was, after: is } of ours) {
    const who = toKey(subject);
    const roleGrant = (role: unknown) =>
      `organization:${after.workspace.id}:${String(role).toLowerCase()}:${who}`;
    const team = object?.id ?? "";
    if (kind === "role") {
      created.push(roleGrant(is));
      deleted.push(roleGrant(was));
    } else if (kind === "team-joined") created.push(...teamGrants(team, is, who));
    else if (kind === "team-left") deleted.push(...teamGrants(team, was, who));
    else if (kind === "team-role" && is === "Manager") created.push(`team:${team}:manager:${who}`);
    else if (kind === "team-role") deleted.push(`team:${team}:manager:${who}`);
    else if (subject.kind !== "team" && (kind === "joined" || kind === "added")) {
      created.push(roleGrant(is), ...allTeamGrants(after, subject.id, who));
    } else if (subject.kind !== "team" && (kind === "left" || kind === "removed")) {
      deleted.push(roleGrant(was), ...allTeamGrants(before, subject.id, who));
    }
  }
  return { created: created.toSorted(), deleted: deleted.toSorted() };
}

function teamGrants(team: string, role: unknown, who: string): string[] {
  const member = `team:${team}:member:${who}`;
  return role === "Manager" ? [member, `team:${team}:manager:${who}`] : [member];
}

/** Our changes tell that somebody came or went; with which teams stands in the roster. */
function allTeamGrants(roster: Roster, id: string, who: string): string[] {
  const teams: Fact<readonly Membership[]> | undefined = [
    ...roster.members,
    ...roster.services.map((service) => ({ ...service, id: service.slug })),
  ].find((account) => account.id === id)?.teams;
  if (teams === undefined || isUnknown(teams)) return [];
  return teams.flatMap(({ team, role }) => teamGrants(team, role, who));
}
