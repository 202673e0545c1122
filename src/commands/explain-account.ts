import { styleText } from "node:util";

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
import { padText, wrapText } from "../report/terminal/wrap-text.ts";
import type { Membership, Roster } from "../roster/model.ts";
import { isUnknown, unknownReasons } from "../roster/fact.ts";
import { readPolicyFile } from "../sources/policy-file.ts";
import { loadRoster } from "../sources/load-roster.ts";
import { toSource } from "../sources/source.ts";
import { toSettings } from "./settings.ts";

/** Prints the facts of an account and each rule's result for it; returns 0. */
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
  if (accounts.length === 0) throw notFound(name, roster, ruleIds);
  for (const account of accounts) {
    const lines = render(explainAccount(roster, policy, account, terminal.clock()), {
      terminal,
      roster,
      path: policy.path,
    });
    terminal.out(`${lines.join("\n")}\n`);
  }
  return 0;
}

function notFound(name: string, roster: Roster, ids: readonly string[]): AuditError {
  const usernames = roster.members.map(({ username }) => username);
  const slugs = roster.services.map(({ slug }) => slug);
  const hint = suggestFirst(name, [...ids, ...usernames, ...slugs]);
  return new AuditError(
    "BAD_SETTINGS",
    `cannot explain ${JSON.stringify(name)}: there is no rule with that id, no person with that username, permanent id or e-mail address, and no service account with that slug. ${hint}Run explain without an argument for the rules.`,
  );
}

interface Page {
  readonly terminal: Terminal;
  readonly roster: Roster;
  readonly path: string;
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
  const { account, named, rules, exceptions } = explanation;
  const { path } = page;
  const heading = (text: string) =>
    page.terminal.colour ? styleText("bold", text, { validateStream: false }) : text;
  const applied = rules.filter(({ outcome }) => outcome !== "indifferent" && outcome !== "off");
  const others = rules.filter((one) => !applied.includes(one)).map(({ result }) => result.rule.id);
  return [
    heading(escapeTerminal(titleOf(account))),
    "",
    ...row("permanent id", idOf(account), page),
    ...factsOf(account.kind).flatMap((fact) =>
      row(factNames[fact], describeFact(account, fact, page.roster), page),
    ),
    "",
    heading("In the policy"),
    ...(named.length === 0 ? row("", "nowhere", page) : []),
    ...named.flatMap(({ place, position }) => row(place, describePlace(position, path), page)),
    ...exceptions.flatMap(({ exception, status, covers, why }) =>
      row(
        "exception",
        `to ${exception.rule} until ${exception.expires}, ${status}${why === null ? `, covers ${covers}` : ` (${why})`}; ${describePlace(exception.position, path)}`,
        page,
      ),
    ),
    "",
    heading("Rules"),
    ...applied.flatMap((rule) => row(rule.result.rule.id, describe(rule, account, page), page)),
    ...row("the others", `off, or not applicable to this account: ${others.join(", ")}`, page),
  ];
}

function titleOf({ kind, entry }: Account): string {
  return kind === "member"
    ? nameOf(ofMember(entry))
    : `service account ${nameOf(ofService(entry))}`;
}

function describe(rule: AccountRule, account: Account, { roster, path }: Page): string {
  const { result, outcome, findings, saw, why, position } = rule;
  const line = position === undefined ? "by default" : describePlace(position, path);
  const evidence = saw
    .map((fact) => `${factNames[fact]} ${describeFact(account, fact, roster)}`)
    .join(", ");
  if (outcome === "not-judged") return `not judged: ${why} (${line}); looked at: ${evidence}`;
  if (findings.length === 0) return `passes (${line}): ${evidence}`;
  return findings
    .map((finding) => {
      const { exception, position: at } = finding;
      const state =
        exception === undefined
          ? result.severity
          : `accepted until ${exception.expires} (${describePlace(exception.position, path)})`;
      const place = at === undefined ? line : describePlace(at, path);
      return `${state}: ${result.rule.message(finding)} (${place})`;
    })
    .join("; ");
}

/** Returns a fact in words; for a fact that was not seen, the reason. */
function describeFact(account: Account, fact: AccountFact, roster: Roster): string {
  const value = factOf(account, fact);
  if (isUnknown(value)) return `unknown (${unknownReasons[value.unknown]})`;
  if (value === null) return "never";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return fact.endsWith("At") ? value.slice(0, 10) : value;
  const teams = (value as readonly Membership[]).map(({ team, role }) => {
    const slug = roster.teams.find(({ id }) => id === team)?.slug ?? team;
    return `${slug} (${isUnknown(role) ? "role unknown" : role})`;
  });
  return teams.length === 0 ? "none" : teams.join(", ");
}

function row(label: string, text: string, { terminal: { columns } }: Page): readonly string[] {
  const start = `  ${padText(escapeTerminal(label), 24)}  `;
  const width = Math.max(20, Math.min(columns, 120) - start.length);
  return wrapText(escapeTerminal(text, 2_000), width).map(
    (line, index) => (index === 0 ? start : " ".repeat(start.length)) + line,
  );
}
