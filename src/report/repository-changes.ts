/** Changes of the policy's repositories in words. */

import { tokenPhrase, tokenWeakening } from "./token-changes.ts";
import type { Weakening, Words } from "./policy-words.ts";

const levels: Readonly<Record<string, string>> = { admins: "Admin", write: "Write", read: "Read" };

/** Returns what a change of one repository's entry does, without a final period. */
export function repositorySentence({ name, item, part, added, is, was }: Words): string {
  switch (part) {
    case "entry":
      return `${added ? "manages" : "no longer manages"} repository ${name}`;
    case "visibility":
      return `repository ${name}: ${added ? `its broadcast state may be at most ${is}${was}` : "its broadcast state is no longer managed"}`;
    case "default-privilege":
      return `repository ${name}: ${added ? `its default privilege may be at most ${is}${was}` : "its default privilege is no longer managed"}`;
    case "any-privilege":
      return `repository ${name}: ${added ? "any privilege is allowed" : "only privileges that are listed are allowed"}`;
    case "own-tokens":
    case "any-token":
    case "tokens":
      return `repository ${name}: ${tokenPhrase({ item, part, added })}`;
    default:
      return `repository ${name}: ${item} ${added ? "has" : "no longer has"} ${levels[part]}`;
  }
}

/** Returns what a weakening of one repository's entry does; undefined if its sentence says it. */
export function repositoryWeakening({
  name,
  item,
  part,
  added,
}: Pick<Words, "name" | "item" | "part" | "added">): Weakening | undefined {
  if (part === "any-privilege")
    return { label: `allows any privilege on repository ${name}`, detail: "" };
  if (part === "entry" && added) {
    return { label: `takes repository ${name} out of the limits of a pattern`, detail: "" };
  }
  const ofTokens = tokenWeakening({ item, part, added }, ` on repository ${name}`);
  if (ofTokens !== undefined) return ofTokens;
  const level = levels[part];
  return level === undefined
    ? undefined
    : { label: `allows one more ${level} on repository ${name}`, detail: item };
}
