/** The complaint about something that may be null where null has no meaning. */

import { pathOf, type Scope } from "./scope.ts";
import type { Expression } from "./ast.ts";
import type { CelType } from "./types.ts";

/** Says so where something that may be null is used as if it could not be; returns whether. */
export function reportNullUse(
  expression: Expression,
  type: CelType | undefined,
  scope: Scope,
): boolean {
  if (type?.kind !== "nullable" && type?.kind !== "null") return false;
  const path = pathOf(expression);
  const message =
    type.kind === "null"
      ? "null has no place here: compare with == or !="
      : `${path ?? "this"} may be null: test it first, as in ${path ?? "x"} != null && …`;
  scope.report({ at: expression.at, message });
  return true;
}
