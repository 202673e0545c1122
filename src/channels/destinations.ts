/** Resolves, once, where a run writes in addition to GitHub. */

import type { Settings } from "../settings.ts";
import { reportFiles, type ReportFile } from "./report-files.ts";

export interface Destinations {
  /** Undefined means no artifact. */
  readonly artifact:
    | {
        readonly path: string;
        readonly keepSyncs: number;
        /** Whether repositories also get records of C1. */
        readonly withRepositories: boolean;
      }
    | undefined;
  /** If true, a roster with gaps is written under the requested names. */
  readonly allowPartial: boolean;
  /** Paths by kind of report. */
  readonly reports: Readonly<Partial<Record<ReportFile, string>>>;
  readonly csv: string | undefined;
  readonly pack: string | undefined;
}

/** Returns the destinations that the settings name. */
export function toDestinations(settings: Settings): Destinations {
  const { c1z, "keep-syncs": keepSyncs, "c1z-repositories": withRepositories } = settings;
  const { csv, pack } = settings;
  const reports = reportFiles.map((name) => [name, settings[name]] as const);
  return {
    artifact: c1z === undefined ? undefined : { path: c1z, keepSyncs, withRepositories },
    allowPartial: settings["allow-partial"],
    reports: Object.fromEntries(reports.filter(([, path]) => path !== undefined)),
    csv,
    pack,
  };
}
