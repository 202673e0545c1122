import { n as describeError } from "./errors.js";
import { t as openArtifactFiles } from "./artifact-files.js";
import { parentPort, workerData } from "node:worker_threads";

// src/c1z/artifact-thread.ts
/** The worker thread's program. It writes an artifact's files and answers requests in order. */
const files = openArtifactFiles(workerData);
async function carryOut(request) {
	try {
		if (request.task === "finish") return { finished: await files.finish(request.added) };
		await files.add(request.batch);
		return {};
	} catch (error) {
		if (!(error instanceof Error)) return { error: new Error(describeError(error)) };
		const { code, errcode } = error;
		return {
			error,
			details: {
				code,
				errcode
			}
		};
	}
}
let last = Promise.resolve();
parentPort?.on("message", (request) => {
	last = last.then(async () => parentPort?.postMessage(await carryOut(request)));
});

export {  };