/** Writes an artifact's files in worker threads, so that this thread can continue. */

import { Worker } from "node:worker_threads";

import type { ArtifactFiles, ArtifactPlan } from "./artifact-files.ts";
import type { Batch } from "./batches.ts";

type Step = Exclude<keyof ArtifactFiles, "close">;

export interface Request<Name extends Step = Step> {
  readonly step: Name;
  readonly args: Parameters<ArtifactFiles[Name]>;
}

export interface Answer {
  readonly value?: unknown;
  readonly error?: Error;
  /** What the error loses between threads. */
  readonly details?: Pick<SystemError, "code" | "errcode">;
}

/** An error of the system, or of SQLite. */
export interface SystemError extends Error {
  readonly code?: unknown;
  readonly errcode?: unknown;
}

/**
 * How many batches may wait, of some 300 KB each; long names or many teams make larger ones. Encoding
 * takes less time than writing.
 */
const maxWaiting = 256;

/** In the same folder as this module, both in the sources and in the bundle. */
const program = new URL(
  import.meta.url.endsWith(".ts") ? "artifact-thread.ts" : "artifact-thread.js",
  import.meta.url,
);

/** Returns files that one worker thread writes. Another one compares what it wrote. */
export function openFilesInThread(plan: ArtifactPlan): ArtifactFiles {
  const writing = startThread(plan);
  let comparing: Thread | undefined;
  return {
    add: async (batch) => {
      void writing.ask("add", [batch], transferable(batch));
      await writing.untilFewerWait(maxWaiting);
    },
    complete: () => writing.ask("complete", []),
    pack: () => writing.ask("pack", []),
    findDifference: (added) => {
      comparing ??= startThread(plan);
      return comparing.ask("findDifference", [added]);
    },
    close: async () => {
      // Whoever learns only now that the database is complete must not start another thread.
      comparing ??= writing;
      await Promise.all([writing.end(), comparing.end()]);
    },
  };
}

interface Thread {
  /** Resolves with what the step returns. Steps are carried out in the order of the calls. */
  ask<Name extends Step>(
    step: Name,
    args: Request<Name>["args"],
    transferred?: readonly ArrayBuffer[],
  ): ReturnType<ArtifactFiles[Name]>;
  /** Rejects if a step has failed. */
  untilFewerWait(limit: number): Promise<void>;
  end(): Promise<void>;
}

function startThread(plan: ArtifactPlan): Thread {
  const worker = new Worker(program, {
    workerData: plan,
    // It has few objects of its own. The default lets the garbage of batches grow to many megabytes.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const waiting: PromiseWithResolvers<unknown>[] = [];
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    for (const request of waiting.splice(0)) request.reject(failure);
  };
  worker.on("message", ({ error, details, value }: Answer) => {
    if (error === undefined) waiting.shift()?.resolve(value);
    // No step can succeed after a failed one.
    else fail(Object.assign(error, details));
  });
  worker.on("error", (error) => fail(error as Error));
  worker.on("exit", () => fail(new Error("the thread that writes it has ended")));
  return {
    ask: <Name extends Step>(
      step: Name,
      args: Request<Name>["args"],
      transferred: readonly ArrayBuffer[] = [],
    ) => {
      const pending = Promise.withResolvers<unknown>();
      // Callers that do not wait for this step get the error from the next one.
      pending.promise.catch(() => {});
      if (failure !== undefined) pending.reject(failure);
      else {
        waiting.push(pending);
        const request: Request<Name> = { step, args };
        worker.postMessage(request, transferred);
      }
      return pending.promise as ReturnType<ArtifactFiles[Name]>;
    },
    untilFewerWait: async (limit) => {
      if (failure !== undefined) throw failure;
      if (waiting.length >= limit) await waiting[0]?.promise;
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

/** A batch's records are transferred, not copied, because nothing else uses them. */
function transferable(batch: Batch): ArrayBuffer[] {
  if (batch.table !== "resources") return [];
  const { buffer } = batch.rows.data;
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}
