import { n as describeError } from "./errors.js";
import { n as openArtifactFiles } from "./artifact-files.js";
import { parentPort, workerData } from "node:worker_threads";

// src/c1z/artifact-thread.ts
/** A worker thread's program. It carries out steps of writing an artifact in order. */
const files = openArtifactFiles(workerData);
async function carryOut({ step, args }) {
	try {
		const call = files[step];
		return { value: await call(...args) };
	} catch (error) {
		if (!(error instanceof Error)) return { error: new Error(describeError(error)) };
		const { code, errcode, advice } = error;
		return {
			error,
			details: {
				code,
				errcode,
				advice
			}
		};
	}
}
let last = Promise.resolve();
parentPort?.on("message", (request) => {
	last = last.then(async () => parentPort?.postMessage(await carryOut(request)));
});

export {  };