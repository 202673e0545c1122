import { r as runAudit, t as wantsOf } from "./wants.js";
import { n as readOnce, r as takeBase, t as readBase } from "./base.js";
import { t as AuditError } from "./errors.js";
import { n as groupings } from "./group-findings.js";
import { i as toArtifactTarget, n as openReportFiles, r as reportFiles, t as toDestinations } from "./destinations.js";
import { n as requireSeparatePaths, r as openFolders } from "./output-paths.js";
import { n as named } from "./separate.js";
import { o as tolerateDropped, s as readTestedPolicy } from "./base-policy.js";
import { n as loadRoster, t as toSource } from "./source.js";
import { i as version, n as toolName } from "./version.js";
import { t as toSettings } from "./settings2.js";

// src/commands/listing.ts
/** How a terminal lists findings, which --limit and --group-by say. */
/** Splits the flags. Throws `AuditError` `BAD_SETTINGS` if a value is not valid. */
function takeListing(flags) {
	const { limit, "group-by": by, ...others } = flags;
	return {
		listing: {
			limit: toLimit(limit),
			groupBy: toGrouping(by)
		},
		others
	};
}
function toLimit(flag) {
	if (flag === void 0) return void 0;
	const text = String(flag).trim();
	if (/^[1-9]\d{0,8}$/v.test(text)) return Number(text);
	throw invalid("--limit", flag, "a whole number of at least 1");
}
function toGrouping(flag) {
	if (flag === void 0) return void 0;
	const found = groupings.find((name) => name === flag);
	if (found !== void 0) return found;
	throw invalid("--group-by", flag, `one of ${groupings.join(", ")}`);
}
function invalid(name, given, wanted) {
	return new AuditError("BAD_SETTINGS", `cannot list the findings: ${name} is ${JSON.stringify(given)}, which is not ${wanted}. Correct ${name}, or leave it out.`);
}

// src/commands/audit.ts
/** Reads, compares, writes and reports; returns the exit code. */
async function audit(flags, _, terminal) {
	const { named, others } = takeBase(flags);
	const { listing, others: settings } = takeListing(others);
	if (settings["from-c1z"] !== void 0 && (settings["c1z"] ?? "") !== "") terminal.log.warn("--c1z has no effect with --from-c1z: audit writes no artifact then, but sync does.");
	return auditWith(toSettings(settings, terminal), terminal, {
		named,
		listing
	});
}
/**
* Runs an audit with parsed settings, and prints its report; `named` is the policy before a change,
* `listing` how to print the findings.
*/
async function auditWith(settings, terminal, { named: named$1 = {}, listing = {} } = {}) {
	const { clock, log } = terminal;
	const path = settings.policy;
	const destinations = toDestinations(settings);
	const paths = {
		destinations,
		source: toSource(settings),
		policy: path
	};
	await requireSeparatePaths(paths, named("--base", named$1.base));
	const readBefore = readOnce(() => readBase(named$1, {
		file: path,
		path
	}, terminal));
	const policy = await readTestedPolicy(path, path, tolerateDropped(readBefore, log));
	await requireSeparatePaths(paths, named("the policy's include", ...policy.files ?? []));
	const base = await readBefore();
	const source = toSource(settings, wantsOf(policy));
	const folders = openFolders(destinations, {
		policy,
		commit: terminal.env["GITHUB_SHA"],
		log
	});
	const reports = openReportFiles(destinations.reports, { log });
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
						quiet,
						...listing
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