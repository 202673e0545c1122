/** Writes an exception as text for a policy. */

import type { ExceptionEntry } from "./entry.ts";
import { quoteYaml } from "./quote.ts";

/** Returns an entry on one line, in the form for a list of either style. */
export function toFlowText(entry: ExceptionEntry): string {
  const plain = new Set(["rule", "role", "allow", "created", "expires"]);
  const fields = Object.entries(entry)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${plain.has(key) ? value : quoteYaml(String(value))}`);
  return `{ ${fields.join(", ")} }`;
}
