import { requireSameWorkspace } from "../audit.ts";
import type { Flags, Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import {
  explainAccount,
  factOf,
  factsOf,
  findAccounts,
  idOf,
  type Account,
  type AccountExplanation,
  type AccountFact,
  type AccountRule,
} from "../policy/explain-account.ts";
import { describePlace } from "../policy/position.ts";
import { nameOf, ofMember, ofService } from "../policy/subject.ts";
import { suggestFirst } from "../policy/suggest.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import type { Roster } from "../roster/model.ts";
import { readPolicyFile } from "../sources/policy-file.ts";
import { loadRoster } from "../sources/load-roster.ts";
import { toSource } from "../sources/source.ts";
import { explainName } from "./explain-name.ts";
import {
  describeFact,
  describeFindings,
  placesIn,
  heading,
  row,
  type Page,
} from "./explain-page.ts";
import { toSettings } from "./settings.ts";

/**
 * Prints the facts of an account and each rule's result for it, or what is known of an invite or of
 * a name that only the policy contains; returns 0.
 */
export async function explainAccountTo(
  terminal: Terminal,
  flags: Flags,
  name: string,
  ruleIds: readonly string[],
): Promise<number> {
  const settings = toSettings(flags, terminal);
  if (settings["api-key"] === undefined && settings["from-c1z"] === undefined) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot explain ${JSON.stringify(name)}: there is no rule with that id, and no account can be looked up without an API key. ${suggestFirst(name, ruleIds)}Run explain without an argument for the rules, or set CLOUDSMITH_API_KEY or --from-c1z.`,
    );
  }
  const policy = await readPolicyFile(settings.policy);
  const { roster } = await loadRoster(toSource(settings, policy), terminal, { policy });
  terminal.log.end();
  requireSameWorkspace(policy, roster);
  const accounts = findAccounts(roster, name);
  const page = { terminal, roster, path: policy.path };
  const pages = [
    ...accounts.map((account) =>
      render(explainAccount(roster, policy, account, terminal.clock()), page),
    ),
    ...explainName(name, policy, page, accounts.length > 0),
  ];
  if (pages.length === 0) throw notFound(name, roster, ruleIds);
  for (const lines of pages) terminal.out(`${lines.join("\n")}\n`);
  return 0;
}

function notFound(name: string, roster: Roster, ids: readonly string[]): AuditError {
  const usernames = roster.members.map(({ username }) => username);
  const slugs = roster.services.map(({ slug }) => slug);
  const hint = suggestFirst(name, [...ids, ...usernames, ...slugs]);
  return new AuditError(
    "BAD_SETTINGS",
    `cannot explain ${JSON.stringify(name)}: the policy does not name it, and there is no rule with that id, no member or invited person with that username, permanent id or e-mail address, and no service account with that slug. ${hint}Run explain without an argument for the rules.`,
  );
}

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
};

function render(explanation: AccountExplanation, page: Page): readonly string[] {
  const { account, rules } = explanation;
  const applied = rules.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off");
  const others = rules.filter((one) => !applied.includes(one)).map(({ result }) => result.rule.id);
  return [
    heading(escapeTerminal(titleOf(account)), page),
    "",
    ...row("permanent id", idOf(account), page),
    ...factsOf(account.kind).flatMap((fact) =>
      row(factNames[fact], inWords(account, fact, page), page),
    ),
    "",
    ...placesIn(explanation, page),
    "",
    heading("Rules", page),
    ...applied.flatMap((rule) => row(rule.result.rule.id, describe(rule, account, page), page)),
    ...row("the others", `off, or not applicable to this account: ${others.join(", ")}`, page),
  ];
}

function titleOf({ kind, entry }: Account): string {
  return kind === "member"
    ? nameOf(ofMember(entry))
    : `service account ${nameOf(ofService(entry))}`;
}

function inWords(account: Account, fact: AccountFact, { roster }: Page): string {
  const value = factOf(account, fact) as Parameters<typeof describeFact>[0];
  return describeFact(value, fact.endsWith("At"), roster);
}

function describe(rule: AccountRule, account: Account, page: Page): string {
  const { result, outcome, findings, saw, why, position } = rule;
  const line = position === undefined ? "by default" : describePlace(position, page.path);
  const evidence = saw
    .map((fact) => `${factNames[fact]} ${inWords(account, fact, page)}`)
    .join(", ");
  if (outcome === "not-judged") return `not judged: ${why} (${line}); looked at: ${evidence}`;
  if (outcome === "repeats") return `reported by ${rule.reportedBy.join(", ")} (${line})`;
  if (findings.length === 0) return `passes (${line}): ${evidence}`;
  return describeFindings(result.rule, findings, line, page);
}
