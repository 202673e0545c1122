import { join } from "node:path";

import { expect, test } from "vitest";

import { makeFolder, root, runNode } from "../support/process.ts";
import { propertyRuns, propertyTimeout } from "../support/property.ts";

const { seed, numRuns } = propertyRuns(50);

test(
  "artifacts that went wrong end in a roster or in a sentence, within 512 MB",
  { timeout: propertyTimeout(60_000) },
  async () => {
    const script = join(root, "test/fuzz/fuzz-artifact.ts");

    const run = await runNode(script, [String(numRuns), String(seed)], {
      cwd: await makeFolder(),
      timeoutMs: propertyTimeout(60_000),
    });

    expect(run.stderr).toBe("");
    expect(run.stdout).toContain(`${numRuns} cases of seed ${seed}: `);
    expect(run.stdout).toMatch(/, 0 problems$/mu);
    expect(run.exitCode).toBe(0);
  },
);
