/** Trees and blobs. Their ids are those of Git for blobs, and of the content for folders. */

import { createHash } from "node:crypto";

import { fill } from "./json-schema.ts";
import { notFound, type Routes } from "./route.ts";
import type { StandInFile, State } from "./state.ts";

export const treeRoutes: Routes = {
  "git/get-tree": ({ state, path }) => {
    const sha = path["tree_sha"] ?? "";
    const folder = findFolder(state, sha);
    if (folder === undefined) return notFound;
    const url = `${state.repository.url}/git/trees/${sha}`;
    const tree = listFolder(state, folder).map((entry) => ({ ...entry, url }));
    return { status: 200, body: fill("git-tree", { sha, url, tree, truncated: false }) };
  },
  "git/get-blob": ({ state, path }) => {
    const sha = path["file_sha"] ?? "";
    const file = [...state.files.values()].find((one) => isBlob(one) && blobId(one) === sha);
    if (file === undefined) return notFound;
    const bytes = contentOf(file);
    return {
      status: 200,
      body: fill("blob", {
        sha,
        size: bytes.length,
        encoding: "base64",
        content: bytes.toString("base64").replaceAll(/.{60}/gu, "$&\n"),
        url: `${state.repository.url}/git/blobs/${sha}`,
      }),
    };
  },
};

function isBlob(file: StandInFile): boolean {
  return typeof file === "string" || Buffer.isBuffer(file);
}

function contentOf(file: StandInFile): Buffer {
  if (typeof file === "string" || Buffer.isBuffer(file)) return Buffer.from(file);
  return Buffer.from("target" in file ? file.target : "");
}

function blobId(file: StandInFile): string {
  const bytes = contentOf(file);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** Returns the start of the keys of a folder's files, such as `COMMIT:teams/`. */
function findFolder({ commits, files }: State, sha: string): string | undefined {
  if (commits.has(sha)) return `${sha}:`;
  const folders = [...files.keys()].flatMap((key) => {
    const names = key.split("/").slice(0, -1);
    return names.map((_, index) => `${names.slice(0, index + 1).join("/")}/`);
  });
  return folders.find((folder) => treeId(folder) === sha);
}

/** Each folder of a commit has an id of its own: no test needs equal folders to share one. */
function treeId(folder: string): string {
  return createHash("sha1").update(`tree ${folder}`).digest("hex");
}

function listFolder({ files }: State, folder: string): readonly object[] {
  const entries = new Map<string, object>();
  for (const [key, file] of files) {
    if (!key.startsWith(folder)) continue;
    const [path = "", ...rest] = key.slice(folder.length).split("/");
    if (rest.length > 0) {
      entries.set(path, { path, mode: "040000", type: "tree", sha: treeId(`${folder}${path}/`) });
    } else entries.set(path, toEntry(path, file));
  }
  return [...entries.values()];
}

function toEntry(path: string, file: StandInFile): object {
  if (typeof file === "object" && "submodule" in file) {
    return { path, mode: "160000", type: "commit", sha: "9".repeat(40) };
  }
  const mode = typeof file === "object" && "target" in file ? "120000" : "100644";
  return { path, mode, type: "blob", sha: blobId(file), size: contentOf(file).length };
}
