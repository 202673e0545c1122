import { t as openArtifactFiles } from "./artifact-files.js";
import { parentPort, workerData } from "node:worker_threads";

// src/c1z/artifact-thread.ts
/** The thread's own program: makes an artifact's files, and answers each request in its order. */
const files = openArtifactFiles(workerData);
async function carryOut(request) {
	try {
		switch (request.task) {
			case "add":
				await files.add(request.batch);
				return {};
			case "finish":
				await files.finish();
				return {};
			case "pack": return { packed: await files.pack() };
		}
	} catch (error) {
		return { error };
	}
}
let last = Promise.resolve();
parentPort?.on("message", (request) => {
	last = last.then(async () => parentPort?.postMessage(await carryOut(request)));
});

export {  };