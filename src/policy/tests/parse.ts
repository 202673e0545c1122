/** Parses policy tests, or returns all problems of the text. */

import { fold } from "../../roster/fold.ts";
import type { Position } from "../position.ts";
import { toProblems } from "../file/describe-issue.ts";
import type { Policy } from "../policy.ts";
import { readSource, type Path, type Source } from "../file/source.ts";
import type { Problem } from "../file/problem.ts";
import { createAccountOf, findTwoNames, replaceAliases } from "./aliases.ts";
import { findRuleProblems } from "./named-rules.ts";
import { PolicyTestFile, type PolicyTestEntry } from "./format.ts";
import type { RosterFragment } from "./format-roster.ts";

/** One finding that a test expects. */
export interface Expected {
  readonly rule: string;
  /** The subject, followed by the team if there is one: `bernard-koch in platform`. */
  readonly text: string;
  readonly position: Position;
}

export interface PolicyTest {
  readonly name: string;
  /** Such as `2026-11-23`. */
  readonly today: string;
  readonly position: Position;
  /** What all tests of the file begin with; combined with the fragment only when the test runs. */
  readonly defaults: RosterFragment | undefined;
  /** The part of the roster that differs from the policy's description. */
  readonly fragment: RosterFragment;
  /** The rules whose results are compared; null: every rule. */
  readonly only: ReadonlySet<string> | null;
  /** The rules that the test names under `findings` or `accepted`, also with an empty list. */
  readonly named: ReadonlySet<string>;
  readonly findings: readonly Expected[];
  readonly accepted: readonly Expected[];
  /** Entries without a text. */
  readonly notJudged: readonly Expected[];
}

export type ParsedTests =
  | { readonly tests: readonly PolicyTest[] }
  | { readonly problems: readonly Problem[] };

/** Returns the tests, or the file's problems in its order. Throws nothing because of the text. */
export function parsePolicyTests(text: string, policy: Policy): ParsedTests {
  const source = readSource(text);
  const problems = [...source.problems];
  const parsed = PolicyTestFile.safeParse(source.value ?? {});
  if (source.value !== undefined && !parsed.success) {
    problems.push(...toProblems(parsed.error.issues, source, PolicyTestFile));
  } else if (source.value === undefined && problems.length === 0) {
    const message = 'the file is empty: it needs at least "version: 1", "today" and "tests"';
    problems.push({ position: { line: 1, column: 1 }, message });
  }
  const tests = parsed.success ? toTests(parsed.data, source, policy) : [];
  if (parsed.success) {
    problems.push(
      ...findRuleProblems(parsed.data, source, [...policy.rules.keys()]),
      ...findNameProblems(parsed.data, source, policy),
    );
  }
  if (problems.length === 0) return { tests };
  problems.sort(
    (a, b) => a.position.line - b.position.line || a.position.column - b.position.column,
  );
  return { problems };
}

function toTests(file: PolicyTestFile, source: Source, policy: Policy): readonly PolicyTest[] {
  const accountOf = createAccountOf(policy);
  const defaults = file.defaults && replaceAliases(file.defaults, accountOf);
  return file.tests.map((entry, index) => {
    const path = ["tests", index];
    const only = entry.only ?? file.defaults?.only ?? "all";
    return {
      name: entry.name,
      today: entry.today ?? file.today,
      position: source.positionOf(path),
      defaults,
      fragment: replaceAliases(entry, accountOf),
      only: only === "all" ? null : new Set(only),
      named: new Set([...(entry.findings?.keys() ?? []), ...(entry.accepted?.keys() ?? [])]),
      findings: toExpected(entry.findings, [...path, "findings"], source),
      accepted: toExpected(entry.accepted, [...path, "accepted"], source),
      notJudged: (entry["not-judged"] ?? []).map((rule, at) => ({
        rule,
        text: "",
        position: source.positionOf([...path, "not-judged", at]),
      })),
    };
  });
}

function toExpected(
  found: PolicyTestEntry["findings"],
  path: Path,
  source: Source,
): readonly Expected[] {
  return [...(found ?? [])].flatMap(([rule, texts]) =>
    texts.map((text, index) => ({
      rule,
      text: fold(text),
      position: source.positionOf([...path, rule, index]),
    })),
  );
}

function findNameProblems(file: PolicyTestFile, source: Source, policy: Policy): Problem[] {
  const accountOf = createAccountOf(policy);
  return [
    ...findTwoNames(file.defaults ?? {}, ["defaults"], source, accountOf),
    ...file.tests.flatMap((entry, index) =>
      findTwoNames(entry, ["tests", index], source, accountOf),
    ),
  ];
}
