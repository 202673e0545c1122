/** Names in a drafted policy, and how YAML writes them. */

import { fold } from "../../roster/fold.ts";
import type { Member } from "../../roster/model.ts";
import type { Directory } from "../directory.ts";
import { quoteYaml } from "../exceptions/quote.ts";
import { groupPrefix, targetPrefixes } from "../prefixes.ts";
import { describePrefix } from "../file/unknown-prefix.ts";
import { isWildcard } from "../wildcard.ts";

/**
 * Returns the username if it refers to this account only and the file can contain it; otherwise the
 * permanent id.
 */
export function nameOfMember({ username, id }: Member, directory: Directory): string {
  const found = directory.member({ text: username, position: { line: 1, column: 1 } });
  return found?.id === id && isPersonName(username) ? username : id;
}

/** Returns whether every list reads the text as a person's name: `user:ada` looks like a mistake. */
export function isPersonName(text: string): boolean {
  const prefixes = [groupPrefix, ...Object.values(targetPrefixes)];
  return (
    text.trim() === text &&
    !prefixes.some((prefix) => text.startsWith(prefix)) &&
    describePrefix(text) === undefined
  );
}

interface Slugged {
  readonly id: string;
  readonly slug: string;
}

/**
 * Returns a function that says whether the policy can name a team or a repository by its slug,
 * because it reads the slug as nothing else.
 */
export function plainSlugs(all: readonly Slugged[]): (one: Slugged) => boolean {
  const slugs = Map.groupBy(all, ({ slug }) => fold(slug));
  const ids = new Set(all.map(({ id }) => fold(id)));
  return ({ slug }) =>
    slug.trim() === slug &&
    !isWildcard(slug) &&
    slugs.get(fold(slug))?.length === 1 &&
    !ids.has(fold(slug));
}

/** Returns a text as YAML, in quotes if YAML would read it as something else. */
export function scalar(text: string): string {
  const isPlain =
    /^(?:group:|team:|service:)?[A-Za-z][A-Za-z0-9_-]{2,}\*?$/u.test(text) &&
    !/^(?:true|null|yes|off|false)$/iu.test(text);
  return isPlain ? text : quoteYaml(text);
}
