/** A small artifact that is good, and why it is refused once something was done to it. */

import { join } from "node:path";

import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { AuditError } from "../../src/errors.ts";
import type { Roster } from "../../src/roster/model.ts";
import { makeFolder } from "./process.ts";
import { aMember, aRoster, aTeam } from "./roster.ts";

export function someRoster(): Roster {
  return aRoster({
    teams: [aTeam()],
    members: [
      aMember({
        username: "ada",
        role: "Owner",
        teams: [{ team: "tm-platform", role: "Manager" }],
      }),
      aMember({ username: "bo" }),
    ],
  });
}

export async function goodFile(): Promise<string> {
  const path = join(await makeFolder(), "a.c1z");
  const endedAt = new Date("2026-11-23T06:00:05.000Z");
  await writeArtifact({ roster: someRoster(), path, endedAt });
  return path;
}

/** Returns why a file is refused. Throws when it is read, or fails in any other way. */
export async function refusal(path: string): Promise<string> {
  const error = await readArtifact(path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AuditError && error.code === "ARTIFACT_FAILED") return error.message;
  throw new Error("the file was not refused as it should be", { cause: error });
}
