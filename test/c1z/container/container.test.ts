import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { constants, zstdCompressSync } from "node:zlib";

import { expect, test } from "vitest";

import { unpackDatabase } from "../../../src/c1z/container/container.ts";
import { readArtifact } from "../../../src/c1z/read.ts";
import { container, databaseOf } from "../../support/artifact-file.ts";
import { makeFolder } from "../../support/process.ts";
import { goodFile, refusal, someRoster } from "../../support/good-artifact.ts";

const skippable = (length: number) => {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a53);
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, Buffer.alloc(length, "!")]);
};

type Reframe = (database: Buffer) => readonly Buffer[];

const halves: Reframe = (database) => [
  zstdCompressSync(database.subarray(0, 5_000)),
  zstdCompressSync(database.subarray(5_000)),
];

test.each<[string, Reframe]>([
  ["two frames", halves],
  ["a skippable frame before it", (database) => [skippable(3), zstdCompressSync(database)]],
  ["a skippable frame behind it", (database) => [zstdCompressSync(database), skippable(70_000)]],
  [
    "skippable and empty frames in between",
    (database) => [
      skippable(0),
      ...halves(database).flatMap((frame) => [frame, skippable(9), zstdCompressSync(Buffer.of())]),
    ],
  ],
  [
    "a frame without a checksum, of stored blocks",
    (database) => [
      zstdCompressSync(database, { params: { [constants.ZSTD_c_compressionLevel]: -50 } }),
    ],
  ],
])("a container with %s is read whole", async (_, reframe) => {
  const path = await goodFile();
  await writeFile(path, container(...reframe(await databaseOf(path))));

  expect((await readArtifact(path)).roster).toEqual(someRoster());
});

const cutOff = /it is damaged or cut off/u;

test.each<[string, Reframe, RegExp]>([
  [
    "whose second frame is cut off",
    (database) => [Buffer.concat(halves(database)).subarray(0, -7)],
    cutOff,
  ],
  [
    "whose skippable frame is cut off",
    (database) => [zstdCompressSync(database), skippable(50).subarray(0, 30)],
    cutOff,
  ],
  [
    "with something behind its last frame",
    (database) => [zstdCompressSync(database), Buffer.from("and so on")],
    /there is other data between its frames, or after them/u,
  ],
  [
    "with a single byte behind its last frame",
    (database) => [zstdCompressSync(database), Buffer.of(0)],
    cutOff,
  ],
  [
    "whose frame says another size than it has",
    (database) => {
      const frame = zstdCompressSync(database);
      // The descriptor says where the size stands: here four bytes, or two, behind it.
      frame[5] = (frame[5] ?? 0) ^ 1;
      return [frame];
    },
    cutOff,
  ],
  [
    "with more frames than anybody writes",
    () => Array.from({ length: 1_001 }, () => zstdCompressSync(Buffer.of())),
    /more than 1000 frames/u,
  ],
  [
    "with a window that neither generation of readers takes",
    () => {
      // Magic, descriptor without any size, window of 256 MiB, one last stored block of a byte.
      const frame = Buffer.from("28b52ffd009009000078", "hex");
      return [frame];
    },
    /requires too much memory/u,
  ],
  ["of skippable frames alone", () => [skippable(9)], /it is empty/u],
])("a container %s is refused", async (_, reframe, sentence) => {
  const path = await goodFile();
  await writeFile(path, container(...reframe(await databaseOf(path))));

  expect(await refusal(path)).toMatch(sentence);
});

test("a small file that unpacks to more than any writer could pack is stopped on the way", async () => {
  const folder = await makeFolder();
  const path = join(folder, "bomb.c1z");
  // A block of four bytes unpacks to 128 KiB, and the frame does not say to how much in all.
  const block = Buffer.from("02001078", "hex");
  const head = Buffer.from("28b52ffd0050", "hex");
  await writeFile(path, container(head, ...Array.from({ length: 4_000 }, () => block), last()));

  await expect(unpackDatabase(path, join(folder, "x.db"))).rejects.toThrow(
    /unpacks to more than 134217728 bytes/u,
  );
  const { length } = await readFile(join(folder, "x.db"));
  expect(length).toBeLessThan(140_000_000);
});

/** An empty last block. */
function last(): Buffer {
  return Buffer.from("010000", "hex");
}

test("frames that together say too much are refused before any is unpacked", async () => {
  const folder = await makeFolder();
  const path = join(folder, "bomb.c1z");
  const frame = zstdCompressSync(Buffer.alloc(70_000_000));
  await writeFile(path, container(frame, frame));

  await expect(unpackDatabase(path, join(folder, "x.db"))).rejects.toThrow(/unpacks to more than/u);
  expect(await readdir(folder)).toEqual(["bomb.c1z"]);
});
