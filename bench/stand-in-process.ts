/** Starts the stand-in as its own process, so that its cost is not measured. */

import { fork } from "node:child_process";
import { once } from "node:events";

/** `start over` resets the counters. */
export type StandInQuestion = "start over" | "report";

export interface StandInReport {
  readonly requests: number;
  /** The longest chain of requests that waited for each other. */
  readonly roundTrips: number;
  /** User and system time of the stand-in. */
  readonly cpuMs: number;
  /** In milliseconds since the epoch; null if there was no request. */
  readonly firstRequestAtMs: number | null;
}

export interface StandIn {
  /** Base URL. */
  readonly url: string;
  startOver(): void;
  /** Returns the report since the last reset. */
  report(): Promise<StandInReport>;
  close(): Promise<void>;
}

/** Resolves when all replies are prepared. Rejects if the process fails. */
export async function startStandIn(
  members: number,
  delayMs = 0,
  repositories = 0,
): Promise<StandIn> {
  const args = [members, delayMs, repositories].map(String);
  const child = fork(`${import.meta.dirname}/stand-in.ts`, args);
  const exited = once(child, "exit");
  const started = await Promise.race([once(child, "message"), exited]);
  const [{ url }] = started as [{ readonly url?: string }];
  if (url === undefined) throw new Error("the stand-in did not start");
  const ask = (question: StandInQuestion) => void child.send(question);
  return {
    url,
    startOver: () => ask("start over"),
    report: async () => {
      const answered = once(child, "message");
      ask("report");
      const [report] = (await answered) as [StandInReport];
      return report;
    },
    close: async () => {
      child.disconnect();
      await exited;
    },
  };
}
