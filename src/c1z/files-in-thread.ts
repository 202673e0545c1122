/** Writes an artifact's files in a worker thread, so that this thread can continue. */

import { Worker } from "node:worker_threads";

import type { ArtifactFiles, ArtifactPlan, Finished } from "./artifact-files.ts";
import type { Batch, SummarizedBatch } from "./batches.ts";

export type Request =
  | { readonly task: "add"; readonly batch: Batch }
  | { readonly task: "finish"; readonly added: readonly SummarizedBatch[] };

export interface Answer {
  readonly finished?: Finished;
  readonly error?: Error;
  /** What the error loses between threads. */
  readonly details?: Pick<SystemError, "code" | "errcode">;
}

/** An error of the system, or of SQLite. */
export interface SystemError extends Error {
  readonly code?: unknown;
  readonly errcode?: unknown;
}

/** How many batches may wait: enough to keep the thread busy, few enough to use little memory. */
const maxWaiting = 16;

/** In the same folder as this module, both in the sources and in the bundle. */
const program = new URL(
  import.meta.url.endsWith(".ts") ? "artifact-thread.ts" : "artifact-thread.js",
  import.meta.url,
);

/** Returns files that a worker thread writes. */
export function openFilesInThread(plan: ArtifactPlan): ArtifactFiles {
  const worker = new Worker(program, {
    workerData: plan,
    // It has few objects of its own. The default lets the garbage of batches grow to many megabytes.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const waiting: PromiseWithResolvers<Answer>[] = [];
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    for (const request of waiting.splice(0)) request.reject(failure);
  };
  worker.on("message", ({ error, details, ...answer }: Answer) => {
    if (error === undefined) waiting.shift()?.resolve(answer);
    // No request can succeed after a failed one.
    else fail(Object.assign(error, details));
  });
  worker.on("error", (error) => fail(error as Error));
  worker.on("exit", () => fail(new Error("the thread that writes it has ended")));

  const ask = (request: Request): Promise<Answer> => {
    if (failure !== undefined) return Promise.reject(failure);
    const pending = Promise.withResolvers<Answer>();
    // Callers that do not wait for this request get the error from the next one.
    pending.promise.catch(() => {});
    waiting.push(pending);
    worker.postMessage(request, transferable(request));
    return pending.promise;
  };
  return {
    add: async (batch) => {
      void ask({ task: "add", batch });
      if (failure !== undefined) throw failure;
      if (waiting.length >= maxWaiting) await waiting[0]?.promise;
    },
    finish: async (added) => {
      const { finished } = await ask({ task: "finish", added });
      if (finished === undefined) throw new Error("bug: the thread packed nothing");
      return finished;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** A batch's records are transferred, not copied, because nothing else uses them. */
function transferable(request: Request): ArrayBuffer[] {
  if (request.task !== "add" || request.batch.table !== "resources") return [];
  const { buffer } = request.batch.rows.data;
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}
