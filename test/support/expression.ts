/** Asks an expression of a roster, as a custom rule does. */

import { compileCondition, type RuleSubject } from "../../src/policy/custom/condition.ts";
import { createActivation } from "../../src/policy/custom/activation.ts";
import type { Member, Roster } from "../../src/roster/model.ts";
import { aMember, aRoster } from "./roster.ts";

export const now = new Date("2026-11-23T06:00:00Z");

/** Returns the problems of an expression, each as `offset: message`. */
export function problemsOf(text: string, subject: RuleSubject = "member"): readonly string[] {
  const compiled = compileCondition(text, subject);
  return "problems" in compiled
    ? compiled.problems.map(({ at, message }) => `${at}: ${message}`)
    : [];
}

/** Returns true, false, `unseen: reasons` or `failure: reason` for the row. */
export function ask(
  text: string,
  subject: RuleSubject,
  row: object,
  roster: Roster,
  steps?: number,
): boolean | string {
  const compiled = compileCondition(text, subject);
  if ("problems" in compiled) throw new Error(`${text}: ${JSON.stringify(compiled.problems)}`);
  const answer = compiled.condition.ask(row, createActivation(roster, now, steps));
  if ("violated" in answer) return answer.violated;
  return "error" in answer
    ? `failure: ${answer.error}`
    : `unseen: ${answer.unknown.map(({ reason }) => reason).join("; ")}`;
}

/** Returns the same for a member, the only one of a workspace unless a roster is given. */
export function askOfMember(
  text: string,
  overrides: Partial<Member> = {},
  roster: Partial<Roster> = {},
): boolean | string {
  const member = aMember(overrides);
  return ask(text, "member", member, aRoster({ members: [member], ...roster }));
}
