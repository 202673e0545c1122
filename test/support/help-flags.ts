/** The commands and their flags, as the help lists them. */

import { runHere } from "./command-line.ts";
import { makeFolder } from "./process.ts";

export const commands = [
  "audit",
  "sync",
  "diff",
  "check",
  "init",
  "accept",
  "merge",
  "explain",
  "demo",
  "help",
] as const;

export interface Flag {
  readonly name: string;
  readonly value: string | undefined;
  readonly description: string;
}

/** Reads the flags of a command's own from its help. */
export async function flagsOf(command: string): Promise<readonly Flag[]> {
  const { stdout } = await runHere(["help", command], { cwd: await makeFolder() });
  const [, own = ""] = /\nOptions:\n([\s\S]*?)\n\n/u.exec(stdout) ?? [];
  const entries = own.replaceAll(/\n {4,}/gu, " ").split("\n");
  return entries.flatMap((entry) => {
    const [, name, value, description] =
      /^ +(?:-\w, )?(--[-a-z\d]+)(?: <([-\w]+)>)? +(.+)$/u.exec(entry) ?? [];
    if (name === undefined || description === undefined) throw new Error(`no flag: ${entry}`);
    return name === "--help" ? [] : [{ name, value, description }];
  });
}
