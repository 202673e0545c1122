/** The envelope of an artifact: five bytes, then one zstd frame that holds a SQLite file. */

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";

import { AuditError, describeError } from "../errors.ts";

const magicV1 = Buffer.from("C1ZF\0", "latin1");
const magicV3 = Buffer.from("C1Z3\0", "latin1");
const zstdMagic = 0xfd2fb528;
/** What the SDK uses; higher levels cost seconds for a tenth of the size. */
const compressionLevel = 3;
/** The old reader's own limit on the decoded size. */
export const maxDecodedBytes = 3 * 1024 ** 3;
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
 * Throws `AuditError` `ARTIFACT_FAILED` for anything that is not a whole v1 artifact within the limit.
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
  const tooLarge = `it unpacks to more than ${limitBytes} bytes`;

  const head = await readHead(artifactPath).catch((error: unknown) => {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw refuse(missing ? "there is no such file" : describeError(error), error);
  });
  if (head.subarray(0, magicV3.length).equals(magicV3)) {
    throw refuse(
      "it is of the third version, which holds no SQLite; sync again with --storage-engine sqlite",
    );
  }
  if (!head.subarray(0, magicV1.length).equals(magicV1)) throw refuse("it is no .c1z file");
  const declared = declaredSize(head.subarray(magicV1.length));
  if (declared !== undefined && declared > limitBytes) throw refuse(tooLarge);

  let decoded = 0;
  const limit = tap((chunk) => {
    decoded += chunk.length;
    if (decoded > limitBytes) throw refuse(tooLarge);
  });
  try {
    await pipeline(
      createReadStream(artifactPath, { start: magicV1.length, highWaterMark: 1024 * 1024 }),
      createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: maxWindowLog } }),
      limit,
      createWriteStream(databasePath, { flags: "wx" }),
    );
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw refuse(`it is damaged or cut off (${describeError(error)})`, error);
  }
  if (decoded === 0) throw refuse("it is empty");
  if (declared !== undefined && declared !== decoded) throw refuse("it is cut off");
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

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(32), 0, 32, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Returns a frame's Frame_Content_Size (RFC 8878, section 3.1.1.1); undefined when it tells none. */
function declaredSize(frame: Buffer): number | undefined {
  if (frame.length < 5 || frame.readUInt32LE(0) !== zstdMagic) return undefined;
  const descriptor = frame[4] ?? 0;
  const singleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? (singleSegment ? 1 : 0) : 1 << sizeFlag;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const at = 5 + (singleSegment ? 0 : 1) + dictionaryBytes;
  if (sizeBytes === 0 || frame.length < at + sizeBytes) return undefined;
  if (sizeBytes === 8) return Number(frame.readBigUInt64LE(at));
  return frame.readUIntLE(at, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
}
