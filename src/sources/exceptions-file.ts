/** Chooses the file of a policy that gets new exceptions. */

import type { IncludedFile } from "../policy/include/included-files.ts";
import { toFullPath } from "../policy/include/paths.ts";
import { readSource } from "../policy/file/source.ts";
import { openPolicy, type ParsedPolicy } from "../policy/file/parse.ts";
import type { Policy } from "../policy/policy.ts";
import { openDiskFolder } from "./disk-folder.ts";
import { openPolicyFiles, readPolicyBytes, toValid } from "./policy-file.ts";

export interface ExceptionsFile {
  readonly path: string;
  readonly text: string;
  /** Returns the policy with another text of this file. */
  parse(text: string): ParsedPolicy;
}

/**
 * Returns a policy, and its file for new exceptions: the main file, or an included file if the main
 * file has no exceptions and only this file may have them. Throws `AuditError` `BAD_POLICY`.
 */
export async function openForExceptions(
  path: string,
): Promise<{ readonly policy: Policy; readonly target: ExceptionsFile }> {
  const bytes = await readPolicyBytes(path);
  const read = await openPolicyFiles({ path, bytes, folder: openDiskFolder(path) });
  const { opened, files, parsed } = read;
  const policy = toValid(parsed, path);
  const allowed = files.files.filter(({ entry }) =>
    opened.includes[entry]?.sections.includes("exceptions"),
  );
  const own = hasExceptions(read.text) ? undefined : chooseOne(allowed);
  if (own === undefined) {
    const parse = (text: string) => openPolicy(text).parse(path, files);
    return { policy, target: { path, text: read.text, parse } };
  }
  const parse = (text: string) => {
    const changed = files.files.map((file) => (file === own ? { ...own, text } : file));
    return opened.parse(path, { ...files, files: changed });
  };
  return { policy, target: { path: toFullPath(path, own.path), text: own.text, parse } };
}

/** If several files may have exceptions, the only one that has some. */
function chooseOne(allowed: readonly IncludedFile[]): IncludedFile | undefined {
  const used = allowed.filter(({ text }) => hasExceptions(text));
  const candidates = used.length > 0 ? used : allowed;
  return candidates.length === 1 ? candidates[0] : undefined;
}

function hasExceptions(text: string): boolean {
  return Object.hasOwn(Object(readSource(text).value) as object, "exceptions");
}
