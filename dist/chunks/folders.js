import { r as settingName } from "./errors.js";
import { t as writeWholeFile } from "./whole-file.js";
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

export { openFolders as t };