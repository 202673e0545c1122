/** What a merge that was not finished leaves in a file. */

import type { Problem } from "./problem.ts";

/** Git's own, with and without the name of a branch behind it. */
const marker = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r]|$)/u;

/** Returns one problem for each line that begins with a merge marker. */
export function findMergeMarkers(text: string): readonly Problem[] {
  return text.split("\n").flatMap((line, index): Problem[] => {
    const found = marker.exec(line)?.[0];
    if (found === undefined) return [];
    return [
      {
        position: { line: index + 1, column: 1 },
        message: `the merge marker "${found}" begins this line: finish the merge and remove its markers`,
      },
    ];
  });
}
