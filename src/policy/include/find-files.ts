/** Finds the files that the patterns of a policy match. */

import { quoteWritten } from "../file/written.ts";
import type { Include } from "./include-schema.ts";
import type { FolderEntry, PolicyFolder } from "./policy-folder.ts";

export interface FoundEntry {
  /** Relative to the policy's folder. */
  readonly path: string;
  readonly kind: FolderEntry["kind"];
  readonly id?: string;
  /** The index of the entry under `include` that matches it. */
  readonly entry: number;
}

/** A problem with the files of an entry under `include`. */
export interface IncludeProblem {
  readonly entry: number;
  readonly message: string;
}

export interface FoundFiles {
  /** In the order of `include`, and for each entry by path. Links are found, but never followed. */
  readonly found: readonly FoundEntry[];
  readonly problems: readonly IncludeProblem[];
  /** The entries that match nothing. */
  readonly unmatched: readonly number[];
}

export const maxFiles = 200;
/** A pattern such as `*\/*\/*.yml` could read every folder of a repository. */
const maxFolders = 200;

/** Returns the files of a policy; `own` is the name of the policy's main file. */
export async function findFiles(
  includes: readonly Include[],
  folder: Pick<PolicyFolder, "list">,
  own: string,
): Promise<FoundFiles> {
  const list = listOnce(folder);
  const found: FoundEntry[] = [];
  const problems: IncludeProblem[] = [];
  const unmatched: number[] = [];
  for (const [entry, { files: pattern }] of includes.entries()) {
    const matched = await match(pattern, list);
    if (matched === "too many folders") {
      problems.push({ entry, message: `the patterns match more than ${maxFolders} folders` });
      break;
    }
    if (matched.length === 0) unmatched.push(entry);
    found.push(...matched.map((one) => ({ ...one, entry })));
    if (found.length > maxFiles) {
      problems.push({ entry, message: `a policy may include at most ${maxFiles} files` });
      break;
    }
  }
  const first = new Map<string, number>();
  for (const { path, kind, entry } of found) {
    const before = first.get(path);
    if (before === undefined) first.set(path, entry);
    const wrong = describeWrong(path, kind, own);
    const twice = `${quoteWritten(path)} also matches ${quoteWritten(includes[before ?? 0]?.files ?? "")}: a file may be included once`;
    const message = before === undefined ? wrong : twice;
    if (message !== undefined) problems.push({ entry, message });
  }
  return { found, problems, unmatched };
}

type List = (path: string) => Promise<readonly FolderEntry[] | "too many folders">;

/** Returns a function that lists each folder once, and a limited number of folders. */
function listOnce(folder: Pick<PolicyFolder, "list">): List {
  const lists = new Map<string, Promise<readonly FolderEntry[]>>();
  return async (path) => {
    const known = lists.get(path);
    if (known === undefined && lists.size >= maxFolders) return "too many folders";
    const listed = known ?? folder.list(path);
    lists.set(path, listed);
    return await listed;
  };
}

/**
 * Returns what a pattern matches, by path. A link to a folder counts as a match, because its files
 * are not read.
 */
async function match(
  pattern: string,
  list: List,
): Promise<Omit<FoundEntry, "entry">[] | "too many folders"> {
  const names = pattern.split("/");
  const last = names.length - 1;
  let folders: readonly string[] = [""];
  const matched: Omit<FoundEntry, "entry">[] = [];
  for (const [depth, name] of names.entries()) {
    const fits = toFits(name);
    const inner: string[] = [];
    for (const folder of folders) {
      const entries = await list(folder);
      if (entries === "too many folders") return entries;
      for (const { name: found, kind, id } of entries) {
        if (!fits(found)) continue;
        const path = folder === "" ? found : `${folder}/${found}`;
        if (kind === "folder" && depth < last) inner.push(path);
        else if (kind === "link" || (depth === last && kind !== "folder")) {
          matched.push({ path, kind, ...(id !== undefined && { id }) });
        }
      }
    }
    folders = inner;
  }
  return matched.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Returns whether a name matches: case matters, as in Git. `*` does not match the dot at the start of
 * a name, because editors and systems hide their own files there.
 */
function toFits(pattern: string): (name: string) => boolean {
  const parts = pattern.split("*");
  const [first = ""] = parts;
  const last = parts.at(-1) ?? "";
  return (name) => {
    if (parts.length === 1) return name === pattern;
    if (first === "" && name.startsWith(".")) return false;
    if (!name.startsWith(first)) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const next = name.indexOf(part, at);
      if (next === -1) return false;
      at = next + part.length;
    }
    return name.length - last.length >= at && name.endsWith(last);
  };
}

/** A name with such a character could look like another name, or like another line of a report. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\:]/u;

function describeWrong(path: string, kind: FolderEntry["kind"], own: string): string | undefined {
  if (invisible.test(path)) {
    return "a file that this pattern matches has an invisible character, a colon or a backslash in its name: rename it";
  }
  const name = quoteWritten(path);
  if (path === own) return `${name} is the policy itself: put the other files into a folder`;
  if (kind === "link") return `${name} is a symbolic link: include the file itself`;
  return kind === "other" ? `${name} is not a file` : undefined;
}
