import { createHash } from "node:crypto";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readArtifact } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { decodeDocument, encodeDocument } from "../../src/c1z/document.ts";
import { RowCounter, sealOf } from "../../src/c1z/integrity.ts";
import { compareRosters } from "../../src/roster/changes.ts";
import { listCoverage } from "../../src/roster/coverage.ts";
import { unknown } from "../../src/roster/fact.ts";
import type { DynamicMappings, Roster } from "../../src/roster/model.ts";
import { editDatabase } from "../support/artifact-file.ts";
import { makeFolder } from "../support/process.ts";
import { aMember, anOidcProvider, aRoster, counted } from "../support/roster.ts";

const mapping = { value: "repo:fernwick/api", service: "ci-publish-7hq2" };

/** Returns a roster whose provider has these mappings. */
function withMappings(mappings: DynamicMappings, mappingClaim: string | null = "sub"): Roster {
  const provider = anOidcProvider({ services: [], mappingClaim, mappings });
  const members = [aMember({ username: "amara-okoye", role: "Owner" })];
  return counted(aRoster({ members, oidcProviders: [provider] }));
}

/** Returns what is read from the artifact of a roster after a change of its rows. */
async function read(roster: Roster, sql = ""): Promise<Roster> {
  const path = join(await makeFolder(), "a.c1z");
  await writeArtifact({ roster, path, endedAt: new Date(roster.readAt) });
  await editDatabase(path, (database) => database.exec(sql));
  return (await readArtifact(path)).roster;
}

function encode(roster: Roster): string {
  const rows = { "resource types": 0, resources: 0, entitlements: 0, grants: 0 };
  const integrity = { roster: sealOf(roster), records: new RowCounter().digest(), rows };
  return encodeDocument(roster, integrity);
}

/** Files of the first versions had no digest of their rows. */
const older = "update v1_assets set data = cast(json_remove(data, '$.integrity') as blob);";
const setTo = (json: string) =>
  `update v1_assets set data = cast(json_set(data, '$.oidcProviders[0].mappings', json('${json}')) as blob);`;

test.each<readonly [string, DynamicMappings, string | null]>([
  ["seen", [mapping], "sub"],
  ["none", [], "sub"],
  ["refused", unknown("refused"), "sub"],
  ["not seen", unknown("not-listed"), "sub"],
  ["of no claim", [], null],
])("mappings that are %s come back as they were written", async (_, mappings, claim) => {
  const roster = withMappings(mappings, claim);

  expect(await read(roster)).toEqual(roster);
});

test.each<readonly [string, Roster, string]>([
  [
    "without a mapping claim",
    withMappings([], null),
    "b3a02af46870a3cec8e1b65b8f3956797e88fb569e92667ba39681c465d3ea8d",
  ],
  [
    "with a mapping claim, whose mappings were not recorded",
    withMappings(unknown("missing")),
    "2c5a0ef86944ce12987b32e29b68e66d0bb2d5f6cbb7eb14045f9d2dccd2a0de",
  ],
])("a provider %s has the document that it had before mappings were read", (_, roster, hash) => {
  const json = encode(roster);

  expect(createHash("sha256").update(json).digest("hex")).toBe(hash);
  expect(decodeDocument(json)?.oidcProviders[0]).not.toHaveProperty("mappings");
});

test("an artifact of before shows no lost mapping, and no new one", async () => {
  const before = await read(withMappings(unknown("missing")));
  const { list, appeared } = compareRosters(before, withMappings([mapping]));

  expect(list).toEqual([]);
  expect(appeared.map(({ kind }) => kind)).toEqual(["dynamic-mapping-added"]);
  expect(compareRosters(await read(withMappings([], null)), withMappings([], null))).toEqual({
    list: [],
    appeared: [],
    incomplete: [],
  });
});

test.each([
  ["another account", JSON.stringify([{ ...mapping, service: "access-audit" }])],
  ["none", "[]"],
])("mappings that were changed to %s later make every list partial", async (_, json) => {
  const { coverage } = await read(withMappings([mapping]), setTo(json));

  expect(listCoverage(coverage, "oidc").status).toBe("partial");
});

test("without a digest, mappings that repeat are not believed", async () => {
  const twice = setTo(JSON.stringify([mapping, mapping]));
  const { oidcProviders } = await read(withMappings([mapping]), older + twice);

  expect(oidcProviders[0]?.mappings).toEqual({ unknown: "malformed" });
});

test("without a digest, mappings of a provider without a claim for them are not believed", async () => {
  const { oidcProviders } = await read(
    withMappings([], null),
    older + setTo(JSON.stringify([mapping])),
  );

  expect(oidcProviders[0]?.mappings).toEqual({ unknown: "malformed" });
});
