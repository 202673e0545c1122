/**
 * Proves that the encoded rows decode to the roster. Property tests prove it for any roster; this
 * decodes one account of each kind of every roster that is written.
 */

import { isDeepStrictEqual } from "node:util";

import { isUnknown, type Fact } from "../roster/fact.ts";
import type { Member } from "../roster/model.ts";
import { summarize, toBatches, type Batch, type SummarizedBatch } from "./batches.ts";
import type { Contents } from "./contents.ts";
import { maxDocumentBytes } from "./document.ts";
import { findMissing } from "./find-missing.ts";
import { readSync } from "./read.ts";
import { DatabaseWriter } from "./sqlite/database.ts";
import { openSqlite } from "./sqlite/sqlite.ts";
import type { Sync } from "./sync.ts";

/** Up to this number, every member is decoded. */
const maxMembers = 250;

/**
 * Writes a sample of the contents to memory, and reads it like any other reader. Returns the path
 * of the first value that differs, without values; undefined if all are equal. `added` is what the
 * artifact was written from: the rows of a complete sample must be the same.
 */
export function findUndecodable(
  contents: Contents,
  sync: Sync,
  added: readonly SummarizedBatch[],
): string | undefined {
  const { roster } = contents;
  const missing = findMissing(roster, added);
  if (missing !== undefined) return missing;
  const members = sampleOf(roster.members);
  const sample = { ...contents, roster: { ...roster, members } };
  const batches = [...toBatches(sample)];
  const isComplete = members.length === roster.members.length;
  if (isComplete && !isDeepStrictEqual(batches.map(summarize), added)) return "its encoded rows";
  try {
    return findDifference(sample, sync, batches);
  } catch {
    // Even the reason may have personal data.
    return "a record that cannot be decoded";
  }
}

function findDifference(
  sample: Contents,
  sync: Sync,
  batches: readonly Batch[],
): string | undefined {
  const database = openSqlite(":memory:");
  try {
    const writer = new DatabaseWriter(database, sync);
    for (const batch of batches) writer.add(batch);
    writer.finish();
    // The document is that of a sample, but may be as long as that of all members.
    const read = readSync(database, 0, maxDocumentBytes(Infinity));
    return (
      firstDifference(sample.roster, read.roster, "roster") ??
      firstDifference(sample.unlisted, read.unlisted, "unlisted")
    );
  } finally {
    database.close();
  }
}

/** Returns one member of each kind, in the same order. */
function sampleOf(members: readonly Member[]): readonly Member[] {
  if (members.length <= maxMembers) return members;
  const seen = new Set<string>();
  return members.filter((member) => {
    const kind = kindOf(member);
    return !seen.has(kind) && seen.add(kind);
  });
}

/** Members of one kind take the same paths through the encoder and the decoder. */
function kindOf(member: Member): string {
  const { teams } = member;
  return [
    kindOfText(member.id),
    kindOfText(member.username),
    kindOfText(member.name),
    kindOfFact(member.email, kindOfText),
    kindOfFact(member.role),
    kindOfFact(member.active),
    kindOfFact(member.twoFactor),
    kindOfFact(member.visibility),
    kindOfFact(member.joinedAt, () => "at"),
    kindOfFact(member.lastLoginAt, (at) => (at === null ? "never" : "at")),
    kindOfFact(member.lastLoginMethod),
    kindOfFact(teams, (list) => [...new Set(list.map(({ role }) => kindOfFact(role)))].join("+")),
  ].join("|");
}

function kindOfFact<T>(fact: Fact<T>, kindOfValue: (value: T) => string = String): string {
  return isUnknown(fact) ? JSON.stringify(fact) : kindOfValue(fact);
}

/** Lengths of 0, 60 and 127 are the limits of the encoder's paths. */
function kindOfText(text: string): string {
  const { length } = text;
  const size = length === 0 ? "" : length <= 60 ? "s" : length <= 127 ? "m" : "l";
  if (/^[\0-\x7F]*$/u.test(text)) return size;
  return `${size}${text.isWellFormed() ? "u" : "half"}`;
}

/**
 * Returns the path of the first value that differs, without the values: they may be personal data.
 * Undefined if all are equal.
 */
function firstDifference(expected: unknown, found: unknown, path: string): string | undefined {
  if (isDeepStrictEqual(expected, found)) return undefined;
  if (!isContainer(expected) || !isContainer(found)) return path;
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  for (const key of keys) {
    const place = firstDifference(expected[key], found[key], `${path}.${key}`);
    if (place !== undefined) return place;
  }
  return path;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
