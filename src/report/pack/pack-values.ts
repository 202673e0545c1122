/** How a pack writes facts and findings. */

import { isUnknown, type Fact } from "../../roster/fact.ts";
import type { ReportFinding } from "../report.ts";
import type { PackFinding } from "./pack.ts";

/** Returns a fact as text. A null from the workspace means never. */
export function toWord(fact: Fact<string | null>): string {
  return isUnknown(fact) ? "unknown" : (fact ?? "never");
}

/** Returns a fact as a word. */
export function toYesNo(fact: Fact<boolean>): "yes" | "no" | "unknown" {
  if (isUnknown(fact)) return "unknown";
  return fact ? "yes" : "no";
}

/** Returns the part of a finding that what it is about shows. */
export function toPackFinding({ rule, severity, state, message }: ReportFinding): PackFinding {
  return { rule, severity, state, message };
}
