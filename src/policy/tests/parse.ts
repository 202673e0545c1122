/** Parses policy tests, or returns all problems of the text. */

import { fold } from "../../roster/fold.ts";
import type { Position } from "../position.ts";
import { toProblems } from "../file/describe-issue.ts";
import type { Policy } from "../policy.ts";
import { readSource, type Path, type Source } from "../file/source.ts";
import type { Problem } from "../file/problem.ts";
import { suggest } from "../suggest.ts";
import { PolicyTestFile, type PolicyTestEntry } from "./format.ts";

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
  /** The part of the roster that differs from the policy's description. */
  readonly fragment: PolicyTestEntry;
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
  const tests = parsed.success ? toTests(parsed.data, source) : [];
  problems.push(...findUnknownRules(tests, policy));
  if (problems.length === 0) return { tests };
  problems.sort(
    (a, b) => a.position.line - b.position.line || a.position.column - b.position.column,
  );
  return { problems };
}

function toTests(file: PolicyTestFile, source: Source): readonly PolicyTest[] {
  return file.tests.map((fragment, index) => {
    const path = ["tests", index];
    return {
      name: fragment.name,
      today: fragment.today ?? file.today,
      position: source.positionOf(path),
      fragment,
      findings: toExpected(fragment.findings, [...path, "findings"], source),
      accepted: toExpected(fragment.accepted, [...path, "accepted"], source),
      notJudged: (fragment["not-judged"] ?? []).map((rule, at) => ({
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

function findUnknownRules(tests: readonly PolicyTest[], policy: Policy): Problem[] {
  const ids = [...policy.rules.keys()];
  return tests
    .flatMap(({ findings, accepted, notJudged }) => [...findings, ...accepted, ...notJudged])
    .filter(({ rule }) => !policy.rules.has(rule))
    .map(({ rule, position }) => ({
      position,
      message: `"${rule}" is not a rule of the policy${suggest(rule, ids)}`,
    }));
}
