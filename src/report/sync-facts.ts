/** What a trend shows of one sync, besides its findings. */

import { listCoverage } from "../roster/coverage.ts";
import { isUnknown } from "../roster/fact.ts";
import type { Roster } from "../roster/model.ts";
import type { Severity } from "../policy/severity.ts";

/** Null: not known. */
export interface SyncFacts {
  readonly members: number | null;
  readonly ownersWithoutTwoFactor: number | null;
}

/** Returns the facts of a roster. A number is null if something that was not seen could change it. */
export function toSyncFacts({
  members,
  coverage,
}: Pick<Roster, "members" | "coverage">): SyncFacts {
  if (listCoverage(coverage, "members").status !== "complete") {
    return { members: null, ownersWithoutTwoFactor: null };
  }
  const possible = members.filter(
    ({ role, twoFactor }) => (role === "Owner" || isUnknown(role)) && twoFactor !== true,
  );
  const isKnown = possible.every(({ role, twoFactor }) => role === "Owner" && twoFactor === false);
  return { members: members.length, ownersWithoutTwoFactor: isKnown ? possible.length : null };
}

/** Returns the number of rules of each severity that were not judged. */
export function countUnjudged(
  rules: readonly { readonly severity: Severity | "off"; readonly status: string }[],
): Readonly<Record<Severity, number>> {
  const count = (severity: Severity) =>
    rules.filter((rule) => rule.status === "not-judged" && rule.severity === severity).length;
  return { error: count("error"), warning: count("warning"), note: count("note") };
}
