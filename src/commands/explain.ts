import { styleText } from "node:util";

import type { Flags, Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import { catalog } from "../policy/catalog.ts";
import { toRule } from "../policy/custom/to-rule.ts";
import type { Policy } from "../policy/policy.ts";
import { allowedPlaces, placesOfPeople, placesOfServices } from "../policy/names.ts";
import { describePlace, type WrittenName } from "../policy/position.ts";
import { needsOf, optionsOf } from "../policy/rule-docs.ts";
import type { AnyRule } from "../policy/rule.ts";
import { suggestFirst } from "../policy/suggest.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { wrapText } from "../report/terminal/wrap-text.ts";
import { fold } from "../roster/fold.ts";
import { readPolicyFile } from "../sources/policy-file.ts";
import { isBlank } from "./blank.ts";
import { toSettings } from "./settings.ts";
import { explainNamed, kinds, type Kind } from "./explain-named.ts";

/**
 * Prints the explanation of a rule, or of everything in the workspace with a name; without a name, the list of all rules. Returns 0. A rule is explained without the
 * workspace.
 */
export async function explain(
  flags: Flags,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [argument] = args;
  const policy = await readPolicyIfAny(flags, terminal);
  const rules = [...catalog, ...(policy?.custom ?? []).map(toRule)];
  if (argument === undefined) {
    list(rules, policy, terminal);
    return 0;
  }
  const { kind, name } = splitKind(argument);
  if (isBlank(name)) {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot explain ${JSON.stringify(argument)}: there is no name after the colon. Give a name, such as ${kind}:NAME.`,
    );
  }
  const ruleIds = rules.map(({ id }) => id);
  const rule =
    kind === undefined || kind === "rule"
      ? rules.find(({ id }) => fold(id) === fold(name))
      : undefined;
  if (rule !== undefined) {
    printRule(rule, policy, terminal);
    if (kind === undefined && policy !== undefined) printOthers(name, policy, terminal);
    return 0;
  }
  if (kind === "rule") {
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot explain ${JSON.stringify(name)}: there is no rule with that id. ${suggestFirst(name, ruleIds)}Run explain without an argument for the rules.`,
    );
  }
  const pages = await explainNamed({ name, kind, ruleIds }, flags, terminal);
  terminal.out(pages.map((lines) => `${lines.join("\n")}\n`).join("\n"));
  return 0;
}

/** Splits `team:platform` into its kind and its name. */
function splitKind(argument: string): { readonly kind: Kind | undefined; readonly name: string } {
  const kind = kinds.find((one) => argument.startsWith(`${one}:`));
  return { kind, name: kind === undefined ? argument : argument.slice(kind.length + 1) };
}

/** Says that the policy uses a rule's id as another name, too. The workspace is not read for that. */
function printOthers(name: string, policy: Policy, { columns, out }: Terminal): void {
  const isIt = ({ text }: WrittenName) => fold(text) === fold(name);
  const found = [
    ["person", [...placesOfPeople(policy), ...allowedPlaces(policy)].map((one) => one.name)],
    ["service", placesOfServices(policy).map((one) => one.name)],
    ["team", policy.teams.map((one) => one.name)],
    ["repository", (policy.repositories ?? []).map((one) => one.name)],
    ["provider", (policy.oidc ?? []).map((one) => one.name)],
  ] as const;
  for (const [kind, names] of found) {
    const also = names.find(isIt);
    if (also === undefined) continue;
    const text = `${describePlace(also.position, policy.path)} names ${kindNames[kind]} with this name: explain ${kind}:${name}`;
    out(`\n${wrapText(escapeTerminal(text, 2_000), columns).join("\n")}\n`);
  }
}

const kindNames = {
  person: "a person",
  service: "a service account",
  team: "a team",
  repository: "a repository",
  provider: "an OIDC provider",
} as const;

/**
 * Ignores a missing or invalid default policy, because built-in rules can be explained without one.
 */
async function readPolicyIfAny(flags: Flags, terminal: Terminal): Promise<Policy | undefined> {
  try {
    return await readPolicyFile(toSettings(flags, terminal).policy);
  } catch (error) {
    if (!(error instanceof AuditError) || error.code !== "BAD_POLICY") throw error;
    if (flags["policy"] !== undefined) throw error;
    return undefined;
  }
}

/** Prints the rules with their severities: those of the policy, if there is one. */
function list(
  rules: readonly AnyRule[],
  policy: Policy | undefined,
  { colour, columns, out }: Terminal,
): void {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const indent = width + "  severity  ".length;
  // In a narrow terminal, the title is below the id.
  const isNarrow = columns - indent < 24;
  const print = (id: string, severity: string, title: string, isBold: boolean) => {
    const start = `${bold(isNarrow ? id : id.padEnd(width), isBold && colour)}  `;
    const margin = " ".repeat(isNarrow ? 4 : indent);
    const lines = wrapText(escapeTerminal(title), columns - margin.length);
    const first = isNarrow ? `${severity}\n${margin}` : `${severity.padEnd(8)}  `;
    out(`${start}${first}${lines.join(`\n${margin}`)}\n`);
  };
  print("Rule", "Severity", "What it reports", false);
  for (const { id, severity, title } of rules) {
    print(id, policy?.rules.get(id)?.severity ?? severity, title, true);
  }
  const whose =
    policy === undefined
      ? "The severities are the defaults, because no policy was read."
      : `The severities are those of ${policy.path}.`;
  out(`\n${wrapText(escapeTerminal(whose), columns).join("\n")}\n`);
}

function printRule(
  rule: AnyRule,
  policy: Policy | undefined,
  { colour, columns, out }: Terminal,
): void {
  const needs = needsOf(rule) ?? "only the policy";
  const paragraphs = [
    `${bold(rule.id, colour)}: ${escapeTerminal(rule.title)}`,
    escapeTerminal(rule.explanation, 8_000),
    `What to do: ${escapeTerminal(rule.remedy, 2_000)}`,
    rule.fixed,
    `Default severity: ${rule.severity}${rule.section === undefined ? "" : `, and off if the policy has no ${rule.section}`}. Needs these lists complete: ${needs}.`,
    ...optionsOf(rule).map(
      ({ name, usual, description }) =>
        `Option ${bold(name, colour)}: ${description}${usual === undefined ? "" : `; by default ${inline(usual)}`}.`,
    ),
    ...(policy === undefined ? [] : [describeSetting(rule, policy)]),
  ];
  out(`${paragraphs.map((text) => wrapText(text, columns).join("\n")).join("\n\n")}\n`);
}

/** Returns the rule's settings in the policy, in one sentence. */
function describeSetting({ id }: AnyRule, { path, rules }: Policy): string {
  const { severity, options, position } = rules.get(id) ?? {};
  const place =
    position === undefined
      ? `${path} uses the default,`
      : `${describePlace(position, path)} sets it to`;
  const values = Object.entries(Object(options) as object).map(
    ([name, value]) => `${name} ${inline(value)}`,
  );
  return escapeTerminal(`${place} ${[severity, ...values].join(", ")}.`, 2_000);
}

/** Returns an option's value in the policy's notation. */
function inline(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
}

function bold(text: string, colour: boolean): string {
  return colour ? styleText("bold", text, { validateStream: false }) : text;
}
