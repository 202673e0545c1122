/**
 * The impact of a pull request in words: what it introduces, what it resolves, and what exists
 * without it.
 */

import { count } from "../roster/count.ts";
import { noComparison } from "./policy-words.ts";
import { openFindings, tally } from "./tally.ts";
import type { Report, ReportFinding } from "./report.ts";

export interface Impact {
  /** Introduced by the change; only another change of the policy resolves them. */
  readonly defects: readonly ReportFinding[];
  /** Introduced by the change; resolved in the workspace after the merge. */
  readonly tasks: readonly ReportFinding[];
  /** The same with and without the change. */
  readonly existing: readonly ReportFinding[];
}

/** Returns the open findings of a pull request. */
export function splitByImpact(report: Report): Impact {
  const open = openFindings(report);
  const introduced = open.filter(({ state }) => state === "introduced");
  return {
    defects: introduced.filter(({ task }) => task === undefined),
    tasks: introduced.filter(({ task }) => task !== undefined),
    existing: open.filter(({ state }) => state !== "introduced"),
  };
}

/** Returns the impact in a few words, to follow a colon. */
export function impactHeadline(report: Report): string {
  const { defects, tasks, existing } = splitByImpact(report);
  const { weakened = 0 } = report.counts;
  const parts = [
    ...(weakened > 0 ? [`weakens the policy in ${count(weakened, "place")}`] : []),
    ...(defects.length > 0 ? [`introduces ${tally(defects)}`] : []),
    ...(tasks.length > 0 ? [`${count(tasks.length, "task")} after merging`] : []),
    ...(defects.length + tasks.length === 0 ? ["introduces nothing"] : []),
    ...(report.resolved.length === 0 ? [] : [`resolves ${report.resolved.length}`]),
    ...(existing.length === 0 ? [] : [`${existing.length} existing`]),
  ];
  return parts.join(", ");
}

/** Returns the meaning of the impact, in a few sentences. */
export function impactMeaning(report: Report): string {
  const { base, verdict, policy } = report;
  const { defects, tasks, existing } = splitByImpact(report);
  if (base?.sha256 === null) {
    const why =
      base.invalid === true
        ? `The version of ${policy.path} before this change cannot be used, so its findings count as`
        : `${policy.path} is new, so its findings count as`;
    return `${why} existing, and none of them fails this check.`;
  }
  const { weakened = 0 } = report.counts;
  const sentences = [
    weakened === 0 ? "" : `This change weakens the policy in ${count(weakened, "place")}.`,
    defects.length + tasks.length === 0 ? "Merging this change introduces no drift." : "",
    defects.length === 0
      ? ""
      : `This change introduces ${count(defects.length, "finding")} that only a change of the policy resolves.`,
    defects.length > 0 && verdict !== "drift"
      ? `${defects.length === 1 ? "It does not fail" : "None of them fails"} this check.`
      : "",
    tasks.length === 0
      ? ""
      : `After merging, ${tasks.length === 1 ? "there is 1 task" : `there are ${count(tasks.length, "task")}`} to do in the workspace${defects.length === 0 && verdict === "drift" ? ", and this check is set to fail on tasks" : ""}.`,
    report.resolved.length === 0 ? "" : `${sentenceCount(report.resolved.length)} resolved by it.`,
    existing.length === 0 ? "" : `${sentenceCount(existing.length)} not caused by it.`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/**
 * Returns notes about the earlier policy, whatever the verdict; begins with a space, or is empty.
 */
export function baseNotes({ base, verdict, policy }: Report): string {
  if (base === undefined) return "";
  const { movedFrom, encoding, invalid } = base;
  const notes = [
    ...(movedFrom === undefined ? [] : [`The policy was ${movedFrom} before this change.`]),
    ...(encoding === undefined
      ? []
      : [`Before this change it was not UTF-8, so it was read as Latin-1 for the comparison.`]),
    // Otherwise the sentence about the impact says so.
    ...(invalid === true && verdict === "unknown" ? [noComparison(policy)] : []),
  ];
  return notes.map((note) => ` ${note}`).join("");
}

function sentenceCount(number: number): string {
  return number === 1 ? "One finding is" : `${number} findings are`;
}
