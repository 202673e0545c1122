import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    // Not *.test.ts: `npm test` must not need a browser.
    include: ["test/page/*.page.ts"],
    globalSetup: "test/support/temporary-folder.ts",
    testTimeout: 120_000,
    // On a busy machine, a page needs longer than the default of a second.
    expect: { poll: { timeout: 20_000 } },
    // A browser for each file at once would be slower than one after the other.
    fileParallelism: false,
  },
});
