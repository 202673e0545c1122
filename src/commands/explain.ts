import { styleText } from "node:util";

import type { Flags, Terminal } from "../command-line.ts";
import { AuditError } from "../errors.ts";
import { catalog } from "../policy/catalog.ts";
import { toRule } from "../policy/custom/to-rule.ts";
import type { AnyRule } from "../policy/rule.ts";
import { escapeTerminal } from "../report/escape-terminal.ts";
import { wrapText } from "../report/wrap-text.ts";
import { readPolicyFile } from "../wiring.ts";
import { toSettings } from "./audit.ts";
import { explainAccountTo } from "./explain-account.ts";

/**
 * Prints what a rule is about, or what each rule says of an account, or the list of all rules; returns
 * 0. A rule's id is never taken for a username.
 */
export async function explain(
  flags: Flags,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [id] = args;
  const builtIn = catalog.find((known) => known.id === id);
  if (builtIn !== undefined) {
    tell(builtIn, terminal);
    return 0;
  }
  const custom = await readCustomRules(flags, terminal);
  const rules = [...catalog, ...custom];
  if (id === undefined) {
    list(rules, terminal);
    return 0;
  }
  const rule = custom.find((known) => known.id === id);
  if (rule === undefined) {
    const ids = rules.map((known) => known.id);
    return explainAccountTo(terminal, flags, id, ids);
  }
  tell(rule, terminal);
  return 0;
}

/** The built-in rules can be explained without a policy, and whatever is wrong with it. */
async function readCustomRules(flags: Flags, terminal: Terminal): Promise<readonly AnyRule[]> {
  try {
    const policy = await readPolicyFile(toSettings(flags, terminal).policy);
    return policy.custom.map(toRule);
  } catch (error) {
    if (!(error instanceof AuditError) || error.code !== "BAD_POLICY") throw error;
    if (flags["policy"] !== undefined) throw error;
    return [];
  }
}

function list(rules: readonly AnyRule[], { colour, out }: Terminal): void {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  for (const { id, severity, title } of rules) {
    out(`${bold(id.padEnd(width), colour)}  ${severity.padEnd(7)}  ${escapeTerminal(title)}\n`);
  }
}

function tell(rule: AnyRule, { colour, columns, out }: Terminal): void {
  const paragraphs = [
    `${bold(rule.id, colour)}: ${escapeTerminal(rule.title)}`,
    escapeTerminal(rule.explanation, 8_000),
    `What to do: ${escapeTerminal(rule.remedy, 2_000)}`,
    `Severity unless the policy says otherwise: ${rule.severity}. Needs to see whole: ${rule.lists.length === 0 ? "nothing but the policy" : rule.lists.join(", ")}.`,
  ];
  out(`${paragraphs.map((text) => wrapText(text, columns).join("\n")).join("\n\n")}\n`);
}

function bold(text: string, colour: boolean): string {
  return colour ? styleText("bold", text, { validateStream: false }) : text;
}
