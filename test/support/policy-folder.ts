/** Policies of several files, in memory. */

import { formatProblems, openPolicy, type ParsedPolicy } from "../../src/policy/file/parse.ts";
import { readIncludedFiles } from "../../src/policy/include/included-files.ts";
import type { FolderEntry, PolicyFolder } from "../../src/policy/include/policy-folder.ts";
import type { Policy } from "../../src/policy/policy.ts";

/** Texts by path; the name of a kind, such as `link`, stands for something that is not a file. */
export type Files = Readonly<Record<string, string>>;

const kinds: ReadonlySet<string> = new Set(["file", "folder", "link", "other"]);

export function toFolder(files: Files): PolicyFolder {
  return {
    list: async (folder) => {
      const start = folder === "" ? "" : `${folder}/`;
      const entries = new Map<string, FolderEntry["kind"]>();
      for (const [path, text] of Object.entries(files)) {
        if (!path.startsWith(start)) continue;
        const [name = "", ...rest] = path.slice(start.length).split("/");
        const own = kinds.has(text) ? (text as FolderEntry["kind"]) : "file";
        entries.set(name, rest.length > 0 ? "folder" : own);
      }
      return [...entries].map(([name, kind]) => ({ name, kind }));
    },
    read: async (path, maxBytes) => {
      const bytes = Buffer.from(files[path] ?? "");
      return bytes.length > maxBytes ? undefined : bytes;
    },
  };
}

/** Parses a main file with the files of its folder. */
export async function parseFiles(
  main: string,
  files: Files,
  path = "access-policy.yml",
): Promise<ParsedPolicy> {
  const opened = openPolicy(main);
  const included = await readIncludedFiles(opened.includes, toFolder(files), {
    own: path,
    bytes: Buffer.byteLength(main),
    decode: (bytes) => ({ text: Buffer.from(bytes).toString() }),
  });
  return opened.parse(path, included);
}

/** Returns the problems as `path:line:column: message`, one a line; empty for a valid policy. */
export async function problemsOf(main: string, files: Files): Promise<string> {
  const parsed = await parseFiles(main, files);
  return "problems" in parsed ? formatProblems(parsed.path, parsed.problems) : "";
}

/** Throws where the policy is not valid. */
export async function policyOfFiles(main: string, files: Files, path?: string): Promise<Policy> {
  const parsed = await parseFiles(main, files, path);
  if ("policy" in parsed) return parsed.policy;
  throw new Error(formatProblems(parsed.path, parsed.problems));
}
