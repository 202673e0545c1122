/** Reads one file of the repository at one commit through the API, without a checkout. */

import { RequestError } from "@octokit/request-error";
import { z } from "zod";

import { ask, type GitHub } from "../client/ask.ts";
import { findUnreadable } from "./unreadable.ts";

export type RepositoryFile =
  | { readonly kind: "file"; readonly bytes: Buffer }
  /** `why` follows "it is", for example `a folder`. `bytes` are set if GitHub returned them. */
  | { readonly kind: "unreadable"; readonly why: string; readonly bytes?: Buffer }
  | { readonly kind: "absent" };

const permission = "contents: read";
/** The limit of the policy parser. */
export const maxPolicyBytes = 512 * 1024;

/** https://docs.github.com/en/rest/repos/contents#get-repository-content */
const Content = z.object({
  type: z.string(),
  size: z.int().nonnegative(),
  encoding: z.string().optional(),
  content: z.string().optional(),
});
const TooLarge = z.object({ errors: z.array(z.object({ code: z.literal("too_large") })).min(1) });

/**
 * Returns the file. A commit that GitHub does not have looks like an absent file. Throws
 * `AuditError` `DELIVERY_FAILED` if GitHub refuses the request.
 */
export async function readRepositoryFile(
  { octokit, owner, repo }: GitHub,
  ref: string,
  path: string,
): Promise<RepositoryFile> {
  const reply = await ask("read the policy of this pull request", permission, () =>
    octokit.rest.repos.getContent({ owner, repo, ref, path }).catch((error: unknown) => {
      if (!(error instanceof RequestError)) throw error;
      if (error.status === 404) return "absent" as const;
      if (TooLarge.safeParse(error.response?.data).success) return "too large" as const;
      throw error;
    }),
  );
  if (reply === "absent") return { kind: "absent" };
  if (reply === "too large") return unreadable("larger than GitHub returns");
  if (Array.isArray(reply.data)) return unreadable("a folder");
  const { success, data } = Content.safeParse(reply.data);
  if (!success) return unreadable("something that GitHub's reply does not describe");
  return toFile(data);
}

function toFile({ type, size, encoding, content }: z.infer<typeof Content>): RepositoryFile {
  // GitHub returns a symbolic link to a file of the repository as that file, and any other link as
  // itself.
  if (type === "symlink")
    return unreadable("a symbolic link that does not lead to a file of this repository");
  if (type !== "file") return unreadable(type === "submodule" ? "a submodule" : `a ${type}`);
  if (size > maxPolicyBytes) {
    return unreadable(`${size} bytes long, more than the ${maxPolicyBytes} that a policy may have`);
  }
  if (encoding !== "base64" || content === undefined) {
    return unreadable("a file whose content GitHub does not return");
  }
  const bytes = Buffer.from(content, "base64");
  if (bytes.length !== size) return unreadable("a file that GitHub returned only in part");
  const why = findUnreadable(bytes);
  return why === undefined ? { kind: "file", bytes } : { kind: "unreadable", why, bytes };
}

function unreadable(why: string): RepositoryFile {
  return { kind: "unreadable", why };
}

/** Returns true if the content of both is known and is equal, or if both are absent. */
export function isSameFile(one: RepositoryFile, other: RepositoryFile): boolean {
  if (one.kind === "absent" || other.kind === "absent") return one.kind === other.kind;
  return one.bytes !== undefined && other.bytes?.equals(one.bytes) === true;
}
