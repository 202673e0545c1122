/** Artifacts to read, to compare and to spoil. */

import { join } from "node:path";

import { writeArtifact } from "../../src/c1z/write.ts";
import { listNames, type ListCoverage, type ListName } from "../../src/roster/coverage.ts";
import type { Roster } from "../../src/roster/model.ts";
import { aCoverage, aMember, aRoster, aService, aTeam, aWorkspace } from "../support/roster.ts";

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

/** Returns the roster with a coverage that counts what it holds. */
export function counted(
  roster: Roster,
  gaps: Readonly<Partial<Record<ListName, Pick<ListCoverage, "status" | "reason">>>> = {},
): Roster {
  const counts: Readonly<Record<ListName, number>> = {
    organization: 1,
    members: roster.members.length,
    teams: roster.teams.length,
    services: roster.services.length,
    invites: roster.invites.length,
    saml: 1,
    "group-sync": roster.groupSync.mappings.length,
    oidc: roster.oidcProviders.length,
  };
  const lists = listNames.map((name): ListCoverage => {
    const base = { name, count: counts[name], expected: counts[name], reason: null };
    return { ...base, status: "complete", ...gaps[name] };
  });
  const readAs = { kind: "service", slug: "service-0", role: "Manager" } as const;
  return { ...roster, coverage: aCoverage({ readAs, lists }) };
}

export const otherWorkspace = aWorkspace({ id: "wsOther00001", slug: "other", name: "Other" });

/** Writes a roster's artifact into a folder. */
export async function put(cwd: string, name: string, roster: Roster): Promise<string> {
  const path = join(cwd, name);
  await writeArtifact({ roster, path, endedAt: new Date(Date.parse(roster.readAt) + 5_000) });
  return path;
}
