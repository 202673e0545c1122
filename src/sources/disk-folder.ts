/** Reads the included files of a policy from disk. It follows no symbolic link below its folder. */

import { lstat, readdir, realpath } from "node:fs/promises";
import type { Dirent } from "node:fs";
import { dirname, join } from "node:path";

import { AuditError, describeError } from "../errors.ts";
import { readBounded } from "../files/read-bounded.ts";
import type { FolderEntry, PolicyFolder } from "../policy/include/policy-folder.ts";

/** Returns the folder of a policy file. Its methods throw `AuditError` `BAD_POLICY`. */
export function openDiskFolder(file: string): PolicyFolder {
  const root = dirname(file);
  const fail = (path: string, error: unknown) =>
    new AuditError(
      "BAD_POLICY",
      `cannot read "${join(root, path)}", which the policy includes: ${describeError(error)}.`,
      { cause: error },
    );
  return {
    list: async (path) => {
      try {
        const entries = await readdir(join(root, path), { withFileTypes: true });
        return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
      } catch (error) {
        if (isMissing(error)) return [];
        throw fail(path, error);
      }
    },
    read: async (path, maxBytes) => {
      try {
        // The path was listed without links, but may have been replaced since then.
        const real = await realpath(join(root, path));
        if (real !== join(await realpath(root), path)) throw new Error("it is a symbolic link");
        const { size } = await lstat(real);
        return size > maxBytes ? undefined : await readBounded(real, maxBytes);
      } catch (error) {
        throw fail(path, error);
      }
    },
  };
}

function kindOf(entry: Dirent): FolderEntry["kind"] {
  if (entry.isSymbolicLink()) return "link";
  if (entry.isDirectory()) return "folder";
  return entry.isFile() ? "file" : "other";
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}
