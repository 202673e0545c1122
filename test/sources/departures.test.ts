import { join } from "node:path";

import { expect, test } from "vitest";

import { readArtifact, readSync, withDatabase } from "../../src/c1z/read.ts";
import { openSqlite } from "../../src/c1z/sqlite/sqlite.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { silentLogger } from "../../src/log.ts";
import { listCoverage } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { Member, Roster } from "../../src/roster/model.ts";
import { parseSettings } from "../../src/settings.ts";
import { loadRoster } from "../../src/sources/load-roster.ts";
import { toPolicy } from "../../src/sources/policy-file.ts";
import { toSource } from "../../src/sources/source.ts";
import { makeFolder } from "../support/process.ts";
import { aMember, aRoster, aTeam } from "../support/roster.ts";

const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `person-${from + index}`);
const everybody = names(0, 40);
const staying = names(0, 18);

/** One run: what the policy says, and who is there. */
interface Run {
  /** Default: on. */
  readonly unlisted?: "error" | "off";
  readonly named: readonly string[];
  readonly allow?: string;
  /** Whether anybody may be in a team. */
  readonly isOpen?: true;
  readonly there: readonly string[];
  readonly change?: Partial<Roster>;
  /** The artifact of `sync` has no policy. */
  readonly isSync?: true;
}

function policyOf({ unlisted = "error", named, allow, isOpen }: Run) {
  const lines = [
    "version: 1",
    "organization: fernwick",
    `unlisted-members: ${unlisted}`,
    "roles:",
    "  member:",
    `    members: [${["owner", ...named].join(", ")}]`,
    ...(allow === undefined ? [] : [`    allow: ["${allow}"]`]),
    ...(isOpen === true ? ["teams: { platform: { members: any } }"] : []),
  ];
  return toPolicy(`${lines.join("\n")}\n`, "access-policy.yml");
}

function rosterOf({ there, change }: Run, day: number): Roster {
  const members: Member[] = [
    aMember({ username: "owner", role: "Owner" }),
    ...there.map((username) => aMember({ username })),
  ];
  return aRoster({ readAt: `2026-11-0${day}T06:00:00.000Z`, members, ...change });
}

/** Runs one audit after another, each with the artifact before it as its baseline. */
async function replay(...runs: readonly Run[]): Promise<readonly string[]> {
  const folder = await makeFolder();
  const results: string[] = [];
  let baseline: string | undefined;
  for (const [index, run] of runs.entries()) {
    const roster = rosterOf(run, index + 1);
    const now = join(folder, `now-${index}.c1z`);
    await writeArtifact({ roster, path: now, endedAt: new Date(roster.readAt) });
    const source = toSource(parseSettings({ "from-c1z": now, ...(baseline && { baseline }) }));
    const dependencies = { clock: () => new Date(roster.readAt), log: silentLogger };
    const read = await loadRoster(
      source,
      dependencies,
      run.isSync === true ? {} : { policy: policyOf(run) },
    );
    const { status } = listCoverage(read.roster.coverage, "members");
    results.push(status);
    if (status !== "complete") continue;
    baseline = join(folder, `run-${index}.c1z`);
    await writeArtifact({ ...read, path: baseline, endedAt: new Date(roster.readAt) });
  }
  return results;
}

const before: Run = { named: everybody, there: everybody };
const merged: Run = { named: staying, there: everybody };
const done: Run = { named: staying, there: staying };

test.each<{ why: string; runs: readonly Run[]; last: "complete" | "partial" }>([
  {
    why: "workspace first: the policy no longer names them",
    runs: [before, done],
    last: "complete",
  },
  {
    why: "policy first, with audits in between",
    runs: [before, merged, merged, done],
    last: "complete",
  },
  {
    why: "they were allowed by a pattern that the policy dropped",
    runs: [{ named: staying, allow: "person-*", there: everybody }, done],
    last: "complete",
  },
  {
    why: "workspace first, while the policy still names them",
    runs: [before, { named: everybody, there: staying }],
    last: "partial",
  },
  {
    why: "the policy never named them",
    runs: [merged, done],
    last: "partial",
  },
  {
    why: "the policy never named them, and did not change",
    runs: [merged, merged, done],
    last: "partial",
  },
  {
    why: "the policy names them again",
    runs: [before, merged, before, { named: everybody, there: staying }],
    last: "partial",
  },
  {
    why: "a pattern of today's policy still allows them",
    runs: [before, { ...done, allow: "person-*" }],
    last: "partial",
  },
  {
    why: "unlisted members are not reported any more",
    runs: [before, { ...done, unlisted: "off" }],
    last: "partial",
  },
  {
    why: "unlisted members were not reported before",
    runs: [{ ...before, unlisted: "off" }, done],
    last: "partial",
  },
  {
    why: "the artifact before has no policy",
    runs: [{ ...before, isSync: true }, done],
    last: "partial",
  },
  { why: "this run has no policy", runs: [before, { ...done, isSync: true }], last: "partial" },
  {
    why: "more people than the policy dropped are gone",
    runs: [before, { named: staying, there: names(0, 6) }],
    last: "partial",
  },
  {
    why: "the policy names them in another way that matches nobody",
    runs: [
      before,
      { named: [...staying, ...names(18, 40).map((name) => `${name}.new`)], there: staying },
    ],
    last: "partial",
  },
  {
    why: "they may be in a team that anybody may be in, because their teams were not seen",
    runs: [
      {
        ...before,
        change: {
          teams: [aTeam({ slug: "platform" })],
          members: ["owner", ...everybody].map((username) =>
            aMember({
              username,
              role: username === "owner" ? "Owner" : "Member",
              teams: unknown("missing"),
            }),
          ),
        },
      },
      { ...done, isOpen: true, change: { teams: [aTeam({ slug: "platform" })] } },
    ],
    last: "partial",
  },
  {
    why: "nobody is left",
    runs: [before, { named: [], there: [], change: { members: [] } }],
    last: "partial",
  },
  {
    why: "the last Owner is gone as well",
    runs: [
      before,
      { ...done, change: { members: staying.map((username) => aMember({ username })) } },
    ],
    last: "partial",
  },
  {
    why: "it is not known whether the policy names them, because their addresses were not seen",
    runs: [
      {
        named: ["someone@fernwick.example", ...staying],
        there: everybody,
        change: {
          members: [
            aMember({ username: "owner", role: "Owner" }),
            ...everybody.map((username) => aMember({ username, email: unknown("redacted") })),
          ],
        },
      },
      done,
    ],
    last: "partial",
  },
])("half of the people are gone: $why", async ({ runs, last }) => {
  const results = await replay(...runs);
  expect(results.slice(0, -1)).toEqual(runs.slice(1).map(() => "complete"));
  expect(results.at(-1)).toBe(last);
});

test("teams are not expected to be gone, whatever the policy says about people", async () => {
  const folder = await makeFolder();
  const teams = (count: number) =>
    Array.from({ length: count }, (_, index) => aTeam({ slug: `team-${index}` }));
  const [first, second] = [join(folder, "a.c1z"), join(folder, "b.c1z")];
  const [was, is] = [
    rosterOf({ ...before, change: { teams: teams(40) } }, 1),
    rosterOf({ ...done, change: { teams: teams(10) } }, 2),
  ];
  const unlisted = { all: [], leaving: [] };
  await writeArtifact({ roster: was, unlisted, path: first, endedAt: new Date(was.readAt) });
  await writeArtifact({ roster: is, path: second, endedAt: new Date(is.readAt) });
  const { roster } = await loadRoster(
    toSource(parseSettings({ "from-c1z": second, baseline: first })),
    { clock: () => new Date(is.readAt), log: silentLogger },
    { policy: policyOf(done) },
  );
  expect(listCoverage(roster.coverage, "members").status).toBe("complete");
  expect(listCoverage(roster.coverage, "teams").status).toBe("partial");
});

test("an artifact keeps the list, and a changed list is not known", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const roster = rosterOf(before, 1);
  const [one, other] = roster.members.map(({ id }) => id);
  const unlisted = { all: [one ?? "", other ?? ""], leaving: [other ?? ""] };
  await writeArtifact({ roster, unlisted, path, endedAt: new Date(roster.readAt) });
  expect((await readArtifact(path)).unlisted).toEqual(unlisted);

  const changed = await withDatabase(path, async (_, databasePath) => {
    const database = openSqlite(databasePath, { readOnly: false });
    try {
      database.exec(
        `update v1_assets set data = cast(replace(cast(data as text), '"leaving":["${other}"]', '"leaving":[]') as blob)`,
      );
      return readSync(database);
    } finally {
      database.close();
    }
  });
  expect(changed.unlisted).toBeUndefined();
  expect(changed.roster).toEqual(roster);
});
