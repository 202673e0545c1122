import { t as AuditError } from "./errors.js";
import { i as readBaseRevision, r as readBaseFile } from "./base-policy.js";

// src/commands/base.ts
/** The policy before a change, which --base or --base-rev names. */
/** Splits the flags. Throws `AuditError` `BAD_SETTINGS` if both name a policy. */
function takeBase(flags) {
	const { base: file, "base-rev": rev, ...others } = flags;
	const [base, revision] = [textOf(file), textOf(rev)];
	if (base !== void 0 && revision !== void 0) throw new AuditError("BAD_SETTINGS", "cannot compare with two policies: --base and --base-rev are both given. Give one of them.");
	return {
		named: {
			base,
			revision
		},
		others
	};
}
/**
* Returns the policy before the change; undefined if no flag names one. `file` is the policy after
* it, and reports use `path` for it.
*/
async function readBase({ base, revision }, { file, path }, { log }) {
	if (base !== void 0) return await readBaseFile(base, path, log);
	if (revision === void 0) return void 0;
	return await readBaseRevision(revision, file, path, log);
}
/** Returns a function that reads at the first call only, and then returns the same. */
function readOnce(read) {
	let result;
	return () => result ??= read();
}
function textOf(flag) {
	return typeof flag === "string" ? flag : void 0;
}

export { readOnce as n, takeBase as r, readBase as t };