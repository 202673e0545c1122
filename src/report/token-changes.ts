/** Changes of the policy's lists of entitlement tokens in words. */

import type { Weakening, Words } from "./policy-words.ts";

type Part = Pick<Words, "item" | "part" | "added">;

/** Returns what a change of the list for all repositories does, without a final period. */
export function tokenSentence({ item, part, added }: Words): string {
  if (part === "entry") return `${added ? "manages" : "no longer manages"} entitlement tokens`;
  return `entitlement tokens: ${tokenPhrase({ item, part, added })}`;
}

/** Returns what a change of one list does. */
export function tokenPhrase({ item, part, added }: Part): string {
  if (part === "own-tokens") {
    return added
      ? "has its own list of entitlement tokens"
      : "no longer has its own list of entitlement tokens";
  }
  if (part === "any-token") {
    return added
      ? "any entitlement token is allowed"
      : "only entitlement tokens that are listed are allowed";
  }
  return `entitlement token ${item} ${added ? "is" : "is no longer"} allowed`;
}

/** Returns what a weakening of one list does; undefined if its sentence says it. */
export function tokenWeakening({ item, part, added }: Part, where: string): Weakening | undefined {
  if (part === "any-token" && added) {
    return { label: `allows any entitlement token${where}`, detail: "" };
  }
  if (part !== "tokens" || !added) return undefined;
  return item.includes("*")
    ? { label: `allows every entitlement token that matches a pattern${where}`, detail: item }
    : { label: `allows one more entitlement token${where}`, detail: item };
}
