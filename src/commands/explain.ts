import { styleText } from "node:util";

import type { Flags, Terminal } from "./terminal.ts";
import { AuditError } from "../errors.ts";
import { catalog } from "../policy/catalog.ts";
import { toRule } from "../policy/custom/to-rule.ts";
import type { Policy } from "../policy/policy.ts";
import { describePlace } from "../policy/position.ts";
import { needsOf, optionsOf } from "../policy/rule-docs.ts";
import type { AnyRule } from "../policy/rule.ts";
import { escapeTerminal } from "../report/escape/escape-terminal.ts";
import { wrapText } from "../report/terminal/wrap-text.ts";
import { readPolicyFile } from "../sources/policy-file.ts";
import { toSettings } from "./settings.ts";
import { explainAccountTo } from "./explain-account.ts";

/**
 * Prints the explanation of a rule, each rule's result for an account, or the list of all rules;
 * returns 0. A rule's id takes precedence over a username.
 */
export async function explain(
  flags: Flags,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [id] = args;
  const policy = await readPolicyIfAny(flags, terminal);
  const rules = [...catalog, ...(policy?.custom ?? []).map(toRule)];
  if (id === undefined) {
    list(rules, terminal);
    return 0;
  }
  const rule = rules.find((known) => known.id === id);
  if (rule === undefined) {
    const ids = rules.map((known) => known.id);
    return explainAccountTo(terminal, flags, id, ids);
  }
  printRule(rule, policy, terminal);
  return 0;
}

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

function list(rules: readonly AnyRule[], { colour, columns, out }: Terminal): void {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const indent = width + "  warning  ".length;
  for (const { id, severity, title } of rules) {
    const lines = wrapText(escapeTerminal(title), Math.max(20, columns - indent));
    const start = `${bold(id.padEnd(width), colour)}  ${severity.padEnd(7)}  `;
    out(`${start}${lines.join(`\n${" ".repeat(indent)}`)}\n`);
  }
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
