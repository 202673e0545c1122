/** How a pack writes facts and findings. */

import { isUnknown, type Fact } from "../../roster/fact.ts";
import type { ReportFinding } from "../report.ts";
import type { PackFinding } from "./pack.ts";

/** Returns a fact as text. A null from the workspace means never. */
export function toWord(fact: Fact<string | null>): string {
  return isUnknown(fact) ? "unknown" : (fact ?? "never");
}

/** Returns the part of a finding that an account or a repository shows. */
export function toPackFinding({ rule, severity, state, message }: ReportFinding): PackFinding {
  return { rule, severity, state, message };
}
