/** What a run of the bench measured, as it is kept in a file. */

import type { Contender } from "./contenders.ts";
import type { Summary } from "./summary.ts";

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly node: string;
  /** The Go toolchain and the SDK, or null where the connector was not measured. */
  readonly opponent: { readonly go: string; readonly sdk: string } | null;
  /** Processes that were waiting for a core before the first run: above the cores, it was not quiet. */
  readonly load: number;
}

export interface Cost {
  readonly wallMs: Summary;
  readonly cpuMs: Summary;
  readonly peakMb: Summary;
  readonly artifactBytes: number;
}

export interface Comparison {
  readonly members: number;
  /** How long the stand-in held each reply back. */
  readonly delayMs: number;
  readonly costs: Readonly<Partial<Record<Contender, Cost>>>;
  /** Wall time of an engine by ours of the same round; absent where it was not measured. */
  readonly ratios: Readonly<Partial<Record<Contender, Summary>>>;
  /** The most requests of ours that waited for each other. */
  readonly roundTrips: number;
  /** What the stand-in spent on one audit of ours. */
  readonly standInCpuMs: Summary;
}

export interface Results {
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  readonly machine: Machine;
  /** By number of members, the delayed one last. */
  readonly comparisons: readonly Comparison[];
  readonly startUp: {
    readonly firstRequestMs: Summary;
    /** What Node needs to do nothing at all. */
    readonly nodeMs: Summary;
    /** The first by the second, of the same round. */
    readonly ratio: Summary;
  };
  /** Members and time to read them back, from the file to the roster. */
  readonly readBack: { readonly members: number; readonly wallMs: Summary } | null;
  /** A policy of 512 KiB, and one of 500 lines over so many members. */
  readonly policy: {
    readonly members: number;
    readonly parseMs: Summary;
    readonly evaluateMs: Summary;
  };
  readonly floor: Floor | null;
  readonly soak: (Soak & { readonly clean: boolean }) | null;
}

export interface FloorPart {
  readonly name: string;
  readonly bytes: number;
  readonly ms: Summary;
}

/** What no program of this kind can go below. */
export interface Floor {
  readonly members: number;
  readonly parts: readonly FloorPart[];
}

/** What many audits in one process leave. */
export interface Soak {
  readonly audits: number;
  /** On the heap and beside it, after the last audit and a collection. */
  readonly heldMb: number;
  readonly growthBytesPerAudit: number;
  readonly filesLeftOpen: number;
  /** Sockets, timers and the like. */
  readonly resourcesLeft: number;
  readonly filesLeftBehind: number;
}
