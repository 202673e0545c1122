/** Reads a file of a Git commit. It runs git without a shell, and only with commands that read. */

import { execFile } from "node:child_process";
import { basename, dirname, resolve } from "node:path";
import { promisify } from "node:util";

import { AuditError, describeError } from "../errors.ts";
import { maxPolicyBytes } from "./policy-file.ts";

const run = promisify(execFile);
/** A partial clone may have to fetch the file. */
const timeoutMs = 60_000;

/** A commit in the repository that contains a folder. */
export interface Commit {
  readonly revision: string;
  readonly id: string;
  readonly folder: string;
}

/** Returns the commit of a revision. Throws `AuditError` `BAD_SETTINGS` if there is none. */
export async function findCommit(revision: string, file: string): Promise<Commit> {
  const folder = dirname(resolve(file));
  // Git would read it as an option.
  if (revision.startsWith("-")) throw failure(revision, "a revision does not start with a hyphen");
  await git(["rev-parse", "--git-dir"], folder).catch((error: unknown) => {
    throw failure(revision, whyNoRepository(error, folder), error);
  });
  const id = await git(["rev-parse", "--verify", "--quiet", `${revision}^{commit}`], folder).catch(
    (error: unknown) => {
      const reason =
        "Git finds no such commit. Correct the name, or fetch the commit first (actions/checkout: fetch-depth: 0)";
      throw failure(revision, reason, error);
    },
  );
  return { revision, id: id.toString().trim(), folder };
}

/**
 * Returns the bytes of the file at the same path in the commit; undefined if it does not exist
 * there. Throws `AuditError` `BAD_SETTINGS` if it cannot be read.
 */
export async function readCommitFile(
  { revision, id, folder }: Commit,
  file: string,
): Promise<Buffer | undefined> {
  const name = basename(file);
  const fail = (error: unknown) => {
    throw failure(`${revision}:./${name}`, whyUnreadable(error), error);
  };
  const listed = await git(["--literal-pathspecs", "ls-tree", "-z", id, "--", name], folder).catch(
    fail,
  );
  if (listed.length === 0) return undefined;
  const [mode = "", , blob = ""] = listed.toString().split(/[ \t]/u);
  const kind = kinds[mode];
  if (kind !== undefined) throw failure(`${revision}:./${name}`, `it is ${kind}`);
  return await readBlob({ revision, id, folder }, blob, name);
}

export interface CommitEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
  readonly id: string;
}

/**
 * Returns what is in a folder of the commit, relative to the folder of the file; nothing if it does
 * not exist there. Throws `AuditError` `BAD_SETTINGS` if it cannot be read.
 */
export async function listCommitFolder(
  { revision, id, folder }: Commit,
  path: string,
): Promise<readonly CommitEntry[]> {
  const below = path === "" ? [] : ["--", `${path}/`];
  const listed = await git(["--literal-pathspecs", "ls-tree", "-z", id, ...below], folder).catch(
    (error: unknown) => {
      throw failure(`${revision}:./${path}`, whyUnreadable(error), error);
    },
  );
  return listed
    .toString()
    .split("\0")
    .filter((line) => line !== "")
    .map((line): CommitEntry => {
      const tab = line.indexOf("\t");
      const [about, name] = [line.slice(0, tab), line.slice(tab + 1)];
      const [mode = "", type, blob = ""] = about.split(" ");
      const kind = type === "tree" ? "folder" : mode === "120000" ? "link" : "other";
      return { name: basename(name), kind: mode.startsWith("100") ? "file" : kind, id: blob };
    });
}

/** Returns the bytes of an entry. Throws `AuditError` `BAD_SETTINGS` if it cannot be read. */
export async function readBlob(
  { revision, folder }: Commit,
  id: string,
  path: string,
): Promise<Buffer> {
  return await git(["cat-file", "blob", id], folder).catch((error: unknown) => {
    throw failure(`${revision}:./${path}`, whyUnreadable(error), error);
  });
}

/** The modes of entries that are not regular files. */
const kinds: Readonly<Record<string, string>> = {
  "040000": "a folder",
  "120000": "a symbolic link",
  "160000": "a submodule",
};

async function git(args: readonly string[], cwd: string): Promise<Buffer> {
  const options = {
    cwd,
    encoding: "buffer",
    maxBuffer: maxPolicyBytes,
    timeout: timeoutMs,
  } as const;
  const { stdout } = await run("git", args, options);
  return stdout;
}

function whyNoRepository(error: unknown, folder: string): string {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") {
    return "git is not installed. Install it, or name a file with --base";
  }
  return `Git cannot use a repository at "${folder}": ${lastLine(error)}`;
}

function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER"
    ? `it is too large: at most ${maxPolicyBytes} bytes are read`
    : lastLine(error);
}

/** Returns what git printed last, which is the reason, or else the error's own message. */
function lastLine(error: unknown): string {
  const { stderr } = error as { readonly stderr?: Buffer };
  const lines = (stderr?.toString() ?? "").trim().split("\n");
  return lines.at(-1) || describeError(error);
}

function failure(what: string, reason: string, cause?: unknown): AuditError {
  return new AuditError("BAD_SETTINGS", `cannot read "${what}" from Git: ${reason}.`, { cause });
}
