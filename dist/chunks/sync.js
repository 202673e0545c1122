import { t as archive } from "./archive.js";
import { r as knownInWords, t as isListComplete } from "./known-count.js";
import { t as AuditError } from "./errors.js";
import { t as coverageStatus } from "./coverage.js";
import { n as requestedRepositories, r as sawAllRepositories } from "./requested.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { i as groupGaps, n as describeShared } from "./list-gap.js";
import { i as toArtifactTarget, t as toDestinations } from "./destinations.js";
import { t as toSettings } from "./settings2.js";

// src/commands/sync.ts
/**
* Reads the workspace and writes the artifact; returns 0 for a complete roster, else 2. Repositories
* count if they were requested; where the artifact is written depends on them only if it has them.
*/
async function sync(flags, _, terminal) {
	const settings = toSettings(flags, terminal);
	if (settings.c1z === void 0) throw new AuditError("BAD_SETTINGS", "cannot sync: --c1z is empty. Name the file to write.");
	if (!(settings.organization !== void 0 || settings["from-c1z"] !== void 0)) throw new AuditError("BAD_SETTINGS", "cannot sync: no workspace is given. Give the workspace's slug with --organization, the short name in its address.");
	const { roster, lostRepositories } = await loadRoster(toSource(settings), terminal);
	terminal.log.end();
	const { artifact, failed } = await archive({
		artifact: toArtifactTarget(toDestinations(settings), terminal.clock),
		log: terminal.log
	}, {
		roster,
		lostRepositories
	});
	for (const gaps of groupGaps(roster.coverage.lists)) terminal.log.warn(describeShared(gaps));
	warnOfPrivileges(roster, terminal);
	if (artifact !== void 0) {
		const { members, teams, services, repositories } = roster;
		const part = (list, { length }, noun, plural) => knownInWords(length, isListComplete(roster, list), noun, plural);
		const counts = [
			part("members", members, "member"),
			part("teams", teams, "team"),
			part("services", services, "service account"),
			...requestedRepositories(roster) ? [part("repositories", repositories, "repository", "repositories")] : []
		];
		terminal.out(`${artifact.path}: ${counts.join(", ")} (sync ${artifact.syncId}, sha256 ${artifact.sha256})\n`);
	}
	const isComplete = coverageStatus(roster.coverage) === "complete" && (!requestedRepositories(roster) || sawAllRepositories(roster));
	return failed || !isComplete ? 2 : 0;
}
/** All repositories may have the same gap, so only the first ones are named. */
const maxNamed = 5;
function warnOfPrivileges({ repositories }, { log }) {
	const gaps = repositories.filter(({ coverage }) => coverage.status !== "complete");
	for (const { slug, coverage } of gaps.slice(0, maxNamed)) log.warn(`the privileges on ${slug} are ${coverage.status}: ${coverage.reason}`);
	if (gaps.length > maxNamed) log.warn(`the privileges on ${gaps.length - maxNamed} more repositories are not complete`);
}

export { sync };