import { r as settingName } from "./errors.js";
import { t as writeWholeFile } from "./whole-file.js";
import { t as fileOf } from "./settings.js";
import { l as toTestPath } from "./policy-file.js";
import { n as named, r as requireSeparate } from "./separate.js";
import { join } from "node:path";

// src/channels/folders.ts
/** Writes the optional folders of a run: C1's CSV files and the pack of an access review. */
/** Returns the channels to the requested folders, and an object with what they wrote. */
function openFolders({ csv, pack, allowPartial }, input) {
	const written = {};
	return {
		channels: [...csv === void 0 ? [] : [csvChannel(csv, allowPartial, input, written)], ...pack === void 0 ? [] : [packChannel(pack, input, written)]],
		written
	};
}
/**
* Like an artifact, files with gaps get another extension: C1 would treat missing people as
* removed.
*/
function csvChannel(path, allowPartial, { log }, written) {
	const load = () => import("./c1-csv.js");
	return {
		task: `write ${path}`,
		early: true,
		load,
		deliver: async ({ coverage }, { roster }) => {
			const isComplete = coverage.status === "complete" || allowPartial;
			const ending = isComplete ? ".csv" : ".csv.quarantined";
			const { renderEntitlements, renderIdentities } = await load();
			await writeWholeFile(join(path, `identities${ending}`), renderIdentities(roster));
			await writeWholeFile(join(path, `entitlements${ending}`), renderEntitlements(roster));
			if (isComplete) written.csv = path;
			else log.warn(`the roster has gaps, so the files in ${path} end in ${ending}: C1 would treat the missing people as removed. Set ${settingName("allow-partial")} to write them anyway.`);
		}
	};
}
function packChannel(path, input, written) {
	const { policy } = input;
	const commit = toCommit(input.commit);
	const load = () => import("./pack-folder.js");
	return {
		task: `write ${path}`,
		early: true,
		load,
		deliver: async (report, { roster }) => {
			const { writePack } = await load();
			await writePack(path, {
				report,
				roster,
				policy,
				commit
			}, input.log);
			written.pack = path;
		}
	};
}
/** Ignores a value that is not a commit id, because the pack is evidence. */
function toCommit(text) {
	return text !== void 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text) ? text : void 0;
}

// src/channels/output-paths.ts
/** The files that an audit writes and reads. */
/**
* Throws `AuditError` `BAD_SETTINGS` if two outputs of an audit are the same file, or an output is a
* file that the audit reads. `others` are further files that it reads.
*/
async function requireSeparatePaths(paths, others) {
	await requireSeparate(outputsOf(paths), [...inputsOf(paths), ...others]);
}
/** Returns what an audit may write. A folder for CSV may contain other files. */
function outputsOf({ destinations, source }) {
	const { artifact, reports, csv, pack } = destinations;
	const c1z = source.kind === "workspace" ? artifact?.path : void 0;
	const tables = ["identities.csv", "entitlements.csv"];
	return [
		...withQuarantine(settingName("c1z"), c1z === void 0 ? [] : [c1z]),
		...Object.entries(reports).flatMap(([name, path]) => named(settingName(name), path)),
		...withQuarantine(settingName("csv"), csv === void 0 ? [] : tables.map((table) => join(csv, table))),
		...named(settingName("pack"), pack)
	];
}
function inputsOf({ source, policy }) {
	return [
		...named(settingName("policy"), policy),
		...named("the policy's test file", toTestPath(policy)),
		...named(settingName("from-c1z"), source.kind === "artifact" ? fileOf(source.ref) : void 0),
		...named(settingName("baseline"), fileOf(source.baseline?.ref)).map((one) => ({
			...one,
			mayBe: settingName("c1z")
		}))
	];
}
/** With gaps in the roster, a file gets another extension. */
function withQuarantine(name, paths) {
	return named(name, ...paths.flatMap((path) => [path, `${path}.quarantined`]));
}

export { requireSeparatePaths as n, openFolders as r, outputsOf as t };