/** Reads the files that a policy includes, within the limits for all of them together. */

import type { Problem } from "../file/problem.ts";
import { maxPolicyBytes } from "../file/source.ts";
import { findFiles, type FoundEntry, type IncludeProblem } from "./find-files.ts";
import type { Include } from "./include-schema.ts";
import type { PolicyFolder } from "./policy-folder.ts";

export interface IncludedFile extends Decoded {
  /** Relative to the policy's folder. */
  readonly path: string;
  /** The index of the entry under `include` that matches it. */
  readonly entry: number;
}

/** The text of a file; empty if its bytes have a problem. */
interface Decoded {
  readonly text: string;
  readonly problem?: Problem;
}

export interface IncludedFiles {
  readonly files: readonly IncludedFile[];
  readonly problems: readonly IncludeProblem[];
  /** The entries under `include` that match nothing. */
  readonly unmatched: readonly number[];
}

export const noFiles: IncludedFiles = { files: [], problems: [], unmatched: [] };

/** Requests to GitHub take long, but a hundred at once are refused. */
const concurrency = 8;

/** Returns the files that a policy includes. Rejects if the folder cannot be read. */
export async function readIncludedFiles(
  includes: readonly Include[],
  folder: PolicyFolder,
  given: {
    /** The name and the size of the policy's main file. */
    readonly own: string;
    readonly bytes: number;
    readonly decode: (bytes: Uint8Array, path: string) => Decoded;
  },
): Promise<IncludedFiles> {
  if (includes.length === 0) return noFiles;
  const { found, problems, unmatched } = await findFiles(includes, folder, given.own);
  if (problems.length > 0) return { files: [], problems, unmatched };
  const files: IncludedFile[] = [];
  let left = maxPolicyBytes - given.bytes;
  for (let start = 0; start < found.length; start += concurrency) {
    const group = found.slice(start, start + concurrency);
    const room = Math.max(0, left);
    const read = await Promise.all(group.map(({ path }) => folder.read(path, room)));
    for (const [index, bytes] of read.entries()) {
      const { path, entry } = group[index] as FoundEntry;
      left -= bytes?.byteLength ?? Infinity;
      if (bytes === undefined || left < 0) {
        const message = `the policy and its included files have more than ${maxPolicyBytes / 1024} KiB together`;
        return { files: [], problems: [{ entry, message }], unmatched };
      }
      files.push({ path, entry, ...given.decode(bytes, path) });
    }
  }
  return { files, problems, unmatched };
}
