/** A first policy: the draft of a workspace, and an exception for each of today's findings. */

import type { Roster } from "../../roster/model.ts";
import { isSlug } from "../../roster/slug.ts";
import { AuditError } from "../../errors.ts";
import { draftPolicy } from "./draft.ts";
import { evaluate } from "../evaluate.ts";
import { acceptInto, selectFindings } from "../exceptions/accept.ts";
import { addDays, toDay } from "../exceptions/exception.ts";
import { toEntries } from "../exceptions/to-entries.ts";
import { formatProblems, parsePolicy } from "../file/parse.ts";
import type { Policy } from "../policy.ts";

export interface FirstPolicy {
  readonly text: string;
  /** The number of exceptions in it, each with the reason TODO. */
  readonly exceptions: number;
  /** Their last day. */
  readonly expires: string;
}

/** How long today's findings may stay until somebody has looked at them. */
const graceDays = 30;
const everything = { rule: undefined, subject: undefined };

/**
 * Returns a policy with only one kind of open finding for this roster: its exceptions do not have a
 * reason. Verifies this, and throws `AuditError` `BAD_POLICY` if no name distinguishes two
 * accounts.
 */
export function writeFirstPolicy(roster: Roster, path: string, now: Date): FirstPolicy {
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
  const draft = draftPolicy(roster);
  const expires = addDays(now, graceDays);
  const { findings } = evaluate(roster, parse(draft, path), now);
  const found = selectFindings(findings, everything, roster);
  if (found.length === 0) return { text: draft, exceptions: 0, expires };
  const entries = toEntries(
    found,
    { reason: "TODO", created: toDay(now), expires },
    { findings, roster },
  );
  const { text, policy } = acceptInto(draft, path, entries);
  const [open] = selectFindings(evaluate(roster, policy, now).findings, everything, roster);
  if (open === undefined) return { text, exceptions: entries.length, expires };
  throw new AuditError(
    "BAD_POLICY",
    `cannot draft ${path}: no name distinguishes "${open.subject.slug}" (${open.rule}) from another account. Rename one of them.`,
  );
}

function parse(text: string, path: string): Policy {
  const parsed = parsePolicy(text, path);
  if ("policy" in parsed) return parsed.policy;
  throw new Error(`bug: the draft is not valid: ${formatProblems(path, parsed.problems)}`);
}
