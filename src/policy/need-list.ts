/** For rules that need a list only sometimes. */

import { listCoverage, type ListName } from "../roster/coverage.ts";
import { describeGap } from "./list-gap.ts";
import type { RuleContext } from "./rule.ts";

/** Returns whether a list was read completely; if not, the rule is not judged. */
export function needList(
  { roster, cannotJudge }: Pick<RuleContext<unknown>, "roster" | "cannotJudge">,
  name: ListName,
): boolean {
  const list = listCoverage(roster.coverage, name);
  if (list.status === "complete") return true;
  cannotJudge(describeGap(list), list.status !== "not-in-plan");
  return false;
}
