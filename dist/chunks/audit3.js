import { r as runAudit } from "./audit.js";
import { n as readOnce, r as takeBase, t as readBase } from "./base.js";
import { i as toArtifactTarget, n as openReportFiles, r as reportFiles, t as toDestinations } from "./destinations.js";
import { t as openFolders } from "./folders.js";
import { o as tolerateDropped, s as readTestedPolicy } from "./base-policy.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { i as version, n as toolName } from "./version.js";
import { t as toSettings } from "./settings2.js";

// src/commands/audit.ts
/** Reads, compares, writes and reports; returns the exit code. */
async function audit(flags, _, terminal) {
	const { named, others } = takeBase(flags);
	return auditWith(toSettings(others, terminal), terminal, named);
}
/**
* Runs an audit with parsed settings, and prints its report; `named` is the policy before a change.
*/
async function auditWith(settings, terminal, named) {
	const { clock, log } = terminal;
	const path = settings.policy;
	const readBefore = readOnce(() => readBase(named ?? {}, {
		file: path,
		path
	}, terminal));
	const policy = await readTestedPolicy(path, path, tolerateDropped(readBefore, log));
	const base = await readBefore();
	const source = toSource(settings, policy);
	const destinations = toDestinations(settings);
	const folders = openFolders(destinations, {
		policy,
		commit: terminal.env["GITHUB_SHA"],
		log
	});
	const reports = openReportFiles(destinations.reports, log);
	const artifact = source.kind === "workspace" ? toArtifactTarget(destinations, clock) : void 0;
	const history = destinations.reports["report-html"] === void 0 ? void 0 : {
		policy,
		target: artifact?.path
	};
	const load = () => import("./terminal2.js");
	const result = await runAudit({
		policy,
		base,
		failOn: settings["fail-on"],
		pullRequestTasks: settings["pull-request-tasks"],
		weakenings: settings.weakenings,
		artifact,
		tool: {
			name: toolName,
			version
		},
		clock,
		log,
		readRoster: () => loadRoster(source, terminal, {
			policy,
			history
		}),
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