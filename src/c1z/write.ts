/** Writes an artifact, and lets nobody see it before it has been read back. */

import { mkdir, mkdtemp, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { AuditError, describeError } from "../errors.ts";
import { rosterDigest } from "../roster/digest.ts";
import type { Roster } from "../roster/model.ts";
import { packDatabase, unpackDatabase } from "./container.ts";
import { writeDatabase } from "./database.ts";
import { readDatabase } from "./read.ts";
import { createSync } from "./sync.ts";

export interface WrittenArtifact {
  readonly path: string;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly syncId: string;
  readonly bytes: number;
}

/**
 * Writes a roster as an artifact of one sync. The file appears under its name whole, read back and
 * found equal to the roster, or not at all; one that was there before stays until then.
 * Throws `AuditError` `ARTIFACT_FAILED`.
 */
export async function writeArtifact(request: {
  readonly roster: Roster;
  readonly path: string;
  readonly endedAt: Date;
}): Promise<WrittenArtifact> {
  const { roster, path } = request;
  const sync = createSync({
    startedAt: new Date(roster.readAt),
    endedAt: request.endedAt,
    digest: rosterDigest(roster),
  });
  let folder: string | undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    // In the same folder, because only there is a rename atomic; readable by nobody else meanwhile.
    folder = await mkdtemp(join(dirname(path), `.${basename(path)}.`));
    const database = join(folder, "sync.db");
    const artifact = join(folder, "sync.c1z");
    writeDatabase(database, roster, sync);
    const packed = await packDatabase(database, artifact);
    await rm(database);
    await requireEqual(artifact, database, roster);
    await rename(artifact, path);
    await syncFolder(dirname(path));
    return { path, ...packed, syncId: sync.id };
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw new AuditError(
      "ARTIFACT_FAILED",
      `cannot write artifact "${path}": ${describeError(error)}.`,
      { cause: error },
    );
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Reads the artifact as a stranger would, and refuses it on any difference. */
async function requireEqual(artifact: string, database: string, roster: Roster): Promise<void> {
  await unpackDatabase(artifact, database);
  const { roster: found } = readDatabase(database);
  if (isDeepStrictEqual(found, roster)) return;
  throw new Error(
    `what was read back differs from the roster at ${firstDifference(roster, found)}; this is a bug, please report it`,
  );
}

/** Returns the path of the first value that differs; values stay out, they may be personal. */
function firstDifference(wanted: unknown, found: unknown, path = "roster"): string {
  if (!isContainer(wanted) || !isContainer(found)) return path;
  const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  for (const key of keys) {
    if (!isDeepStrictEqual(wanted[key], found[key])) {
      return firstDifference(wanted[key], found[key], `${path}.${key}`);
    }
  }
  return path;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** So that the new name, too, outlives a crash. Windows cannot open a folder, and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  try {
    await handle?.sync().catch(() => undefined);
  } finally {
    await handle?.close();
  }
}
