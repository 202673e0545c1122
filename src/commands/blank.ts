/** Refuses blank values on the command line, such as those of a shell variable that is not set. */

import type { Command } from "commander";

import { AuditError } from "../errors.ts";

/** `--c1z ""` means no artifact. */
const mayBeBlank: ReadonlySet<string> = new Set(["c1z"]);

/**
 * Throws `AuditError` `BAD_SETTINGS` for a blank flag or argument. It does not mean the default:
 * `accept --subject "$NAME"` would then accept the findings of everybody.
 */
export function requireNoBlanks(command: Command): void {
  for (const option of command.options) {
    const name = option.attributeName();
    if (!mayBeBlank.has(name) && isBlank(command.getOptionValue(name))) {
      throw new AuditError(
        "BAD_SETTINGS",
        `cannot use --${option.name()}: its value is blank. Give a value, or leave the flag out.`,
      );
    }
  }
  if (!command.args.some(isBlank)) return;
  throw new AuditError(
    "BAD_SETTINGS",
    `cannot use an argument of ${command.name()}: it is blank. Give a value, or leave the argument out.`,
  );
}

export function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}
