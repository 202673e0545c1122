/** Where the stand-ins of a run find and leave things. */

import { join } from "node:path";

/** Returns a path in the run's folder, which is the same for all of its jobs. */
export function inRun(...names: readonly string[]): string {
  return join(process.env["STAND_IN_FOLDER"] ?? "", ...names);
}

/** Returns a path in the job's workspace. */
export function inWorkspace(...names: readonly string[]): string {
  return join(process.env["GITHUB_WORKSPACE"] ?? "", ...names);
}

/** Throws if the runner gives this job no ID token. */
export function requireIdToken(): void {
  if ((process.env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") === "") {
    throw new Error("the job needs the permission id-token: write");
  }
}
