/** Finds mistakes in the rules that tests name. */

import type { Path, Source } from "../file/source.ts";
import type { Problem } from "../file/problem.ts";
import { quoteWritten } from "../file/written.ts";
import { suggest } from "../suggest.ts";
import type { PolicyTestEntry, PolicyTestFile } from "./format.ts";

interface NamedRule {
  readonly rule: string;
  readonly path: Path;
}

/** Returns a problem for each rule that does not exist, or that `only` leaves out. */
export function findRuleProblems(
  { defaults, tests }: PolicyTestFile,
  source: Source,
  ids: readonly string[],
): readonly Problem[] {
  const known = new Set(ids);
  const unknown = ({ rule, path }: NamedRule): readonly Problem[] =>
    known.has(rule)
      ? []
      : [
          {
            position: source.positionOf(path),
            message: `"${rule}" is not a rule of the policy${suggest(rule, ids)}`,
          },
        ];
  return [
    ...inOnly(defaults?.only, ["defaults"]).flatMap(unknown),
    ...tests.flatMap((test, index) => {
      const path = ["tests", index];
      const expected = inExpectations(test, path);
      const only = test.only ?? defaults?.only ?? "all";
      const leftOut = expected.filter(
        ({ rule }) => only !== "all" && known.has(rule) && !only.includes(rule),
      );
      return [
        ...[...inOnly(test.only, path), ...expected].flatMap(unknown),
        ...leftOut.map(({ rule, path: at }) => ({
          position: source.positionOf(at),
          message: `${quoteWritten(rule)} is not in "only", so it is not compared: add it there, or remove it here`,
        })),
      ];
    }),
  ];
}

function inOnly(only: PolicyTestEntry["only"], path: Path): readonly NamedRule[] {
  if (only === undefined || only === "all") return [];
  return only.map((rule, index) => ({ rule, path: [...path, "only", index] }));
}

/** Returns each place at which a test expects something of a rule. */
function inExpectations(test: PolicyTestEntry, path: Path): readonly NamedRule[] {
  const found = (["findings", "accepted"] as const).flatMap((key) =>
    [...(test[key] ?? [])].flatMap(([rule, texts]) =>
      texts.map((_, index) => ({ rule, path: [...path, key, rule, index] })),
    ),
  );
  const unjudged = (test["not-judged"] ?? []).map((rule, index) => ({
    rule,
    path: [...path, "not-judged", index],
  }));
  return [...found, ...unjudged];
}
