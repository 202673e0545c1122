/** Teams and repositories by name, and what a pattern for their slugs applies to. */

import { fold } from "../roster/fold.ts";

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Returns the entries with this slug, permanent id or name. */
export function findNamed<Entry extends Named>(
  entries: readonly Entry[],
  name: string,
): readonly Entry[] {
  const wanted = fold(name);
  return entries.filter(({ id, slug, name: shown }) =>
    [id, slug, shown].some((text) => fold(text) === wanted),
  );
}

/**
 * Returns what a pattern applies to, without a final period; `gaps` is what was not seen of the
 * list.
 */
export function describePattern(
  noun: "team" | "repository",
  slugs: readonly string[],
  gaps: readonly string[],
): string {
  const applies = slugs.length === 0 ? `no ${noun}` : slugs.join(", ");
  const seen = gaps.length === 0 ? "" : ` that was seen; ${gaps.join("; ")}`;
  return `a pattern that applies to ${applies}${seen}`;
}
