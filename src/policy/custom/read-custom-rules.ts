/** Reads the custom rules of a policy file, or returns all mistakes in them. */

import { z } from "zod";

import { findRule } from "../catalog.ts";
import { describeLine, type Place } from "../position.ts";
import type { Source } from "../file/source.ts";
import type { Problem } from "../file/problem.ts";
import { compileCondition } from "./condition.ts";
import type { CustomRule } from "./custom-rule.ts";
import { CustomEntry } from "./custom-schema.ts";
import { maxRules } from "./limits.ts";

export interface CustomRules {
  readonly rules: readonly CustomRule[];
  readonly problems: readonly Problem[];
}

/** These fields are checked separately, so that a mistake elsewhere in the entry hides nothing. */
const Named = z.object(CustomEntry.pick({ id: true }).shape);
const ConditionFields = z.object(CustomEntry.pick({ for: true, violates: true }).shape);

/**
 * Returns the rules whose entries have the right shape, and the mistakes in the ids and expressions
 * of all entries. The schema reports mistakes in the shape.
 */
export function readCustomRules(source: Source): CustomRules {
  const rules: CustomRule[] = [];
  const problems: Problem[] = [];
  const ids = new Map<string, Place>();
  for (const [index, value] of entriesOf(source.value).entries()) {
    const path = ["custom", index];
    const id = Named.safeParse(value).data?.id;
    const wrong =
      id === undefined ? undefined : whatIsWrongWithId(id, ids.get(id), source.positionOf(path));
    if (wrong !== undefined) {
      problems.push({ position: source.positionOf([...path, "id"]), message: wrong });
    }
    if (id !== undefined && !ids.has(id)) ids.set(id, source.positionOf(path));
    const condition = ConditionFields.safeParse(value).data;
    if (condition === undefined) continue;
    const compiled = compileCondition(condition.violates, condition.for);
    if ("problems" in compiled) {
      for (const { at, message } of compiled.problems) {
        problems.push({ position: source.positionWithin([...path, "violates"], at), message });
      }
      continue;
    }
    const { data: entry } = CustomEntry.safeParse(value);
    if (entry === undefined) continue;
    const { remedy = null } = entry;
    const position = source.positionOf(path);
    rules.push({ ...entry, violates: compiled.condition, remedy, position });
  }
  return { rules, problems };
}

function whatIsWrongWithId(id: string, first: Place | undefined, own: Place): string | undefined {
  if (findRule(id) !== undefined) return `"${id}" is a built-in rule's id: choose another`;
  if (first === undefined) return undefined;
  const also = first.path === own.path ? "" : `: first on ${describeLine(first, own)}`;
  return `there are two custom rules "${id}"${also}`;
}

function entriesOf(file: unknown): readonly unknown[] {
  if (typeof file !== "object" || file === null || !("custom" in file)) return [];
  // The schema reports that there are too many; the rest need not be compiled for that.
  return Array.isArray(file.custom) ? file.custom.slice(0, maxRules) : [];
}
