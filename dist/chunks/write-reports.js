import { t as AuditError } from "./errors.js";
import { t as writeWholeFile } from "./whole-file.js";

// src/commands/write-reports.ts
/** The report files of `diff` and `merge`. */
/**
* Writes the files, and returns whether all of them were written. One that cannot be written does
* not stop the others; the error is printed.
*/
async function writeReports(files, { log }) {
	let isComplete = true;
	for (const { path, render } of files) {
		if (path === void 0) continue;
		try {
			await writeWholeFile(path, await render());
		} catch (error) {
			if (!(error instanceof AuditError)) throw error;
			log.error(error.message);
			isComplete = false;
		}
	}
	return isComplete;
}

export { writeReports as t };