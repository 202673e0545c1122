/** Reports a value that may be null where null is not allowed. */

import { pathOf, type Scope } from "./scope.ts";
import type { Expression } from "./ast.ts";
import type { CelType } from "./types.ts";

/**
 * Reports a value that may be null but is used as if it cannot be. Returns whether it reported one.
 */
export function reportNullUse(
  expression: Expression,
  type: CelType | undefined,
  scope: Scope,
): boolean {
  if (type?.kind !== "nullable" && type?.kind !== "null") return false;
  const path = pathOf(expression);
  const message =
    type.kind === "null"
      ? "null is not allowed here: compare with == or !="
      : `${path ?? "this"} may be null: test it first, as in ${path ?? "x"} != null && …`;
  scope.report({ at: expression.at, message });
  return true;
}
