/** Reads the roster to audit and the baseline, from the workspace or from artifacts. */

import type { ReadRoster } from "../audit.ts";
import { AuditError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { EarlierRoster } from "../policy/departures.ts";
import type { Policy } from "../policy/policy.ts";
import type { Member, Roster } from "../roster/model.ts";
import { isSameWorkspace } from "../roster/same-workspace.ts";
import { findLostRepositories } from "../roster/lost-repositories.ts";
import { findShrinkage, quarantine } from "../roster/shrink.ts";
import { showArtifactRef } from "../settings.ts";
import { requireRequestedWorkspace } from "./requested-workspace.ts";
import { explainTooOld } from "./artifact-age.ts";
import type { Dependencies } from "./dependencies.ts";
import { openHistory, type History, type HistoryRequest } from "./history.ts";
import { readWorkspace } from "./live-workspace.ts";
import { openNamed } from "./named-artifact.ts";
import type { ArtifactSource, Baseline, DatedArtifact, WorkspaceSource } from "./source.ts";

interface Request {
  /** Says whose departure since the baseline is expected. */
  readonly policy?: Policy;
  /** The earlier syncs, if they are needed. */
  readonly history?: HistoryRequest | undefined;
}

/**
 * Returns the roster of a source and the baseline, and the earlier syncs if requested. Lists that
 * shrank by more than the limit since the baseline do not count as complete.
 */
export async function loadRoster(
  source: WorkspaceSource | ArtifactSource,
  dependencies: Dependencies,
  { policy, history: request }: Request = {},
): Promise<ReadRoster> {
  const history = openHistory(request, dependencies.log);
  const earlier = await readBaseline(source.baseline, dependencies, history);
  const read =
    source.kind === "workspace"
      ? { roster: await readWorkspace(source, dependencies) }
      : await readFromArtifact(source, dependencies, history);
  const compared = await compareWithEarlier(read.roster, earlier, {
    policy,
    given: source.baseline,
    now: dependencies.clock(),
    log: dependencies.log,
  });
  await history.readTarget(compared.roster.workspace);
  return { ...read, ...compared, history: history.syncs };
}

/**
 * Returns the roster with its baseline, quarantined if it shrank by more than the limit since then.
 */
export async function compareWithEarlier(
  roster: Roster,
  earlier: EarlierRoster | undefined,
  context: {
    readonly policy: Policy | undefined;
    readonly given: Baseline | undefined;
    readonly now: Date;
    readonly log: Logger;
  },
): Promise<Pick<ReadRoster, "roster" | "baseline" | "unlisted" | "lostRepositories">> {
  const { policy, given, now, log } = context;
  // Without a policy, nobody waits for its code to load.
  const ofPolicy =
    policy === undefined ? undefined : { policy, ...(await import("../policy/departures.ts")) };
  const isExpected =
    earlier && ofPolicy?.expectDepartures(ofPolicy.policy, earlier, { present: roster, now });
  const { roster: guarded, lostRepositories } = quarantineShrunk(earlier?.roster, given, {
    roster,
    isExpected,
    log,
  });
  return {
    roster: guarded,
    baseline: earlier?.roster,
    lostRepositories,
    unlisted: ofPolicy?.findUnlisted(ofPolicy.policy, guarded, { earlier, now }),
  };
}

/**
 * Returns the roster, quarantined if it shrank by more than the limit since the baseline, and what
 * it lost of repositories.
 */
function quarantineShrunk(
  baseline: Roster | undefined,
  given: Baseline | undefined,
  {
    roster,
    isExpected,
    log,
  }: {
    readonly roster: Roster;
    readonly isExpected: ((member: Member) => boolean) | undefined;
    readonly log: Logger;
  },
): Pick<ReadRoster, "roster" | "lostRepositories"> {
  if (baseline === undefined || given === undefined) return { roster };
  if (!isSameWorkspace(baseline.workspace, roster.workspace)) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot compare with baseline "${showArtifactRef(given.ref)}": it is from workspace "${baseline.workspace.slug}", not "${roster.workspace.slug}". Name an earlier artifact of the same workspace.`,
    );
  }
  const { maxShrinkPercent } = given;
  const shrinkages = findShrinkage(baseline, roster, maxShrinkPercent, isExpected);
  for (const { list, reason, part } of shrinkages) {
    log.warn(`the list of ${part ?? list} shrank since ${baseline.readAt}: ${reason}`);
  }
  return {
    roster: quarantine(roster, shrinkages),
    lostRepositories: findLostRepositories(baseline, roster, { shrinkages, maxShrinkPercent }),
  };
}

/**
 * Returns the baseline; undefined on a first run. Any other problem with a baseline ends the run.
 */
async function readBaseline(
  given: Baseline | undefined,
  dependencies: Dependencies,
  history: History,
): Promise<EarlierRoster | undefined> {
  if (given === undefined) return undefined;
  const { log } = dependencies;
  const found = await openNamed(given.ref, dependencies);
  if ("missing" in found) {
    log.warn(`there is no baseline yet, so a roster that shrank is not detected: ${found.missing}`);
    return undefined;
  }
  const { roster, unlisted } = await history.read(found.path);
  const stale = explainStale(given, roster, dependencies);
  if (stale !== undefined) {
    log.warn(
      `the baseline ${showArtifactRef(given.ref)} is old, so there may be many changes since then: ${stale}`,
    );
  }
  return { roster, unlisted };
}

async function readFromArtifact(
  source: ArtifactSource,
  dependencies: Dependencies,
  history: History,
): Promise<Pick<ReadRoster, "roster" | "archive">> {
  const { log } = dependencies;
  const given = showArtifactRef(source.ref);
  const found = await openNamed(source.ref, dependencies);
  if ("missing" in found) {
    throw new AuditError(
      "ARTIFACT_FAILED",
      `cannot audit ${given}: ${found.missing}. A workflow such as examples/scheduled-audit.yml uploads one. Run it first.`,
    );
  }
  const { roster, syncId, others } = await history.read(found.path);
  requireRequestedWorkspace(source.requested, roster, given);
  const { describeOthers } = await import("../c1z/describe-others.ts");
  const note = describeOthers(given, others);
  if (note !== undefined) log.info(note);
  const stale = explainStale(source, roster, dependencies);
  if (stale !== undefined) {
    log.warn(`${given} does not describe the current workspace: ${stale}`);
  }
  return { roster, archive: { path: given, syncId, ...(stale !== undefined && { stale }) } };
}

function explainStale(
  { maxAgeMs }: DatedArtifact,
  { readAt }: Roster,
  { clock }: Dependencies,
): string | undefined {
  return explainTooOld(readAt, { maxAgeMs, now: clock() });
}
