/** The custom rules of a policy file, or everything that is wrong with them. */

import { findRule } from "../catalog.ts";
import type { Problem, Source } from "../source.ts";
import { compileCondition } from "./condition.ts";
import type { CustomRule } from "./custom-rule.ts";
import { CustomEntry } from "./custom-schema.ts";
import { maxRules } from "./limits.ts";

export interface CustomRules {
  readonly rules: readonly CustomRule[];
  readonly problems: readonly Problem[];
}

/**
 * Returns the rules whose entries have the right shape, and what is wrong with their ids and
 * expressions. What is wrong with the other entries' shape is the schema's to tell, so that neither
 * hides the other.
 */
export function readCustomRules(source: Source): CustomRules {
  const rules: CustomRule[] = [];
  const problems: Problem[] = [];
  const ids = new Set<string>();
  for (const [index, value] of entriesOf(source.value).entries()) {
    const parsed = CustomEntry.safeParse(value);
    if (!parsed.success) continue;
    const { id, violates, for: subject, severity, message, remedy = null } = parsed.data;
    const path = ["custom", index];
    const complain = (text: string) =>
      problems.push({ position: source.positionOf([...path, "id"]), message: text });
    if (findRule(id) !== undefined) complain(`"${id}" is a built-in rule's id: choose another`);
    else if (ids.has(id)) complain(`there are two custom rules "${id}"`);
    ids.add(id);
    const compiled = compileCondition(violates, subject);
    if ("condition" in compiled) {
      const position = source.positionOf(path);
      const condition = compiled.condition;
      rules.push({ id, for: subject, violates: condition, severity, message, remedy, position });
      continue;
    }
    for (const { at, message: text } of compiled.problems) {
      const position = source.positionWithin([...path, "violates"], at);
      problems.push({ position, message: text });
    }
  }
  return { rules, problems };
}

function entriesOf(file: unknown): readonly unknown[] {
  if (typeof file !== "object" || file === null || !("custom" in file)) return [];
  // The schema says that there are too many; nothing is to be compiled for that.
  return Array.isArray(file.custom) ? file.custom.slice(0, maxRules) : [];
}
