/** A first policy: the draft of a workspace, and an exception for each of today's findings. */

import type { Roster } from "../../roster/model.ts";
import { count } from "../../roster/count.ts";
import { isSlug } from "../../roster/slug.ts";
import { AuditError } from "../../errors.ts";
import { draftPolicy } from "./draft.ts";
import { evaluate } from "../evaluate.ts";
import { acceptInto, selectFindings } from "../exceptions/accept.ts";
import { addDays, toDay } from "../exceptions/exception.ts";
import { toEntries } from "../exceptions/to-entries.ts";
import { toFlowText } from "../exceptions/flow-text.ts";
import { parsePolicy } from "../file/parse.ts";
import { maxPolicyBytes } from "../file/source.ts";
import type { Policy } from "../policy.ts";

export interface FirstPolicy {
  readonly text: string;
  /** The number of exceptions in it, each with the reason TODO. */
  readonly exceptions: number;
  /** Their last day. */
  readonly expires: string;
  /** Says that and why some teams are not listed; absent if all are. */
  readonly shortened?: string;
}

export interface FirstPolicyOptions {
  /** In teams with more people than this, anybody may be; default: all teams are listed. */
  readonly anyAbove?: number;
}

/** How long today's findings may stay until somebody has looked at them. */
const graceDays = 30;
const aboveExceptions =
  "# What is not right today: resolve it, or replace TODO with the reason for accepting it.";
const everything = { rule: undefined, subject: undefined };

/** Tried for a workspace that is too large to be listed. */
const anyAboveChoices = [1_000, 500, 200, 100, 50, 20, 0];

/**
 * Returns a policy with only one kind of open finding for this roster: its exceptions do not have a
 * reason. If the policy would be too large, it lists no members of the largest teams. Throws
 * `AuditError` `BAD_POLICY` if it is too large even so, or if no name distinguishes two accounts.
 */
export function writeFirstPolicy(
  roster: Roster,
  path: string,
  now: Date,
  { anyAbove = Infinity }: FirstPolicyOptions = {},
): FirstPolicy {
  requireNames(roster, path);
  const written = tryToWrite({ roster, path, now }, anyAbove);
  if (!("unfit" in written)) return written;
  for (const people of anyAboveChoices.filter((choice) => choice < anyAbove)) {
    const shorter = tryToWrite({ roster, path, now }, people);
    if ("unfit" in shorter) continue;
    const shortened = `The draft with all lists cannot be used: ${written.unfit}. So anybody may be in teams with more than ${count(people, "person", "people")}; --any-above sets another number.`;
    return { ...shorter, shortened };
  }
  throw new AuditError(
    "BAD_POLICY",
    `cannot draft ${path}: ${written.unfit}. Write it by hand, for the roles and the teams that matter most.`,
  );
}

function requireNames(roster: Roster, path: string): void {
  const { slug } = roster.workspace;
  if (!isSlug(slug)) {
    throw new AuditError(
      "BAD_POLICY",
      `cannot draft ${path}: ${JSON.stringify(slug)} is not a workspace's slug, so no policy can name it. Read the workspace itself instead of that artifact.`,
    );
  }
  const blank = roster.services.find((service) => service.slug.trim() === "");
  if (blank !== undefined) {
    throw new AuditError(
      "BAD_POLICY",
      `cannot draft ${path}: no name distinguishes ${JSON.stringify(blank.slug)} (a service account) from an empty name. Read the workspace itself instead of that artifact.`,
    );
  }
}

interface Request {
  readonly roster: Roster;
  readonly path: string;
  readonly now: Date;
}

/** Why a policy cannot be used, without a final period. */
interface Unfit {
  readonly unfit: string;
}

function tryToWrite({ roster, path, now }: Request, anyAbove: number): FirstPolicy | Unfit {
  const draft = draftPolicy(roster, { anyAbove });
  const parsed = parseFitting(draft, path);
  if ("unfit" in parsed) return parsed;
  const expires = addDays(now, graceDays);
  const { findings } = evaluate(roster, parsed, now);
  const found = selectFindings(findings, everything, roster);
  if (found.length === 0) return { text: draft, exceptions: 0, expires };
  const agreement = { reason: "TODO", created: toDay(now), expires };
  const entries = toEntries(found, agreement, { findings, roster });
  // The parser refuses a text that is too large.
  const before = `${draft}\n${aboveExceptions}\n`;
  const lines = entries.map((entry) => `  - ${toFlowText(entry)}\n`);
  const whole = parseFitting(`${before}exceptions:\n${lines.join("")}`, path);
  if ("unfit" in whole) return whole;
  const { text, policy } = acceptInto(before, path, entries);
  const [open] = selectFindings(evaluate(roster, policy, now).findings, everything, roster);
  if (open === undefined) return { text, exceptions: entries.length, expires };
  throw new AuditError(
    "BAD_POLICY",
    `cannot draft ${path}: no name distinguishes "${open.subject.slug}" (${open.rule}) from another account. Rename one of them.`,
  );
}

function parseFitting(text: string, path: string): Policy | Unfit {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxPolicyBytes) {
    const kib = (size: number) => `${Math.ceil(size / 1024)} KiB`;
    return {
      unfit: `it would have ${kib(bytes)}, and a policy has at most ${kib(maxPolicyBytes)}`,
    };
  }
  const parsed = parsePolicy(text, path);
  if ("policy" in parsed) return parsed.policy;
  return { unfit: `the draft would not be valid (${parsed.problems[0]?.message ?? ""})` };
}
