/** What the pages of `explain` say about rules. */

import type { ExplainedRule } from "../policy/explained-rule.ts";
import type { Finding } from "../policy/finding.ts";
import { shareGaps } from "../policy/list-gap.ts";
import { describePlace } from "../policy/position.ts";
import type { AnyRule } from "../policy/rule.ts";
import { count } from "../roster/count.ts";
import { heading, row, type Page } from "./explain-page.ts";

export interface RuleWords {
  readonly page: Page;
  readonly reasons: ReturnType<typeof createReasons>;
}

/** Returns the section with each rule that applies; `inWords` describes a fact that it looked at. */
export function describeRules<FactName extends string>(
  rules: readonly ExplainedRule<FactName>[],
  { page, reasons }: RuleWords,
  inWords: (fact: FactName) => string,
): readonly string[] {
  const applied = rules.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off");
  return [
    heading("Rules", page),
    ...applied.flatMap((rule) => {
      const evidence = rule.saw.map(inWords).join(", ");
      return row(rule.result.rule.id, describeOutcome(rule, { page, reasons }, evidence), page);
    }),
  ];
}

/** Returns the section with what rules find about a name that the workspace does not have. */
export function describeRulesOfAbsent(
  rules: readonly ExplainedRule[],
  words: RuleWords,
): readonly string[] {
  const { page } = words;
  return [
    heading("Rules", page),
    ...(rules.length === 0 ? row("", "no findings", page) : []),
    ...rules.flatMap((rule) => row(rule.result.rule.id, describeOutcome(rule, words), page)),
  ];
}

/** Returns a rule's result in one line; `evidence` is what the rule looked at. */
function describeOutcome(rule: ExplainedRule, { page, reasons }: RuleWords, evidence = ""): string {
  const { result, outcome, findings, why, position } = rule;
  const line = position === undefined ? "by default" : describePlace(position, page.path);
  if (outcome === "not-judged") {
    return `${reasons(result.rule.id, why ?? "")} (${line})${evidence === "" ? "" : `; looked at: ${evidence}`}`;
  }
  if (outcome === "repeats") return `reported by ${rule.reportedBy.join(", ")} (${line})`;
  if (findings.length === 0) return `passes (${line}): ${evidence}`;
  return describeFindings(result.rule, findings, line, page);
}

/** Returns which rules are off, and how many others do not look at this account, team or repository. */
export function describeUnused(rules: readonly ExplainedRule[], page: Page): readonly string[] {
  const off = rules.filter(({ outcome }) => outcome === "off").map(({ result }) => result.rule.id);
  const others = rules.filter(({ outcome }) => outcome === "indifferent").length;
  return [
    ...(off.length === 0 ? [] : row("off", off.join(", "), page)),
    ...(others === 0 ? [] : row("not applicable", count(others, "other rule"), page)),
  ];
}

/**
 * Returns a function that says why a rule was not judged. A reason that several rules have is given
 * once, with the first of them; `said` is what the page says before.
 */
export function createReasons({ roster }: Page, said = ""): (rule: string, why: string) => string {
  const share = shareGaps(roster.coverage.lists);
  const first = new Map<string, string>();
  return (rule, why) => {
    const reason = share(why);
    const isSaid = why !== "" && [why, reason].some((text) => said.includes(text));
    if (isSaid) return "not judged, for the reason above";
    const same = first.get(reason);
    if (same !== undefined) return `not judged, for the same reason as ${same}`;
    first.set(reason, rule);
    return `not judged: ${reason}`;
  };
}

/** Returns a rule's findings in one line; `line` is where the policy sets the rule. */
export function describeFindings(
  rule: AnyRule,
  findings: readonly Finding[],
  line: string,
  { path }: Page,
): string {
  return findings
    .map((finding) => {
      const { exception, position: at } = finding;
      const state =
        exception === undefined
          ? finding.severity
          : `accepted until ${exception.expires} (${describePlace(exception.position, path)})`;
      const place = at === undefined ? line : describePlace(at, path);
      return `${state}: ${rule.message(finding)} (${place})`;
    })
    .join("; ");
}
