/** The numbers of a trend: one series for each line, with gaps for what is not known. */

import { severities } from "../../../policy/severity.ts";
import type { PastSync } from "../../past-sync.ts";
import { severityPlurals } from "../../tally.ts";

export interface Point {
  /** Null: not known. */
  readonly value: number | null;
  /** The true number may be larger, because rules were not judged. */
  readonly atLeast: boolean;
}

export interface Series {
  readonly name: string;
  readonly tone: string;
  /** One for each sync. */
  readonly points: readonly Point[];
}

export interface TrendChart {
  readonly id: string;
  readonly title: string;
  readonly series: readonly Series[];
}

/** Returns the charts of the syncs, oldest first. */
export function toTrend(syncs: readonly PastSync[]): readonly TrendChart[] {
  const of = (name: string, pick: (sync: PastSync) => number | null): Series => ({
    name,
    tone: "",
    points: syncs.map((sync) => ({ value: pick(sync), atLeast: false })),
  });
  return [
    {
      id: "trend-findings",
      title: "Open findings",
      series: severities.map((severity) => ({
        name: severityPlurals[severity],
        tone: severity,
        points: syncs.map((sync) =>
          foundPoint(sync[severityPlurals[severity]], sync.unjudged[severity]),
        ),
      })),
    },
    {
      id: "trend-members",
      title: "Members",
      series: [of("members", ({ members }) => members)],
    },
    {
      id: "trend-owners",
      title: "Owners without two-factor",
      series: [
        of("Owners without two-factor", ({ ownersWithoutTwoFactor }) => ownersWithoutTwoFactor),
      ],
    },
  ];
}

/** If rules were not judged, no finding does not mean none, and some may not mean all. */
function foundPoint(found: number, unjudged: number): Point {
  return { value: found === 0 && unjudged > 0 ? null : found, atLeast: unjudged > 0 };
}

/** Returns the indexes of the points that a line connects: a gap interrupts it. */
export function runsOf(points: readonly Point[]): readonly (readonly number[])[] {
  const runs: number[][] = [[]];
  for (const [index, { value }] of points.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(index);
  }
  return runs.filter((run) => run.length > 0);
}

/** Returns a point in words. */
export function pointInWords({ value, atLeast }: Point): string {
  if (value === null) return "unknown";
  return `${atLeast ? "at least " : ""}${value.toLocaleString("en")}`;
}
