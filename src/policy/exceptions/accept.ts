/** Turns today's findings into exceptions, and inserts them into a policy's text. */

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
import { applyTextEdit, insertExceptions, type TextEdit } from "./insert-exceptions.ts";

/** The fields that all the new exceptions share. */
export type Agreement = Omit<ExceptionEntry, "rule" | "subject" | "team">;

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
    subject === undefined ? () => true : (of: Subject) => isNamed(of, subject, directory);
  return findings.filter(
    (finding) =>
      finding.state !== "accepted" &&
      !finding.rule.startsWith("exception-") &&
      (rule === undefined || finding.rule === rule) &&
      matchesSubject(finding.subject),
  );
}

/** Returns one entry for each rule, subject and team of the findings, in their order. */
export function toEntries(
  findings: readonly Finding[],
  agreement: Agreement,
  roster: Roster,
): readonly ExceptionEntry[] {
  const directory = directoryOf(roster);
  const entries = new Map<string, ExceptionEntry>();
  for (const { rule, subject, object } of findings) {
    const entry: ExceptionEntry = {
      rule,
      subject: nameFor(subject, directory),
      ...(object?.kind === "team" && {
        team: keepsUnchanged(object.slug, 255) ? object.slug : object.id,
      }),
      ...agreement,
    };
    const key = JSON.stringify([rule, fold(entry.subject), fold(entry.team ?? "")]);
    if (!entries.has(key)) entries.set(key, entry);
  }
  return [...entries.values()];
}

export interface Accepted {
  readonly text: string;
  readonly policy: Policy;
  readonly splice: TextEdit;
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
  const splice = insertExceptions(text, entries);
  if (splice === undefined) throw cannotAccept(path, "there is no place for them in its layout");
  const result = applyTextEdit(text, splice);
  const parsed = parse(result);
  if ("problems" in parsed) {
    const problems = formatProblems(path, parsed.problems.slice(0, 3)).replaceAll("\n", "; ");
    throw cannotAccept(path, `the result would not be valid (${problems})`);
  }
  if (canonical(readSource(result).value) !== canonical(withEntries(text, entries))) {
    throw cannotAccept(path, "the result would contain other changes");
  }
  return { text: result, policy: parsed.policy, splice };
}

function cannotAccept(path: string, reason: string): AuditError {
  return new AuditError(
    "BAD_POLICY",
    `cannot add exceptions to ${path}: ${reason}. Put "exceptions: []" on a line of its own and try again, or add them by hand.`,
  );
}

/** Returns the old file's data with the entries added: the expected content of the new file. */
function withEntries(text: string, entries: readonly ExceptionEntry[]): unknown {
  const old = readSource(text).value as Readonly<Record<string, unknown>>;
  return { ...old, exceptions: [...((old["exceptions"] ?? []) as unknown[]), ...entries] };
}

function canonical(value: unknown): string {
  return JSON.stringify(value);
}

const nowhere: Position = { line: 1, column: 1 };

/**
 * Returns the username if it refers to this account only and the file can contain it; otherwise the
 * id.
 */
function nameFor({ kind, id, slug }: Subject, directory: Directory): string {
  const name = { text: slug, position: nowhere };
  const isClean = keepsUnchanged(slug, 320);
  if (kind !== "member") return isClean ? slug : id;
  const isService = directory.service(name) !== undefined;
  return isClean && !isService && directory.member(name)?.id === id ? slug : id;
}

/**
 * Returns whether the policy's schema keeps the text unchanged; it trims texts and limits their
 * length.
 */
function keepsUnchanged(text: string, maxLength: number): boolean {
  return text !== "" && text.trim() === text && text.length <= maxLength;
}

function isNamed(subject: Subject, text: string, directory: Directory): boolean {
  if ([subject.id, subject.slug].some((name) => fold(name) === fold(text))) return true;
  return (
    subject.kind === "member" &&
    directory.members({ text, position: nowhere }).some(({ id }) => id === subject.id)
  );
}
