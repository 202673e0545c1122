/** The container of an artifact: five bytes, then one zstd frame that contains a SQLite file. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";

import { AuditError, describeError } from "../../errors.ts";
import { AdvisedError } from "../../files/cannot-write.ts";
import { openRegularFile, type OpenFile } from "../../files/read-bounded.ts";
import { findFrames, type Frame } from "./frames.ts";

const magicV1 = Buffer.from("C1ZF\0", "latin1");
const magicV3 = Buffer.from("C1Z3\0", "latin1");
/** The level that the SDK uses. Higher levels take seconds longer for a tenth of the size. */
const compressionLevel = 3;
/** The old reader's limit on the decoded size. */
export const maxDecodedBytes = 3 * 1024 ** 3;
/** A large database compresses to about a fifteenth. Empty pages of a small one compress better. */
const plausibleRatio = 500;
const plausibleBytes = 128 * 1024 ** 2;
/** Both readers reject a larger window. */
const maxWindowLog = 27;
/** Smaller chunks take longer: each costs a change of thread. */
const chunkBytes = 1024 ** 2;

export interface Packed {
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Compresses a database into a new file, as a stream, and returns the hash and the size of that
 * file. What is written is unpacked at once and compared with the database, and the finished file
 * with what was written.
 * Throws `Error` for any difference, and for a database larger than the limit, which C1's older
 * readers would reject.
 */
export async function packDatabase(
  databasePath: string,
  artifactPath: string,
  limitBytes: number = maxDecodedBytes,
): Promise<Packed> {
  const { size } = await stat(databasePath);
  if (size > limitBytes) {
    const [has, takes] = [size, limitBytes].map((bytes) => Math.ceil(bytes / 1024 ** 2));
    throw new AdvisedError(
      `its database has ${has} MiB, and C1's readers take no more than ${takes}`,
      "Keep fewer syncs, or export the roster as csv.",
    );
  }
  const hash = createHash("sha256").update(magicV1);
  let bytes = magicV1.length;
  const artifact = await open(artifactPath, "wx");
  try {
    await artifact.writeFile(magicV1);
    await pipeline(
      createReadStream(databasePath, { highWaterMark: chunkBytes }),
      createZstdCompress({
        chunkSize: chunkBytes,
        pledgedSrcSize: size,
        params: {
          [constants.ZSTD_c_compressionLevel]: compressionLevel,
          [constants.ZSTD_c_checksumFlag]: 1,
        },
      }),
      async function* write(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          bytes += chunk.length;
          await artifact.writeFile(chunk);
          yield chunk;
        }
      },
      createDecompressor(),
      (chunks: AsyncIterable<Buffer>) => requireContent(databasePath, chunks),
    ).catch((error: unknown) => {
      throw isFromZstd(error)
        ? new Error("it does not unpack to its database", { cause: error })
        : error;
    });
    await artifact.sync();
  } finally {
    await artifact.close();
  }
  const packed = { sha256: hash.digest("hex"), bytes };
  if (!isDeepStrictEqual(await hashFile(artifactPath), packed)) {
    throw new Error("the file differs from what was written to it");
  }
  return packed;
}

function isFromZstd(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ZSTD_");
}

/** Throws `Error` if the chunks are not the content of a file. */
async function requireContent(path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, "r");
  try {
    const expected = Buffer.alloc(chunkBytes);
    let compared = 0;
    for await (const chunk of chunks) {
      const { bytesRead } = await file.read(expected, 0, chunk.length, compared);
      if (!expected.subarray(0, bytesRead).equals(chunk)) break;
      compared += chunk.length;
    }
    const { size } = await file.stat();
    if (compared !== size) throw new Error("it does not unpack to its database");
  } finally {
    await file.close();
  }
}

/** Returns the same values as `packDatabase` when it wrote the file. */
export async function hashFile(artifactPath: string): Promise<Packed> {
  const { file, bytes } = await openRegularFile(artifactPath);
  try {
    const hash = createHash("sha256");
    for await (const chunk of readPart(file, 0, bytes - 1)) hash.update(chunk);
    return { sha256: hash.digest("hex"), bytes };
  } finally {
    await file.close();
  }
}

/**
 * Decompresses an artifact's database into a new file.
 * Throws `AuditError` `ARTIFACT_FAILED` for anything that is not a complete v1 artifact within the
 * limit. The limit is lower for a small file, because no writer compresses rows that well.
 */
export async function unpackDatabase(
  artifactPath: string,
  databasePath: string,
  limitBytes: number = maxDecodedBytes,
): Promise<void> {
  let database: FileHandle | undefined;
  try {
    for await (const chunk of unpack(artifactPath, limitBytes)) {
      database ??= await open(databasePath, "wx");
      await database.writeFile(chunk);
    }
  } finally {
    await database?.close();
  }
}

/** Yields the decompressed bytes of an artifact, in order. Throws like `unpackDatabase`. */
async function* unpack(artifactPath: string, limitBytes: number): AsyncGenerator<Buffer> {
  const refuse = (reason: string, cause?: unknown) =>
    new AuditError("ARTIFACT_FAILED", `cannot read artifact "${artifactPath}": ${reason}.`, {
      cause,
    });
  const opened = await openRegularFile(artifactPath).catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw refuse(missing ? "there is no such file" : describeError(error), error);
  });
  try {
    const { file, bytes } = opened;
    const problem = await findHeadProblem(opened);
    if (problem !== undefined) throw refuse(problem);
    const limit = Math.min(limitBytes, Math.max(plausibleBytes, bytes * plausibleRatio));
    const tooLarge = `it unpacks to more than ${limit} bytes`;
    const frames = await findFrames(opened, magicV1.length);
    const declared = frames.reduce((sum, frame) => sum + (frame.declaredBytes ?? 0), 0);
    if (declared > limit) throw refuse(tooLarge);
    let decoded = 0;
    for (const frame of frames) {
      for await (const chunk of unpackFrame(file, frame)) {
        decoded += chunk.length;
        if (decoded > limit) throw refuse(tooLarge);
        yield chunk;
      }
    }
    if (decoded === 0) throw refuse("it is empty");
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw refuse(`it is damaged or cut off (${describeError(error)})`, error);
  } finally {
    await opened.file.close();
  }
}

async function* unpackFrame(
  file: FileHandle,
  { start, end, declaredBytes }: Frame,
): AsyncGenerator<Buffer> {
  const chunks = createDecompressor();
  // An error of the file also ends the loop.
  pipeline(readPart(file, start, end), chunks).catch(() => {});
  let decoded = 0;
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    decoded += chunk.length;
    yield chunk;
  }
  if (declaredBytes !== undefined && declaredBytes !== decoded) {
    throw new Error("a frame's size differs from the size that it declares");
  }
}

function createDecompressor() {
  return createZstdDecompress({
    chunkSize: chunkBytes,
    params: { [constants.ZSTD_d_windowLogMax]: maxWindowLog },
  });
}

/**
 * Yields the bytes from one offset to another, both included. If the file grows meanwhile, it still
 * ends there.
 */
async function* readPart(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at <= end;) {
    const length = Math.min(chunkBytes, end + 1 - at);
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
    if (bytesRead === 0) throw new Error("it was cut off while it was read");
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

/** Files that a user may give by mistake, by their first bytes. */
const otherKinds = [
  ["PK\u0003\u0004", "a zip file; unpack it, and use the .c1z file inside"],
  ["SQLite format 3\0", "a SQLite database that is not packed as a .c1z"],
  ["\u001F\u008B", "a gzip file"],
  ["\u0028\u00B5\u002F\u00FD", "a zstd file without the header of a .c1z"],
  ["{", "probably JSON"],
] as const;

/** Returns why a file is not a readable artifact, and what it is instead, if known. */
async function findHeadProblem({ file, bytes }: OpenFile): Promise<string | undefined> {
  const length = 16;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
  const head = buffer.subarray(0, bytesRead);
  const begins = (text: string | Buffer) => head.indexOf(text, 0, "latin1") === 0;
  if (begins(magicV1)) return undefined;
  if (begins(magicV3)) {
    return 'it has the third version, which contains no SQLite; sync again with --storage-engine sqlite, or, for a file that C1 wrote, compare what "baton grants -o json" prints for both files';
  }
  if (bytes === 0) return "it is not a .c1z file: it has no bytes";
  const other = otherKinds.find(([start]) => begins(start));
  return `it is not a .c1z file${other === undefined ? "" : `: it is ${other[1]}`}`;
}
