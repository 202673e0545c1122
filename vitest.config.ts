import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/support/temporary-folder.ts",
    // One by default where there are two cores. Two more than there are cores, because many tests wait:
    // for GitHub's pace, for a deadline, for processes of their own.
    maxWorkers: availableParallelism() + 2,
    // No file changes what another one sees, so the modules are loaded once for many of them.
    isolate: false,
    testTimeout: 30_000,
  },
});
