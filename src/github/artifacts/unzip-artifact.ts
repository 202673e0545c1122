/** The one `.c1z` inside a workflow artifact's zip. Whoever made the zip chose every byte of it. */

import { createWriteStream } from "node:fs";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";

import { openPromise, type Entry, type ZipFile } from "yauzl";

import { AuditError, describeError } from "../../errors.ts";

/** Of the zip as of what is in it: an artifact of 100,000 members takes a hundredth of that. */
export const maxArtifactBytes = 512 * 1024 ** 2;

const maxEntries = 1_000;
/** A `.c1z` is compressed already, so that a zip saves next to nothing on an honest one. */
const maxRatio = 100;
const ratioCountsFromBytes = 1024 ** 2;
const stored = 0;
const deflated = 8;
const fileTypeMask = 0o170_000;
const symbolicLink = 0o120_000;
/** More names than this in a message only hide what it says. */
const maxNames = 5;

/**
 * Writes the one `.c1z` of a zip to `target`, a path of the caller's: the names inside are compared
 * and told, and decide nothing about where bytes go.
 * Throws `AuditError` `ARTIFACT_FAILED` for a zip that has none or several, or is not what it says.
 */
export async function unzipArtifact(from: {
  readonly zip: string;
  readonly target: string;
  /** As it reads in a message: `workflow artifact "cloudsmith-c1z"`. */
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
      `cannot unzip ${from.what}: ${describeError(error)}. Upload one whole .c1z under that name, as examples/scheduled-audit.yml does.`,
      { cause: error },
    );
  }
}

async function findEntry(zip: ZipFile): Promise<Entry> {
  if (zip.entryCount > maxEntries) {
    throw new Error(`it says that it has ${zip.entryCount} entries, more than ${maxEntries}`);
  }
  const found: Entry[] = [];
  // Its end is looked at as well: a name that points outside condemns the whole zip.
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
  requireHonest(only);
  return only;
}

/** Throws for an entry that is not worth opening by what it says of itself. */
function requireHonest(entry: Entry): void {
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

/** The sizes are compared with those that yauzl read, while the bytes go by. */
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
    // Fails where there is something already.
    createWriteStream(target, { flags: "wx", mode: 0o600 }),
  );
  if (sum !== entry.crc32) {
    throw new Error(`its entry "${entry.fileName}" is damaged: the checksum differs`);
  }
}
