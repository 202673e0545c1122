/**
 * Uses the files that a runner gives a step. If one fails, the audit continues, but the delivery is
 * partial.
 */

import { accessSync, constants, statSync } from "node:fs";

import { AuditError, describeError } from "../errors.ts";
import { readBoundedText } from "../files/read-bounded.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** GitHub limits an event to 25 MB. */
const maxEventBytes = 32 * 1024 ** 2;

/** Collects failures to read or write, so that each is reported once. */
export class RunnerFiles {
  readonly #failures = new Map<string, AuditError>();
  readonly #reported = new Set<string>();

  get failed(): boolean {
    return this.#failures.size > 0;
  }

  /** Returns the failures that were not returned before. */
  takeNew(): readonly AuditError[] {
    const fresh = [...this.#failures].filter(([task]) => !this.#reported.has(task));
    for (const [task] of fresh) this.#reported.add(task);
    return fresh.map(([, error]) => error);
  }

  /** Runs a task with a file, and records its failure. */
  attempt(task: string, variable: string, use: () => void): void {
    try {
      use();
    } catch (error) {
      this.#fail(task, variable, error);
    }
  }

  /** Returns whether there is a readable event; on a runner, a missing one is a failure. */
  async hasEvent(env: Environment): Promise<boolean> {
    const path = env["GITHUB_EVENT_PATH"] ?? "";
    if (path === "" && env["GITHUB_ACTIONS"] !== "true") return false;
    try {
      if (path === "") throw new Error("GITHUB_EVENT_PATH is not set");
      requireEvent(await readBoundedText(path, maxEventBytes));
      return true;
    } catch (error) {
      this.#fail(`read the event that started this run from "${path}"`, "GITHUB_EVENT_PATH", error);
      return false;
    }
  }

  #fail(task: string, variable: string, error: unknown): void {
    const message = `cannot ${task}: ${describeError(error)}. Set ${variable} as a runner does.`;
    this.#failures.set(task, new AuditError("DELIVERY_FAILED", message, { cause: error }));
  }
}

function requireEvent(text: string): void {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    throw new Error("it is not JSON");
  }
  if (typeof event !== "object" || event === null || Array.isArray(event)) {
    throw new Error("it is not a JSON object");
  }
}

/**
 * Throws `Error` if the path is not a writable regular file. Opening a pipe would wait for a
 * reader.
 */
export function requireWritable(path: string): void {
  if (!statSync(path).isFile()) throw new Error("it is not a regular file");
  accessSync(path, constants.W_OK);
}
