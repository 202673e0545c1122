/** Explains an OIDC provider or a group at the identity provider: what each rule finds about it. */

import { fold } from "../roster/fold.ts";
import type { Roster } from "../roster/model.ts";
import { evaluate } from "./evaluate.ts";
import type { ExceptionUse } from "./exceptions/exception.ts";
import { toExplainedRule, type ExplainedRule } from "./explained-rule.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";

export interface KeyExplanation {
  readonly rules: readonly ExplainedRule<"name">[];
  readonly exceptions: readonly ExceptionUse[];
}

interface Key {
  readonly section: "oidc" | "group-sync";
  readonly isAbout: (finding: Finding) => boolean;
  /** By which exceptions may name it. */
  readonly names: readonly string[];
  /** False for a name that only the policy contains: rules on what the workspace has do not apply. */
  readonly isThere: boolean;
}

/** Returns the rules of a section for one of the things that it is about. Pure. */
export function explainKey(
  roster: Roster,
  policy: Policy,
  { section, isAbout, names, isThere }: Key,
  now: Date,
): KeyExplanation {
  const { rules, exceptions } = evaluate(roster, policy, now);
  const folded = new Set(names.map(fold));
  return {
    rules: rules
      .filter(({ rule, findings }) => rule.section === section || findings.some(isAbout))
      .map((result) => {
        const applies = isThere || result.rule.evidence === "list";
        const why = result.status === "not-judged" && applies ? result.reason : null;
        return toExplainedRule(result, policy, { isAbout, saw: applies ? ["name"] : [], why });
      }),
    exceptions: exceptions.filter(({ exception: { subject, provider } }) =>
      [subject.text, ...(section === "oidc" ? [provider ?? ""] : [])].some((text) =>
        folded.has(fold(text)),
      ),
    ),
  };
}
