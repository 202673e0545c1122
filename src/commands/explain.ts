import { styleText } from "node:util";

import type { Flags, Terminal } from "../command-line.ts";
import { catalog, findRule } from "../policy/catalog.ts";
import { wrapText } from "../report/wrap-text.ts";
import { explainPersonTo } from "./explain-person.ts";

/**
 * Prints what a rule is about, or what each rule says of a person, or the list of all rules; returns
 * 0. A rule's id is never taken for a username.
 */
export async function explain(
  flags: Flags,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [id] = args;
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    terminal.colour ? styleText(format, text, { validateStream: false }) : text;
  if (id === undefined) {
    const width = Math.max(...catalog.map((rule) => rule.id.length));
    for (const rule of catalog) {
      terminal.out(
        `${style("bold", rule.id.padEnd(width))}  ${rule.severity.padEnd(7)}  ${rule.title}\n`,
      );
    }
    return 0;
  }
  const rule = findRule(id);
  if (rule === undefined) return explainPersonTo(terminal, flags, id);
  const paragraphs = [
    `${style("bold", rule.id)}: ${rule.title}`,
    rule.explanation,
    `What to do: ${rule.remedy}`,
    `Severity unless the policy says otherwise: ${rule.severity}. Needs to see whole: ${rule.lists.length === 0 ? "nothing but the policy" : rule.lists.join(", ")}.`,
  ];
  terminal.out(
    `${paragraphs.map((text) => wrapText(text, terminal.columns).join("\n")).join("\n\n")}\n`,
  );
  return 0;
}
