/** The files that an audit writes and reads. */

import { join } from "node:path";

import { settingName } from "../errors.ts";
import { named, requireSeparate, type InputPath, type NamedPath } from "../files/separate.ts";
import { fileOf } from "../settings.ts";
import { toTestPath } from "../sources/policy-file.ts";
import type { ArtifactSource, WorkspaceSource } from "../sources/source.ts";
import type { Destinations } from "./destinations.ts";

export interface AuditPaths {
  readonly destinations: Destinations;
  readonly source: WorkspaceSource | ArtifactSource;
  /** The policy's path. */
  readonly policy: string;
}

/**
 * Throws `AuditError` `BAD_SETTINGS` if two outputs of an audit are the same file, or an output is a
 * file that the audit reads. `others` are further files that it reads.
 */
export async function requireSeparatePaths(
  paths: AuditPaths,
  others: readonly NamedPath[],
): Promise<void> {
  await requireSeparate(outputsOf(paths), [...inputsOf(paths), ...others]);
}

/** Returns what an audit may write. A folder for CSV may contain other files. */
export function outputsOf({ destinations, source }: AuditPaths): readonly NamedPath[] {
  const { artifact, reports, csv, pack } = destinations;
  // An audit of an artifact writes none.
  const c1z = source.kind === "workspace" ? artifact?.path : undefined;
  const tables = ["identities.csv", "entitlements.csv"];
  return [
    ...withQuarantine(settingName("c1z"), c1z === undefined ? [] : [c1z]),
    ...Object.entries(reports).flatMap(([name, path]) => named(settingName(name), path)),
    ...withQuarantine(
      settingName("csv"),
      csv === undefined ? [] : tables.map((table) => join(csv, table)),
    ),
    ...named(settingName("pack"), pack),
  ];
}

function inputsOf({ source, policy }: AuditPaths): readonly InputPath[] {
  return [
    ...named(settingName("policy"), policy),
    ...named("the policy's test file", toTestPath(policy)),
    ...named(settingName("from-c1z"), source.kind === "artifact" ? fileOf(source.ref) : undefined),
    // A run may compare with the artifact to which it adds a sync.
    ...named(settingName("baseline"), fileOf(source.baseline?.ref)).map((one) => ({
      ...one,
      mayBe: settingName("c1z"),
    })),
  ];
}

/** With gaps in the roster, a file gets another extension. */
function withQuarantine(name: string, paths: readonly string[]): readonly NamedPath[] {
  return named(name, ...paths.flatMap((path) => [path, `${path}.quarantined`]));
}
