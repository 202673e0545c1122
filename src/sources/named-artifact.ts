/** An artifact as the settings name it: a file, or `artifact:NAME` for one that a workflow left. */

import { AuditError } from "../errors.ts";
import { artifactNameOf } from "../settings.ts";

/** A file; or, in a sentence without a final stop, why no artifact has that name yet. */
export type FoundArtifact = { readonly path: string } | { readonly missing: string };

export type OpenArtifact = (name: string) => Promise<FoundArtifact>;

/** Returns the file. Throws `AuditError` where there are no workflow artifacts, or one is unusable. */
export async function openNamed(
  given: string,
  { openArtifact }: { readonly openArtifact?: OpenArtifact },
): Promise<FoundArtifact> {
  const name = artifactNameOf(given);
  if (name === undefined) return { path: given };
  if (openArtifact !== undefined) return await openArtifact(name);
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot look for ${given}: only a job of GitHub Actions can. Here, fetch it with "gh run download --name ${name}" and give the file.`,
  );
}
