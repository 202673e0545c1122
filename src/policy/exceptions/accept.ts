/** Selects findings to accept, and inserts exceptions into a policy's text. */

import { AuditError } from "../../errors.ts";
import { directoryOf, type Directory } from "../directory.ts";
import { fold } from "../../roster/fold.ts";
import type { Finding, Subject } from "../finding.ts";
import type { Position } from "../position.ts";
import { formatProblems, parsePolicy } from "../file/parse.ts";
import type { Policy } from "../policy.ts";
import { readSource } from "../file/source.ts";
import type { Roster } from "../../roster/model.ts";
import type { ExceptionEntry } from "./entry.ts";
import { insertExceptions } from "./insert-exceptions.ts";
import { isOfKind, readSubject } from "./meant-kind.ts";
import { placesOf, sortEntries } from "./order.ts";
import { applyTextEdits, type TextEdit } from "./text-edit.ts";

export interface Selection {
  /** Only findings of this rule. */
  readonly rule: string | undefined;
  /** Only findings whose subject has this username, permanent id, e-mail address or slug. */
  readonly subject: string | undefined;
}

/** Returns the open findings that match a selection; never one about an exception. */
export function selectFindings(
  findings: readonly Finding[],
  { rule, subject }: Selection,
  roster: Roster,
): readonly Finding[] {
  const directory = directoryOf(roster);
  const matchesSubject =
    subject === undefined ? () => true : (of: Finding) => isMeant(of, subject, directory);
  return findings.filter(
    (finding) =>
      finding.state !== "accepted" &&
      !finding.rule.startsWith("exception-") &&
      (rule === undefined || finding.rule === rule) &&
      matchesSubject(finding),
  );
}

export interface Accepted {
  readonly text: string;
  readonly policy: Policy;
  /** What was inserted, at one place or several. */
  readonly edits: readonly TextEdit[];
}

/**
 * Returns the text of a policy's file with the entries, of which there is at least one. `parse`
 * returns the policy with another text of that file. Throws `AuditError` `BAD_POLICY` if the result
 * would not contain exactly the old policy and the new exceptions.
 */
export function acceptInto(
  text: string,
  path: string,
  entries: readonly ExceptionEntry[],
  parse = (changed: string) => parsePolicy(changed, path),
): Accepted {
  const sorted = sortEntries(entries);
  const edits = insertExceptions(text, sorted);
  if (edits === undefined) throw cannotAccept(path, "there is no place for them in its layout");
  const result = applyTextEdits(text, edits);
  const parsed = parse(result);
  if ("problems" in parsed) {
    const problems = formatProblems(path, parsed.problems.slice(0, 3)).replaceAll("\n", "; ");
    throw cannotAccept(path, `the result would not be valid (${problems})`);
  }
  if (canonical(readSource(result).value) !== canonical(withEntries(text, sorted))) {
    throw cannotAccept(path, "the result would contain other changes");
  }
  return { text: result, policy: parsed.policy, edits };
}

function cannotAccept(path: string, reason: string): AuditError {
  return new AuditError(
    "BAD_POLICY",
    `cannot add exceptions to ${path}: ${reason}. Put "exceptions: []" on a line of its own and try again, or add them by hand.`,
  );
}

/** Returns the old file's data with the sorted entries: the expected content of the new file. */
function withEntries(text: string, sorted: readonly ExceptionEntry[]): unknown {
  const old = readSource(text).value as Readonly<Record<string, unknown>>;
  const existing = (old["exceptions"] ?? []) as readonly ExceptionEntry[];
  const places = placesOf(existing, sorted);
  const addedAt = (index: number) => sorted.filter((_, at) => places[at] === index);
  return {
    ...old,
    exceptions: [
      ...existing.flatMap((entry, index) => [...addedAt(index), entry]),
      ...addedAt(existing.length),
    ],
  };
}

function canonical(value: unknown): string {
  return JSON.stringify(value);
}

const nowhere: Position = { line: 1, column: 1 };

/** A name may say its kind, as in an exception: `team:docs`. */
function isMeant(finding: Finding, text: string, directory: Directory): boolean {
  const { kind, name } = readSubject({ text, position: nowhere });
  return (
    isNamed(finding.subject, text, directory) ||
    (isOfKind(finding, kind) && isNamed(finding.subject, name.text, directory))
  );
}

function isNamed(subject: Subject, text: string, directory: Directory): boolean {
  if ([subject.id, subject.slug].some((name) => fold(name) === fold(text))) return true;
  return (
    subject.kind === "member" &&
    directory.members({ text, position: nowhere }).some(({ id }) => id === subject.id)
  );
}
