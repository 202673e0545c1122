/** Refuses arguments that the parser accepts, but that are probably mistakes. */

import type { Command } from "commander";

import { AuditError } from "../errors.ts";
import { toolName } from "../version.ts";
import { requireNoBlanks } from "./blank.ts";

/**
 * Throws `AuditError` `BAD_SETTINGS` if a flag or an argument is blank, if a flag took the next flag
 * as its value, or if there are more arguments than the command has.
 */
export function requireMeantArguments(command: Command): void {
  requireNoBlanks(command);
  requireValues(command);
  requireExpectedArguments(command);
}

function requireValues(command: Command): void {
  const options = [...command.options, ...(command.parent?.options ?? [])];
  const known = new Set(options.flatMap(({ short, long }) => [short, long]));
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (typeof value !== "string" || !known.has(value.split("=")[0])) continue;
    throw new AuditError(
      "BAD_SETTINGS",
      `cannot use ${option.long}: its value is missing, because ${value.split("=")[0]} follows it. Write the value after ${option.long}.`,
    );
  }
}

function requireExpectedArguments(command: Command): void {
  const expected = command.registeredArguments;
  if (expected.at(-1)?.variadic === true) return;
  const [excess] = command.args.slice(expected.length);
  if (excess === undefined) return;
  const limit = expected.length === 0 ? "no argument" : `at most ${expected.length}`;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot run ${command.name()} with ${JSON.stringify(excess)}: it takes ${limit}. ${suggestFlag(command, excess)}`,
  );
}

function suggestFlag(command: Command, excess: string): string {
  const flag = /\.ya?ml$/u.test(excess)
    ? "--policy"
    : /^[\w-]+$/u.test(excess)
      ? "--organization"
      : undefined;
  const found = command.options.find(({ long }) => long === flag);
  const isMissing =
    found !== undefined && command.getOptionValue(found.attributeName()) === undefined;
  return isMissing
    ? `Use ${flag} ${excess}.`
    : `Run ${toolName} help ${command.name()} for its flags.`;
}
