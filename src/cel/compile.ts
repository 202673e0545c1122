/** Turns the text of an expression into a program: parses it and checks its types. */

import { BudgetExceeded, type Activation } from "./activation.ts";
import type { ExpressionProblem } from "./ast.ts";
import { checkExpression } from "./checker.ts";
import { parseExpression } from "./parser.ts";
import type { Checked, Scope } from "./scope.ts";
import type { CelType } from "./types.ts";
import { EvaluationError, type Value } from "./values.ts";

/** The names that an expression may use. */
export interface Environment {
  /** Bound to the arguments of `evaluate`, in this order. */
  readonly parameters: readonly { readonly name: string; readonly type: CelType }[];
  readonly variables: ReadonlyMap<
    string,
    { readonly type: CelType; readonly read: (activation: Activation) => Value }
  >;
  /** Returns the end of a message, which suggests a known word for an unknown one; may be empty. */
  readonly suggest: Scope["suggest"];
}

export interface Program {
  readonly type: CelType;
  /** Paths that the expression reads, such as `member.role`, sorted. */
  readonly reads: readonly string[];
  /** Pure, except for the steps that it charges. Throws nothing itself. */
  readonly evaluate: (activation: Activation, values: readonly Value[]) => Value;
}

export type Compiled =
  | { readonly program: Program }
  | { readonly problems: readonly ExpressionProblem[] };

/**
 * Returns the program, or all mistakes in the text. `expected` names the kind of type that the
 * complete expression must have. Throws nothing because of the text.
 */
export function compile(
  text: string,
  { parameters, variables, suggest }: Environment,
  expected: { readonly kind: CelType["kind"]; readonly problem: (type: CelType) => string },
): Compiled {
  const parsed = parseExpression(text);
  if ("problem" in parsed) return { problems: [parsed.problem] };
  const problems: ExpressionProblem[] = [];
  const reads = new Set<string>();
  const names = new Map<string, Checked>();
  for (const [name, { type, read }] of variables) {
    names.set(name, { type, run: ({ activation }) => read(activation) });
  }
  for (const [slot, { name, type }] of parameters.entries()) {
    names.set(name, { type, run: ({ bound }) => bound[slot] ?? null });
  }
  const { type, run } = checkExpression(parsed.expression, {
    names,
    depth: parameters.length,
    notNull: new Set(),
    reads,
    report: (problem) => problems.push(problem),
    check: checkExpression,
    suggest,
  });
  if (type.kind !== expected.kind && type.kind !== "wrong") {
    problems.push({ at: parsed.expression.at, message: expected.problem(type) });
  }
  if (problems.length > 0) return { problems };
  const evaluate: Program["evaluate"] = (activation, values) => {
    try {
      return run({ activation, bound: [...values] });
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) throw error;
      return new EvaluationError(error.message);
    }
  };
  // A name that a macro binds has no meaning outside the expression.
  const outside = [...reads].filter((path) => names.has(path.split(".", 1)[0] ?? ""));
  return { program: { type, reads: outside.sort(), evaluate } };
}
