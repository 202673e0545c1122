import { t as archive } from "./audit.js";
import { t as AuditError } from "./errors.js";
import { t as coverageStatus } from "./coverage.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { n as describeShared, r as groupGaps } from "./list-gap.js";
import { i as toArtifactTarget, t as toDestinations } from "./destinations.js";
import { t as toSettings } from "./settings2.js";

// src/commands/sync.ts
/** Reads the workspace and writes the artifact; returns 0 for a complete roster, else 2. */
async function sync(flags, _, terminal) {
	const settings = toSettings(flags, terminal);
	if (settings.c1z === void 0) throw new AuditError("BAD_SETTINGS", "cannot sync: c1z is empty. Name the file to write.");
	if (!(settings.organization !== void 0 || settings["from-c1z"] !== void 0)) throw new AuditError("BAD_SETTINGS", "cannot sync: no workspace is given. Give the workspace's slug with --organization, the short name in its address.");
	const { roster } = await loadRoster(toSource(settings), terminal);
	terminal.log.end();
	const { artifact, failed } = await archive({
		artifact: toArtifactTarget(toDestinations(settings), terminal.clock),
		log: terminal.log
	}, { roster });
	for (const gaps of groupGaps(roster.coverage.lists)) terminal.log.warn(describeShared(gaps));
	if (artifact !== void 0) {
		const { members, teams, services } = roster;
		terminal.out(`${artifact.path}: ${members.length} members, ${teams.length} teams, ${services.length} service accounts (sync ${artifact.syncId}, sha256 ${artifact.sha256})\n`);
	}
	return failed || coverageStatus(roster.coverage) !== "complete" ? 2 : 0;
}

export { sync };