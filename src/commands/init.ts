import { existsSync } from "node:fs";

import type { Flags, Terminal } from "../command-line.ts";
import { AuditError } from "../errors.ts";
import { writeWholeFile } from "../files.ts";
import { draftPolicy } from "../policy/draft.ts";
import { evaluate } from "../policy/evaluate.ts";
import { acceptInto, selectFindings, toEntries } from "../policy/exceptions/accept.ts";
import { addDays, toDay } from "../policy/exceptions/exception.ts";
import { formatProblems, parsePolicy } from "../policy/parse.ts";
import type { Policy } from "../policy/policy.ts";
import { count } from "../report/counting.ts";
import { coverageStatus } from "../roster/coverage.ts";
import type { Roster } from "../roster/model.ts";
import { readTrusted } from "../wiring.ts";
import { toSettings } from "./audit.ts";

/** How long what is wrong today may stay before somebody has looked at it. */
const graceDays = 30;

/** Drafts a policy from the workspace and proves that it fits; returns 0. */
export async function init(
  { force, ...flags }: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const settings = toSettings(flags, terminal);
  const path = settings.policy;
  if (existsSync(path) && force !== true) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot draft ${path}: there is one already. Name another file with --policy, or replace it with --force.`,
    );
  }
  const { roster } = await readTrusted(settings, settings.organization, terminal);
  terminal.log.end();
  if (coverageStatus(roster.coverage) !== "complete") {
    const gap = roster.coverage.lists.find(({ reason }) => reason !== null);
    throw new AuditError(
      "CLOUDSMITH_REFUSED",
      `cannot draft ${path}: the workspace was not read whole, so the draft would leave somebody out (${gap?.name}: ${gap?.reason}). Use the key of an Owner or a Manager.`,
    );
  }
  const { text, exceptions } = prove(draftPolicy(roster), path, roster, terminal.clock());
  await writeWholeFile(path, text);
  terminal.out(
    `${path}: ${count(roster.teams.length, "team")}, ${count(roster.services.length, "service account")}, and ${count(exceptions, "exception")} for what is not right today, each with the reason TODO\n`,
  );
  return 0;
}

/** Adds an exception for each finding, and makes sure that none is left open. */
function prove(
  draft: string,
  path: string,
  roster: Roster,
  now: Date,
): { text: string; exceptions: number } {
  const { findings } = evaluate(roster, parse(draft, path), now);
  const chosen = selectFindings(findings, { rule: undefined, subject: undefined }, roster);
  if (chosen.length === 0) return { text: draft, exceptions: 0 };
  const agreement = {
    reason: "TODO",
    created: toDay(now),
    expires: addDays(now, graceDays),
  };
  const entries = toEntries(chosen, agreement, roster);
  const accepted = acceptInto(draft, path, entries);
  const left = selectFindings(
    evaluate(roster, accepted.policy, now).findings,
    { rule: undefined, subject: undefined },
    roster,
  );
  const [open] = left;
  if (open === undefined) return { text: accepted.text, exceptions: entries.length };
  throw new AuditError(
    "BAD_POLICY",
    `cannot draft ${path}: no name tells "${open.subject.slug}" (${open.rule}) apart from another account. Rename one of them.`,
  );
}

function parse(text: string, path: string): Policy {
  const parsed = parsePolicy(text, path);
  if ("policy" in parsed) return parsed.policy;
  throw new Error(`bug: the draft is not valid: ${formatProblems(path, parsed.problems)}`);
}
