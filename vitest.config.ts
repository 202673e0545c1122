import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/support/temporary-folder.ts",
    // One by default where there are two cores, although the tests wait for processes of their own.
    maxWorkers: "100%",
    testTimeout: 30_000,
  },
});
