import { archive } from "../report/archive.ts";
import { isListComplete, knownInWords } from "../report/known-count.ts";
import type { Flags, Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import { coverageStatus, type ListName } from "../roster/coverage.ts";
import type { Roster } from "../roster/model.ts";
import { requestedRepositories, sawAllRepositories } from "../roster/requested.ts";
import { loadRoster } from "../sources/load-roster.ts";
import { describeShared, groupGaps } from "../policy/list-gap.ts";
import { toArtifactTarget } from "../channels/artifact.ts";
import { toDestinations } from "../channels/destinations.ts";
import { toSource } from "../sources/source.ts";
import { toSettings } from "./settings.ts";

/**
 * Reads the workspace and writes the artifact; returns 0 for a complete roster, else 2. Repositories
 * count if they were requested; where the artifact is written depends on them only if it has them.
 */
export async function sync(
  flags: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const settings = toSettings(flags, terminal);
  if (settings.c1z === undefined) {
    throw new AuditError("BAD_SETTINGS", "cannot sync: --c1z is empty. Name the file to write.");
  }
  const isNamed = settings.organization !== undefined || settings["from-c1z"] !== undefined;
  if (!isNamed) {
    throw new AuditError(
      "BAD_SETTINGS",
      "cannot sync: no workspace is given. Give the workspace's slug with --organization, the short name in its address.",
    );
  }
  const { roster, lostRepositories } = await loadRoster(toSource(settings), terminal);
  terminal.log.end();
  const { artifact, failed } = await archive(
    {
      artifact: toArtifactTarget(toDestinations(settings), terminal.clock),
      log: terminal.log,
    },
    { roster, lostRepositories },
  );
  for (const gaps of groupGaps(roster.coverage.lists)) terminal.log.warn(describeShared(gaps));
  warnOfPrivileges(roster, terminal);
  if (artifact !== undefined) {
    const { members, teams, services, repositories } = roster;
    const part = (list: ListName, { length }: readonly unknown[], noun: string, plural?: string) =>
      knownInWords(length, isListComplete(roster, list), noun, plural);
    const counts = [
      part("members", members, "member"),
      part("teams", teams, "team"),
      part("services", services, "service account"),
      ...(requestedRepositories(roster)
        ? [part("repositories", repositories, "repository", "repositories")]
        : []),
    ];
    terminal.out(
      `${artifact.path}: ${counts.join(", ")} (sync ${artifact.syncId}, sha256 ${artifact.sha256})\n`,
    );
  }
  const isComplete =
    coverageStatus(roster.coverage) === "complete" &&
    (!requestedRepositories(roster) || sawAllRepositories(roster));
  return failed || !isComplete ? 2 : 0;
}

/** All repositories may have the same gap, so only the first ones are named. */
const maxNamed = 5;

function warnOfPrivileges({ repositories }: Roster, { log }: Terminal): void {
  const gaps = repositories.filter(({ coverage }) => coverage.status !== "complete");
  for (const { slug, coverage } of gaps.slice(0, maxNamed)) {
    log.warn(`the privileges on ${slug} are ${coverage.status}: ${coverage.reason}`);
  }
  if (gaps.length > maxNamed) {
    log.warn(`the privileges on ${gaps.length - maxNamed} more repositories are not complete`);
  }
}
