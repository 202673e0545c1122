/** How the command line prints an error that a user can act on. */

import type { AuditError } from "../errors.ts";
import { count } from "../roster/count.ts";
import { escapeLine } from "./terminal.ts";

/** Returns one problem per line, in the format of editors, and the number of problems last. */
export function describeFailure({ message, problems }: AuditError): string {
  const lines = message.split("\n").map(escapeLine).join("\n");
  const [first] = problems;
  if (first === undefined) return `error: ${lines}\n`;
  const mistakes = count(problems.length, "mistake");
  const files = new Set(problems.map(({ path }) => path)).size;
  const where = files === 1 ? "" : ` in ${files} files`;
  const what = files === 1 ? escapeLine(first.path) : "the policy";
  return `${lines}\nerror: cannot use ${what}: it has ${mistakes}${where}. ${problems.length === 1 ? "It is" : "They are"} listed above.\n`;
}
