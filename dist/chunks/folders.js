import { t as writeWholeFile } from "./whole-file.js";
import { join } from "node:path";

// src/channels/folders.ts
/** The folders that a run may write beside its files: C1's CSV, and the pack of an access review. */
/** Returns the channels to the folders that are asked for, and what comes of them. */
function openFolders({ csv, pack, allowPartial }, input) {
	const written = {};
	return {
		channels: [...csv === void 0 ? [] : [csvChannel(csv, allowPartial, input, written)], ...pack === void 0 ? [] : [packChannel(pack, input, written)]],
		written
	};
}
/** Like an artifact, files with gaps get another ending: C1 would read who is missing as removed. */
function csvChannel(path, allowPartial, { log }, written) {
	const load = () => import("./c1-csv.js");
	return {
		task: `write ${path}`,
		early: true,
		load,
		deliver: async ({ coverage }, { roster }) => {
			const whole = coverage.status === "complete" || allowPartial;
			const ending = whole ? ".csv" : ".csv.quarantined";
			const { renderEntitlements, renderIdentities } = await load();
			await writeWholeFile(join(path, `identities${ending}`), renderIdentities(roster));
			await writeWholeFile(join(path, `entitlements${ending}`), renderEntitlements(roster));
			if (whole) written.csv = path;
			else log.warn(`the roster has gaps, so the files in ${path} end in ${ending}: C1 would read the missing people as removed. Set allow-partial to write them all the same.`);
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
/** Whatever else the variable holds is no commit to be named in evidence. */
function toCommit(text) {
	return text !== void 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text) ? text : void 0;
}

export { openFolders as t };