import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { artifacts, makeArtifact } from "./artifact.ts";
import { binaries, count, countsOf, dump, keyOf, oldBaton, run, type Dump } from "./programs.ts";

/**
 * The file of two syncs, what the reference library reads in each, and somebody with access. Each
 * kind of artifact replaces them.
 */
let folder: string;
let artifact: string;
let held: Dump;
let earlier: Dump;
let principal: Dump["grants"][number]["principal"]["id"];

interface Listing {
  readonly command: string;
  /** The ids that the reader must print, as the library read them. */
  readonly expected: () => readonly string[];
  /** The ids in the reader's JSON. */
  readonly found: (output: Output) => readonly string[];
}

/** What the listing commands print as JSON; each prints one of these lists. */
interface Output {
  readonly resourceTypes?: readonly { resourceType: { id: string } }[];
  readonly resources?: readonly { resource: Dump["resources"][number] }[];
  readonly entitlements?: readonly { entitlement: { id: string } }[];
  readonly grants?: readonly { grant: { id: string } }[];
  readonly access?: readonly { entitlements: readonly { id: string }[] }[];
  readonly syncs?: readonly { id: string }[];
}

const resourcesIn = (output: Output) => output.resources?.map((row) => keyOf(row.resource)) ?? [];

const listings: readonly Listing[] = [
  {
    command: "resource-types",
    expected: () => held.resourceTypes.map((type) => type.id),
    found: (output) => output.resourceTypes?.map((row) => row.resourceType.id) ?? [],
  },
  { command: "resources", expected: () => held.resources.map(keyOf), found: resourcesIn },
  {
    command: "entitlements",
    expected: () => held.entitlements.map((entitlement) => entitlement.id),
    found: (output) => output.entitlements?.map((row) => row.entitlement.id) ?? [],
  },
  {
    command: "grants",
    expected: () => held.grants.map((grant) => grant.id),
    found: (output) => output.grants?.map((row) => row.grant.id) ?? [],
  },
  {
    command: "principals",
    expected: () => [...new Set(held.grants.map((grant) => keyOf(grant.principal)))],
    found: resourcesIn,
  },
  {
    command: "syncs",
    expected: () => held.syncs.map((sync) => sync.id),
    found: (output) => output.syncs?.map((sync) => sync.id) ?? [],
  },
];

function granted(): readonly string[] {
  const key = keyOf({ id: principal });
  return held.grants
    .filter((grant) => keyOf(grant.principal) === key)
    .map((grant) => grant.entitlement.id);
}

const readers = [
  { name: "new reader", binary: binaries.baton, old: false },
  ...(oldBaton === undefined ? [] : [{ name: "old reader", binary: oldBaton, old: true }]),
];

describe.each(artifacts)("an artifact with $kind", ({ withRepositories }) => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "conformance-"));
    artifact = join(folder, "artifact.c1z");
    await makeArtifact(artifact, withRepositories);
    held = await dump(artifact);
    const [first] = held.syncs.toSorted((a, b) => (a.endedAt < b.endedAt ? -1 : 1));
    earlier = await dump(artifact, first?.id);
    const last =
      held.grants.findLast((grant) => grant.id.startsWith("repository:")) ?? held.grants[0];
    principal = last?.principal.id ?? { resourceType: "", resource: "" };
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.skipIf(oldBaton === undefined)(
    "the old reader is one: it refuses a version 3 file",
    async () => {
      const converted = join(folder, "converted.c1z");
      await run(binaries.baton, "to-pebble", "-f", artifact, "--out", converted);
      await expect(run(oldBaton ?? "", "resources", "-f", converted)).rejects.toThrow(
        "invalid file",
      );
    },
  );

  describe.each(readers)("$name", ({ binary, old }) => {
    const output = (...args: readonly string[]) => printed(binary, args);
    const fresh = (file: string) => join(folder, `${old ? "old" : "new"}-${file}`);
    test.each(listings)("$command lists what the file holds", async (listing) => {
      const json = await output(listing.command, "-f", artifact, "-o", "json");
      const expected = listing.expected().toSorted();
      expect(expected).not.toHaveLength(0);
      expect(listing.found(JSON.parse(json) as Output).toSorted()).toEqual(expected);

      const table = linesOf(await output(listing.command, "-f", artifact, "-o", "console"));
      expect(table).toHaveLength(1 + expected.length);
    });

    test("access shows every entitlement of a principal", async () => {
      const person = ["-t", principal.resourceType, "-r", principal.resource, "-f", artifact];
      const found = JSON.parse(await output("access", ...person, "-o", "json")) as Output;
      const access = found.access ?? [];
      const ids = access.flatMap((row) => row.entitlements.map((entitlement) => entitlement.id));
      expect(ids.toSorted()).toEqual(granted().toSorted());

      const tree = linesOf(await output("access", ...person, "-o", "console"));
      expect(tree).toHaveLength(1 + access.length + ids.length);
    });

    test(`stats counts the rows${old ? ", as a table whatever the format" : ""}`, async () => {
      const expected = [
        ["resource.types", held.resourceTypes.length],
        ["entitlements", held.entitlements.length],
        ["grants", held.grants.length],
      ] as const;
      const table = await output("stats", "-f", artifact, "-o", old ? "json" : "console");
      for (const [label, rows] of expected) {
        expect(table).toMatch(new RegExp(String.raw`^${label}\s*\|\s*${rows}\s*$`, "im"));
      }
      if (old) return;
      const { stats } = JSON.parse(await output("stats", "-f", artifact, "-o", "json")) as {
        stats: Record<string, unknown>;
      };
      expect(stats).toMatchObject({
        resourceTypes: String(held.resourceTypes.length),
        resources: String(held.resources.length),
        entitlements: String(held.entitlements.length),
        grants: String(held.grants.length),
      });
    });

    test("export csv holds every identity, entitlement and grant", async () => {
      const out = fresh("export.csv");
      await output("export", "csv", "-f", artifact, "--out", out);
      expect(kinds(linesOf(await readFile(out, "utf8")))).toEqual(exported());
    });

    test("export xlsx holds every identity, entitlement and grant", async () => {
      const out = fresh("export.xlsx");
      await output("export", "xlsx", "-f", artifact, "--out", out);
      const sheets = JSON.parse(await run(binaries.conformance, "sheets", out)) as Record<
        string,
        string[][]
      >;
      expect(
        kinds(Object.values(sheets).flatMap((rows) => rows.map(([kind]) => `${kind},`))),
      ).toEqual(exported());
    });

    test("export c1z copies the latest sync whole", async () => {
      const out = fresh("export.c1z");
      await output("export", "c1z", "-f", artifact, "--out", out);
      const copy = await dump(out);
      expect({ ...copy, syncs: copy.syncs.length }).toEqual({ ...held, syncs: 1 });
    });

    test.each(["console", "json"])(
      "diff -o %s finds what differs between two syncs, and refuses one",
      async (o) => {
        if (held.syncs.length < 2) {
          await expect(output("diff", "-f", artifact, "-o", o)).rejects.toThrow("single sync");
          return;
        }
        const found = JSON.parse(await output("diff", "-f", artifact, "-o", o)) as Diff;
        expect(keysOf(found.resources, keyOf)).toEqual(
          difference(earlier.resources, held.resources, keyOf),
        );
        expect(keysOf(found.entitlements, idOf)).toEqual(
          difference(earlier.entitlements, held.entitlements, idOf),
        );
        expect(keysOf(found.grants, idOf)).toEqual(difference(earlier.grants, held.grants, idOf));
      },
    );

    test("optimize leaves a file that reads the same", async () => {
      const copy = fresh("optimized.c1z");
      await copyFile(artifact, copy);
      await output("optimize", "-f", copy);
      expect(await dump(copy)).toEqual(held);
    });
  });

  describe("new reader only", () => {
    const output = (...args: readonly string[]) => printed(binaries.baton, args);
    test("to-pebble says how much it converted", async () => {
      const text = await output("to-pebble", "-f", artifact, "--out", join(folder, "pebble.c1z"));
      expect(text).toContain(`Resources: ${held.resources.length} (`);
      expect(text).toContain(`Grants: ${held.grants.length} (`);
    });

    test("recalculate-stats leaves a file that reads the same", async () => {
      const copy = join(folder, "recalculated.c1z");
      await copyFile(artifact, copy);
      const text = await output("recalculate-stats", "-f", copy);
      expect(text).toContain(`Recalculated stats for ${held.syncs.length} sync(s)`);
      const after = await dump(copy);
      expect({ ...after, syncs: after.syncs.map(idOf) }).toEqual({
        ...held,
        syncs: held.syncs.map(idOf),
      });
    });

    test("sanitize keeps as many rows of each kind", async () => {
      const out = join(folder, "sanitized.c1z");
      await output("sanitize", "-f", artifact, "--out", out);
      expect(await count(out)).toEqual(countsOf(held, "v1"));
    });
  });
});

/** Runs a reader; it prints MISSING for what a record refers to and the file does not hold. */
async function printed(binary: string, args: readonly string[]): Promise<string> {
  const text = await run(binary, ...args);
  expect(text).not.toContain("MISSING");
  return text;
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** Counts an export's rows by their first column, the header left out. */
function kinds(rows: readonly string[]): Record<string, number> {
  const counts = { Identity: 0, Entitlement: 0, Grant: 0, other: -1 };
  for (const row of rows) {
    const kind = row.slice(0, row.indexOf(","));
    counts[kind === "Identity" || kind === "Entitlement" || kind === "Grant" ? kind : "other"]++;
  }
  return counts;
}

function exported(): Record<string, number> {
  const userTypes = new Set(
    held.resourceTypes.filter((type) => type.traits?.includes("TRAIT_USER")).map(idOf),
  );
  const isUser = (id: { readonly resourceType: string }) => userTypes.has(id.resourceType);
  return {
    Identity: held.resources.filter((resource) => isUser(resource.id)).length,
    Entitlement: held.entitlements.length,
    Grant: held.grants.filter((grant) => isUser(grant.principal.id)).length,
    other: 0,
  };
}

interface Changes<T> {
  readonly created?: readonly T[];
  readonly deleted?: readonly T[];
  readonly modified?: readonly T[];
}

interface Diff {
  readonly resources: Changes<Dump["resources"][number]>;
  readonly entitlements: Changes<{ readonly id: string }>;
  readonly grants: Changes<{ readonly id: string }>;
}

type ChangedKeys = Record<"created" | "deleted" | "modified", readonly string[]>;

function idOf(record: { readonly id: string }): string {
  return record.id;
}

function keysOf<T>(changes: Changes<T>, key: (record: T) => string): ChangedKeys {
  const keys = (list: readonly T[] = []) => list.map(key).toSorted();
  return {
    created: keys(changes.created),
    deleted: keys(changes.deleted),
    modified: keys(changes.modified),
  };
}

/** Computes what `diff` must print, from the two syncs as the library reads them. */
function difference<T>(before: readonly T[], after: readonly T[], key: (record: T) => string) {
  const known = new Map(before.map((record) => [key(record), JSON.stringify(record)]));
  const now = new Set(after.map(key));
  return keysOf(
    {
      created: after.filter((record) => !known.has(key(record))),
      deleted: before.filter((record) => !now.has(key(record))),
      modified: after.filter(
        (record) => (known.get(key(record)) ?? JSON.stringify(record)) !== JSON.stringify(record),
      ),
    },
    key,
  );
}
