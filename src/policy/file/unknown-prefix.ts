/** Names in a repository's lists with a prefix that is not one, such as `Team:docs` or `user:ada`. */

import { fold } from "../../roster/fold.ts";
import { groupPrefix, targetPrefixes } from "../prefixes.ts";

const { team, service } = targetPrefixes;

/** What each word before a colon probably means; people have no prefix. */
const meant = new Map<string, string>([
  ...["team", "teams"].map((word) => [word, team] as const),
  ...["service", "services", "service-account"].map((word) => [word, service] as const),
  ...["group", "groups"].map((word) => [word, groupPrefix] as const),
  ...["user", "users", "person", "people", "member", "members"].map((word) => [word, ""] as const),
]);

/** Returns what to write instead, as the end of a sentence; undefined if the name may be right. */
export function describePrefix(name: string): string | undefined {
  const [, word, rest] = /^([^:]+):\s*(\S.*)$/u.exec(name) ?? [];
  const prefix = word === undefined ? undefined : meant.get(fold(word));
  if (word === undefined || prefix === undefined || `${word}:` === prefix) return undefined;
  return `"${word}:" is not known: write "${prefix}${rest}"`;
}
