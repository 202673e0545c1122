/** What a pull request does, in words: what it introduces, what it resolves, what exists without it. */

import { count } from "../roster/count.ts";
import { openFindings, tally } from "./tally.ts";
import type { Report, ReportFinding } from "./report.ts";

/** Returns the open findings that a pull request introduces, and those that were there before it. */
export function splitByImpact(report: Report): {
  introduced: readonly ReportFinding[];
  existing: readonly ReportFinding[];
} {
  const open = openFindings(report);
  return {
    introduced: open.filter(({ state }) => state === "introduced"),
    existing: open.filter(({ state }) => state !== "introduced"),
  };
}

/** Returns the impact in a few words, to follow a colon. */
export function impactHeadline(report: Report): string {
  const { introduced, existing } = splitByImpact(report);
  const parts = [
    introduced.length === 0 ? "introduces nothing" : `introduces ${tally(introduced)}`,
    ...(report.resolved.length === 0 ? [] : [`resolves ${report.resolved.length}`]),
    ...(existing.length === 0 ? [] : [`${existing.length} existing`]),
  ];
  return parts.join(", ");
}

/** Returns what the impact means, in a sentence or two. */
export function impactMeaning(report: Report): string {
  const { base, verdict, policy } = report;
  const { introduced, existing } = splitByImpact(report);
  if (base?.sha256 === null) {
    const why =
      base.invalid === true
        ? `The version of ${policy.path} before this change cannot be used, so its findings count as`
        : `${policy.path} is new, so its findings count as`;
    return `${why} existing, and none of them fails this check.`;
  }
  const settled =
    report.resolved.length === 0 ? "" : ` ${sentenceCount(report.resolved.length)} resolved by it.`;
  const already =
    existing.length === 0 ? "" : ` ${sentenceCount(existing.length)} not caused by it.`;
  if (introduced.length === 0) {
    return `Merging this change introduces no drift.${settled}${already}`;
  }
  const one = introduced.length === 1;
  const harmless =
    verdict === "drift" ? "" : ` ${one ? "It does not fail" : "None of them fails"} this check.`;
  return `Merging this change introduces ${count(introduced.length, "finding")}.${harmless}${settled}${already}`;
}

/** Returns what to know of the policy before, whatever the verdict; begins with a space, or is empty. */
export function baseNotes({ base, verdict, policy }: Report): string {
  if (base === undefined) return "";
  const { movedFrom, encoding, invalid } = base;
  const notes = [
    ...(movedFrom === undefined ? [] : [`The policy was ${movedFrom} before this change.`]),
    ...(encoding === undefined
      ? []
      : [`Before this change it was not UTF-8: it was read as Latin-1 to be compared.`]),
    // Otherwise the sentence on the impact says so.
    ...(invalid === true && verdict === "unknown"
      ? [`What ${policy.path} was before this change cannot be used, so nothing was compared.`]
      : []),
  ];
  return notes.map((note) => ` ${note}`).join("");
}

function sentenceCount(number: number): string {
  return number === 1 ? "One finding is" : `${number} findings are`;
}
