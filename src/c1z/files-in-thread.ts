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
  readonly details?: Pick<SystemError, "code" | "errcode" | "advice">;
}

/** An error of the system, of SQLite, or with advice. */
export interface SystemError extends Error {
  readonly code?: unknown;
  readonly errcode?: unknown;
  readonly advice?: unknown;
}

/**
 * How many bytes of batches may wait for the thread that writes them. Encoding is faster than
 * writing: with 100,000 members in five teams each, this thread never has to stop.
 */
const maxWaitingBytes = 64 * 1024 ** 2;

/** What the message of a batch takes without its bytes. There may be a batch for each grant. */
const messageBytes = 2 * 1024;

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
      void writing.ask("add", [batch], payloadOf(batch));
      await writing.untilLessWaits(maxWaitingBytes);
    },
    complete: () => writing.ask("complete", []),
    pack: () => writing.ask("pack", []),
    findDifference: (added) => {
      comparing ??= startThread(plan);
      return comparing.ask("findDifference", [added]);
    },
    close: async () => {
      // A caller that gets the answer of `complete` only now must not start another thread.
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
    payload?: Payload,
  ): ReturnType<ArtifactFiles[Name]>;
  /** Resolves when no more bytes than this wait. Rejects if a step has failed. */
  untilLessWaits(maxBytes: number): Promise<void>;
  end(): Promise<void>;
}

function startThread(plan: ArtifactPlan): Thread {
  const worker = new Worker(program, {
    workerData: plan,
    // It has few objects of its own. The default lets the garbage of batches grow to many megabytes.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const waiting: (PromiseWithResolvers<unknown> & Payload)[] = [];
  let waitingBytes = 0;
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    for (const request of waiting.splice(0)) request.reject(failure);
  };
  worker.on("message", ({ error, details, value }: Answer) => {
    // No step can succeed after a failed one.
    if (error !== undefined) return fail(Object.assign(error, details));
    const answered = waiting.shift();
    waitingBytes -= answered?.bytes ?? 0;
    answered?.resolve(value);
  });
  worker.on("error", (error) => fail(error as Error));
  worker.on("exit", () => fail(new Error("the thread that writes it has ended")));
  return {
    ask: <Name extends Step>(
      step: Name,
      args: Request<Name>["args"],
      payload: Payload = { bytes: 0, transferred: [] },
    ) => {
      const pending = { ...Promise.withResolvers<unknown>(), ...payload };
      // Callers that do not wait for this step get the error from the next one.
      pending.promise.catch(() => {});
      if (failure !== undefined) pending.reject(failure);
      else {
        waiting.push(pending);
        waitingBytes += payload.bytes;
        const request: Request<Name> = { step, args };
        worker.postMessage(request, payload.transferred);
      }
      return pending.promise as ReturnType<ArtifactFiles[Name]>;
    },
    untilLessWaits: async (maxBytes) => {
      for (;;) {
        if (failure !== undefined) throw failure;
        if (waitingBytes <= maxBytes) return;
        await waiting[0]?.promise;
      }
    },
    end: async () => {
      await worker.terminate();
    },
  };
}

/** What a step sends to the thread. */
interface Payload {
  readonly bytes: number;
  /** Moved to the thread, not copied, because nothing else uses them. */
  readonly transferred: readonly ArrayBuffer[];
}

function payloadOf(batch: Batch): Payload {
  switch (batch.table) {
    case "grants": {
      const { principalIds, head, tail, rest, expansion } = batch.rows;
      const parts = [principalIds, head, tail, rest, expansion ?? ""];
      const bytes = parts.reduce((sum, { length }) => sum + length, messageBytes);
      return { bytes, transferred: [] };
    }
    case "resources": {
      const { buffer, byteLength } = batch.rows.data;
      const transferred = buffer instanceof ArrayBuffer ? [buffer] : [];
      return { bytes: messageBytes + byteLength, transferred };
    }
    default:
      // Each other table is one batch, so a limit would have nothing to hold back.
      return { bytes: messageBytes, transferred: [] };
  }
}
