import {
  factOf,
  factsOf,
  idOf,
  type AccountExplanation,
  type AccountFact,
} from "../policy/explain-account.ts";
import { nameOf, ofMember, ofService } from "../policy/subject.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import type { Account } from "../roster/access.ts";
import { accessOfAccount } from "./explain-access.ts";
import { keysOfService } from "./explain-keys.ts";
import { describeFact, heading, placesIn, row, type Page } from "./explain-page.ts";
import { createReasons, describeRules, describeUnused } from "./explain-rules.ts";

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
  providers: "who can become it",
};

/** Returns the page about a person or a service account. */
export function accountPage(explanation: AccountExplanation, page: Page): readonly string[] {
  const { account, rules } = explanation;
  const reasons = createReasons(page);
  return [
    heading(escapeTerminal(titleOf(account)), page),
    "",
    ...row("permanent id", idOf(account), page),
    ...factsOf(account.kind).flatMap((fact) =>
      row(factNames[fact], inWords(account, fact, page), page),
    ),
    "",
    ...accessOfAccount(account, page),
    "",
    ...(account.kind === "service" ? [...keysOfService(account.entry, page), ""] : []),
    ...placesIn(explanation, page),
    "",
    ...describeRules(
      rules,
      { page, reasons },
      (fact) => `${factNames[fact]} ${inWords(account, fact, page)}`,
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
  if (fact === "privileges" || fact === "providers") return "as above";
  const value = factOf(account, fact) as Parameters<typeof describeFact>[0];
  return describeFact(value, fact.endsWith("At"), roster);
}
