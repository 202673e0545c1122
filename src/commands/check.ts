import type { Flags, Terminal } from "../command-line.ts";
import { readPolicyFile } from "../wiring.ts";
import { toSettings } from "./audit.ts";

/** Checks the policy file alone; returns 0 when it is valid. Its problems are thrown. */
export async function check(
  flags: Flags,
  _: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const policy = await readPolicyFile(toSettings(flags, terminal).policy);
  const on = [...policy.rules.values()].filter(({ severity }) => severity !== "off").length;
  terminal.out(
    `${policy.path} is valid: workspace ${policy.organization}, ${policy.roles.length} roles and ${policy.teams.length} teams managed, ${on} rules on\n`,
  );
  return 0;
}
