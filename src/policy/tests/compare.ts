/** Compares what a policy finds in a test's roster with what the test expects. */

import { fold } from "../../roster/fold.ts";
import { describeLine } from "../position.ts";
import type { Finding } from "../finding.ts";
import type { Position } from "../position.ts";
import type { Expected } from "./parse.ts";

/** One difference between the policy's result and the test. */
export interface Difference {
  /** Where the test expects it; null for a result that the test does not mention. */
  readonly position: Position | null;
  readonly message: string;
}

/** The findings of a test's roster, and what is needed to name them. */
export interface Found {
  readonly open: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly messageOf: (finding: Finding) => string;
  /** Returns the names of a person's account, in the order of preference. */
  readonly namesOf: (name: string) => readonly string[];
}

type Kind = "found" | "accepted";

const whereElse: Readonly<Record<Kind, string>> = {
  found: " (it is found, but an exception accepts it)",
  accepted: " (it is found, but no exception accepts it)",
};

/** Returns expected findings that are missing, and findings that are not expected. */
export function compareFindings(
  expected: readonly Expected[],
  kind: Kind,
  { open, accepted, messageOf, namesOf }: Found,
): readonly Difference[] {
  const [found, others] = kind === "found" ? [open, accepted] : [accepted, open];
  const seen = indexFindings(found);
  const elsewhere = indexFindings(others);
  const wanted = new Set<string>();
  const missing = expected.flatMap(({ rule, text, position }): readonly Difference[] => {
    const texts = textsOf(text, namesOf);
    const keys = findKeys(rule, texts, seen);
    for (const key of keys) wanted.add(key);
    if (keys.length > 0) return [];
    const where = findKeys(rule, texts, elsewhere).length > 0 ? whereElse[kind] : "";
    return [{ position, message: `not ${kind}: ${rule} ${text}${where}` }];
  });
  const extra = [...seen]
    .filter(([key]) => !wanted.has(key))
    .map(([, finding]) => ({
      position: null,
      message: `${kind}, but not expected: ${finding.rule} ${textOf(finding)}: ${messageOf(finding)}${lineOf(finding)}`,
    }));
  return [...missing, ...extra];
}

/** Returns the rules that were judged against the expectation, and those that were not judged. */
export function compareUnjudged(
  expected: readonly Expected[],
  unjudged: readonly { readonly id: string; readonly reason: string }[],
): readonly Difference[] {
  const missing = expected
    .filter(({ rule }) => unjudged.every(({ id }) => id !== rule))
    .map(({ rule, position }) => ({ position, message: `judged: ${rule}` }));
  const extra = unjudged
    .filter(({ id }) => expected.every(({ rule }) => rule !== id))
    .map(({ id, reason }) => ({
      position: null,
      message: `not judged, but should have been: ${id}: ${reason}`,
    }));
  return [...missing, ...extra];
}

function indexFindings(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(findings.map((finding) => [keyOf(finding.rule, textOf(finding)), finding]));
}

/** The texts of findings that an expectation means. */
interface Texts {
  readonly written: string;
  readonly accounts: readonly string[];
}

/** Returns the texts: if the name is an alias, those of its account. */
function textsOf(text: string, namesOf: Found["namesOf"]): Texts {
  const parts = text.split(separator);
  for (let length = parts.length; length > 0; length--) {
    const names = namesOf(parts.slice(0, length).join(separator));
    if (names.length === 0) continue;
    const rest = parts.slice(length);
    return {
      written: text,
      accounts: names.map((name) => [name, ...rest].join(separator)),
    };
  }
  return { written: text, accounts: [] };
}

const separator = " in ";

/** An alias is another name of its account. Only a finding about the policy may name the alias. */
function findKeys(
  rule: string,
  { written, accounts }: Texts,
  findings: ReadonlyMap<string, Finding>,
): readonly string[] {
  const own = keyOf(rule, written);
  const isOwn = accounts.length === 0 || findings.get(own)?.subject.kind === "policy";
  const keys = [...accounts.map((text) => keyOf(rule, text)), ...(isOwn ? [own] : [])];
  return keys.filter((key) => findings.has(key));
}

function keyOf(rule: string, text: string): string {
  return JSON.stringify([rule, fold(text)]);
}

/** Returns a finding's subject and object in the form that tests use. */
function textOf({ subject, object }: Finding): string {
  return object === undefined ? subject.slug : `${subject.slug}${separator}${object.slug}`;
}

function lineOf({ position, exception }: Finding): string {
  const at = exception?.position ?? position;
  return at === undefined ? "" : ` (policy ${describeLine(at, { line: 1, column: 1 })})`;
}
