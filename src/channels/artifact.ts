/** Writes a run's `.c1z`. */

import type { ArtifactTarget } from "../report/archive.ts";
import type { Destinations } from "./destinations.ts";

/**
 * Returns the target of the artifact; undefined for no artifact. The sync's end is the time of
 * writing.
 */
export function toArtifactTarget(
  { artifact, allowPartial }: Pick<Destinations, "artifact" | "allowPartial">,
  clock: () => Date,
): ArtifactTarget | undefined {
  if (artifact === undefined) return undefined;
  const load = () => import("../c1z/write.ts");
  return {
    path: artifact.path,
    withRepositories: artifact.withRepositories,
    allowPartial,
    load,
    write: async (contents, path) => {
      // A quarantined file gets no earlier syncs, which could make it look complete.
      const keepSyncs = path === artifact.path ? artifact.keepSyncs : 1;
      const { writeArtifact } = await load();
      const { sha256, syncId } = await writeArtifact({
        ...contents,
        withRepositories: artifact.withRepositories,
        path,
        keepSyncs,
        endedAt: clock(),
      });
      return { path, sha256, syncId };
    },
  };
}
