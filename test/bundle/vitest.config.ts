import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

/**
 * Tests in which the bundle runs as a process time and again: run after run over one repository.
 * Also tests of the sources that take too long for `npm test`.
 */
export const include = [
  "test/bundle/*.test.ts",
  "test/delivery/*.test.ts",
  "test/**/*.slow.test.ts",
];

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include,
    globalSetup: "test/support/temporary-folder.ts",
    maxWorkers: availableParallelism() + 2,
    isolate: false,
    // Each takes a few seconds; on a busy machine with slow cores, ten times as long.
    testTimeout: 120_000,
  },
});
