/** Judges rosters under a policy that has exceptions. */

import { evaluate, type Evaluation } from "../../src/policy/evaluate.ts";
import type { Roster } from "../../src/roster/model.ts";
import { policyOf } from "./policy.ts";
import { aMember, aRoster } from "./roster.ts";

export const noon = new Date("2026-11-23T12:00:00Z");

export function evaluateWith(body: string, roster: Partial<Roster>, now = noon): Evaluation {
  return evaluate(aRoster(roster), policyOf(body), now);
}

/** Returns what was found in short, accepted drift in brackets. */
export function inShort({ findings }: Evaluation): string[] {
  return findings.map(({ rule, subject, object, state }) => {
    const text = `${rule} ${subject.slug}${object === undefined ? "" : ` in ${object.slug}`}`;
    return state === "accepted" ? `(${text})` : text;
  });
}

export const jo = aMember({ username: "jo", role: "Owner", twoFactor: false });

export function exception(fields: string): string {
  return `exceptions:\n  - { rule: two-factor, ${fields} }\n`;
}
