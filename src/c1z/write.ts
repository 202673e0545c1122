/**
 * Writes an artifact, and publishes it only after two proofs: the file holds the rows that were
 * encoded, and the encoded rows decode to the roster.
 */

import { existsSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { AuditError, describeError } from "../errors.ts";
import { cannotWrite } from "../files/cannot-write.ts";
import { makeFolders } from "../files/make-folders.ts";
import { findFileTarget } from "../files/target.ts";
import { makeTemporary, type Temporary } from "../files/temporary.ts";
import { rosterDigest } from "../roster/digest.ts";
import type { Roster } from "../roster/model.ts";
import { finishFiles, openArtifactFiles, type ArtifactFiles } from "./artifact-files.ts";
import { requireReadable, summarize, toBatches, type SummarizedBatch } from "./batches.ts";
import type { Contents } from "./contents.ts";
import { hashFile, type Packed } from "./container/container.ts";
import { findUndecodable } from "./decodable.ts";
import { describeTypes } from "./describe-others.ts";
import {
  after,
  countResources,
  listSyncs,
  listSyncsWithResources,
  listWorkspaces,
  type EarlierSyncs,
} from "./sqlite/earlier-syncs.ts";
import { openFilesInThread } from "./files-in-thread.ts";
import { withDatabase } from "./read.ts";
import { createSync, type Sync } from "./sync.ts";

export interface WrittenArtifact extends Packed {
  readonly path: string;
  readonly syncId: string;
}

export interface ArtifactRequest extends Contents {
  readonly path: string;
  readonly endedAt: Date;
  /** The maximum number of syncs in the file, including this one. Default: 1. */
  readonly keepSyncs?: number;
}

/**
 * Writes a roster as the newest sync of an artifact, after the earlier syncs of the same file. If
 * the file's newest sync is this same sync, the file stays unchanged. The file gets its name only
 * when it is complete and both proofs succeeded; an existing file stays until then.
 * Throws `AuditError` `ARTIFACT_FAILED` if it cannot be written. It also throws if the earlier
 * syncs of the file cannot be read: that file stays unchanged, and the new sync is written to
 * another file next to it.
 */
export async function writeArtifact(request: ArtifactRequest): Promise<WrittenArtifact> {
  const { roster, path, keepSyncs = 1 } = request;
  await findFileTarget(path).catch((error: unknown) => {
    throw cannotWriteArtifact(path, error);
  });
  const sync = createSync({
    startedAt: new Date(roster.readAt),
    endedAt: request.endedAt,
    digest: rosterDigest(roster),
    withRepositories: request.withRepositories,
  });
  if (!existsSync(path)) return await writeComplete(path, request, sync);
  const added = await append(path, request, sync, keepSyncs).catch((error: unknown) =>
    writeToAlternative(path, request, sync, error),
  );
  return added ?? (await writeComplete(path, request, sync));
}

/**
 * Writes the sync to another file next to one that it cannot be added to, and throws `AuditError`
 * `ARTIFACT_FAILED`.
 */
async function writeToAlternative(
  path: string,
  contents: Contents,
  sync: Sync,
  error: unknown,
): Promise<never> {
  const why = afterPath(describeError(error), path);
  const reason = `cannot add to artifact "${path}": ${why} It was not changed`;
  const alternative = await findAlternativePath(path, contents.roster);
  if (alternative === undefined) {
    throw new AuditError(
      "ARTIFACT_FAILED",
      `${reason}, nor were the files next to it, so the new sync was not written. Move them away.`,
      { cause: error },
    );
  }
  await writeComplete(alternative, contents, sync).catch((failure: unknown) => {
    // Not about the earlier syncs, so it is the same fault again.
    const isSame = afterPath(describeError(failure), alternative) === why;
    throw new AuditError(
      "ARTIFACT_FAILED",
      `${reason}, and the new sync was not written${isSame ? "." : `: ${describeError(failure)}`}`,
      { cause: failure },
    );
  });
  throw new AuditError(
    "ARTIFACT_FAILED",
    `${reason}, and the new sync is in "${alternative}". Move one of them away.`,
    { cause: error },
  );
}

/** Returns an error's text without the artifact that it is about, which the message names already. */
function afterPath(text: string, path: string): string {
  const rest = text.replace(/^cannot (?:read|write) artifact /u, "");
  const start = [`"${path}": `, `${JSON.stringify(path)}: `].find((one) => rest.startsWith(one));
  return start === undefined ? text : rest.slice(start.length);
}

const maxAlternatives = 9;

/**
 * Returns a path that is free, or that contains an earlier sync of the same workspace written here
 * before.
 */
async function findAlternativePath(path: string, roster: Roster): Promise<string | undefined> {
  for (let number = 1; number <= maxAlternatives; number++) {
    const alternative = `${path}.beside${number === 1 ? "" : `.${number}`}`;
    if (!existsSync(alternative)) return alternative;
    const foreign = await withDatabase(alternative, (database) =>
      findForeignSync(database, roster),
    ).catch(() => "it cannot be read");
    if (foreign === undefined) return alternative;
  }
  return undefined;
}

/**
 * Adds the sync to an artifact of the same workspace. Returns undefined if no earlier sync is to be
 * kept. Throws for an artifact of another workspace or connector.
 */
async function append(
  path: string,
  contents: Contents,
  sync: Sync,
  keepSyncs: number,
): Promise<WrittenArtifact | undefined> {
  const { roster } = contents;
  return await withDatabase(path, async (database, databasePath) => {
    const foreign = findForeignSync(database, roster);
    if (foreign !== undefined) throw new AuditError("ARTIFACT_FAILED", foreign);
    const syncs = listSyncs(database);
    const [newest] = syncs;
    if (keepSyncs > 1 && newest?.id === sync.id) {
      return { path, ...(await hashFile(path)), syncId: sync.id };
    }
    const earlier = syncs.filter(({ id }) => id !== sync.id);
    const workspaces = listWorkspaces(database);
    const own = earlier.filter(({ id }) => workspaces.get(id) === roster.workspace.id);
    // Earlier versions of this tool added to any file. Do not remove the syncs of another
    // workspace.
    const dropped = new Set(own.slice(keepSyncs - 1));
    const newestFirst = earlier.filter((one) => !dropped.has(one));
    if (newestFirst.length === 0) return undefined;
    return await writeComplete(path, contents, after(newest, sync), { databasePath, newestFirst });
  });
}

/**
 * Returns why a sync must not be added to an artifact, or undefined if all of it is of this
 * workspace. A reader uses only the newest sync, and an unfinished sync would be lost.
 */
function findForeignSync(database: DatabaseSync, { workspace }: Roster): string | undefined {
  const finished = new Set(listSyncs(database).map(({ id }) => id));
  const [newest] = finished;
  const unfinished = listSyncsWithResources(database).filter((id) => !finished.has(id));
  const workspaces = listWorkspaces(database);
  const isOwn = (id: string) => workspaces.get(id) === workspace.id;
  const found = [...(newest === undefined ? [] : [newest]), ...unfinished].find((id) => !isOwn(id));
  if (found === undefined) return undefined;
  const id = workspaces.get(found);
  const content =
    id === undefined
      ? `contains ${describeTypes(countResources(database, found))}`
      : `is of workspace "${id}"`;
  const which = found === newest ? "newest sync" : "unfinished sync";
  return `its ${which} ${content}, and this one is of workspace "${workspace.id}" (${workspace.slug}).`;
}

async function writeComplete(
  path: string,
  contents: Contents,
  sync: Sync,
  earlier?: EarlierSyncs,
): Promise<WrittenArtifact> {
  let temporary: Temporary | undefined;
  let files: ArtifactFiles | undefined;
  try {
    // A link stays, and the file that it leads to is replaced.
    const target = await findFileTarget(path);
    const folder = dirname(target);
    await makeFolders(folder);
    // In the same folder, because a rename is atomic only there. Nobody else can read it meanwhile.
    temporary = makeTemporary(folder, { hidden: true });
    const databasePath = join(temporary.path, "sync.db");
    const artifactPath = join(temporary.path, "sync.c1z");
    const open = isLarge(contents.roster) ? openFilesInThread : openArtifactFiles;
    files = open({ databasePath, artifactPath, sync, earlier });
    const added: SummarizedBatch[] = [];
    for (const batch of toBatches(contents)) {
      if (batch.table === "assets") requireReadable(batch.document, added);
      // Before the batch goes to another thread, which also takes its memory.
      added.push(summarize(batch));
      await files.add(batch);
    }
    // Worker threads finish the files while this thread decodes.
    const finishing = finishFiles(files, added);
    finishing.catch(() => {});
    const undecodable = findUndecodable(contents, sync, added);
    const { difference = undecodable, ...packed } = await finishing;
    if (difference !== undefined) throw differsAt(path, difference);
    await rename(artifactPath, target);
    await syncFolder(folder);
    return { path, ...packed, syncId: sync.id };
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw cannotWriteArtifact(path, error, "Try again. If it happens again, report it.");
  } finally {
    await files?.close();
    await temporary?.remove();
  }
}

/** Another place for the artifact would not help. */
function differsAt(path: string, place: string): AuditError {
  return new AuditError(
    "ARTIFACT_FAILED",
    `cannot write artifact ${JSON.stringify(path)}: what was read back differs from the roster at ${place}; this is a bug, please report it.`,
  );
}

function cannotWriteArtifact(path: string, error: unknown, remedy?: string): AuditError {
  return cannotWrite(
    {
      path,
      what: `artifact ${JSON.stringify(path)}`,
      code: "ARTIFACT_FAILED",
      ...(remedy !== undefined && { remedy }),
    },
    error,
  );
}

/** For a small artifact, starting a thread takes longer than writing the file. */
function isLarge({ members, services }: Roster): boolean {
  return members.length + services.length > 5_000;
}

/** Makes the new file name survive a crash. Windows cannot open a folder, and does not need to. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  try {
    await handle?.sync().catch(() => undefined);
  } finally {
    await handle?.close();
  }
}
