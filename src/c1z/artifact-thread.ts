/** A worker thread's program. It carries out steps of writing an artifact in order. */

import { parentPort, workerData } from "node:worker_threads";

import { describeError } from "../errors.ts";
import { openArtifactFiles, type ArtifactPlan } from "./artifact-files.ts";
import type { Answer, Request, SystemError } from "./files-in-thread.ts";

const files = openArtifactFiles(workerData as ArtifactPlan);

async function carryOut({ step, args }: Request): Promise<Answer> {
  try {
    const call: (...given: never[]) => Promise<unknown> = files[step];
    return { value: await call(...(args as never[])) };
  } catch (error) {
    if (!(error instanceof Error)) return { error: new Error(describeError(error)) };
    const { code, errcode, advice } = error as SystemError;
    return { error, details: { code, errcode, advice } };
  }
}

let last: Promise<unknown> = Promise.resolve();
parentPort?.on("message", (request: Request) => {
  last = last.then(async () => parentPort?.postMessage(await carryOut(request)));
});
