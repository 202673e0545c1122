/** Artifacts to read, to compare and to spoil. */

import { join } from "node:path";

import { writeArtifact } from "../../src/c1z/write.ts";
import type { Roster } from "../../src/roster/model.ts";
import { aMember, aRoster, aService, aTeam, aWorkspace, counted } from "../support/roster.ts";

export const memberCount = 300;

/** Returns a roster of 300 people, 5 teams and 3 service accounts whose coverage counts them. */
export function aBigRoster(overrides: Partial<Roster> = {}): Roster {
  const teams = Array.from({ length: 5 }, (_, at) => aTeam({ slug: `team-${at}` }));
  return counted(
    aRoster({
      teams,
      members: Array.from({ length: memberCount }, (_, at) =>
        aMember({
          username: `person-${at}`,
          role: at < 2 ? "Owner" : "Member",
          teams: [{ team: `tm-team-${at % 5}`, role: "Member" }],
        }),
      ),
      services: [0, 1, 2].map((at) => aService({ slug: `service-${at}` })),
      ...overrides,
    }),
  );
}

export const otherWorkspace = aWorkspace({ id: "wsOther00001", slug: "other", name: "Other" });

/** Writes a roster's artifact into a folder. */
export async function put(cwd: string, name: string, roster: Roster): Promise<string> {
  const path = join(cwd, name);
  await writeArtifact({ roster, path, endedAt: new Date(Date.parse(roster.readAt) + 5_000) });
  return path;
}
