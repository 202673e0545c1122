/** Audits of a replay: the product's own use case, with rosters from files or from memory. */

import { join } from "node:path";

import { runAudit, type AuditResult, type ReadRoster } from "../../../src/audit.ts";
import { writeArtifact } from "../../../src/c1z/write.ts";
import { silentLogger, type Logger } from "../../../src/log.ts";
import type { EarlierRoster } from "../../../src/policy/departures.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import type { ArtifactTarget } from "../../../src/report/archive.ts";
import type { Roster } from "../../../src/roster/model.ts";
import { compareWithEarlier, loadRoster } from "../../../src/sources/load-roster.ts";
import { parseSettings, type Settings } from "../../../src/settings.ts";
import { toSource } from "../../../src/sources/source.ts";

/** Where a replay keeps the rosters that one audit writes and the next one reads. */
export interface Shelf {
  /** Returns what an audit of this workspace reads; `baseline` is a path of this shelf. */
  load(
    workspace: Roster,
    baseline: string | undefined,
    context: { readonly policy: Policy; readonly log: Logger },
  ): Promise<ReadRoster>;
  write: ArtifactTarget["write"];
  /** Returns a path that nothing has yet. */
  place(): string;
}

/** Rosters in real `.c1z` files: each is written, and read back for every audit that uses it. */
export function shelfOfFiles(folder: string): Shelf {
  const written = new WeakMap<Roster, string>();
  let count = 0;
  const place = () => join(folder, `${count++}.c1z`);
  return {
    place,
    write: async (contents, path) => {
      const endedAt = timeOf(contents.roster);
      const { sha256, syncId } = await writeArtifact({ ...contents, path, endedAt });
      return { path, sha256, syncId };
    },
    load: async (workspace, baseline, { policy, log }) => {
      const file = written.get(workspace) ?? place();
      if (!written.has(workspace)) {
        await writeArtifact({ roster: workspace, path: file, endedAt: timeOf(workspace) });
        written.set(workspace, file);
      }
      const source = toSource({ ...settings, "from-c1z": { file }, ...toBaseline(baseline) });
      const clock = () => timeOf(workspace);
      const { archive: _, ...read } = await loadRoster(source, { clock, log }, { policy });
      return read;
    },
  };
}

/**
 * Rosters in memory, to replay many histories in a short time. Does not check what an artifact says
 * when it is read back; everything else is the same.
 */
export function shelfInMemory(): Shelf {
  const kept = new Map<string, EarlierRoster>();
  let count = 0;
  return {
    place: () => `${count++}.c1z`,
    write: async ({ roster, unlisted }, path) => {
      kept.set(path, { roster, unlisted });
      return { path, sha256: "0".repeat(64), syncId: "none" };
    },
    load: async (workspace, path, { policy, log }) => {
      const given = toSource({ ...settings, ...toBaseline(path) }).baseline;
      const earlier = path === undefined ? undefined : kept.get(path);
      const now = timeOf(workspace);
      return await compareWithEarlier(workspace, earlier, { policy, given, now, log });
    },
  };
}

/** A person who is missing in a team is a warning, so warnings fail. Everything else is a default. */
const settings = parseSettings({ "fail-on": "warning" });

function toBaseline(file: string | undefined): Partial<Settings> {
  return file === undefined ? {} : { baseline: { file } };
}

function timeOf({ readAt }: Roster): Date {
  return new Date(readAt);
}

export interface AuditRequest {
  readonly shelf: Shelf;
  readonly workspace: Roster;
  readonly policy: Policy;
  /** On a pull request: the policy before it. */
  readonly base?: Policy;
  /** The artifact of the previous run. */
  readonly baseline: string | undefined;
}

export interface Audited extends AuditResult {
  /** The artifact of this run; that of the previous run if this one wrote none under its own name. */
  readonly artifactPath: string | undefined;
  /** What the log warns of. */
  readonly warnings: readonly string[];
}

/** Runs an audit: of a pull request if there is a base policy, else a scheduled one. */
export async function auditCommit(request: AuditRequest): Promise<Audited> {
  const { shelf, workspace, policy, base, baseline } = request;
  const warnings: string[] = [];
  const log: Logger = {
    ...silentLogger,
    warn: (message) => warnings.push(message),
    error: (message) => warnings.push(message),
  };
  const path = shelf.place();
  const result = await runAudit({
    policy,
    ...(base !== undefined && { base: { policy: base, invalid: false } }),
    failOn: settings["fail-on"],
    pullRequestTasks: settings["pull-request-tasks"],
    weakenings: settings.weakenings,
    artifact: base === undefined ? { path, allowPartial: false, write: shelf.write } : undefined,
    tool: { name: "replay", version: "0" },
    clock: () => timeOf(workspace),
    log,
    readRoster: () => shelf.load(workspace, baseline, { policy, log }),
    channels: [],
  });
  return { ...result, artifactPath: result.artifact?.path ?? baseline, warnings };
}
