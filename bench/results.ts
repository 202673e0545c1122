/** The results of a run, in the format of the results file. */

import type { Contender, Engine } from "./contenders.ts";
import type { Summary } from "./summary.ts";

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly node: string;
  /** The Go toolchain and the SDK; null if the connector was not measured. */
  readonly opponent: { readonly go: string; readonly sdk: string } | null;
  /**
   * The load average before the first run. If it is above the number of cores, the machine was
   * busy.
   */
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
  /** The stand-in's delay of each reply. */
  readonly delayMs: number;
  readonly costs: Readonly<Partial<Record<Contender, Cost>>>;
  /** Wall time of an engine divided by ours in the same round; absent if not measured. */
  readonly ratios: Readonly<
    Partial<Record<Engine, { readonly audit: Summary; readonly sync: Summary }>>
  >;
  /** The longest chain of our requests that waited for each other, of an audit or a sync. */
  readonly roundTrips: number;
  /** The stand-in's CPU time for one audit of ours. */
  readonly standInCpuMs: Summary;
}

export interface Results {
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  readonly machine: Machine;
  /** Sorted by number of members, the delayed one last. */
  readonly comparisons: readonly Comparison[];
  readonly startUp: {
    readonly firstRequestMs: Summary;
    /** The time of the complete Action, from its start to its end. */
    readonly wholeMs: Summary;
    /** Node's time to run an empty script. */
    readonly nodeMs: Summary;
    /** The two divided by Node's, in the same round. */
    readonly ratio: Summary;
    readonly wholeRatio: Summary;
  };
  /** The number of members and the time to read them, from the file to the roster. */
  readonly readBack: { readonly members: number; readonly wallMs: Summary } | null;
  /** Parses a policy of 512 KiB, and evaluates one of 500 lines with this many members. */
  readonly policy: {
    readonly members: number;
    readonly parseMs: Summary;
    readonly evaluateMs: Summary;
  };
  /** A sync with repositories; absent in older results. */
  readonly repositories?: {
    readonly members: number;
    readonly repositories: number;
    /** The most of all rounds. */
    readonly requests: number;
    readonly wallMs: Summary;
    readonly peakMb: Summary;
  };
  readonly floor: Floor | null;
  readonly soak: (Soak & { readonly clean: boolean }) | null;
}

export interface FloorPart {
  readonly name: string;
  readonly bytes: number;
  readonly ms: Summary;
}

/** The lower bound for any program of this kind. */
export interface Floor {
  readonly members: number;
  readonly parts: readonly FloorPart[];
}

/** What remains in one process after many audits. */
export interface Soak {
  readonly audits: number;
  /** Memory on the heap and outside of it, after the last audit and a garbage collection. */
  readonly heldMb: number;
  readonly growthBytesPerAudit: number;
  readonly filesLeftOpen: number;
  /** Sockets, timers and similar resources. */
  readonly resourcesLeft: number;
  readonly filesLeftBehind: number;
}
