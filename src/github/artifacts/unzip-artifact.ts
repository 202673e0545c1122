/**
 * Extracts the only `.c1z` of a workflow artifact's zip. The zip's author controls every byte of
 * it.
 */

import { createWriteStream } from "node:fs";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";

import { openPromise, type Entry, type ZipFile } from "yauzl";

import { AuditError, describeError } from "../../errors.ts";

/**
 * The limit for the zip and for its content. An artifact of 100,000 members needs a hundredth of
 * this.
 */
export const maxArtifactBytes = 512 * 1024 ** 2;

const maxEntries = 1_000;
/** A `.c1z` is already compressed, so a zip makes a genuine one hardly smaller. */
const maxRatio = 100;
const ratioCountsFromBytes = 1024 ** 2;
const stored = 0;
const deflated = 8;
const fileTypeMask = 0o170_000;
const symbolicLink = 0o120_000;
/** More names would hide the rest of the message. */
const maxNames = 5;

/**
 * Writes the only `.c1z` of a zip to `target`. Names inside the zip are only compared and quoted;
 * they never decide where bytes are written.
 * Throws `AuditError` `ARTIFACT_FAILED` if the zip has no `.c1z` or several, or if its content
 * differs from its headers.
 */
export async function unzipArtifact(from: {
  readonly zip: string;
  readonly target: string;
  /** The name for messages, such as `workflow artifact "cloudsmith-c1z"`. */
  readonly what: string;
}): Promise<void> {
  try {
    const zip = await openPromise(from.zip, { lazyEntries: true, autoClose: false });
    try {
      await writeEntry(zip, await findEntry(zip), from.target);
    } finally {
      zip.close();
    }
  } catch (error) {
    throw new AuditError(
      "ARTIFACT_FAILED",
      `cannot unzip ${from.what}: ${describeError(error)}. Upload one complete .c1z under that name, as examples/scheduled-audit.yml does.`,
      { cause: error },
    );
  }
}

async function findEntry(zip: ZipFile): Promise<Entry> {
  if (zip.entryCount > maxEntries) {
    throw new Error(`it says that it has ${zip.entryCount} entries, more than ${maxEntries}`);
  }
  const found: Entry[] = [];
  // Read to the end: yauzl rejects the zip if any name points outside of it.
  for await (const entry of zip.eachEntry()) {
    if (/[^/]\.c1z$/iu.test(entry.fileName)) found.push(entry);
  }
  const [only, second] = found;
  if (only === undefined) throw new Error("there is no .c1z in it");
  if (second !== undefined) {
    const names = found.slice(0, maxNames).map(({ fileName }) => `"${fileName}"`);
    const more = found.length > maxNames ? ` and ${found.length - maxNames} more` : "";
    throw new Error(`there is more than one .c1z in it: ${names.join(", ")}${more}`);
  }
  requireAcceptable(only);
  return only;
}

/** Throws if the entry's own header shows that it must not be extracted. */
function requireAcceptable(entry: Entry): void {
  const { fileName, compressedSize, uncompressedSize, compressionMethod } = entry;
  const problem = (text: string) => new Error(`its entry "${fileName}" ${text}`);
  if (entry.isEncrypted()) throw problem("is encrypted");
  if (compressionMethod !== stored && compressionMethod !== deflated) {
    throw problem(`is compressed by method ${compressionMethod}, neither stored nor deflated`);
  }
  if (((entry.externalFileAttributes >>> 16) & fileTypeMask) === symbolicLink) {
    throw problem("is a symbolic link");
  }
  if (uncompressedSize > maxArtifactBytes || compressedSize > maxArtifactBytes) {
    throw problem(`says that it has ${Math.max(uncompressedSize, compressedSize)} bytes, too many`);
  }
  if (uncompressedSize > ratioCountsFromBytes && uncompressedSize > maxRatio * compressedSize) {
    throw problem(`says that it is more than ${maxRatio} times as large as it is in the zip`);
  }
}

/** Checks the checksum; yauzl checks the sizes while it streams. */
async function writeEntry(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  let sum = 0;
  const check = new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
  });
  await pipeline(
    await zip.openReadStreamPromise(entry),
    check,
    // `wx` fails if the file exists.
    createWriteStream(target, { flags: "wx", mode: 0o600 }),
  );
  if (sum !== entry.crc32) {
    throw new Error(`its entry "${entry.fileName}" is damaged: the checksum differs`);
  }
}
