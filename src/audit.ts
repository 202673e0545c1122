/** The use case: read, evaluate, archive, report, deliver. Adapters are arguments. */

import { AuditError, describeError, settingName } from "./errors.ts";
import { loadDuring, type Load } from "./preload.ts";
import type { Logger } from "./log.ts";
import { evaluate, type Evaluation } from "./policy/evaluate.ts";
import { compareEvaluations, type Impact } from "./policy/impact.ts";
import type { BasePolicy } from "./policy/base-policy.ts";
import type { Policy } from "./policy/policy.ts";
import { archive, type Archivable, type Artifact, type ArtifactTarget } from "./report/archive.ts";
import { buildReport } from "./report/build-report.ts";
import { judgePast, selectPast, toPastSync, type PastSync } from "./report/past-sync.ts";
import type { Report } from "./report/report.ts";
import { toExitCode, type FailOn } from "./report/verdict.ts";
import type { Roster } from "./roster/model.ts";
import { isCalled } from "./roster/same-workspace.ts";

/** A destination of the report. `deliver` rejects if it fails. */
export interface Channel {
  /** Follows "cannot" in messages, for example `write report.json`. */
  readonly task: string;
  /**
   * If true, the channel does not mention the artifact, so it can run before the artifact is
   * written.
   */
  readonly early?: true;
  /** Loads the channel's code, while the roster is read. */
  readonly load?: Load;
  deliver(report: Report, audited: AuditedRoster): Promise<void>;
}

export interface AuditedRoster {
  readonly roster: Roster;
  readonly policy: Policy;
  /** The earlier syncs that were read, oldest first. */
  readonly past: readonly PastSync[];
}

export interface ReadRoster extends Archivable {
  /** An earlier roster of the same workspace, if one was given. */
  readonly baseline: Roster | undefined;
  /** Where the roster was read from, if not from the workspace. */
  readonly archive?: NonNullable<Report["archive"]>;
  /** Does not include the baseline; undefined if no earlier syncs were requested. */
  readonly history?: readonly PastSync[] | undefined;
}

export interface AuditInput {
  readonly policy: Policy;
  /**
   * On a pull request: the policy before it, if any. Only findings that it introduces can make the
   * run fail.
   */
  readonly base?: BasePolicy | undefined;
  readonly failOn: FailOn;
  /** Whether tasks fail a pull request; by default they do not. */
  readonly pullRequestTasks?: "allow" | "fail";
  /** Whether changes that weaken the policy fail a pull request; default: they do not. */
  readonly weakenings?: "allow" | "fail";
  /** Undefined means that no artifact is written. */
  readonly artifact: ArtifactTarget | undefined;
  readonly tool: Report["tool"];
  /** The URL of the workflow run; undefined outside of GitHub. */
  readonly runUrl?: string | undefined;
  /** The time; constant if `SOURCE_DATE_EPOCH` is set. */
  readonly clock: () => Date;
  readonly log: Logger;
  readonly readRoster: () => Promise<ReadRoster>;
  readonly channels: readonly Channel[];
}

export interface AuditResult {
  readonly report: Report;
  /**
   * `partial` if the artifact or a channel failed. Then the exit code is 2; the verdict does not
   * change.
   */
  readonly delivery: "complete" | "partial";
  /**
   * The artifact under its own name; undefined if none was requested, or if it is quarantined or
   * failed.
   */
  readonly artifact: Artifact | undefined;
  readonly exitCode: 0 | 1 | 2;
}

/**
 * Runs one audit. Throws `AuditError` if there is nothing to report: no roster, or the roster of
 * another workspace than the policy's. All later failures are part of the result.
 */
export async function runAudit(input: AuditInput): Promise<AuditResult> {
  const read = await loadDuring(input.readRoster(), loadsOf(input));
  const { roster } = read;
  requireSameWorkspace(input.policy, roster);
  // Starts with the artifact: a worker thread may write it while the rest continues.
  const [archived, early] = await Promise.all([archive(input, read), reportEarly(input, read)]);
  const { artifact } = archived;
  const report = { ...early.report, ...(artifact !== undefined && { artifact }) };
  const late = await deliver(input, report, early.audited, "late");
  const failures = (archived.failed ? 1 : 0) + early.failures + late;
  return {
    report,
    delivery: failures === 0 ? "complete" : "partial",
    artifact: archived.quarantined ? undefined : archived.artifact,
    exitCode: failures === 0 ? toExitCode(report.verdict, input.failOn) : 2,
  };
}

/**
 * Returns functions that load the code for the steps after reading. The first channel prints, and
 * loads last: its character tables take the longest time, and replies wait meanwhile.
 */
function loadsOf({ artifact, channels }: AuditInput): readonly Load[] {
  const loads = channels.map(({ load }) => load).toReversed();
  return [artifact?.load, ...loads].filter((load) => load !== undefined);
}

/** Returns the report for the early channels. It does not name an artifact yet. */
async function reportEarly(
  input: AuditInput,
  read: ReadRoster,
): Promise<{ report: Report; audited: AuditedRoster; failures: number }> {
  const { roster, baseline, archive: readFrom } = read;
  const { impact, before } = judge(input, read, input.clock());
  const report = buildReport({
    roster,
    baseline,
    readFrom,
    runUrl: input.runUrl,
    policy: input.policy,
    ...impact,
    base: input.base,
    failOn: input.failOn,
    ...(input.pullRequestTasks !== undefined && { pullRequestTasks: input.pullRequestTasks }),
    ...(input.weakenings !== undefined && { weakenings: input.weakenings }),
    generatedAt: input.clock(),
    tool: input.tool,
  });
  const { policy } = input;
  const audited = { roster, policy, past: collectPast(read, before, policy) };
  return { report, audited, failures: await deliver(input, report, audited, "early") };
}

/**
 * Returns the earlier syncs, including the baseline; `before` is the baseline's evaluation, if any.
 */
function collectPast(
  { roster, baseline, history }: ReadRoster,
  before: Evaluation | undefined,
  policy: Policy,
): readonly PastSync[] {
  if (history === undefined) return [];
  if (baseline === undefined) return selectPast(history, roster.readAt);
  const own = before === undefined ? judgePast(baseline, policy) : toPastSync(baseline, before);
  return selectPast([...history, own], roster.readAt);
}

/** Delivers the report to the early or the late channels, and returns how many failed. */
async function deliver(
  { channels, log }: Pick<AuditInput, "channels" | "log">,
  report: Report,
  audited: AuditedRoster,
  when: "early" | "late",
): Promise<number> {
  let failures = 0;
  for (const channel of channels) {
    if ((channel.early === true) !== (when === "early")) continue;
    try {
      await channel.deliver(report, audited);
    } catch (error) {
      failures += 1;
      log.error(
        error instanceof AuditError
          ? error.message
          : `cannot ${channel.task}: ${describeError(error)}.`,
      );
    }
  }
  return failures;
}

/**
 * On a pull request, evaluates both policies with the same roster, to compare only the policies.
 * Otherwise evaluates the policy with the roster and with its baseline, each at its own time.
 * `before` is the baseline's evaluation.
 */
function judge(
  { policy, base }: AuditInput,
  { roster, baseline }: Pick<ReadRoster, "roster" | "baseline">,
  now: Date,
): { readonly impact: Impact; readonly before: Evaluation | undefined } {
  const after = evaluate(roster, policy, now, baseline);
  if (base !== undefined) {
    const byBase = base.policy === undefined ? undefined : evaluate(roster, base.policy, now);
    return { impact: compareEvaluations(after, byBase, "policy"), before: undefined };
  }
  const before =
    baseline === undefined ? undefined : evaluate(baseline, policy, new Date(baseline.readAt));
  return { impact: compareEvaluations(after, before, "workspace"), before };
}

/**
 * Throws `AuditError` `BAD_POLICY` if roster and policy are of different workspaces, because
 * then every finding would be wrong.
 */
export function requireSameWorkspace(policy: Policy, { workspace }: Roster): void {
  if (isCalled(workspace, policy.organization)) return;
  throw new AuditError(
    "BAD_POLICY",
    `cannot audit workspace "${workspace.slug}" with ${policy.path}: the policy is about "${policy.organization}". Give that workspace as ${settingName("organization")}, or the policy that belongs to "${workspace.slug}".`,
  );
}
