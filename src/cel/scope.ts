/** What the type checker knows at one place of an expression. */

import type { Expression, ExpressionProblem } from "./ast.ts";
import { wrong, type CelType } from "./types.ts";
import type { Run } from "./strict.ts";

/** An expression whose types are correct. */
export interface Checked {
  readonly type: CelType;
  readonly run: Run;
}

/** An expression with a mistake that was already reported. It never runs. */
export const invalid: Checked = { type: wrong, run: () => null };

export interface Scope {
  readonly names: ReadonlyMap<string, Checked>;
  /** The number of names that macros have bound at this place. */
  readonly depth: number;
  /** Paths such as `member.last_login_at` that cannot be null here. */
  readonly notNull: ReadonlySet<string>;
  /** Fields of the rule's subject that the expression reads; the checker adds to it. */
  readonly reads: Set<string>;
  readonly report: (problem: ExpressionProblem) => void;
  readonly check: (expression: Expression, scope: Scope) => Checked;
  /** Returns the end of a message, which suggests a known word for an unknown one; may be empty. */
  readonly suggest: (word: string, candidates: readonly string[]) => string;
}

/** Returns a scope in which these paths cannot be null either. */
export function knowing(scope: Scope, paths: readonly string[]): Scope {
  return paths.length === 0 ? scope : { ...scope, notNull: new Set([...scope.notNull, ...paths]) };
}

/** Returns `member.last_login_at` for a name with fields; undefined for anything else. */
export function pathOf(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind !== "field") return undefined;
  const path = pathOf(expression.of);
  return path === undefined ? undefined : `${path}.${expression.name}`;
}

/** Returns the paths that cannot be null if the expression's result is `outcome`. */
export function pathsNotNull(expression: Expression, outcome: boolean): readonly string[] {
  switch (expression.kind) {
    case "logic":
      // Only a true "and" says something about each of its operands; likewise a false "or".
      return outcome === (expression.operator === "&&")
        ? expression.operands.flatMap((operand) => pathsNotNull(operand, outcome))
        : [];
    case "unary":
      return expression.operator === "!" ? pathsNotNull(expression.operand, !outcome) : [];
    case "binary": {
      const { operator, left, right } = expression;
      if (operator !== (outcome ? "!=" : "==")) return [];
      if (right.kind === "null") return [pathOf(left)].filter((path) => path !== undefined);
      return left.kind === "null" ? [pathOf(right)].filter((path) => path !== undefined) : [];
    }
    case "call": {
      const [argument] = expression.args;
      const isHas = outcome && expression.name === "has" && expression.target === null;
      const path = isHas && argument !== undefined ? pathOf(argument) : undefined;
      return path === undefined ? [] : [path];
    }
    default:
      return [];
  }
}
