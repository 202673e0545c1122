/** What a runner says of a run, for tests that start no runner. */

import type { RunEnvironment } from "../../../src/github/context.ts";
import { mergeSha } from "./repository-routes.ts";

/** Returns a push to the default branch, on a GitHub at this address. */
export function aRun(apiUrl: string, overrides: Partial<RunEnvironment> = {}): RunEnvironment {
  return {
    eventName: "push",
    eventPayload: {},
    repository: "fernwick/governance",
    ref: "refs/heads/main",
    serverUrl: "https://github.example",
    apiUrl,
    runId: "4242",
    sha: mergeSha,
    ...overrides,
  };
}
