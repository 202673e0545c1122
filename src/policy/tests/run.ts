/** Runs policy tests: compares what a policy finds in their rosters with what they expect. */

import { fold } from "../../roster/fold.ts";
import { evaluate } from "../evaluate.ts";
import type { Finding } from "../finding.ts";
import { describeLine, type Position } from "../position.ts";
import type { Policy } from "../policy.ts";
import type { Expected, PolicyTest } from "./parse.ts";
import { toRoster } from "./roster.ts";

/** One difference between the policy's result and the test. */
export interface Difference {
  /** Where the test expects it; null for a result that the test does not mention. */
  readonly position: Position | null;
  readonly message: string;
}

export interface TestResult {
  readonly test: PolicyTest;
  /** Empty for a test that passes. */
  readonly differences: readonly Difference[];
}

/** Returns one result for each test, in their order. Pure. */
export function runPolicyTests(
  policy: Policy,
  tests: readonly PolicyTest[],
): readonly TestResult[] {
  return tests.map((test) => {
    // Noon, because an exception is valid until the end of its day.
    const now = new Date(`${test.today}T12:00:00Z`);
    const { findings, rules } = evaluate(toRoster(policy, test.fragment, now), policy, now);
    const isIncluded = toFilter(test);
    const open = findings.filter(
      (finding) => finding.state !== "accepted" && isIncluded(finding.rule),
    );
    const accepted = findings.filter((finding) => finding.state === "accepted");
    const messages = new Map(rules.map(({ rule }) => [rule.id, rule.message]));
    const messageOf = (finding: Finding) => messages.get(finding.rule)?.(finding) ?? "";
    const unjudged = rules.filter(
      ({ rule, status }) => status === "not-judged" && isIncluded(rule.id),
    );
    return {
      test,
      differences: [
        ...compare(test.findings, open, accepted, "found", messageOf),
        ...compare(test.accepted, accepted, open, "accepted", messageOf),
        ...compareUnjudged(
          test.notJudged,
          unjudged.map(({ rule, reason }) => ({ id: rule.id, reason: reason ?? "" })),
        ),
      ],
    };
  });
}

/** A test checks the rules about exceptions only if it names them. */
function toFilter({ fragment, notJudged }: PolicyTest): (rule: string) => boolean {
  // An empty list names a rule, too: then the rule must find nothing.
  const named = new Set([
    ...(fragment.findings?.keys() ?? []),
    ...notJudged.map(({ rule }) => rule),
  ]);
  return (rule) => !rule.startsWith("exception-") || named.has(rule);
}

function compare(
  expected: readonly Expected[],
  found: readonly Finding[],
  others: readonly Finding[],
  word: "found" | "accepted",
  messageOf: (finding: Finding) => string,
): Difference[] {
  const seen = new Map(found.map((finding) => [keyOf(finding.rule, textOf(finding)), finding]));
  const elsewhere = new Set(others.map((finding) => keyOf(finding.rule, textOf(finding))));
  const wanted = new Set(expected.map(({ rule, text }) => keyOf(rule, text)));
  const missing = expected
    .filter(({ rule, text }) => !seen.has(keyOf(rule, text)))
    .map(({ rule, text, position }) => ({
      position,
      message: `not ${word}: ${rule} ${text}${elsewhere.has(keyOf(rule, text)) ? whereElse[word] : ""}`,
    }));
  const extra = [...seen]
    .filter(([key]) => !wanted.has(key))
    .map(([, finding]) => ({
      position: null,
      message: `${word}, but not expected: ${finding.rule} ${textOf(finding)}: ${messageOf(finding)}${lineOf(finding)}`,
    }));
  return [...missing, ...extra];
}

const whereElse = {
  found: " (it is found, but an exception accepts it)",
  accepted: " (it is found, but no exception accepts it)",
} as const;

function compareUnjudged(
  expected: readonly Expected[],
  unjudged: readonly { readonly id: string; readonly reason: string }[],
): Difference[] {
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

function keyOf(rule: string, text: string): string {
  return JSON.stringify([rule, fold(text)]);
}

/** Returns a finding's subject and object in the form that tests use. */
function textOf({ subject, object }: Finding): string {
  return object === undefined ? subject.slug : `${subject.slug} in ${object.slug}`;
}

function lineOf({ position, exception }: Finding): string {
  const at = exception?.position ?? position;
  return at === undefined ? "" : ` (policy ${describeLine(at, { line: 1, column: 1 })})`;
}
