import { availableParallelism } from "node:os";

import { configDefaults, defineConfig } from "vitest/config";

import { include as bundleTests } from "./test/bundle/vitest.config.ts";

export default defineConfig({
  test: {
    // `npm run test:bundle` runs these.
    exclude: [...configDefaults.exclude, ...bundleTests],
    globalSetup: "test/support/temporary-folder.ts",
    // One by default where there are two cores. Two more than there are cores, because many tests wait:
    // for GitHub's pace, for a deadline, for processes of their own.
    maxWorkers: availableParallelism() + 2,
    // No file changes what another one sees, so the modules are loaded once for many of them.
    isolate: false,
    testTimeout: 60_000,
  },
});
