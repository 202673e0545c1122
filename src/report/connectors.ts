/** The differences between this program's sync and another connector's, as data. */

import { z } from "zod";

import { entitlementDifferenceKinds } from "../roster/connector-entitlements.ts";
import { compareConnectors, connectorDifferenceKinds } from "../roster/connectors.ts";
import type { ConnectorSync } from "../roster/connector-sync.ts";
import { unseenParts } from "../roster/connector-unseen.ts";
import { listNames } from "../roster/coverage.ts";
import { matchedBy } from "../roster/match-rows.ts";
import type { MatchedSyncs } from "../roster/match-syncs.ts";
import { ReportParty } from "./changes.ts";

const value = z.union([z.string(), z.boolean(), z.null()]);
const id = z.string().nullable();
const idCount = z.int().nonnegative();

export const ReportConnectors = z
  .strictObject({
    connector: z
      .enum(["c1", "other"])
      .describe("c1: the sync has the form of C1's own Cloudsmith connector"),
    oursReadAt: z.iso.datetime().describe("when this program read the workspace, UTC"),
    theirsReadAt: z.iso.datetime().describe("when the other connector began to read it, UTC"),
    differences: z
      .array(
        z.strictObject({
          kind: z.enum(connectorDifferenceKinds),
          subject: ReportParty,
          object: ReportParty.optional().describe("the team, for kinds team and team-role"),
          by: z.enum(matchedBy).optional().describe("what shows that the two are the same"),
          ours: value.describe("the id or the fact in this program's sync; null: nothing"),
          theirs: value.describe("the id or the fact in the other sync; null: nothing"),
        }),
      )
      .describe("accounts and teams, as far as both syncs contain the data"),
    entitlements: z.array(
      z.strictObject({
        kind: z.enum(entitlementDifferenceKinds),
        role: z.string().nullable().describe("the role that it gives; null: none of Cloudsmith"),
        team: ReportParty.optional().describe("the team; absent for the workspace"),
        ours: id.describe("the id, or the display name for kind other-name; null: nothing"),
        theirs: id.describe("as ours, in the other sync"),
      }),
    ),
    unseen: z
      .array(
        z.strictObject({
          part: z.enum(unseenParts),
          count: idCount
            .nullable()
            .describe("how often this program's sync has it; null: a setting"),
        }),
      )
      .describe("what the other sync does not contain; it is not a removal"),
    ids: z
      .array(
        z.strictObject({
          what: z.enum(["accounts", "teams", "other resources", "entitlements", "grants"]),
          ours: idCount,
          theirs: idCount,
          shared: idCount.describe("ids that are in both; for C1, another id is another object"),
        }),
      )
      .describe("how many ids each sync has"),
    gaps: z.array(z.enum(listNames)).describe("lists with gaps in this program's sync"),
  })
  .describe("this program's sync compared with another connector's; only if one is of each");

export type ReportConnectors = z.infer<typeof ReportConnectors>;

/** Returns how this program's sync differs from another connector's. */
export function describeConnectors(
  connector: ReportConnectors["connector"],
  ours: ConnectorSync,
  theirs: ConnectorSync,
  matched: MatchedSyncs,
): ReportConnectors {
  const compared = compareConnectors(ours, theirs, matched);
  return ReportConnectors.parse({
    connector,
    oursReadAt: ours.roster.readAt,
    theirsReadAt: theirs.roster.readAt,
    ...compared,
  });
}
