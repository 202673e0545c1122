import {
  factOf,
  factsOf,
  idOf,
  type AccountExplanation,
  type AccountFact,
  type AccountRule,
} from "../policy/explain-account.ts";
import type { Policy } from "../policy/policy.ts";
import { describePlace } from "../policy/position.ts";
import { nameOf, ofMember, ofService } from "../policy/subject.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import type { Account } from "../roster/access.ts";
import { accessOfAccount } from "./explain-access.ts";
import {
  createReasons,
  describeFact,
  describeFindings,
  describeUnused,
  placesIn,
  heading,
  row,
  type Page,
} from "./explain-page.ts";

const factNames: Readonly<Record<AccountFact, string>> = {
  email: "e-mail address",
  role: "workspace role",
  active: "active",
  twoFactor: "two-factor",
  joinedAt: "joined",
  lastLoginAt: "last login",
  lastLoginMethod: "login method",
  visibility: "visibility",
  createdAt: "created",
  createdBy: "created by",
  keyExpiresAt: "key expires",
  teams: "teams",
  privileges: "own privileges",
};

/** Returns the page about a person or a service account. */
export function accountPage(
  explanation: AccountExplanation,
  policy: Policy,
  page: Page,
): readonly string[] {
  const { account, rules } = explanation;
  const applied = rules.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off");
  const reasons = createReasons(page);
  return [
    heading(escapeTerminal(titleOf(account)), page),
    "",
    ...row("permanent id", idOf(account), page),
    ...factsOf(account.kind).flatMap((fact) =>
      row(factNames[fact], inWords(account, fact, page), page),
    ),
    "",
    ...accessOfAccount(account, policy, page),
    "",
    ...placesIn(explanation, page),
    "",
    heading("Rules", page),
    ...applied.flatMap((rule) =>
      row(rule.result.rule.id, describe(rule, account, { page, reasons }), page),
    ),
    ...describeUnused(rules, page),
  ];
}

function titleOf({ kind, entry }: Account): string {
  return kind === "member"
    ? nameOf(ofMember(entry))
    : `service account ${nameOf(ofService(entry))}`;
}

function inWords(account: Account, fact: AccountFact, { roster }: Page): string {
  if (fact === "privileges") return "as above";
  const value = factOf(account, fact) as Parameters<typeof describeFact>[0];
  return describeFact(value, fact.endsWith("At"), roster);
}

interface Context {
  readonly page: Page;
  readonly reasons: ReturnType<typeof createReasons>;
}

function describe(rule: AccountRule, account: Account, { page, reasons }: Context): string {
  const { result, outcome, findings, saw, why, position } = rule;
  const line = position === undefined ? "by default" : describePlace(position, page.path);
  const evidence = saw
    .map((fact) => `${factNames[fact]} ${inWords(account, fact, page)}`)
    .join(", ");
  if (outcome === "not-judged") {
    return `${reasons(result.rule.id, why ?? "")} (${line}); looked at: ${evidence}`;
  }
  if (outcome === "repeats") return `reported by ${rule.reportedBy.join(", ")} (${line})`;
  if (findings.length === 0) return `passes (${line}): ${evidence}`;
  return describeFindings(result.rule, findings, line, page);
}
