import { n as describeError, r as settingName, t as AuditError } from "./errors.js";
import { t as coverageStatus } from "./coverage.js";
import { a as whyNoRepository } from "./source.js";

// src/report/archive.ts
/** Decides under which name an artifact is written, and says why if it is not the usual one. */
/**
* Writes the artifact, if requested. A roster with gaps goes to `<name>.quarantined`, because C1
* would treat missing people as removed; the extension excludes it from an upload of `*.c1z`. The
* same is true for repositories that are missing from an artifact that is to have them.
*/
async function archive({ artifact: target, log }, { roster, unlisted, lostRepositories }) {
	if (target === void 0) return {
		artifact: void 0,
		quarantined: false,
		failed: false
	};
	const hasGaps = coverageStatus(roster.coverage) !== "complete";
	const missing = target.withRepositories === true ? lostRepositories ?? whyNoRepository(roster) : null;
	const quarantined = (hasGaps || missing !== null) && !target.allowPartial;
	const path = quarantined ? `${target.path}.quarantined` : target.path;
	try {
		const artifact = await target.write({
			roster,
			unlisted
		}, path);
		if (missing !== null) log.warn(`the artifact lacks repositories that C1 would treat as removed: ${missing}`);
		if (quarantined) {
			const [what, who] = hasGaps ? ["the roster has", "people"] : ["its repositories have", "access"];
			log.warn(`${what} gaps, so the artifact is ${path} and not ${target.path}: C1 would treat the missing ${who} as removed. Set ${settingName("allow-partial")} to write it anyway.`);
		}
		return {
			artifact,
			quarantined,
			failed: false
		};
	} catch (error) {
		log.error(error instanceof AuditError ? error.message : `cannot write ${path}: ${describeError(error)}.`);
		return {
			artifact: void 0,
			quarantined,
			failed: true
		};
	}
}

export { archive as t };