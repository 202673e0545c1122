/** A process that reads mutants: one by one, as the process that started it says. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describeOthers } from "../../src/c1z/describe-others.ts";
import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { AuditError, describeError } from "../../src/errors.ts";
import { describeChanges } from "../../src/report/changes.ts";
import { rosterDigest } from "../../src/roster/digest.ts";
import type { Roster } from "../../src/roster/model.ts";
import { unknown } from "../../src/roster/fact.ts";
import { databaseOf } from "../support/artifact-file.ts";
import { aMember, anInvite, anOidcProvider, aRoster, aService, aTeam } from "../support/roster.ts";
import { mutate, type Specimen } from "./mutate.ts";
import { createRandom } from "../support/random.ts";

export interface Outcome {
  readonly number: number;
  readonly mutation: string;
  /** `failed` for whatever is neither a roster nor an `AuditError`. */
  readonly result: "roster" | "refused" | "failed";
  readonly reason: string;
  readonly ms: number;
  /** The highest so far. */
  readonly peakMb: number;
}

const [seed = 1] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), "access-audit-fuzz-"));
const before = someRoster("2026-11-22T06:00:00.000Z", 12);
const after = someRoster("2026-11-23T06:00:00.000Z", 30);
const specimens = await makeSpecimens();

process.on("message", (number: number) => {
  void tryOut(number).then((outcome) => process.send?.(outcome));
});
process.on("disconnect", () => {
  void rm(folder, { recursive: true, force: true }).then(() => process.exit());
});
process.send?.("ready");

async function tryOut(number: number): Promise<Outcome> {
  const random = createRandom(seed * 1_000_003 + number);
  const [specimen] = specimens;
  const chosen = specimens[random.below(specimens.length)] ?? specimen;
  if (chosen === undefined) throw new Error("there is no specimen");
  const [mutation, bytes] = mutate(chosen, random, join(folder, "scratch.db"));
  const path = join(folder, "mutant.c1z");
  await writeFile(path, bytes);
  const startedAt = performance.now();
  const { result, reason } = await judge(path, random.below(8) === 0);
  return {
    number,
    mutation,
    result,
    reason,
    ms: performance.now() - startedAt,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

async function judge(path: string, appends: boolean): Promise<Pick<Outcome, "result" | "reason">> {
  try {
    if (appends) {
      await writeArtifact({ roster: after, path, keepSyncs: 3, endedAt: new Date(after.readAt) });
    }
    const { roster, others } = await readArtifact(path);
    rosterDigest(roster);
    describeChanges(before, roster);
    describeOthers(path, others);
    return { result: "roster", reason: "" };
  } catch (error) {
    if (error instanceof AuditError) return { result: "refused", reason: error.message };
    const stack = error instanceof Error ? error.stack : undefined;
    return { result: "failed", reason: stack ?? describeError(error) };
  }
}

/** One sync of ours, two of ours, and two of the reference SDK's. */
async function makeSpecimens(): Promise<Specimen[]> {
  const one = join(folder, "one.c1z");
  const two = join(folder, "two.c1z");
  const write = async (path: string, roster: Roster) =>
    await writeArtifact({ roster, path, keepSyncs: 2, endedAt: new Date(roster.readAt) });
  await write(one, after);
  await write(two, before);
  await write(two, after);
  const sdk = new URL("../c1z/sdk-written.c1z", import.meta.url).pathname;
  return await Promise.all(
    [one, two, sdk].map(async (path) => ({
      file: await readFile(path),
      database: await databaseOf(path),
    })),
  );
}

function someRoster(readAt: string, members: number): Roster {
  return aRoster({
    readAt,
    teams: [aTeam({ slug: "platform" }), aTeam({ slug: "release", visibility: "Hidden" })],
    members: Array.from({ length: members }, (_, index) =>
      aMember({
        username: `person-${index}`,
        role: index === 0 ? "Owner" : "Member",
        twoFactor: index % 3 === 0 ? unknown("weak-credential") : true,
        lastLoginAt: index % 4 === 0 ? null : "2026-11-20T07:55:02.000Z",
        teams: [{ team: "tm-release", role: index % 5 === 0 ? "Manager" : "Member" }],
      }),
    ),
    services: [aService({ teams: [{ team: "tm-platform", role: unknown("unrecognised") }] })],
    invites: [anInvite()],
    oidcProviders: [anOidcProvider()],
  });
}
