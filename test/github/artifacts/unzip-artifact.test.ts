import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import fc from "fast-check";
import { expect, test } from "vitest";

import { AuditError } from "../../../src/errors.ts";
import { unzipArtifact } from "../../../src/github/artifacts/unzip-artifact.ts";
import { makeFolder } from "../../support/process.ts";
import { makeZip, type ZipEntry } from "../../support/zip.ts";
import { createRandom } from "../../support/random.ts";
import { propertyRuns } from "../../support/property.ts";

/** Bytes that no packer makes smaller. */
const random = createRandom(1);
const content = Buffer.concat([Buffer.from("C1ZF\0"), random.bytes(70_000)]);
const good: ZipEntry = { name: "cloudsmith.c1z", content };

interface Unzipped {
  readonly bytes: Buffer | undefined;
  readonly error: string;
  readonly files: readonly string[];
}

async function unzip(zip: Buffer): Promise<Unzipped> {
  const folder = await makeFolder();
  const target = join(folder, "out", "target");
  const path = join(folder, "in.zip");
  await writeFile(path, zip);
  await mkdir(join(folder, "out"));
  try {
    await unzipArtifact({ zip: path, target, what: 'workflow artifact "x"' });
    return { bytes: await readFile(target), error: "", files: await readdir(folder) };
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return { bytes: undefined, error: error.message, files: await readdir(folder) };
  }
}

test.each([
  ["deflated", good],
  ["stored", { ...good, method: 0 }],
  ["written as a stream, its sizes behind the data", { ...good, flags: 8 }],
  ["with 64-bit sizes", { ...good, zip64: true }],
  ["in a folder", { ...good, name: "some/folder/CLOUDSMITH.C1Z" }],
] as const)("the one .c1z is written: %s", async (_, entry) => {
  const zip = makeZip([{ name: "README.md", content: Buffer.from("hello") }, entry]);

  expect((await unzip(zip)).bytes?.equals(content)).toBe(true);
});

test.each([
  ["no .c1z", [{ ...good, name: "cloudsmith.c1z.quarantined" }], /there is no \.c1z in it/u],
  [
    "only a folder of that name",
    [{ name: "x.c1z/", content: Buffer.alloc(0) }],
    /there is no \.c1z/u,
  ],
  ["only a hidden file of that ending", [{ ...good, name: "a/.c1z" }], /there is no \.c1z/u],
  [
    "two of them",
    [good, { ...good, name: "b/other.c1z" }],
    /more than one \.c1z in it: "cloudsmith\.c1z", "b\/other\.c1z"/u,
  ],
  ["one name twice", [good, good], /more than one \.c1z/u],
  ["a name that leads upwards", [{ ...good, name: "../../x.c1z" }], /invalid relative path/u],
  [
    "a backslash that leads upwards",
    [{ ...good, name: "..\\..\\x.c1z" }],
    /invalid relative path/u,
  ],
  ["an absolute name", [{ ...good, name: "/etc/x.c1z" }], /absolute path/u],
  ["a bad name beside a good one", [good, { ...good, name: "../x.txt" }], /invalid relative path/u],
  ["a wrong checksum", [{ ...good, crc: 1 }], /is damaged: the checksum differs/u],
  ["a symbolic link", [{ ...good, mode: 0o120777 }], /is a symbolic link/u],
  ["encryption", [{ ...good, flags: 1 }], /is encrypted/u],
  ["another method", [{ ...good, method: 12 }], /compressed by method 12/u],
  ["a huge size", [{ ...good, declaredSize: 0xffff_fff0 }], /says that it has 4294967280 bytes/u],
  ["a size that is too small", [{ ...good, declaredSize: 10 }], /too many bytes/u],
  ["a size that is too large", [{ ...good, declaredSize: 80_000 }], /not enough bytes/u],
  [
    "a bomb that admits it",
    [{ ...good, content: Buffer.alloc(30 * 1024 ** 2) }],
    /more than 100 times as large/u,
  ],
  [
    "a bomb that denies it",
    [{ ...good, content: Buffer.alloc(30 * 1024 ** 2), declaredSize: 1_000 }],
    /too many bytes/u,
  ],
] as const)(
  "%s is refused in a sentence, and nothing is written elsewhere",
  async (_, entries, reason) => {
    const { error, files } = await unzip(makeZip(entries));

    expect(error).toMatch(/^cannot unzip workflow artifact "x": /u);
    expect(error).toMatch(reason);
    expect(files).toEqual(["in.zip", "out"]);
  },
);

test("a zip of very many entries is not walked through", async () => {
  const { error } = await unzip(makeZip([good], { entryCount: 60_000 }));

  expect(error).toContain("60000 entries, more than 1000");
});

test("a .c1z that was uploaded without a zip round it is no zip", async () => {
  expect((await unzip(content)).error).toMatch(/cannot unzip .*end of central directory/iu);
});

test("whatever is cut off or changed, the bytes are the right ones or there is an error", async () => {
  const small = Buffer.concat([Buffer.from("C1ZF\0"), random.bytes(300)]);
  const zip = makeZip([{ name: "a.c1z", content: small, flags: 8 }]);
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: zip.length }),
      fc.array(fc.tuple(fc.nat({ max: zip.length - 1 }), fc.nat({ max: 255 })), { maxLength: 3 }),
      async (length, changes) => {
        const bytes = Buffer.from(zip.subarray(0, changes.length === 0 ? length : zip.length));
        for (const [at, value] of changes) bytes[at] = value;
        const result = await unzip(bytes);
        expect(result.error !== "" || result.bytes?.equals(small)).toBe(true);
      },
    ),
    propertyRuns(150),
  );
});
