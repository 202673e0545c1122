/** Converts the flags of a command to settings. */

import { parseSettings, type Settings } from "../settings.ts";
import type { Flags, Terminal } from "./terminal.ts";

/** Returns the settings from a command's flags. The API key comes only from the environment. */
export function toSettings(flags: Flags, { env }: Pick<Terminal, "env">): Settings {
  const raw = Object.fromEntries(
    Object.entries(flags).map(([name, value]) => [
      name,
      value === undefined ? value : String(value),
    ]),
  );
  return parseSettings({ ...raw, "api-key": env["CLOUDSMITH_API_KEY"] });
}
