import { t as AuditError } from "./errors.js";
import { t as describePolicyChanges } from "./policy-changes.js";
import { t as writeWholeFile } from "./whole-file.js";
import { c as decodeForComparison, i as readPolicyBytes } from "./policy-file.js";
import { n as parsePolicy } from "./parse.js";
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
			else log.warn(`the roster has gaps, so the files in ${path} end in ${ending}: C1 would treat the missing people as removed. Set allow-partial to write them anyway.`);
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

// src/sources/base-policy.ts
/** Reads the policy before a pull request, and compares it with the new one. */
/**
* Returns the policy before a pull request, from its file. Undefined (no file) means that this is
* the first policy. A file that exists but cannot be read ends the run earlier.
*/
function toBasePolicy(before, path, log) {
	if (before === void 0) return {
		policy: void 0,
		invalid: false
	};
	const { text, latin1 } = decodeForComparison(before.bytes);
	const notes = {
		...before.path !== path && { movedFrom: before.path },
		...latin1 && { latin1 }
	};
	if (latin1) log.warn(`${before.path} was not UTF-8 before this change, so it is read as Latin-1 for the comparison`);
	const parsed = parsePolicy(text, before.path);
	if ("policy" in parsed) return {
		policy: parsed.policy,
		invalid: false,
		...notes
	};
	log.warn(`${before.path} was not valid before this change, so there is nothing to compare with: all findings count as existing, and do not fail the check`);
	return {
		policy: void 0,
		invalid: true,
		...notes
	};
}
/** Returns the policy of a file as the one before a change. Throws `AuditError` `BAD_POLICY`. */
async function readBaseFile(file, path, log) {
	return toBasePolicy({
		path,
		bytes: await readPolicyBytes(file)
	}, path, log);
}
/**
* Returns what changed; `new` if there was no policy, `unknown` if the policy before is unknown or
* invalid.
*/
function changesSince(base, policy, now) {
	if (base?.policy !== void 0) return describePolicyChanges(base.policy, policy, now);
	return base === void 0 || base.invalid ? "unknown" : "new";
}
/**
* Returns the error from reading a pull request's policy, with a clearer message if the pull
* request deleted the policy.
*/
async function explainDeleted(given, readBefore, path) {
	if (!((given instanceof AuditError ? given.cause : void 0)?.code === "ENOENT") || readBefore === void 0) return given;
	if (await readBefore().catch(() => void 0) === void 0) return given;
	return new AuditError("BAD_POLICY", `cannot audit without a policy: this pull request deletes "${path}", or moves it. Restore it, or set policy to its new path.`, { cause: given });
}

export { openFolders as a, toBasePolicy as i, explainDeleted as n, readBaseFile as r, changesSince as t };