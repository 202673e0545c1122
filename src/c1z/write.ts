/** Writes an artifact, and lets nobody see it before it has been read back. */

import { existsSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { isDeepStrictEqual } from "node:util";

import { AuditError, describeError } from "../errors.ts";
import { requireFileTarget } from "../files/read-bounded.ts";
import { makeTemporary, type Temporary } from "../files/temporary.ts";
import { rosterDigest } from "../roster/digest.ts";
import type { Roster } from "../roster/model.ts";
import { openArtifactFiles, type ArtifactFiles } from "./artifact-files.ts";
import { toBatches } from "./batches.ts";
import { hashFile, type Packed } from "./container/container.ts";
import type { EarlierSyncs } from "./sqlite/database.ts";
import { describeTypes } from "./describe-others.ts";
import {
  after,
  countResources,
  listSyncs,
  listSyncsWithResources,
  workspaceOf,
} from "./sqlite/earlier-syncs.ts";
import { openFilesInThread } from "./files-in-thread.ts";
import { readSync, withDatabase } from "./read.ts";
import { openSqlite } from "./sqlite/sqlite.ts";
import { createSync, type Sync } from "./sync.ts";

export interface WrittenArtifact extends Packed {
  readonly path: string;
  readonly syncId: string;
}

export interface ArtifactRequest {
  readonly roster: Roster;
  readonly path: string;
  readonly endedAt: Date;
  /** How many syncs the file holds at most, this one included. Default: 1. */
  readonly keepSyncs?: number;
}

/**
 * Writes a roster as the newest sync of an artifact, behind earlier ones of the same file. A file
 * whose newest sync is this very one stays as it is. The file appears under its name whole, read
 * back and found equal to the roster, or not at all; one that was there before stays until then.
 * Throws `AuditError` `ARTIFACT_FAILED`, also for a file whose earlier syncs cannot be read: that
 * one is left alone, and the new sync stands beside it.
 */
export async function writeArtifact(request: ArtifactRequest): Promise<WrittenArtifact> {
  const { roster, path, keepSyncs = 1 } = request;
  await requireFileTarget(path).catch((error: unknown) => {
    throw new AuditError(
      "ARTIFACT_FAILED",
      `cannot write artifact "${path}": ${describeError(error)}. Name a file.`,
      { cause: error },
    );
  });
  const sync = createSync({
    startedAt: new Date(roster.readAt),
    endedAt: request.endedAt,
    digest: rosterDigest(roster),
  });
  if (!existsSync(path)) return await writeWhole(path, roster, sync);
  const added = await append(path, roster, sync, keepSyncs).catch((error: unknown) =>
    putBeside(path, roster, sync, error),
  );
  return added ?? (await writeWhole(path, roster, sync));
}

/** Writes the sync beside a file that it cannot be added to, and throws `AuditError`. */
async function putBeside(path: string, roster: Roster, sync: Sync, error: unknown): Promise<never> {
  const reason = `cannot add to artifact "${path}": ${describeError(error)} It was left alone`;
  const beside = await findPlaceBeside(path, roster);
  if (beside === undefined) {
    throw new AuditError(
      "ARTIFACT_FAILED",
      `${reason}, and so were the files beside it, so the new sync is nowhere. Move them away.`,
      { cause: error },
    );
  }
  await writeWhole(beside, roster, sync);
  throw new AuditError(
    "ARTIFACT_FAILED",
    `${reason}, and the new sync is in "${beside}". Move one of them away.`,
    { cause: error },
  );
}

const maxBeside = 9;

/** Returns a name that is free, or has an earlier sync of this very workspace that was put beside. */
async function findPlaceBeside(path: string, roster: Roster): Promise<string | undefined> {
  for (let number = 1; number <= maxBeside; number++) {
    const beside = `${path}.beside${number === 1 ? "" : `.${number}`}`;
    if (!existsSync(beside)) return beside;
    const stranger = await withDatabase(beside, (database) => findStranger(database, roster)).catch(
      () => "it cannot be read",
    );
    if (stranger === undefined) return beside;
  }
  return undefined;
}

/**
 * Adds the sync to an artifact of the same workspace; undefined where nothing of it is to be kept.
 * Throws for one of another workspace, or of another connector.
 */
async function append(
  path: string,
  roster: Roster,
  sync: Sync,
  keepSyncs: number,
): Promise<WrittenArtifact | undefined> {
  return await withDatabase(path, async (database, databasePath) => {
    const stranger = findStranger(database, roster);
    if (stranger !== undefined) throw new AuditError("ARTIFACT_FAILED", stranger);
    const syncs = listSyncs(database);
    const [newest] = syncs;
    if (keepSyncs > 1 && newest?.id === sync.id) {
      return { path, ...(await hashFile(path)), syncId: sync.id };
    }
    const earlier = syncs.filter(({ id }) => id !== sync.id);
    const own = earlier.filter(({ id }) => workspaceOf(database, id) === roster.workspace.id);
    // Earlier versions added to any file. What is another workspace's is not ours to remove.
    const dropped = new Set(own.slice(keepSyncs - 1));
    const newestFirst = earlier.filter((one) => !dropped.has(one));
    if (newestFirst.length === 0) return undefined;
    return await writeWhole(path, roster, after(newest, sync), { databasePath, newestFirst });
  });
}

/**
 * Returns why an artifact is not one to add to: a reader takes its newest sync for everything there is,
 * and a sync that did not finish would be lost. Undefined where nothing in it is anybody else's.
 */
function findStranger(database: DatabaseSync, { workspace }: Roster): string | undefined {
  const finished = listSyncs(database).map(({ id }) => id);
  const [newest] = finished;
  const unfinished = listSyncsWithResources(database).filter((id) => !finished.includes(id));
  const isOwn = (id: string) => workspaceOf(database, id) === workspace.id;
  const found = [...(newest === undefined ? [] : [newest]), ...unfinished].find((id) => !isOwn(id));
  if (found === undefined) return undefined;
  const id = workspaceOf(database, found);
  const holds =
    id === undefined
      ? `holds ${describeTypes(countResources(database, found))}`
      : `is of workspace "${id}"`;
  const which = found === newest ? "newest sync" : "unfinished sync";
  return `its ${which} ${holds}, and this one is of workspace "${workspace.id}" (${workspace.slug}).`;
}

async function writeWhole(
  path: string,
  roster: Roster,
  sync: Sync,
  earlier?: EarlierSyncs,
): Promise<WrittenArtifact> {
  let temporary: Temporary | undefined;
  let files: ArtifactFiles | undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    // In the same folder, because only there is a rename atomic; readable by nobody else meanwhile.
    temporary = makeTemporary(dirname(path), { hidden: true });
    const databasePath = join(temporary.path, "sync.db");
    const artifactPath = join(temporary.path, "sync.c1z");
    const open = isLarge(roster) ? openFilesInThread : openArtifactFiles;
    files = open({ databasePath, artifactPath, sync, earlier });
    for (const batch of toBatches(roster)) await files.add(batch);
    await files.finish();
    // Side by side, where a thread packs; neither is left alone when the other fails.
    const [packing, comparison] = await Promise.allSettled([
      files.pack(),
      requireEqual(databasePath, roster),
    ]);
    if (comparison.status === "rejected") throw comparison.reason;
    if (packing.status === "rejected") throw packing.reason;
    const packed = packing.value;
    await rename(artifactPath, path);
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
    await files?.close();
    await temporary?.remove();
  }
}

/** A thread takes longer to start than a small artifact to be made. */
function isLarge({ members, services }: Roster): boolean {
  return members.length + services.length > 5_000;
}

/** Reads the database as a stranger would, and refuses it on any difference. */
async function requireEqual(databasePath: string, roster: Roster): Promise<void> {
  const database = openSqlite(databasePath, { readOnly: true });
  try {
    const { roster: found } = readSync(database, 0, roster);
    if (found === roster) return;
    throw new Error(
      `what was read back differs from the roster at ${firstDifference(roster, found)}; this is a bug, please report it`,
    );
  } finally {
    database.close();
  }
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
