/** Who was called what before. */

import type { Roster } from "../roster/model.ts";
import { fold } from "./fold.ts";

/**
 * Returns a function that gives the present username of whoever had a username in the baseline and
 * has another one now; undefined for anybody else, and where there is no baseline.
 */
export function findFormer(
  { members }: Roster,
  baseline: Roster | undefined,
): (username: string) => string | undefined {
  if (baseline === undefined) return () => undefined;
  const present = new Map(members.map(({ id, username }) => [id, username]));
  const former = new Map(
    baseline.members.flatMap(({ id, username }) => {
      const now = present.get(id);
      return now === undefined || now === username ? [] : [[fold(username), now] as const];
    }),
  );
  return (username) => former.get(fold(username));
}
