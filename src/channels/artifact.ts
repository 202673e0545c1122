/** The `.c1z` that a run writes. */

import type { ArtifactTarget } from "../audit.ts";
import type { Destinations } from "./destinations.ts";

/** Returns the target of the artifact, whose sync ends when it is written; undefined for no artifact. */
export function toArtifactTarget(
  { artifact, allowPartial }: Pick<Destinations, "artifact" | "allowPartial">,
  clock: () => Date,
): ArtifactTarget | undefined {
  if (artifact === undefined) return undefined;
  const load = () => import("../c1z/write.ts");
  return {
    path: artifact.path,
    allowPartial,
    load,
    write: async (roster, path) => {
      // A quarantined roster is written alone: no earlier sync makes it look complete.
      const keepSyncs = path === artifact.path ? artifact.keepSyncs : 1;
      const { writeArtifact } = await load();
      const { sha256, syncId } = await writeArtifact({ roster, path, keepSyncs, endedAt: clock() });
      return { path, sha256, syncId };
    },
  };
}
