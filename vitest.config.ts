import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "test/support/temporary-folder.ts",
    // One by default where there are two cores, although the tests wait for processes of their own.
    maxWorkers: "100%",
    // No file changes what another one sees, so the modules are loaded once for many of them.
    isolate: false,
    testTimeout: 30_000,
  },
});
