import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { readArtifact, readNewestTwo } from "../../src/c1z/read.ts";
import { writeArtifact } from "../../src/c1z/write.ts";
import { asReadHere, c1Syncs } from "../support/c1-connector.ts";
import { expectedRoster, sdkWorkspaces, type SdkWorkspace } from "../support/sdk-workspace.ts";
import { aRoster } from "../support/roster.ts";
import { binaries, dump, run } from "./programs.ts";

let folder: string;
let written: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "conformance-"));
  written = await write("written.c1z");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Has the reference SDK's SQLite engine write a sync of each workspace, by default two. */
async function write(
  name: string,
  workspaces: readonly SdkWorkspace[] = sdkWorkspaces(),
): Promise<string> {
  const source = join(folder, "workspaces.json");
  await writeFile(source, JSON.stringify(workspaces));
  const path = join(folder, name);
  await run(binaries.conformance, "write", "--from", source, path);
  return path;
}

test("what the reference SDK wrote reads back equal to the workspaces it was made of", async () => {
  const [before, after] = await readNewestTwo(written);

  const [was, is] = sdkWorkspaces();
  expect(before.roster).toEqual(expectedRoster(was, before.roster.readAt));
  expect(after.roster).toEqual(expectedRoster(is, after.roster.readAt));
  expect(after.others).toEqual([{ type: "repository", id: "rpStable0001", displayName: "Stable" }]);
});

test("the copy that the ordinary tests read is what the reference SDK writes", async () => {
  const copy = join(import.meta.dirname, "../c1z/sdk-written.c1z");

  const [wasCopied, isCopied] = await records(copy);

  const [was, is] = await records(written);
  expect(wasCopied).toEqual(was);
  expect(isCopied).toEqual(is);
});

test.each(Object.entries(c1Syncs))(
  "C1's own connector, %s: the copy that the ordinary tests read is what the reference SDK writes",
  async (name, described) => {
    const path = await write(`${name}.c1z`, [described]);

    const copy = join(import.meta.dirname, `../c1z/c1-connector/${name}.c1z`);
    expect(await records(copy)).toEqual(await records(path));
    const { roster } = await readArtifact(path);
    expect(roster).toEqual(expectedRoster(described, roster.readAt));
  },
);

test("the reference SDK opens what we appended to, and finds its own sync as it was", async () => {
  const path = await write("appended.c1z");
  const before = await dump(path);
  const newest = before.syncs.map(({ id, endedAt }) => ({ id, endedAt })).sort(byEnd)[1]?.id ?? "";
  const roster = aRoster({ readAt: "2099-01-01T06:00:00.000Z" });

  await writeArtifact({ roster, path, endedAt: new Date(roster.readAt), keepSyncs: 2 });

  const { syncs: _, ...kept } = await dump(path, newest);
  const { syncs, ...was } = before;
  expect(syncs).toHaveLength(2);
  expect(kept).toEqual(was);
  expect(kept.resourceTypes.map(({ id }) => id)).toContain("repository");
  expect((await dump(path)).resources.map(({ id }) => id.resource)).toContain(
    roster.members[0]?.id,
  );
});

test("a version 3 file is refused with the advice that helps", async () => {
  const path = await write("own.c1z", [c1Syncs["roles-on-organization"]]);
  const converted = join(folder, "converted.c1z");
  await run(binaries.baton, "to-pebble", "-f", path, "--out", converted);

  expect((await readFile(converted)).subarray(0, 4).toString("latin1")).toBe("C1Z3");
  await expect(readArtifact(converted)).rejects.toThrow(
    /it has the third version, .* sync again with --storage-engine sqlite, or, .* "baton grants -o json" prints for both files\.$/u,
  );
  // Nothing else helps: the command line of C1 exports the same version again.
  const exported = join(folder, "exported.c1z");
  await run(binaries.baton, "export", "c1z", "-f", converted, "--out", exported);
  expect((await readFile(exported)).subarray(0, 4).toString("latin1")).toBe("C1Z3");
  const ids = async (file: string) => {
    const { grants } = JSON.parse(
      await run(binaries.baton, "grants", "-f", file, "-o", "json"),
    ) as {
      readonly grants: readonly { readonly grant: { readonly id: string } }[];
    };
    return grants.map(({ grant }) => grant.id).toSorted();
  };
  const roster = asReadHere();
  const ours = join(folder, "ours.c1z");
  await writeArtifact({ roster, path: ours, endedAt: new Date(roster.readAt) });
  expect(await ids(ours)).toEqual(expect.arrayContaining(await ids(converted)));
});

/** Returns the records of both syncs, the older first. */
async function records(path: string) {
  const { syncs } = await dump(path);
  return await Promise.all(
    [...syncs].sort(byEnd).map(async ({ id }) => {
      const { syncs: _, ...held } = await dump(path, id);
      return held;
    }),
  );
}

function byEnd(a: { readonly endedAt: string }, b: { readonly endedAt: string }): number {
  return a.endedAt < b.endedAt ? -1 : 1;
}
