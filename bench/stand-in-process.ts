/** Starts the stand-in as a process of its own, so that its cost is none of what is measured. */

import { fork } from "node:child_process";
import { once } from "node:events";

/** `start over` forgets what was asked so far. */
export type StandInQuestion = "start over" | "what was it";

export interface StandInReport {
  readonly requests: number;
  /** The longest chain of requests that waited for each other. */
  readonly roundTrips: number;
  /** User and system time of the stand-in. */
  readonly cpuMs: number;
  /** Since the epoch; null where nobody asked. */
  readonly firstRequestAtMs: number | null;
}

export interface StandIn {
  /** Base URL. */
  readonly url: string;
  startOver(): void;
  /** Returns what was asked since it started over. */
  report(): Promise<StandInReport>;
  close(): Promise<void>;
}

/** Returns when every reply is made. Fails when the process does. */
export async function startStandIn(members: number, delayMs = 0): Promise<StandIn> {
  const child = fork(`${import.meta.dirname}/stand-in.ts`, [String(members), String(delayMs)]);
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
      ask("what was it");
      const [report] = (await answered) as [StandInReport];
      return report;
    },
    close: async () => {
      child.disconnect();
      await exited;
    },
  };
}
