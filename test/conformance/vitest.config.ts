import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    // Not *.test.ts: `npm test` must not need Go.
    include: ["test/conformance/*.conformance.ts"],
    globalSetup: ["test/support/temporary-folder.ts", "test/conformance/build.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
