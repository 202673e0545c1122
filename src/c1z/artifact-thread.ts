/** The thread's own program: makes an artifact's files, and answers each request in its order. */

import { parentPort, workerData } from "node:worker_threads";

import { openArtifactFiles, type ArtifactPlan } from "./artifact-files.ts";
import type { Answer, Request } from "./files-in-thread.ts";

const files = openArtifactFiles(workerData as ArtifactPlan);

async function carryOut(request: Request): Promise<Answer> {
  try {
    switch (request.task) {
      case "add":
        await files.add(request.batch);
        return {};
      case "finish":
        await files.finish();
        return {};
      case "pack":
        return { packed: await files.pack() };
    }
  } catch (error) {
    return { error };
  }
}

let last: Promise<unknown> = Promise.resolve();
parentPort?.on("message", (request: Request) => {
  last = last.then(async () => parentPort?.postMessage(await carryOut(request)));
});
