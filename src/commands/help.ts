/** `help`: the help of the program, or of one command. */

import type { Command } from "commander";

import { AuditError } from "../errors.ts";
import { suggestFirst } from "../policy/suggest.ts";
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
