/** Finds the artifact that a setting names: a file, or one that a workflow uploaded. */

import { AuditError } from "../errors.ts";
import type { ArtifactRef } from "../settings.ts";

/** A file, or a sentence without a final period that says why no artifact has that name. */
export type FoundArtifact = { readonly path: string } | { readonly missing: string };

export type OpenArtifact = (name: string) => Promise<FoundArtifact>;

/**
 * Returns the file. Throws `AuditError` `BAD_SETTINGS` if workflow artifacts are not available
 * here, and any error of `openArtifact`.
 */
export async function openNamed(
  ref: ArtifactRef,
  { openArtifact }: { readonly openArtifact?: OpenArtifact },
): Promise<FoundArtifact> {
  if ("file" in ref) return { path: ref.file };
  const { artifact: name } = ref;
  if (openArtifact !== undefined) return await openArtifact(name);
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot look for artifact:${name}: only a job of GitHub Actions can do that. Download it with "gh run download --name ${name}" and give the file.`,
  );
}
