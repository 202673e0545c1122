/** Chooses the findings that a merged report lists: its space is limited. */

import { compareSeverities } from "../../policy/severity.ts";
import type { MergedFinding } from "./merged-report.ts";

/** The limit is higher only if more workspaces than this have findings. */
export const maxFindings = 5_000;

/**
 * Returns the listed findings of each workspace: the worst of every workspace, and then by severity
 * the next ones of each, so that no workspace displaces the errors of another.
 */
export function chooseFindings(
  worst: readonly (readonly MergedFinding[])[],
): ReadonlySet<MergedFinding> {
  const candidates = worst.flatMap((findings) =>
    findings.map((finding, place) => ({ finding, place, isWorst: place === 0 })),
  );
  const workspaces = worst.filter(({ length }) => length > 0).length;
  const chosen = candidates
    .toSorted(
      (a, b) =>
        Number(b.isWorst) - Number(a.isWorst) ||
        compareSeverities(a.finding, b.finding) ||
        a.place - b.place,
    )
    .slice(0, Math.max(maxFindings, workspaces));
  return new Set(chosen.map(({ finding }) => finding));
}
