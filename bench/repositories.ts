/** Measures a sync with repositories and their privileges, as a process of the bundle. */

import { runRepositories } from "./contenders.ts";
import type { Results } from "./results.ts";
import { startStandIn } from "./stand-in-process.ts";
import { summarize } from "./summary.ts";

/** Returns the requests, the time and the memory of a sync. Throws if it is not complete. */
export async function measureRepositories(
  { members, repositories }: { readonly members: number; readonly repositories: number },
  rounds: number,
): Promise<NonNullable<Results["repositories"]>> {
  const standIn = await startStandIn(members, 0, repositories);
  const walls: number[] = [];
  const peaks: number[] = [];
  const requests: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      standIn.startOver();
      const { wallMs, peakMb } = await runRepositories(standIn.url);
      walls.push(wallMs);
      peaks.push(peakMb);
      requests.push((await standIn.report()).requests);
    }
  } finally {
    await standIn.close();
  }
  return {
    members,
    repositories,
    requests: Math.max(...requests),
    wallMs: summarize(walls),
    peakMb: summarize(peaks),
  };
}
