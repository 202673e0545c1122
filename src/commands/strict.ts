/** What `check --strict` also fails on: exceptions that do not say enough. */

import { isUnexplained, type PolicyException } from "../policy/exceptions/exception.ts";
import { isUnlimited } from "../policy/exceptions/limit.ts";
import { describePlace } from "../policy/position.ts";
import type { Policy } from "../policy/policy.ts";
import { escapeLine, type Terminal } from "./terminal.ts";

/** Prints each exception that does not say enough, with its line; returns whether there is none. */
export function requireDetails({ path, exceptions }: Policy, { out }: Terminal): boolean {
  const problems = exceptions.flatMap((exception) =>
    problemsOf(exception).map((problem) => ({ ...exception, problem })),
  );
  for (const { rule, subject, position, problem } of problems) {
    const place = `${describePlace(position, path)}:${position.column}`;
    out(
      `${escapeLine(`${place}: the exception for ${subject.text} from rule ${rule} ${problem}`)}\n`,
    );
  }
  return problems.length === 0;
}

function problemsOf(exception: PolicyException): string[] {
  return [
    ...(isUnexplained(exception) ? ["has no reason"] : []),
    ...(isUnlimited(exception)
      ? ["covers any role and any number: add role, and allow with the number"]
      : []),
  ];
}
