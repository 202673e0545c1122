/** What does not hold when a history is replayed. */

import type { Shelf } from "./audits.ts";
import { History, type HistoryFile } from "./history.ts";
import { replay } from "./replay.ts";

/** Returns every problem, with the commit and the check in which it is. */
export async function problemsOf(file: HistoryFile, shelf: Shelf): Promise<readonly string[]> {
  const problems: string[] = [];
  for await (const { commit, ...checks } of replay(History.parse(file), shelf)) {
    for (const [name, check] of Object.entries(checks)) {
      problems.push(...(check?.problems ?? []).map((problem) => `${commit}, ${name}: ${problem}`));
    }
  }
  return problems;
}
