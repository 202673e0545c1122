/** What is now called differently than in an earlier roster. Permanent ids say who is who. */

import { fold } from "../roster/fold.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Renames {
  /** Returns the present name of what had this name; undefined if it is the same, or not there. */
  readonly nowOf: (name: string) => string | undefined;
  /** Returns the earlier name of what has this id; undefined if it is the same, or not known. */
  readonly formerOf: (id: string) => string | undefined;
}

/** Returns the renames; there are none without an earlier roster. */
export function findRenames(before: readonly Named[], present: readonly Named[]): Renames {
  const names = new Map(present.map(({ id, name }) => [id, name]));
  const now = new Map<string, string>();
  const former = new Map<string, string>();
  for (const { id, name } of before) {
    const is = names.get(id);
    if (is === undefined || is === name) continue;
    now.set(fold(name), is);
    former.set(id, name);
  }
  return { nowOf: (name) => now.get(fold(name)), formerOf: (id) => former.get(id) };
}
