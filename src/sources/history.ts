/** How drift came to be what it is: the earlier syncs at hand, compared with today's policy. */

import { existsSync } from "node:fs";

import { describeError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { openNamed, type OpenArtifact } from "./named-artifact.ts";
import type { Policy } from "../policy/policy.ts";
import type { PastSync } from "../report/past-sync.ts";
import type { Report } from "../report/report.ts";
import { artifactNameOf, type Settings } from "../settings.ts";

/** Returns the earlier syncs, the oldest first. */
export type ReadHistory = (report: Report) => Promise<readonly PastSync[]>;

export interface HistoryInput {
  readonly policy: Policy;
  readonly log: Logger;
  readonly openArtifact?: OpenArtifact;
}

/** More than these are no picture any more, and each has to be read whole. */
const most = 11;

/**
 * Returns the function that reads the syncs of the audited artifact, or of the one that is about to be
 * added to, and of the baseline: of what is there before the run. Without them a report is still whole:
 * what cannot be read is a warning.
 */
export function toReadHistory(settings: Settings, input: HistoryInput): ReadHistory {
  const { "from-c1z": fromC1z, c1z, baseline } = settings;
  // A file that is new has no earlier sync in it, and would be unpacked for nothing.
  const given = [fromC1z ?? c1z, baseline]
    .filter((path) => path !== undefined)
    .filter((path) => artifactNameOf(path) !== undefined || existsSync(path));
  return async (report) => {
    const found = new Map<string, PastSync>();
    for (const path of new Set(given)) {
      for (const sync of await readPast(path, report, input)) found.set(sync.readAt, sync);
    }
    return [...found.values()]
      .filter(({ readAt }) => readAt < report.readAt)
      .sort((a, b) => (a.readAt < b.readAt ? -1 : 1))
      .slice(-most);
  };
}

async function readPast(
  given: string,
  { organization, artifact, archive }: Report,
  input: HistoryInput,
): Promise<readonly PastSync[]> {
  try {
    const found = await openNamed(given, input);
    if ("missing" in found || !existsSync(found.path)) return [];
    const [{ readOtherSyncs }, { judgePast }] = await Promise.all([
      import("../c1z/read.ts"),
      import("../report/past-sync.ts"),
    ]);
    const without = artifact?.syncId ?? archive?.syncId;
    const which = { workspace: organization.id, without, most };
    return await readOtherSyncs(found.path, which, ({ roster }) => judgePast(roster, input.policy));
  } catch (error) {
    input.log.warn(`the page does not show the earlier syncs: ${describeError(error)}`);
    return [];
  }
}
