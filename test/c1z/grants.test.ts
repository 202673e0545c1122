import { create, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { expect, test } from "vitest";

import { GrantSchema } from "../../src/c1z/protobuf/gen/c1/connector/v2/connector_pb.js";
import { grantGroups } from "../../src/c1z/grants.ts";
import { aMember, arbitraryRoster, aRoster, aTeam } from "../support/roster.ts";
import { propertyRuns } from "../support/property.ts";

test("each grant's bytes, put together, are those of the generated message, and the ids are in order", () => {
  fc.assert(
    fc.property(arbitraryRoster(), (roster) => {
      for (const group of grantGroups(roster)) {
        const { resourceType, resourceId, entitlementId, principalType, principalIds } = group;
        expect(principalIds).toEqual(principalIds.toSorted());
        for (const id of principalIds) {
          const wanted = create(GrantSchema, {
            id: `${entitlementId}:${principalType}:${id}`,
            entitlement: {
              id: entitlementId,
              resource: { id: { resourceType, resource: resourceId } },
            },
            principal: { id: { resourceType: principalType, resource: id } },
          });
          const bytes = Buffer.concat([group.head, Buffer.from(id), group.tail, Buffer.from(id)]);
          expect(bytes.equals(toBinary(GrantSchema, wanted))).toBe(true);
        }
      }
    }),
    propertyRuns(300),
  );
});

test("ids of one length and type are one group, which comes where its first one is", () => {
  const team = aTeam();
  const teams = [{ team: team.id, role: "Member" }] as const;
  const members = ["aa", "bb", "ccc", "dd", "éé", "f".repeat(300)].map((id) =>
    aMember({ id, username: id, role: "Member", teams }),
  );
  const inTeam = [...grantGroups(aRoster({ members, teams: [team] }))].filter(
    ({ resourceType }) => resourceType === "team",
  );
  expect(inTeam.map(({ principalIds }) => principalIds.map((id) => id.slice(0, 3)))).toEqual([
    ["aa", "bb", "dd"],
    ["ccc"],
    ["fff"],
    ["éé"],
  ]);
});
