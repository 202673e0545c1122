import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { artifacts, makeArtifact } from "./artifact.ts";
import { makeFolder } from "../support/process.ts";
import {
  binaries,
  count,
  countsOf,
  dump,
  dumpWithOldLibrary,
  keyOf,
  run,
  type Dump,
  type Grant,
} from "./programs.ts";

let folder: string;
let artifact: string;
let converted: string;
let held: Dump;

describe.each(artifacts)("an artifact with $kind", ({ withRepositories }) => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "conformance-"));
    artifact = join(folder, "artifact.c1z");
    converted = join(folder, "converted.c1z");
    await makeArtifact(artifact, withRepositories);
    held = await dump(artifact);
    await run(binaries.baton, "to-pebble", "-f", artifact, "--out", converted);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("every message and every trait of every sync is valid, and no list is empty", async () => {
    expect(held.syncs).not.toHaveLength(0);
    for (const sync of held.syncs) {
      const counts = countsOf(await dump(artifact, sync.id), "v1");
      expect(Object.values(counts)).not.toContain(0);
    }
  });

  test("the file is v1, and the version 3 file made of it holds the same rows", async () => {
    expect(await count(artifact)).toEqual(countsOf(held, "v1"));
    expect(await count(converted)).toEqual(countsOf(held, "v3"));
    const after = await dump(converted);
    expect(after.resources.map(keyOf)).toEqual(held.resources.map(keyOf));
    // The conversion moves what is said of expansion from its column into the record.
    expect(after.grants.map(withoutExpansion)).toEqual(held.grants.map(withoutExpansion));
  });

  test("the old library reads the same records", async () => {
    const old = await dumpWithOldLibrary(artifact);
    expect(old.resourceTypes).toEqual(held.resourceTypes);
    expect(old.resources.map(keyOf)).toEqual(held.resources.map(keyOf));
    expect(old.entitlements.map((entitlement) => entitlement.id)).toEqual(
      held.entitlements.map((entitlement) => entitlement.id),
    );
    expect(old.grants).toEqual(held.grants);
  });

  test("the old library refuses a version 3 file, which is why ours is version 1", async () => {
    await expect(dumpWithOldLibrary(converted)).rejects.toThrow("invalid file");
  });

  test("the converted file passes every ingest invariant in fail-fast mode", async () => {
    const verified = JSON.parse(await run(binaries.conformance, "invariants", converted)) as {
      Coverage: string[];
      Mode: string;
    };
    expect(verified.Mode).toBe("connector_fail_fast");
    expect(verified.Coverage).toEqual(expect.arrayContaining(["I3", "I5", "I7", "I8", "I9"]));
  });

  test("a user type is declared only with at least one user, or exports would stop silently", () => {
    const types = held.resourceTypes.filter((type) => type.traits?.includes("TRAIT_USER"));
    expect(types).not.toHaveLength(0);
    for (const type of types) {
      expect(held.resources.map((resource) => resource.id.resourceType)).toContain(type.id);
    }
  });
});

test("the checks themselves fail on an address that is no e-mail address", async () => {
  const file = join(await makeFolder(), "bad-email.c1z");
  await run(binaries.conformance, "generate", "--fault", "bad-email", file);
  await expect(dump(file)).rejects.toThrow("UserTrait.Emails[0]");
});

test("the checks themselves fail on a grant to nobody", async () => {
  const file = join(await makeFolder(), "dangling-grant.c1z");
  const pebble = join(await makeFolder(), "dangling-grant-converted.c1z");
  await run(binaries.conformance, "generate", "--fault", "dangling-grant", file);
  await run(binaries.baton, "to-pebble", "-f", file, "--out", pebble);
  await expect(run(binaries.conformance, "invariants", pebble)).rejects.toThrow("I9 violated");
});

/** Returns a grant without what it means for the members of a team. */
function withoutExpansion({ annotations = [], ...grant }: Grant): Grant {
  const others = annotations.filter((one) => !one["@type"].endsWith(".GrantExpandable"));
  return { ...grant, ...(others.length > 0 && { annotations: others }) };
}
