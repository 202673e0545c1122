/** Reads the folder of a policy at one commit through the API, without a checkout. */

import { createHash } from "node:crypto";

import { z } from "zod";

import { AuditError } from "../../errors.ts";
import { ask, type GitHub } from "../client/ask.ts";
import { findUnreadable } from "./unreadable.ts";

export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
  readonly id: string;
}

/** All paths are relative to the folder and use `/`. */
export interface RepositoryFolder {
  /** Returns what is in a folder; nothing if it does not exist. */
  list(path: string): Promise<readonly FolderEntry[]>;
  /** Returns the bytes of a file from `list`; undefined if it has more than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Buffer | undefined>;
  /** Returns a file from `list`, and why it cannot be the text of a policy, to follow "it is". */
  inspect(path: string): Promise<{ readonly bytes: Buffer; readonly why: string | undefined }>;
}

/** The content of files by id, so that a file that does not change is read once. */
export type Blobs = Map<string, Promise<Buffer>>;

const permission = "contents: read";

/** https://docs.github.com/en/rest/git/trees#get-a-tree */
const Tree = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.int().nonnegative().optional(),
    }),
  ),
});
type TreeEntry = z.infer<typeof Tree>["tree"][number];

/** https://docs.github.com/en/rest/git/blobs#get-a-blob */
const Blob = z.object({ encoding: z.literal("base64"), content: z.string(), size: z.int() });

/**
 * Returns the folder that contains a file of the repository. `fail` returns the error for a file
 * that cannot be the text of a policy; `why` follows "it is". Its methods throw `AuditError`
 * `DELIVERY_FAILED` if GitHub refuses a request.
 */
export function openRepositoryFolder(
  github: GitHub,
  ref: string,
  given: {
    readonly file: string;
    readonly blobs: Blobs;
    readonly fail: (path: string, why: string) => AuditError;
  },
): RepositoryFolder {
  const { file, blobs, fail } = given;
  const parents = file.split("/").slice(0, -1);
  const trees = new Map<string, Promise<readonly TreeEntry[]>>();
  const readNames = async (names: readonly string[]): Promise<readonly TreeEntry[]> => {
    const key = names.join("/");
    const known = trees.get(key) ?? readInParent(names);
    trees.set(key, known);
    return await known;
  };
  const readInParent = async (names: readonly string[]): Promise<readonly TreeEntry[]> => {
    if (names.length === 0) return await readTree(github, ref);
    const parent = await readNames(names.slice(0, -1));
    const own = parent.find(({ path, type }) => path === names.at(-1) && type === "tree");
    return own === undefined ? [] : await readTree(github, own.sha);
  };
  const namesOf = (path: string) => [...parents, ...(path === "" ? [] : path.split("/"))];
  const findFile = async (path: string): Promise<TreeEntry> => {
    const names = namesOf(path);
    const entries = await readNames(names.slice(0, -1));
    const entry = entries.find(({ path: name }) => name === names.at(-1));
    if (entry === undefined || kindOf(entry) !== "file") throw fail(path, "gone");
    return entry;
  };
  const inspect = async ({ sha }: TreeEntry) => {
    const read = blobs.get(sha) ?? readBlob(github, sha);
    blobs.set(sha, read);
    const bytes = await read;
    return { bytes, why: findUnreadable(bytes) };
  };
  return {
    list: async (path) =>
      (await readNames(namesOf(path))).map((entry) => ({
        name: entry.path,
        kind: kindOf(entry),
        id: entry.sha,
      })),
    read: async (path, maxBytes) => {
      const entry = await findFile(path);
      if ((entry.size ?? 0) > maxBytes) return undefined;
      const { bytes, why } = await inspect(entry);
      if (why !== undefined) throw fail(path, why);
      return bytes.length > maxBytes ? undefined : bytes;
    },
    inspect: async (path) => await inspect(await findFile(path)),
  };
}

function kindOf({ mode, type }: TreeEntry): FolderEntry["kind"] {
  if (type === "tree") return "folder";
  if (mode === "120000") return "link";
  return type === "blob" ? "file" : "other";
}

async function readTree(
  { octokit, owner, repo }: GitHub,
  sha: string,
): Promise<readonly TreeEntry[]> {
  const reply = await ask("read the folder of the policy", permission, () =>
    octokit.rest.git.getTree({ owner, repo, tree_sha: sha }),
  );
  const { success, data } = Tree.safeParse(reply.data);
  if (success && !data.truncated) return data.tree;
  throw new AuditError(
    "DELIVERY_FAILED",
    `cannot read the files that the policy includes: ${success ? "a folder has more entries than GitHub lists. Include files of a smaller folder." : "GitHub's reply is not understood. Try again later."}`,
  );
}

async function readBlob({ octokit, owner, repo }: GitHub, sha: string): Promise<Buffer> {
  const reply = await ask("read a file that the policy includes", permission, () =>
    octokit.rest.git.getBlob({ owner, repo, file_sha: sha }),
  );
  const { success, data } = Blob.safeParse(reply.data);
  const bytes = success ? Buffer.from(data.content, "base64") : undefined;
  if (bytes !== undefined && bytes.length === data?.size) return bytes;
  throw new AuditError(
    "DELIVERY_FAILED",
    "cannot read a file that the policy includes: GitHub returned it only in part. Try again later.",
  );
}

/** Returns the id that Git gives a file with these bytes, in a repository with ids like `like`. */
export function toBlobId(bytes: Uint8Array, like: string): string {
  const hash = createHash(like.length > 40 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}
