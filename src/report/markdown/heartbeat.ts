/** Whether somebody still looks: when the workspace was last read whole, and when before that. */

import type { ErrorCode } from "../../errors.ts";
import { count } from "../../roster/count.ts";
import { escapeMarkdown } from "../escape/escape-markdown.ts";
import { utcMinute } from "../wording.ts";

const hourMs = 3_600_000;

export interface Heartbeat {
  /** When the workspace was last read whole; ISO 8601. Undefined where nobody knows. */
  readonly completeAt: string | undefined;
  /** The time before that, as far as it is known. */
  readonly previousAt: string | undefined;
  /** The longest time between the two that the schedule explains; undefined without a schedule. */
  readonly toleratedMs: number | undefined;
  /** True where the last time itself is longer ago than the schedule explains. */
  readonly overdue: boolean;
}

/** Returns the heartbeat in a sentence or two, the same until something else is to be said. */
export function describeHeartbeat(heartbeat: Heartbeat): string {
  const { completeAt, previousAt, toleratedMs, overdue } = heartbeat;
  if (completeAt === undefined) return "Last complete sync: none is known.";
  const line = `Last complete sync: ${utcMinute(completeAt)}.`;
  if (overdue) {
    return `${line} **That is longer ago than the schedule leaves**: the runs since then failed, or could not see everything.`;
  }
  if (previousAt === undefined || !isLonger(previousAt, completeAt, toleratedMs)) return line;
  const hours = Math.floor((Date.parse(completeAt) - Date.parse(previousAt)) / hourMs);
  const gap = hours < 48 ? count(hours, "hour") : count(Math.floor(hours / 24), "day");
  return `${line} The one known before it was ${gap} earlier, which is longer than the schedule leaves: runs failed in between, or did not take place.`;
}

/** True where more time than `toleratedMs` is known to have passed. */
export function isLonger(
  from: string | undefined,
  until: string,
  toleratedMs: number | undefined,
): boolean {
  if (from === undefined || toleratedMs === undefined) return false;
  return Date.parse(until) - Date.parse(from) > toleratedMs;
}

/** For a repository where everybody reads along: a message may quote a policy or a workspace. */
const publicReasons: Readonly<Record<ErrorCode, string>> = {
  BAD_SETTINGS: "the settings of the workflow cannot be used.",
  BAD_POLICY: "the policy cannot be used.",
  CLOUDSMITH_REFUSED: "Cloudsmith refused the credential.",
  CLOUDSMITH_UNREACHABLE: "Cloudsmith could not be reached.",
  CLOUDSMITH_UNEXPECTED: "Cloudsmith's reply was not understood.",
  ARTIFACT_FAILED: "an artifact could not be used.",
  REPORT_FAILED: "a report could not be written.",
  DELIVERY_FAILED: "GitHub could not be asked.",
  NETWORK_FAILED: "the network connection failed.",
};
const maxReason = 500;

/** Returns what the issue says while runs fail, as GitHub Flavored Markdown without a heading. */
export function renderFailure(failure: {
  /** Of the first run that failed; ISO 8601, UTC. */
  readonly since: string;
  readonly code: ErrorCode;
  readonly message: string;
  readonly personalData: "full" | "counts";
}): string {
  const { since, code, message, personalData } = failure;
  const reason = personalData === "full" ? escapeMarkdown(message, maxReason) : publicReasons[code];
  return [
    "> [!WARNING]",
    `> **No audit has succeeded since ${utcMinute(since)}**, so what follows may be out of date.`,
    `> The reason: ${reason}`,
  ].join("\n");
}
