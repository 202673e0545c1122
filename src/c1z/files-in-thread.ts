/** Hands the making of an artifact's files to a thread, so that this one can go on meanwhile. */

import { Worker } from "node:worker_threads";

import type { ArtifactFiles, ArtifactPlan } from "./artifact-files.ts";
import type { Batch } from "./batches.ts";
import type { Packed } from "./container/container.ts";

export type Request =
  | { readonly task: "add"; readonly batch: Batch }
  | { readonly task: "finish" }
  | { readonly task: "pack" };

export interface Answer {
  readonly packed?: Packed;
  readonly error?: Error;
}

/** So many may wait to be added: enough that the thread never does, and little to hold. */
const maxWaiting = 16;

/** Beside this module, from the sources as from the bundle. */
const program = new URL(
  import.meta.url.endsWith(".ts") ? "artifact-thread.ts" : "artifact-thread.js",
  import.meta.url,
);

/** Returns the files as a thread of their own makes them. */
export function openFilesInThread(plan: ArtifactPlan): ArtifactFiles {
  const worker = new Worker(program, { workerData: plan });
  const waiting: PromiseWithResolvers<Answer>[] = [];
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    for (const request of waiting.splice(0)) request.reject(failure);
  };
  worker.on("message", ({ error, ...answer }: Answer) => {
    if (error === undefined) waiting.shift()?.resolve(answer);
    // A failed request leaves nothing to go on with.
    else fail(error);
  });
  worker.on("error", (error) => fail(error as Error));
  worker.on("exit", () => fail(new Error("the thread that makes it has ended")));

  const ask = (request: Request): Promise<Answer> => {
    if (failure !== undefined) return Promise.reject(failure);
    const asked = Promise.withResolvers<Answer>();
    // Whoever does not wait for this one will hear of it from the next.
    asked.promise.catch(() => {});
    waiting.push(asked);
    worker.postMessage(request, transferable(request));
    return asked.promise;
  };
  return {
    add: async (batch) => {
      void ask({ task: "add", batch });
      if (failure !== undefined) throw failure;
      if (waiting.length >= maxWaiting) await waiting[0]?.promise;
    },
    finish: async () => {
      await ask({ task: "finish" });
    },
    pack: async () => {
      const { packed } = await ask({ task: "pack" });
      if (packed === undefined) throw new Error("bug: the thread packed nothing");
      return packed;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** A batch's records need not be copied: nobody else holds them. */
function transferable(request: Request): ArrayBuffer[] {
  if (request.task !== "add" || request.batch.table !== "resources") return [];
  const { buffer } = request.batch.rows.data;
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}
