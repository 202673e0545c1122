/** Reads the included files of a policy from a Git commit. */

import { AuditError } from "../errors.ts";
import { findUnreadable } from "../github/pull-request/unreadable.ts";
import type { PolicyFolder } from "../policy/include/policy-folder.ts";
import { listCommitFolder, readBlob, type Commit } from "./git-revision.ts";

/**
 * Returns the folder of a policy in a commit. Its methods throw `AuditError` if a file cannot be
 * read, or is not the text of a policy.
 */
export function openGitFolder(commit: Commit): PolicyFolder {
  const ids = new Map<string, string>();
  return {
    list: async (folder) => {
      const entries = await listCommitFolder(commit, folder);
      for (const { name, id } of entries) ids.set(folder === "" ? name : `${folder}/${name}`, id);
      return entries;
    },
    read: async (path, maxBytes) => {
      const bytes = await readBlob(commit, ids.get(path) ?? "", path);
      if (bytes.length > maxBytes) return undefined;
      const why = findUnreadable(bytes);
      if (why === undefined) return bytes;
      throw new AuditError(
        "BAD_POLICY",
        `cannot compare with the policy at "${commit.revision}": there, "${path}" is ${why}. Compare with a file, with --base.`,
      );
    },
  };
}
