import { R as runAudit, a as reportFiles, h as renderTerminal, n as fileChannels, o as toAuditInput, p as parseSettings, r as readPolicyFile } from "./wiring.js";

// src/commands/audit.ts
/** Reads, compares, writes and reports; returns the exit code. */
async function audit(flags, _, terminal) {
	return auditWith(toSettings(flags, terminal), terminal);
}
/** Runs an audit whose settings are known, and prints its report. */
async function auditWith(settings, terminal) {
	const policy = await readPolicyFile(settings.policy);
	const result = await runAudit({
		...toAuditInput(settings, policy, terminal),
		channels: [{
			task: "print the report",
			deliver: async (report) => {
				terminal.log.end();
				const { columns, colour, quiet } = terminal;
				terminal.out(renderTerminal(report, {
					columns,
					colour,
					quiet
				}));
			}
		}, ...fileChannels(settings)]
	});
	for (const path of writtenFiles(settings, result.artifact?.path)) terminal.log.info(`wrote ${path}`);
	return result.exitCode;
}
/** Returns the settings of a command's flags; the key comes from the environment alone. */
function toSettings(flags, { env }) {
	const raw = Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, value === void 0 ? value : String(value)]));
	return parseSettings({
		...raw,
		"api-key": env["CLOUDSMITH_API_KEY"]
	});
}
function writtenFiles(settings, artifact) {
	return [artifact, ...reportFiles.map((name) => settings[name])].filter((path) => path !== void 0);
}

export { auditWith as n, toSettings as r, audit as t };