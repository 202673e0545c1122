import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { writeArtifact } from "../../src/c1z/write.ts";
import { runAudit } from "../../src/audit.ts";
import type { PastSync } from "../../src/report/past-sync.ts";
import { loadRoster } from "../../src/sources/load-roster.ts";
import { toSource } from "../../src/sources/source.ts";
import { silentLogger } from "../../src/log.ts";
import { parseSettings } from "../../src/settings.ts";
import { toPolicy } from "../../src/sources/policy-file.ts";
import { workspaceLists } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { makeFolder } from "../support/process.ts";
import { aCoverage, aMember, aRoster } from "../support/roster.ts";

const policy = toPolicy(
  "version: 1\norganization: fernwick\nrules: { role-count: off }\n",
  "access-policy.yml",
);

/** Returns the roster of a day in November, with as many Owners without two-factor. */
function rosterOf(day: number, overrides: Partial<Roster> = {}): Roster {
  return aRoster({
    readAt: `2026-11-${String(day).padStart(2, "0")}T06:00:00.000Z`,
    members: Array.from({ length: 9 }, (_, index) =>
      aMember({ username: `person-${index}`, role: "Owner", twoFactor: index >= day }),
    ),
    ...overrides,
  });
}

async function write(path: string, ...rosters: readonly Roster[]): Promise<void> {
  for (const roster of rosters) {
    const endedAt = new Date(Date.parse(roster.readAt) + 5_000);
    await writeArtifact({ roster, path, endedAt, keepSyncs: 20 });
  }
}

interface Asked {
  /** The artifacts that the run adds to, and that it compares with. */
  readonly target?: string;
  readonly baseline?: string;
  /** Default: an artifact of the roster alone. */
  readonly audited?: string;
  readonly roster: Roster;
}

/** Returns the days with their errors, as an audit gives them to its channels, and what was warned of. */
async function historyOf({ target, baseline, audited, roster }: Asked) {
  const warned: string[] = [];
  const log = { ...silentLogger, warn: (message: string) => void warned.push(message) };
  const from = audited ?? join(await makeFolder(), "now.c1z");
  if (audited === undefined) await write(from, roster);
  const source = toSource(
    parseSettings({ "from-c1z": from, "max-shrink": "100", ...(baseline && { baseline }) }),
  );
  const clock = () => new Date(roster.readAt);
  let past: readonly PastSync[] = [];
  await runAudit({
    policy,
    failOn: "never",
    artifact: undefined,
    tool: { name: "test", version: "0" },
    clock,
    log,
    readRoster: () => loadRoster(source, { clock, log }, { policy, history: { policy, target } }),
    channels: [{ task: "keep", deliver: async (_, audited) => void ({ past } = audited) }],
  });
  return {
    days: past.map(({ readAt, errors }) => [readAt.slice(8, 10), errors]),
    notJudged: past.map(({ notJudged }) => notJudged),
    warned,
  };
}

test("the earlier syncs of the artifact are judged by today's policy, the oldest first", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const now = rosterOf(4);
  await write(path, rosterOf(1), rosterOf(2), rosterOf(3), now);

  expect(await historyOf({ audited: path, roster: now })).toEqual({
    days: [
      ["01", 1],
      ["02", 2],
      ["03", 3],
    ],
    notJudged: [0, 0, 0],
    warned: [],
  });
});

test("the baseline is an earlier sync too, once, and what came later is none", async () => {
  const folder = await makeFolder();
  const [own, baseline] = [join(folder, "a.c1z"), join(folder, "b.c1z")];
  await write(own, rosterOf(2), rosterOf(6));
  await write(baseline, rosterOf(1), rosterOf(2), rosterOf(8));

  const { days } = await historyOf({ target: own, baseline, roster: rosterOf(6) });

  expect(days).toEqual([
    ["01", 1],
    ["02", 2],
  ]);
});

test("a sync with gaps says how many rules it leaves open", async () => {
  const path = join(await makeFolder(), "a.c1z");
  const lists = workspaceLists.map((name) => ({
    name,
    status: name === "members" ? ("partial" as const) : ("complete" as const),
    count: 9,
    expected: 40,
    reason: name === "members" ? "page 2 was refused" : null,
  }));
  await write(path, rosterOf(1, { coverage: aCoverage({ lists }) }));

  const { notJudged } = await historyOf({ target: path, roster: rosterOf(2) });

  expect(notJudged).toHaveLength(1);
  expect(notJudged[0]).toBeGreaterThan(5);
});

test("no file, another workspace's file and no syncs but this one are no history", async () => {
  const folder = await makeFolder();
  const [other, own] = [join(folder, "other.c1z"), join(folder, "own.c1z")];
  const workspace = { ...rosterOf(1).workspace, id: "another" };
  await write(other, rosterOf(1, { workspace }));
  await write(own, rosterOf(2));

  for (const target of [join(folder, "none.c1z"), other, own]) {
    expect(await historyOf({ target, roster: rosterOf(2) })).toEqual({
      days: [],
      notJudged: [],
      warned: [],
    });
  }
});

test("a file that cannot be read is a warning, and costs nothing else", async () => {
  const folder = await makeFolder();
  const [own, baseline] = [join(folder, "a.c1z"), join(folder, "b.c1z")];
  await writeFile(own, "yesterday's notes");
  await write(baseline, rosterOf(1));

  const { days, warned } = await historyOf({ target: own, baseline, roster: rosterOf(2) });

  expect(days).toEqual([["01", 1]]);
  expect(warned).toEqual([expect.stringMatching(/earlier syncs: cannot read artifact .*a\.c1z/u)]);
});

test("of many syncs the newest eleven are told", async () => {
  const path = join(await makeFolder(), "a.c1z");
  await write(path, ...Array.from({ length: 13 }, (_, index) => rosterOf(index + 1)));

  const { days } = await historyOf({ target: path, roster: rosterOf(20) });

  expect(days.map(([day]) => day)).toEqual(
    Array.from({ length: 11 }, (_, index) => String(index + 3).padStart(2, "0")),
  );
});
