import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ["test/hostile/*.hostile.ts"],
    globalSetup: "test/support/temporary-folder.ts",
    // Two at a time: more would measure each other.
    maxWorkers: 2,
    isolate: false,
    testTimeout: 60_000,
  },
});
