/** What is audited where GitHub gives no secrets, or a stranger wrote the policy: perhaps no roster. */

import type { Restriction } from "../github/restriction.ts";
import type { Logger } from "../log.ts";
import { openNamed, type OpenArtifact } from "./named-artifact.ts";
import { artifactNameOf, type Settings } from "../settings.ts";

export type Source =
  | { readonly settings: Settings }
  /** Why there is no roster: a sentence without a final stop. */
  | { readonly noRoster: string };

/**
 * Returns the settings to audit with. A policy from outside the repository is never evaluated on a
 * roster of which only counts are shown: a count for each rule, one total, or the exit code alone would
 * answer any question that its author puts into a statement. On a pull request from a fork or from Dependabot, without a
 * credential, an artifact that the workflow names takes the workspace's place. A missing credential
 * on any other run stays the error that it is.
 */
export async function chooseSource(
  settings: Settings,
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
      noRoster:
        "the policy comes from outside this repository, and only counts are shown here, from which its author could read what they withhold",
    };
  }
  if (restriction === undefined || run.canSignIn) return { settings };
  const why = `no secret reaches a pull request from ${restriction}`;
  const given = settings["from-c1z"] ?? settings.baseline;
  // A file could be the pull request's own: as a baseline it is not asked what is true.
  if (given === undefined || (settings["from-c1z"] === undefined && isFile(given))) {
    return {
      noRoster: `${why}, and neither from-c1z nor baseline names an artifact of the default branch as artifact:NAME`,
    };
  }
  const found = await openNamed(given, run);
  if ("missing" in found) return { noRoster: `${why}, and ${found.missing}` };
  if (settings["from-c1z"] !== undefined) return { settings };
  log.warn(`${why}, so ${given} is audited in the workspace's place`);
  return { settings: { ...settings, "from-c1z": given, baseline: undefined } };
}

function isFile(given: string): boolean {
  return artifactNameOf(given) === undefined;
}
