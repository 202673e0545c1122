/**
 * Chooses what to audit if GitHub gives the run no secrets or an outsider wrote the policy:
 * possibly no roster.
 */

import type { Restriction } from "../github/restriction.ts";
import type { Logger } from "../log.ts";
import { showArtifactRef } from "../settings.ts";
import { openNamed, type OpenArtifact } from "./named-artifact.ts";
import type { ArtifactSource, Source, WorkspaceSource } from "./source.ts";

/**
 * Returns the source to audit. A policy from outside the repository is never evaluated with a
 * roster if only counts are shown. Its author could write a question as a statement, and read the
 * answer from a count or the exit code. On a pull request from a fork or from Dependabot
 * without a credential, an artifact that the workflow names replaces the workspace. On any other
 * run, a missing credential stays an error.
 */
export async function chooseSource(
  source: WorkspaceSource | ArtifactSource,
  run: {
    readonly restriction: Restriction | undefined;
    /** Whether the policy comes from outside the repository. */
    readonly isFromOutside: boolean;
    readonly personalData: "full" | "counts";
    readonly canSignIn: boolean;
    readonly openArtifact: OpenArtifact;
    readonly log: Logger;
  },
): Promise<Source> {
  const { restriction, log } = run;
  if (run.isFromOutside && run.personalData === "counts") {
    return {
      kind: "none",
      reason:
        "the policy comes from outside this repository, and only counts are shown here, from which its author could infer hidden data",
    };
  }
  if (restriction === undefined || run.canSignIn) return source;
  const why = `GitHub gives no secrets to a pull request from ${restriction}`;
  const given = source.kind === "artifact" ? source : source.baseline;
  // A baseline file could come from the pull request itself, so it must not replace the workspace.
  if (given === undefined || (source.kind === "workspace" && "file" in given.ref)) {
    return {
      kind: "none",
      reason: `${why}, and neither from-c1z nor baseline names an artifact of the default branch as artifact:NAME`,
    };
  }
  const found = await openNamed(given.ref, run);
  if ("missing" in found) return { kind: "none", reason: `${why}, and ${found.missing}` };
  if (source.kind === "artifact") return source;
  const { ref, maxAgeMs } = given;
  log.warn(`${why}, so ${showArtifactRef(ref)} is audited instead of the workspace`);
  return { kind: "artifact", ref, maxAgeMs, requested: source.requested, baseline: undefined };
}
