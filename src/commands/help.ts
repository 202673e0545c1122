/** `help`: the help of the program, or of one command, in the width of the terminal. */

import type { Command, HelpConfiguration } from "commander";

import { AuditError } from "../errors.ts";
import { suggestFirst } from "../policy/suggest.ts";
import { proseColumns } from "../report/terminal/terminal-page.ts";
import { padText, wrapText } from "../report/terminal/wrap-text.ts";
import { requireMeantArguments } from "./arguments.ts";

/** Adds the command `help`. */
export function addHelp(program: Command): void {
  program
    .command("help")
    .description("show all commands, or the flags of one command")
    .argument("[command]", "a command, such as init; default: list all commands")
    .allowExcessArguments()
    .action((name: string | undefined, _, command: Command) => {
      requireMeantArguments(command);
      findCommand(program, name).help();
    });
}

const indent = "  ";
const gutter = "  ";
const usageTitle = "Usage: ";
/** A narrower description is hard to read beside its flag, so it is below the flag. */
const minColumns = 36;
/** Longer lines are hard to read. */
const maxColumns = 120;

/** Returns how help is wrapped, for a terminal of that many columns. */
export function wrapHelp(columns: number): HelpConfiguration {
  const width = Math.min(columns, maxColumns);
  return {
    helpWidth: width,
    styleUsage: (usage) =>
      wrapText(usage, width - usageTitle.length).join(`\n${" ".repeat(usageTitle.length)}`),
    boxWrap: (text) => wrapParagraphs(text, columns),
    formatItem: (term, termWidth, description) => {
      const start = indent + padText(term, termWidth) + gutter;
      const beside = width - start.length;
      if (description === "") return indent + term;
      if (beside < minColumns) {
        const below = `\n${indent}${indent}${indent}`;
        return [indent + term, ...wrapText(description, columns - below.length)].join(below);
      }
      return start + wrapText(description, beside).join(`\n${" ".repeat(start.length)}`);
    },
  };
}

/** Returns text whose lines are paragraphs, to be wrapped like the rest of a command's help. */
export function fit(text: string): (context: { readonly command: Command }) => string {
  return ({ command }) => wrapParagraphs(text, command.createHelp().helpWidth ?? maxColumns);
}

function wrapParagraphs(text: string, columns: number): string {
  const width = Math.min(columns, proseColumns);
  return text
    .split("\n")
    .flatMap((paragraph) => wrapText(paragraph, width))
    .join("\n");
}

function findCommand(program: Command, name: string | undefined): Command {
  if (name === undefined) return program;
  const found = program.commands.find((command) => command.name() === name);
  if (found !== undefined) return found;
  const names = program.commands.map((command) => command.name());
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot show the help of ${JSON.stringify(name)}: there is no such command. ${suggestFirst(name, names)}Run help for the list.`,
  );
}
