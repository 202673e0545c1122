import { o as runAudit } from "./load-roster.js";
import { i as openFolders, n as openReportFiles, r as reportFiles, t as toReadHistory } from "./history.js";
import { i as readPolicyFile } from "./policy-file.js";
import { t as toAuditInput } from "./audit-input.js";
import { t as toSettings } from "./settings2.js";

// src/commands/audit.ts
/** Reads, compares, writes and reports; returns the exit code. */
async function audit(flags, _, terminal) {
	return auditWith(toSettings(flags, terminal), terminal);
}
/** Runs an audit whose settings are known, and prints its report. */
async function auditWith(settings, terminal) {
	const policy = await readPolicyFile(settings.policy);
	const folders = openFolders(settings, {
		policy,
		commit: terminal.env["GITHUB_SHA"],
		log: terminal.log
	});
	const reports = openReportFiles(settings, {
		readHistory: toReadHistory(settings, {
			policy,
			log: terminal.log
		}),
		log: terminal.log
	});
	const load = () => import("./terminal.js");
	const result = await runAudit({
		...toAuditInput(settings, policy, terminal),
		channels: [
			{
				task: "print the report",
				load,
				deliver: async (report) => {
					const { renderTerminal } = await load();
					terminal.log.end();
					const { columns, colour, quiet } = terminal;
					terminal.out(renderTerminal(report, {
						columns,
						colour,
						quiet
					}));
				}
			},
			...reports.channels,
			...folders.channels
		]
	});
	for (const path of writtenPaths(result.artifact?.path, reports, folders)) terminal.log.info(`wrote ${path}`);
	return result.exitCode;
}
function writtenPaths(artifact, reports, { written: { csv, pack } }) {
	return [
		artifact,
		...reportFiles.map((name) => reports.written[name]),
		csv,
		pack
	].filter((path) => path !== void 0);
}

export { auditWith as n, audit as t };