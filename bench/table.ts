/** Renders the results as tables and sentences, for a terminal and for a page. */

import { markdownTable } from "markdown-table";

import { engineNames, type Contender } from "./contenders.ts";
import { growthOf, judge } from "./goals.ts";
import type { Comparison, Cost, Results } from "./results.ts";
import type { Summary } from "./summary.ts";

/** Returns every goal, the measurement, and whether it was met. */
export function goalTable(results: Results): string {
  const rows = judge(results).map(({ work, goal, measured, met }) => [
    work,
    goal,
    measured,
    met === null ? "—" : met ? "met" : "missed",
  ]);
  return markdownTable([["work", "goal", "measured", ""], ...rows]);
}

/** Returns the cost of each contender at each size. */
export function costTable({ comparisons }: Results): string {
  const rows = comparisons.flatMap((comparison) =>
    Object.entries(comparison.costs).map(([contender, cost]) => [
      sizeOf(comparison),
      nameOf(contender as Contender),
      seconds(cost.wallMs),
      seconds(cost.cpuMs),
      cost.peakMb.median.toFixed(0),
      (cost.artifactBytes / 1e6).toFixed(1),
    ]),
  );
  const head = ["workspace", "", "seconds", "CPU seconds", "peak MB", "file MB"];
  return markdownTable([head, ...rows], { align: ["l", "l", "r", "r", "r", "r"] });
}

/** Returns the machine, the tools and the date of the measurement, in one or two sentences. */
export function describeMachine({ machine, measuredAt }: Results): string {
  const { cores, processor, memoryGb, node, opponent, load } = machine;
  const against = opponent === null ? "" : ` Against ${opponent.sdk}, built with ${opponent.go}.`;
  const busy =
    load > cores / 2 ? ` The machine was not quiet: its load was ${load.toFixed(1)}.` : "";
  return `Measured on ${measuredAt.slice(0, 10)} on ${cores} cores (${processor}), ${memoryGb} GB, Node ${node}.${against}${busy}`;
}

/** Returns a sentence about memory and growth; empty if not measured. */
export function describeGrowth(results: Results): string {
  const growth = growthOf(results);
  if (growth === undefined) return "";
  const { from, to, wallExponent, kilobytesPerMember } = growth;
  return `From ${grouped(from)} to ${grouped(to)} members the time grows with an exponent of ${wallExponent.toFixed(2)}, and each member costs ${kilobytesPerMember.toFixed(1)} KB of memory.`;
}

/** Returns a sentence about the work that the connector also does; empty if not measured. */
export function describeSync({ comparisons }: Results): string {
  const large = comparisons.findLast(
    ({ costs, delayMs }) => delayMs === 0 && costs.sync && costs.pebble && costs.sqlite,
  );
  const { sync, pebble, sqlite } = large?.costs ?? {};
  if (large === undefined || !sync || !pebble || !sqlite) return "";
  const times = (other: Cost) => (other.wallMs.median / sync.wallMs.median).toFixed(1);
  return `The sync alone, which is all that the connector does, is ${times(pebble)} times as fast as its Pebble engine and ${times(sqlite)} times as fast as its SQLite engine at ${sizeOf(large)}; the audit does more work than that.`;
}

/** Returns the time of each part of the lower bound; empty if not measured. */
export function floorTable({ floor }: Results): string {
  if (floor === null) return "";
  const rows = floor.parts.map(({ name, bytes, ms }) => [
    name,
    (bytes / 1e6).toFixed(0),
    seconds(ms),
  ]);
  return markdownTable([["alone", "MB", "seconds"], ...rows], { align: ["l", "r", "r"] });
}

/** Returns a sentence that compares the complete audit with the lower bound. */
export function describeFloor({ floor, comparisons }: Results): string {
  const audit = comparisons.find(
    ({ members, delayMs }) => members === floor?.members && delayMs === 0,
  )?.costs.ours;
  if (floor === null || audit === undefined) return "";
  const sumMs = floor.parts.reduce((sum, { ms }) => sum + ms.median, 0);
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  return `Together they take ${seconds(sumMs)} s for ${grouped(floor.members)} members, one after the other; the complete audit takes ${seconds(audit.wallMs.median)} s of wall time and ${seconds(audit.cpuMs.median)} s of CPU, ${(audit.wallMs.median / sumMs).toFixed(1)} and ${(audit.cpuMs.median / sumMs).toFixed(1)} times as much.`;
}

/**
 * Returns a sentence about what remains after many audits in one process; empty if not measured.
 */
export function describeSoak({ soak }: Results): string {
  if (soak === null) return "";
  const { audits, heldMb, growthBytesPerAudit, filesLeftOpen, resourcesLeft } = soak;
  return `${soak.clean ? "Clean" : "Not clean"}: after ${audits} audits in one process ${heldMb.toFixed(1)} MB are in use, ${Math.max(0, Math.round(growthBytesPerAudit))} bytes more with each audit; ${Math.max(0, filesLeftOpen)} files and ${Math.max(0, resourcesLeft)} sockets or timers are left open, and ${soak.filesLeftBehind} files are left behind.`;
}

/** Returns the display name of a contender. */
export function nameOf(contender: Contender): string {
  if (contender === "ours") return "this audit";
  return contender === "sync" ? "its sync alone" : `SDK, ${engineNames[contender]}`;
}

/** Returns a number with a comma between groups of three digits, as on every other page. */
export function grouped(count: number): string {
  return count.toLocaleString("en");
}

function sizeOf({ members, delayMs }: Comparison): string {
  const size = `${grouped(members)} members`;
  return delayMs === 0 ? size : `${size}, ${delayMs} ms away`;
}

function seconds({ median, min, max }: Summary): string {
  const text = (ms: number) => (ms / 1_000).toFixed(2);
  return min === max ? text(median) : `${text(median)} (${text(min)}–${text(max)})`;
}
