import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ["test/hostile/*.hostile.ts"],
    globalSetup: "test/support/temporary-folder.ts",
    // One more than there are cores, as many scenarios wait; with more they would measure each other.
    maxWorkers: 3,
    isolate: false,
    testTimeout: 120_000,
  },
});
