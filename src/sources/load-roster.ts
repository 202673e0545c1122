/** The roster to audit and the one to compare it with: from the workspace, or from artifacts. */

import type { ReadRoster } from "../audit.ts";
import { AuditError } from "../errors.ts";
import type { Roster } from "../roster/model.ts";
import { findShrinkage, quarantine } from "../roster/shrink.ts";
import { maxAgeOf, type Settings } from "../settings.ts";
import { requireAskedWorkspace } from "./agreed-workspace.ts";
import { explainAge } from "./artifact-age.ts";
import type { Dependencies } from "./dependencies.ts";
import { readWorkspace } from "./live-workspace.ts";
import { openNamed } from "./named-artifact.ts";

/**
 * Returns the roster of the workspace that the settings, or else the policy, name, and the baseline.
 * Lists that shrank beyond belief since that one are not counted as whole.
 */
export async function loadRoster(
  settings: Settings,
  organization: string | undefined,
  dependencies: Dependencies,
): Promise<ReadRoster> {
  const path = settings.baseline;
  const baseline = await readBaseline(settings, dependencies);
  const read = await readSource(settings, organization, dependencies);
  const { roster } = read;
  if (baseline === undefined) return { ...read, baseline };
  if (baseline.workspace.id !== roster.workspace.id) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot compare with baseline "${path}": it is of workspace "${baseline.workspace.slug}", not "${roster.workspace.slug}". Name an earlier artifact of the same workspace.`,
    );
  }
  const shrinkages = findShrinkage(baseline, roster, settings["max-shrink"]);
  for (const { list, reason } of shrinkages) {
    dependencies.log.warn(`the list of ${list} shrank since ${baseline.readAt}: ${reason}`);
  }
  return { ...read, roster: quarantine(roster, shrinkages), baseline };
}

/** A first run has nothing to compare with; whatever else is wrong with a baseline ends the run. */
async function readBaseline(
  settings: Settings,
  dependencies: Dependencies,
): Promise<Roster | undefined> {
  const { baseline: given } = settings;
  if (given === undefined) return undefined;
  const found = await openNamed(given, dependencies);
  if ("path" in found) {
    const { readArtifact } = await import("../c1z/read.ts");
    const { roster } = await readArtifact(found.path);
    const stale = explainStale(settings, given, roster, dependencies);
    if (stale !== undefined) {
      dependencies.log.warn(
        `the baseline ${given} is old, so what changed since may be much: ${stale}`,
      );
    }
    return roster;
  }
  dependencies.log.warn(
    `there is no baseline yet, so nothing guards against a roster that shrank: ${found.missing}`,
  );
  return undefined;
}

async function readSource(
  settings: Settings,
  organization: string | undefined,
  dependencies: Dependencies,
): Promise<Omit<ReadRoster, "baseline">> {
  const given = settings["from-c1z"];
  if (given === undefined) {
    return { roster: await readWorkspace(settings, organization, dependencies) };
  }
  const found = await openNamed(given, dependencies);
  if ("missing" in found) {
    throw new AuditError(
      "ARTIFACT_FAILED",
      `cannot audit ${given}: ${found.missing}. A workflow like examples/scheduled-audit.yml leaves one, so run that first.`,
    );
  }
  const [{ readArtifact }, { describeOthers }] = await Promise.all([
    import("../c1z/read.ts"),
    import("../c1z/describe-others.ts"),
  ]);
  const { roster, syncId, others } = await readArtifact(found.path);
  requireAskedWorkspace(settings, roster, given);
  const beside = describeOthers(given, others);
  if (beside !== undefined) dependencies.log.info(beside);
  const stale = explainStale(settings, given, roster, dependencies);
  if (stale !== undefined) {
    dependencies.log.warn(`${given} says nothing about the workspace of today: ${stale}`);
  }
  return { roster, archive: { path: given, syncId, ...(stale !== undefined && { stale }) } };
}

function explainStale(
  settings: Settings,
  given: string,
  { readAt }: Roster,
  { clock }: Dependencies,
): string | undefined {
  return explainAge(readAt, { maxAgeMs: maxAgeOf(settings, given), now: clock() });
}
