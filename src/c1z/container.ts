/** The envelope of an artifact: five bytes, then one zstd frame that holds a SQLite file. */

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, stat, writeFile } from "node:fs/promises";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";

import { AuditError, describeError } from "../errors.ts";
import { findFrames, type Frame } from "./frames.ts";

const magicV1 = Buffer.from("C1ZF\0", "latin1");
const magicV3 = Buffer.from("C1Z3\0", "latin1");
/** What the SDK uses; higher levels cost seconds for a tenth of the size. */
const compressionLevel = 3;
/** The old reader's own limit on the decoded size. */
export const maxDecodedBytes = 3 * 1024 ** 3;
/** A large database packs to a fifteenth or so; empty pages of a small one do better. */
const plausibleRatio = 500;
const plausibleBytes = 128 * 1024 ** 2;
/** Both readers refuse a wider window. */
const maxWindowLog = 27;

export interface Packed {
  /** In hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Compresses a database into a new file, as a stream, and returns what it has written. */
export async function packDatabase(databasePath: string, artifactPath: string): Promise<Packed> {
  const { size } = await stat(databasePath);
  const hash = createHash("sha256").update(magicV1);
  let bytes = magicV1.length;
  const count = tap((chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  const output = createWriteStream(artifactPath, { flags: "wx", flush: true });
  output.write(magicV1);
  await pipeline(
    createReadStream(databasePath, { highWaterMark: 1024 * 1024 }),
    createZstdCompress({
      pledgedSrcSize: size,
      params: {
        [constants.ZSTD_c_compressionLevel]: compressionLevel,
        [constants.ZSTD_c_checksumFlag]: 1,
      },
    }),
    count,
    output,
  );
  return { sha256: hash.digest("hex"), bytes };
}

/** Returns what `packDatabase` returned when it wrote the file. */
export async function hashFile(artifactPath: string): Promise<Packed> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(artifactPath) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

/**
 * Decompresses an artifact's database into a new file.
 * Throws `AuditError` `ARTIFACT_FAILED` for anything that is not a whole v1 artifact within the
 * limit, which is lower for a small file: no writer packs rows so well.
 */
export async function unpackDatabase(
  artifactPath: string,
  databasePath: string,
  limitBytes: number = maxDecodedBytes,
): Promise<void> {
  const refuse = (reason: string, cause?: unknown) =>
    new AuditError("ARTIFACT_FAILED", `cannot read artifact "${artifactPath}": ${reason}.`, {
      cause,
    });
  const { head, bytes } = await readHead(artifactPath).catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw refuse(missing ? "there is no such file" : describeError(error), error);
  });
  if (head.equals(magicV3)) {
    throw refuse(
      "it is of the third version, which holds no SQLite; sync again with --storage-engine sqlite",
    );
  }
  if (!head.equals(magicV1)) throw refuse("it is no .c1z file");

  const limit = Math.min(limitBytes, Math.max(plausibleBytes, bytes * plausibleRatio));
  const tooLarge = `it unpacks to more than ${limit} bytes`;
  try {
    const frames = await findFrames(artifactPath, magicV1.length);
    const declared = frames.reduce((sum, frame) => sum + (frame.declaredBytes ?? 0), 0);
    if (declared > limit) throw refuse(tooLarge);
    let decoded = 0;
    await writeFile(databasePath, "", { flag: "wx" });
    for (const frame of frames) {
      decoded += await unpackFrame(artifactPath, databasePath, frame, (frameBytes) => {
        if (decoded + frameBytes > limit) throw refuse(tooLarge);
      });
    }
    if (decoded === 0) throw refuse("it is empty");
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw refuse(`it is damaged or cut off (${describeError(error)})`, error);
  }
}

/** Appends what a frame unpacks to, and returns how many bytes that is; `check` sees each step. */
async function unpackFrame(
  artifactPath: string,
  databasePath: string,
  { start, end, declaredBytes }: Frame,
  check: (bytes: number) => void,
): Promise<number> {
  let decoded = 0;
  await pipeline(
    createReadStream(artifactPath, { start, end, highWaterMark: 1024 * 1024 }),
    createZstdDecompress({
      chunkSize: 1024 * 1024,
      params: { [constants.ZSTD_d_windowLogMax]: maxWindowLog },
    }),
    tap((chunk) => {
      decoded += chunk.length;
      check(decoded);
    }),
    createWriteStream(databasePath, { flags: "a" }),
  );
  if (declaredBytes !== undefined && declaredBytes !== decoded) {
    throw new Error("a frame has another size than it says");
  }
  return decoded;
}

function tap(look: (chunk: Buffer) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback) {
      try {
        look(chunk);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

async function readHead(path: string): Promise<{ head: Buffer; bytes: number }> {
  const file = await open(path, "r");
  try {
    const wanted = magicV1.length;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, 0);
    return { head: buffer.subarray(0, bytesRead), bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}
