/** One folder for everything that a run of the tests writes, removed at its end. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const variable = "ACCESS_AUDIT_TEST_FOLDER";

/** Called by the test runner before the first test. */
export async function setup(): Promise<void> {
  process.env[variable] = await mkdtemp(join(tmpdir(), "access-audit-test-"));
}

/** Called by the test runner after the last test. */
export async function teardown(): Promise<void> {
  const folder = process.env[variable];
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}

/** Returns the folder; the system's own for a script that is run without the test runner. */
export function temporaryFolder(): string {
  return process.env[variable] ?? tmpdir();
}
