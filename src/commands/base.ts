/** The policy before a change, which --base or --base-rev names. */

import { AuditError } from "../errors.ts";
import type { BasePolicy } from "../policy/base-policy.ts";
import { readBaseFile, readBaseRevision } from "../sources/base-policy.ts";
import type { Flags, Terminal } from "./terminal.ts";

export interface BaseFlags {
  /** A file. */
  readonly base: string | undefined;
  /** A Git revision. */
  readonly revision: string | undefined;
}

/** Splits the flags. Throws `AuditError` `BAD_SETTINGS` if both name a policy. */
export function takeBase(flags: Flags): { readonly named: BaseFlags; readonly others: Flags } {
  const { base: file, "base-rev": rev, ...others } = flags;
  const [base, revision] = [textOf(file), textOf(rev)];
  if (base !== undefined && revision !== undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot compare with two policies: --base and --base-rev are both given. Give one of them.",
    );
  }
  return { named: { base, revision }, others };
}

/**
 * Returns the policy before the change; undefined if no flag names one. `file` is the policy after
 * it, and reports use `path` for it.
 */
export async function readBase(
  { base, revision }: Partial<BaseFlags>,
  { file, path }: { readonly file: string; readonly path: string },
  { log }: Pick<Terminal, "log">,
): Promise<BasePolicy | undefined> {
  if (base !== undefined) return await readBaseFile(base, path, log);
  if (revision === undefined) return undefined;
  return await readBaseRevision(revision, file, path, log);
}

/** Returns a function that reads at the first call only, and then returns the same. */
export function readOnce<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let result: Promise<Value> | undefined;
  return () => (result ??= read());
}

function textOf(flag: Flags[string]): string | undefined {
  return typeof flag === "string" ? flag : undefined;
}
