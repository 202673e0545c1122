/** Describes whether audits still run: when the last two complete syncs were read. */

import type { ErrorCode } from "../../errors.ts";
import { count } from "../../roster/count.ts";
import { escapeMarkdown } from "../escape/escape-markdown.ts";
import { utcMinute } from "../wording.ts";

const hourMs = 3_600_000;

export interface Heartbeat {
  /** When the workspace was last read completely; ISO 8601. Undefined if unknown. */
  readonly completeAt: string | undefined;
  /** When it was read completely before that; undefined if unknown. */
  readonly previousAt: string | undefined;
  /** The longest time between the two that the schedule allows; undefined without a schedule. */
  readonly toleratedMs: number | undefined;
  /** True if the last complete sync is older than the schedule allows. */
  readonly overdue: boolean;
}

/** Returns the heartbeat in one or two sentences, which change only if the heartbeat does. */
export function describeHeartbeat(heartbeat: Heartbeat): string {
  const { completeAt, previousAt, toleratedMs, overdue } = heartbeat;
  if (completeAt === undefined) return "Last complete sync: unknown.";
  const line = `Last complete sync: ${utcMinute(completeAt)}.`;
  if (overdue) {
    return `${line} **That is longer ago than the schedule allows**: the runs since then failed, or could not see everything.`;
  }
  if (previousAt === undefined || !isLonger(previousAt, completeAt, toleratedMs)) return line;
  const hours = Math.floor((Date.parse(completeAt) - Date.parse(previousAt)) / hourMs);
  const gap = hours < 48 ? count(hours, "hour") : count(Math.floor(hours / 24), "day");
  return `${line} The complete sync before it was ${gap} earlier, which is longer than the schedule allows: runs in between failed, or did not take place.`;
}

/** Returns whether more than `toleratedMs` milliseconds are known to have passed. */
export function isLonger(
  from: string | undefined,
  until: string,
  toleratedMs: number | undefined,
): boolean {
  if (from === undefined || toleratedMs === undefined) return false;
  return Date.parse(until) - Date.parse(from) > toleratedMs;
}

/** For a public repository, because an error's message may quote a policy or a workspace. */
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

/** Returns the text while runs fail, as GitHub Flavored Markdown without a heading. */
export function renderFailure(failure: {
  /** The time of the first failed run; ISO 8601, UTC. */
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
